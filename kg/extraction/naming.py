"""Find the names in a sentence: listed companies by the resolver, others by our lists, by their form and by cues."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.extraction.lexicon import lexicon
from kg.extraction.nonames import named
from kg.extraction.people import people
from kg.extraction.records import Mention
from kg.extraction.tickers import annotated
from stockelper.securities.cues import cues
from stockelper.securities.resolver import Resolver

PARTICLE = (
    "(?:에게서는|으로부터|로부터|에서는|에게는|에게서|이라고|이라는|에게|에서|께서|한테|이랑|하고|으로|까지|부터|라고|라는|와의|과의|에는|로는"
    "|와는|과는|이나|처럼|보다|만이|은|는|이|가|을|를|에|의|와|과|도|로|만|랑|나|측|향|산|제|발)"
)
_AFTER_NAME = re.compile(
    rf"(?:$|[^가-힣]|{PARTICLE}(?:$|[^가-힣])|(?:그룹|노조|공장|주가|주식|지분|본사|본체|계열|자회사|출신|경영진|대표|회장|인수|투자|공급|납품"
    r"|제품|측[은이의에]|으로부터|로부터|에게|에서|이다|였다|이며|이고|이자|인 |등)"
    ")"
)
_GROUP = re.compile(r"\s?그룹(?!홀딩스|주)")
_ENGLISH_GROUP = re.compile(r"\s(?:Group|Holdings|Motor Group|group)\b")
_GRADE = re.compile(
    r"(?:A{1,3}|B{1,3}|C{1,3})(?:[+-](?![A-Za-z])|\d?(?=\s?(?:등급|급|로|으로|에서|rating)))|TP(?=\s(?:of|to)\b)"
)
"""A rating is no company's code: AA-, A+."""
_LETTER = "[A-Za-z0-9À-ÿ]"
_LATIN = re.compile(
    rf"(?<![A-Za-z0-9$&.-])(?:[A-Z](?:{_LETTER}|[&'’.-](?={_LETTER}))*{_LETTER}|[A-Z](?=\s&)|[a-z][A-Z]{_LETTER}+)"
    rf"(?:\s(?:&\s)?(?:of\s(?=[A-Z]))?[A-Z](?:{_LETTER}|[&'’.-](?={_LETTER}))*)*"
)
_ARGUMENT = re.compile(
    r"(?P<name>[가-힣A-Za-z0-9&]{2,14}?)(?:\([^)]{1,30}\))?(?:(?P<particle>에게서|으로부터|로부터|에게|에서|와의|과의|으로|와|과|을|를|의|에|이|가|은|는|로|서|도)(?=[\s,·])"
    r"|(?P<bare>(?=[\s,·/×&…—)\"'’”-]|측|$)))"
)
_LEGAL = re.compile(
    r",?\s(?:Inc|Corp|Corporation|Co|Ltd|Limited|LLC|PLC|plc|AG|SE|N\.V|S\.A|GmbH|AB|ASA)\b\.?,?(?:\sLtd\.?)?"
)


@dataclass(frozen=True)
class Spotted:
    """A name at `start:end` of a sentence."""

    start: int
    end: int
    mention: Mention
    more: tuple[Mention, ...] = ()
    """Others that the same words mean: both companies."""


def spot(text: str, resolver: Resolver) -> list[Spotted]:
    """All names in order, none within another."""
    found = [*_listed(text, resolver)]
    found = _joined(found, [Spotted(*one) for one in annotated(text, resolver)])
    found = _joined(found, [*_known(text)])
    found = _joined(found, [*people(text, _places(found))])
    found = _joined(found, [*_latin(_blanked(text, found), shouted(text), resolver)])
    return named(_joined(found, [*_hangul(_blanked(text, found))]), text)


def _joined(found: list[Spotted], more: Iterable[Spotted]) -> list[Spotted]:
    """Names found earlier stay, unless a later one holds one of them whole and is longer."""
    kept = list(found)
    for one in more:
        inside = [k for k in kept if one.start <= k.start and k.end <= one.end]
        touching = [k for k in kept if k.start < one.end and one.start < k.end]
        if touching == inside and (not inside or one.end - one.start > max(k.end - k.start for k in inside)):
            kept = [k for k in kept if k not in inside]
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _blanked(text: str, found: list[Spotted]) -> str:
    """The text with the names that are found already made unreadable."""
    for one in found:
        text = f"{text[: one.start]}{'_' * (one.end - one.start)}{text[one.end :]}"
    return text


def _places(found: Iterable[Spotted]) -> frozenset[int]:
    return frozenset(at for one in found for at in range(one.start, one.end))


def _listed(text: str, resolver: Resolver) -> Iterator[Spotted]:
    for mention in resolver.written(text):
        if mention.how == "code" and (
            mention.text.lower() in lexicon().english_words or _GRADE.match(text, mention.start)
        ):
            continue
        end, security = mention.end, mention.candidates[0] if len(mention.candidates) == 1 else None
        group = _GROUP.match(text, end) or (
            _ENGLISH_GROUP.match(text, end) if security is None or " Group" in text[end : end + 7] else None
        )
        if group and not mention.text.endswith(("그룹", "Group")):
            name = text[mention.start : group.end()]
            if resolver_knows(resolver, name):
                security = resolver.resolve(name).securities[0]
                yield Spotted(mention.start, group.end(), Mention(name, "company", security))
            else:
                yield Spotted(mention.start, group.end(), Mention(name, "company"))
            continue
        longer = _run_on(text, end)
        if longer is not None:
            yield Spotted(mention.start, longer, Mention(text[mention.start : longer], "company"))
            continue
        if legal := _LEGAL.match(text, end):
            end = legal.end() if text[legal.end() - 1] != "," else legal.end() - 1
        yield Spotted(mention.start, end, Mention(text[mention.start : mention.end], "company", security))


def resolver_knows(resolver: Resolver, name: str) -> bool:
    """Whether a name with "Group" in it is that of a listed company."""
    found = resolver.resolve(name)
    return len(found.securities) == 1 and any(m.text == name for m in found.mentions)


def _run_on(text: str, end: int) -> int | None:
    """Where the longer name ends that a listed name begins: 카카오모빌리티; None where the name ends itself."""
    run = re.match("[가-힣]+", text[end:])
    if run is None or _AFTER_NAME.match(text, end):
        return None
    stem = re.sub(f"{PARTICLE}$", "", run.group())
    return end + len(stem) if lexicon().korean_ending.search(f"가{stem}") else None


def _known(text: str) -> Iterator[Spotted]:
    words = lexicon()
    for match in words.companies.finditer(text):
        if match.group() == "S&P" and _INDEX.match(text, match.end()):
            continue
        if _AFTER_NAME.match(text, match.end()) or not "가" <= text[match.end() - 1] <= "힣":
            end = match.end()
            if group := _GROUP.match(text, end):
                end = group.end()
            yield Spotted(match.start(), end, Mention(text[match.start() : end], "company"))
    for match in words.agencies.finditer(text):
        yield Spotted(match.start(), match.end(), Mention(match.group(), "agency"))


_INDEX = re.compile(r"\s(?:500|[A-Z][a-zA-Z]+\s(?:ETF|[Ii]ndex)|(?:Mid|Small)Cap|Composite|[Ff]utures)")
"""Behind S&P, which then rates nobody."""
_SMALL = frozenset(
    [
        "with",
        "from",
        "after",
        "over",
        "into",
        "amid",
        "than",
        "that",
        "this",
        "under",
        "upon",
        "about",
        "against",
        "between",
        "through",
    ]
)


def shouted(text: str) -> bool:
    """Whether every longer word begins with a capital, as in a title of an American paper."""
    words = re.findall("[A-Za-z]{4,}", text)
    return len(words) >= 4 and all(word != word.lower() or word in _SMALL for word in words)


def _latin(text: str, shouted: bool, resolver: Resolver) -> Iterator[Spotted]:
    for match in _LATIN.finditer(text):
        for start, name in _trimmed(match.start(), match.group()):
            single = " " not in name
            first = start == 0 or text[max(start - 2, 0) : start].strip() in (".", '"', ":")
            common = (
                any(_is_common(word) for word in name.split(" ")) if shouted else single and _is_common(name)
            )
            security = _alone(name, resolver) if not shouted or not common else None
            if (common and (first or shouted) and security is None) or (common and name.isupper()):
                continue
            if shouted and security is None and not re.search(r"[a-z][A-Z]|\.[a-z]", name):
                continue
            if re.match(r"(?:W|KRW|USD|US)?\d|[A-Z]\d{2,}", name) or (
                security is None and _SYMBOL.fullmatch(name)
            ):
                continue
            if first and single and security is None and not _ACTS.match(text, start + len(name)):
                continue
            yield _latin_name(text, start, name, security)


_SYMBOL = re.compile(r"[A-Z]{1,3}|[A-Za-z]?o[A-Z]|TP of .*|OP .*")
"""Capitals that stand for a measure or a place as often as for a firm: OP, TP, YoY."""
_ACTS = re.compile(
    r"['’]s?\b|,|\.com|\s(?:and|&|has|have|had|is|was|were|will|would|may|said|says|to|also|on|shares|Inc|Corp|[a-z]+(?:ed|s)\b)"
)
"""What follows a name at the head of a sentence, and seldom a common word."""


def _latin_name(text: str, start: int, name: str, security: str | None) -> Spotted:
    end = start + len(name)
    legal = _LEGAL.match(text, end)
    if security or legal:
        return Spotted(start, legal.end() if legal else end, Mention(name, "company", security))
    if " " in name and name.rsplit(" ", 1)[1] in lexicon().english_endings:
        return Spotted(start, end, Mention(name, "company"))
    person = " " in name and name.split(" ", 1)[0] in lexicon().first_names
    return Spotted(start, end, Mention(name, "person" if person else "name"))


def _alone(name: str, resolver: Resolver) -> str | None:
    """The listed company that a capitalised word means which is a word as well: Target, Snap."""
    found = [m for m in resolver.written(f"{name} shares") if m.text == name and len(m.candidates) == 1]
    return found[0].candidates[0] if found else None


def _trimmed(start: int, name: str) -> Iterator[tuple[int, str]]:
    """The name without words that begin with a capital and belong to no name, at its head and its end."""
    parts = re.split(r"(\s(?:&\s)?)", re.sub(r"['’]s?$", "", name))
    while parts and _is_word(parts[0]):
        start += len(parts[0]) + (len(parts[1]) if len(parts) > 1 else 0)
        parts = parts[2:]
    while parts and (_is_word(parts[-1]) or parts[-1] == "of") and not _is_firm(parts):
        parts = parts[:-2]
    bare = re.sub(r"['’]s?$", "", "".join(parts))
    if len(bare) > 1 and not re.search(r"['’]s\s", bare):
        yield start, bare


def _is_firm(parts: list[str]) -> bool:
    """Whether words end as companies' names do: Stonebridge Energy."""
    return len(parts) > 1 and parts[-1] in lexicon().english_endings and not _is_word(parts[0])


def _is_word(part: str) -> bool:
    bare = re.sub(r"['’]s?$", "", part.strip())
    return bare.lower() in lexicon().english_words or bare.isdigit()


def _is_common(word: str) -> bool:
    known = cues()
    return (
        word.lower() in known.ordinary or word.lower() in known.english_words or word.endswith(("ing", "ed"))
    )


def _hangul(text: str) -> Iterator[Spotted]:
    """Unlisted Korean names: with a company's ending, behind a cue, or where a contract's other side stands."""
    words = lexicon()
    for match in _ARGUMENT.finditer(text):
        name, start = match["name"], match.start("name")
        if name[0].isdigit() or name in words.korean_words or name.lower() in words.english_words:
            continue
        if start and ("가" <= text[start - 1] <= "힣" or text[start - 1].isalnum()):
            continue
        if _MADE.match(text, match.end("name")) or _OF_KIND.search(text[max(start - 12, 0) : start]):
            continue
        cued = words.korean_cue.search(text[max(start - 14, 0) : start])
        if (cued and match["particle"]) or _ends_as_firm(name, bare=not match["particle"]):
            yield Spotted(start, start + len(name), Mention(name, "company"))
        elif match["particle"] not in (None, *_ADVERBIAL) and _strange(name):
            yield Spotted(start, start + len(name), Mention(name, "name"))


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
    r"(?:[가-힣]*(?:하|되|했|됐|있|없|않|으|며|고|지|기|음|함|됨|것|수|적|들|면|서|간|별|당|률|율|량|액|권|력|성|화|식|형|급|도|시|군|구|년|월|일|분기|반기|억원|조원|만원"
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
