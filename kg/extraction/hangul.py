"""Korean names that no listing knows: told by their endings, by what stands beside them, or by their strangeness."""

import re
from collections.abc import Iterator

from kg.extraction.lexicon import lexicon
from kg.extraction.records import Mention, MentionKind, Spotted

_ARGUMENT = re.compile(
    r"(?P<name>[가-힣A-Za-z0-9&]{2,14}?)(?:\([^)]{1,30}\))?(?:(?P<particle>에게는|에서는|에게도|에는|에도|로는|와는|과는|이라고|이며|이고|이다|이자|인|에게서|으로부터|로부터|에게|에서|와의|과의|으로|와|과|을|를|에|(?:[이가은는의](?![,.]))|로|서|도)(?=[\s,·.])"
    r"|(?P<bare>(?=[\s,·/×&…—)\"'’”-]|측|$)))"
)


def hangul(text: str) -> Iterator[Spotted]:
    """Unlisted Korean names: with a company's ending, behind a cue, or where a contract's other side stands."""
    words = lexicon()
    for match in _ARGUMENT.finditer(text):
        name, start = match["name"], match.start("name")
        whole = name + (match["particle"] or "")
        if (
            name[0].isdigit()
            or not words.korean_words.isdisjoint((name, whole))
            or name.lower() in words.english_words
        ):
            continue
        if start and ("가" <= text[start - 1] <= "힣" or text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        if _MADE.match(text, match.end("name")) or _OF_KIND.search(text[max(start - 12, 0) : start]):
            continue
        kind = _kind(text, match)
        if kind is not None:
            end = start + len(name)
            if second := _SECOND.match(text, end):
                end, kind = second.end(), "company"
            yield Spotted(start, end, Mention(text[start:end], kind))


def _kind(text: str, match: re.Match[str]) -> MentionKind | None:
    """A company, perhaps one, or none, by what the word is and by what stands beside it."""
    name, particle, start = match["name"], match["particle"], match.start("name")
    before, after = text[max(start - 16, 0) : start], text[match.end() :]
    if name.endswith("들"):
        return None
    cued = lexicon().korean_cue.search(before) is not None
    if (
        cued and particle not in (None, *_COPULAS) and name not in lexicon().korean_vocabulary
    ) or _ends_as_firm(name, bare=not particle):
        return "company"
    if cued and not particle and len(name) == _SHORT and _OWNED_AFTER.match(after):
        return "company"
    if not _strange(name) or name.isascii():
        return "name" if particle not in (None, *_ADVERBIAL, *_COPULAS) and _strange(name) else None
    if cued or _ROLE_BEFORE.search(before) or (not particle and _OWNED_AFTER.match(after)):
        return "company"
    if _JOINED_BEFORE.search(before) or (not particle and _JOINED_AFTER.match(after)):
        return "company"
    if particle is None:
        is_person = lexicon().korean_person.fullmatch(name) is not None
        return "name" if _opens(before) and after.startswith(",") and not is_person else None
    if particle == "서":
        return "name" if _GETTING.search(after) else None
    return "name" if particle not in (*_ADVERBIAL, *_COPULAS) else None


_SECOND = re.compile(
    r"\s(?:헬스케어|헬스|홀딩스|테라퓨틱스|파마|바이오텍|바이오|테크놀로지스?|일렉트릭|모터스|에너지|캐피탈|파트너스|코리아|인터내셔널|시스템즈|엔터테인먼트|사이언스|머티리얼즈|로보틱스|인더스트리즈?|그룹|다이내믹스|네트웍스)(?=[은는이가을를의에와과도]\s|\s(?:지분|주식|경영권|인수)|에서|으로|로\s|,)"
)
"""The second word of a name."""


def _opens(before: str) -> bool:
    """Whether nothing stands before a word but what opens a title."""
    return not before.strip("[]()'\"‘“ ") or before.rstrip().endswith("]")


_ROLE_BEFORE = re.compile(
    r"(?:주주|고객사|거래처|납품처|협력사|공급사|공급업체|자회사|모회사|계열사|관계사|경쟁사|경쟁업체|파트너|투자사|인수자|매수자|상대방|상대|발주처|발주사|원고|피고)(?:는|은|로는|에는|가|이|인|이자)\s$"
)
"""Before the name of whoever plays that part."""
_OWNED_AFTER = re.compile(
    r"\s(?:지분|경영권|주식(?!시장)|주가|노조|노사|공장|이사회|컨소시엄|그룹|대표|회장|인수(?!합병\s시장|전)|합병|주주총회|신주|창업자|측)"
)
"""Behind a name: what only a company has."""
_JOINED_BEFORE = re.compile(r"_(?:·|ㆍ|/|&)$")
_JOINED_AFTER = re.compile(r"(?:·|ㆍ|/|&)_")
"""A list with a company that is known."""
_GETTING = re.compile(r"수주|주문|일감|투자|유치|조달|매입|사들|구매|구입|납품|공급|인수|받")
_COPULAS = ("이라고", "이며", "이고", "이다", "이자", "인")


_MADE = re.compile(
    r"['’”\"]?[을를](?:\s\S+){0,2}?\s(?:생산|출시|제조|양산|만드|만든|개발하|개발한|개발했|선보|내놓|내놨|서비스하)"
)
"""Behind the name of a product, which may end as a company's."""
_OF_KIND = re.compile(
    r"(?:게임|제품|신작|작품|브랜드|모델|차종|서비스|대표작|신약|상품|품목|콘텐츠)(?:은|는|인|으로는|로는)?\s?['‘“\"]?$"
)
"""Before the name of a product."""
_ADVERBIAL = ("로", "으로", "서", "도")
"""Particles that mark too much beside names to show that a strange word is one."""
_SHORT = 2
_TELLING = ("텍", "켐")
"""Endings of one syllable that hardly any other word has."""


def _ends_as_firm(name: str, *, bare: bool) -> bool:
    """Whether a word ends as companies' names do and does not begin as a common noun does.

    `bare` words have no particle behind them, so that more is asked of them.
    """
    words = lexicon()
    match = words.korean_ending.match(name)
    if match is None or len(name) <= _SHORT or _is_common_noun(name):
        return False
    stem = name[: -len(match["ending"])]
    if stem in words.korean_stems or stem in words.korean_words:
        return False
    return not bare or (len(stem) >= _SHORT and (len(match["ending"]) >= _SHORT or name[-1] in _TELLING))


def _is_common_noun(name: str) -> bool:
    return name in lexicon().korean_words or any(
        name.endswith(word) for word in ("시스템", "솔루션", "게임", "온") if len(name) < len(word) + 2
    )


_PLAIN = re.compile(
    r"(?:[가-힣0-9]*(?:까|하|되|했|됐|있|없|않|으|며|고|지|기|음|함|됨|것|수|적|들|면|서|간|별|당|률|율|량|액|권|력|성|화|식|형|급|도|시|군|구|년|월|일|분기|반기|억원|조원|만원"
    r"|달러|사업|공장|시장|업계|회사|기업|업체|계약|제품|생산|공급|투자|판매|기술|개발|부문|분야|규모|소송|실적|매출|이익|전망|평가|조사|발표|결정|예정|계획|관계|사실|내용|방식|이유"
    r"|목표|가격|물량|배당|주식|지분|자금|금액|비중|대비|기준|이상|이하|정도|가량|수준|상승|하락|증가|감소|확대|축소|성장|강화|악화|개선|영향|부담|우려|기대|관심|집중))$"
)


def _strange(name: str) -> bool:
    """Whether a bare Korean word looks like no word that we know: 켈바로."""
    return (
        bool(re.fullmatch("[가-힣A-Za-z0-9&]{3,8}", name))
        and name[-2:] not in lexicon().korean_words
        and not _PLAIN.match(name)
        and not _holds_word(name)
    )


def _holds_word(name: str) -> bool:
    words = lexicon()
    parts = [name[start:end] for start in range(len(name)) for end in range(start + 2, len(name) + 1)]
    return any(part in words.korean_words or part in words.korean_vocabulary for part in parts)
