"""Korean words that stand where a company or person stands and that nothing explains.

A noun before a particle, a colon or a bracket is unheard when no evidence has it, it is no ordinary word nor made of such,
and it is not how a Latin name of the evidence sounds. Beside what only a company has (주식회사, a code, a price), two
letters are enough, and ordinary words do not excuse the name of a business: 미래에너지의 주가.
"""

import re
from collections.abc import Iterator, Sequence

from agents.verifier.marks import Mark, Name
from agents.verifier.ordinary import NOMINAL, is_ordinary, made_of, stems, words
from agents.verifier.places import codes
from agents.verifier.sounds import is_foreign, is_sound_of

_WORD = re.compile(r"(?<![가-힣\d%])[가-힣]{2,16}(?![가-힣])")
"""A word; what stands right behind a digit is its unit and particle: 1,600원보다는."""
_UNIT_BEFORE, _UNIT = re.compile(r"[\d조억만천백]\s?$"), re.compile(r"원|주|달러|엔|배|명|개|건|곳|위안|유로")
"""A unit behind its figure: 6,900억 원가량을."""
_SUBJECT = ("은", "는", "이", "가", "의")
_LABEL = re.compile(r"\s(?:쪽|측)[이은에의]|\s?(?:\(|\*\*|:|\|)|\s(?:\d[QH]|\d{4}년|\d분기)")
_BESIDE = re.compile(r"\s?[,·/]\s?|\s?(?:와|과|및)\s")
"""What stands between the members of a row of names."""
_VERBAL = re.compile(r"[지하되키치나가오리이우기르내드시쓰보주서히추타내받있없려져러]는$")
"""The endings of a verb before a noun: 떠받치는, 뜨거워지는."""
_FINITE = re.compile(
    r"(?:[다라냐자]기(?:보다[는도]?|에[는도]?|는|도)?$|더라도?$|지라도$|[았었였했됐겠졌왔났갔렸쳤]고|[았었였했됐겠졌왔났갔렸쳤섰샀있없는한린인]다[는고면]|니다만?|으므|[았었였했됐]으니까?|[롭렇]게도?|(?<![게타])(?<=[가-힣]{2})임|[^고]며|지만|으나|는데도?|면서|어서|아서|도록|려고|자마자)$"
)
"""The end of a verb in the middle of a sentence: 치솟았고, 바뀌었으며."""
_FIRM_BEFORE = re.compile(r"(?:㈜|\(주\)|주식회사)\s?$")
_FIRM_AFTER = re.compile(
    r"\s?(?:㈜|\(주\))|\s?\((?:KRX:|코스피|코스닥|KOSPI|KOSDAQ)?[\s:]?\d{6}\)|\s관련\s(?:소식|뉴스|기사)"
)
_OF_FIRM = re.compile(r"의\s(?:주가|종가|시가\s?총액|목표\s?주가|주식|주당|실적|매출|영업\s?이익|순이익|RSI)")
_BARE_FIRM = re.compile(r"\s(?:주가|종가|목표\s?주가|주식)")
_ENDED = re.compile(r"[고며서은는을를이가에로도한던면과와의나]$")
"""The end of a word that a price behind it is not the price of."""
_BUSINESS = re.compile(
    r"(?:산업|시스템즈?|에너지|정밀|소재|플랫폼|반도체|솔루션|코리아|물류|해운|식품|제지|파워|화학|전기|통신|홀딩스|인더스트리|바이오|전자|건설|테크|뱅크|은행|증권|카드|보험|캐피탈|화재|생명|페이|개발|상사|제강|금속|기계)$"
)
_LEAST, _LEAST_OF_FIRM, _LEAST_FOREIGN = 3, 2, 3
"""Letters of a name; where the words are translated a shorter one is more often one of these."""


def unheard(text: str, sources: str, taken: Sequence[Mark]) -> Iterator[Name]:
    """Names without keys for the words of `text` that neither the evidence, `sources` in its own words, nor the language explains."""
    close = re.sub(r"[^\w]", "", sources)
    foreign = is_foreign(text, sources)
    particles, least = (_SUBJECT, _LEAST_FOREIGN) if foreign else (NOMINAL, _LEAST)
    for found in _WORD.finditer(text):
        if _UNIT_BEFORE.search(text, max(0, found.start() - 2), found.start()) and _UNIT.match(found[0]):
            continue
        if any(mark.start < found.end() and found.start() < mark.end for mark in taken) or codes(found[0]):
            continue
        noun = _noun(text, found, particles, least, close) or _in_row(text, found, taken)
        if noun is not None and not _is_heard(noun, close, sources, _BUSINESS.search(noun) is None):
            yield Name(found.start(), found.start() + len(noun), frozenset())


def _noun(text: str, found: re.Match[str], particles: Sequence[str], least: int, close: str) -> str | None:
    """The word without its particle, where it stands as a name would and is not an ordinary word."""
    word = found[0]
    if firm := _firm(text, found):
        return firm
    if _PERSON_BEFORE.search(text, max(0, found.start() - 10), found.start()) and (
        who := _PERSON.match(word)
    ):
        return who["who"]
    stem = next(
        (word[: -len(p)] for p in particles if word.endswith(p) and len(word) - len(p) >= least), None
    )
    if stem is None and len(word) >= least and _LABEL.match(text, found.end()):
        stem = word
    if stem is None or _FINITE.search(word) or _VERBAL.search(word):
        return None
    return stem if not is_ordinary(word) or _is_of_a_kind(stem, close) else None


_PERSON_BEFORE = re.compile(r"(?:사람|인물|주인공|후임|후임자|수장|창업자|총수)(?:은|는)\s$")
_PERSON = re.compile(
    r"(?P<who>[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민나진지엄채원][가-힣]{2})(?:이며|이고|이다|입니다|였다|이었다|씨|[,.]|$)"
)
"""Who a sentence says did something: 1위에 오른 사람은 이부진이며."""
_KIND_OF_FIRM = re.compile(r"(?<=[가-힣]{2})(?:뱅크|은행|증권|카드|보험|캐피탈|화재|생명|홀딩스)$")
_BEFORE_A_KIND = (
    "신용 체크 선불 손해 생명 고용 자동차 건강 연금 인터넷 시중 지방 저축 중앙 상업 투자 국책 외국 해외 국내 대형 중소 글로벌 주요 일반 종합 금융 실손 예금 "
    "데이터 파워 모바일 디지털 전문 인터넷전문 상장 이들 해당"
)
_GENERIC = frozenset(_BEFORE_A_KIND.split())
"""What makes no name of a kind of firm."""


def _is_of_a_kind(stem: str, close: str) -> bool:
    """Whether a word ends like a firm that the evidence names otherwise: 토스뱅크 beside 카카오뱅크."""
    kind = _KIND_OF_FIRM.search(stem)
    if kind is None or stem[: kind.start()] in _GENERIC:
        return False
    return re.search(rf"[가-힣]{kind[0]}", close) is not None


def _in_row(text: str, found: re.Match[str], names: Sequence[Mark]) -> str | None:
    """The word where it stands in a row of names, with nothing but a comma between."""
    if len(found[0]) < _LEAST or _FINITE.search(found[0]) or is_ordinary(found[0]):
        return None
    before = any(
        name.end < found.start() and _BESIDE.fullmatch(text, name.end, found.start()) for name in names
    )
    behind = any(
        name.start > found.end() and _BESIDE.fullmatch(text, found.end(), name.start) for name in names
    )
    return found[0] if before or behind else None


def _firm(text: str, found: re.Match[str]) -> str | None:
    """The word where something beside it says that it is a company."""
    word = found[0]
    if _FIRM_BEFORE.search(text, max(0, found.start() - 6), found.start()):
        word = min(stems(word, _LEAST_OF_FIRM), key=len)
    elif word.endswith("의") and _OF_FIRM.match(text, found.end() - 1):
        word = word[:-1]
    elif not (_FIRM_AFTER.match(text, found.end()) or _has_price(text, found)):
        return None
    return word if len(word) >= _LEAST_OF_FIRM and not _is_plain(word) else None


def _has_price(text: str, found: re.Match[str]) -> bool:
    return _BARE_FIRM.match(text, found.end()) is not None and not _ENDED.search(found[0])


def _is_plain(word: str) -> bool:
    """Whether a word beside a price is an ordinary one, not a business named by two of them."""
    return word in words() or (is_ordinary(word) and not _BUSINESS.search(word))


def _is_heard(noun: str, close: str, sources: str, in_parts: bool) -> bool:
    """Whether the evidence has a word, perhaps with other spaces, or a Latin name that sounds like it; a word that is no
    business may also stand there in parts."""
    return noun in close or is_sound_of(noun, sources) or (in_parts and _in_parts(noun, close))


def _in_parts(noun: str, close: str) -> bool:
    """Whether a word is one of the evidence and an ordinary one together: 알리바바주, 미국채."""
    for cut in range(2, len(noun)):
        head, tail = noun[:cut], noun[cut:]
        if head in close and (len(tail) == 1 or tail in close or made_of(tail, words())):
            return True
        if len(tail) > 1 and tail in close and is_ordinary(head):
            return True
    return False
