"""Names that look like companies and that no listing knows, so that the answer can say so politely.

Three shapes count: a word that ends like a Korean company (호롤롤로전자), a name with an English legal form
(Foobar Corp), and a word right before 주가 or `stock` that is no everyday word.
"""

import re
from collections.abc import Iterator
from functools import cache

from stockelper.securities import cues as known_cues
from stockelper.securities.cues import Cues
from stockelper.securities.scanning import Hit, places

_LEGAL = re.compile(
    r"(?P<name>(?:\b[A-Z][\w&-]{0,30}\s){1,4}(?:Inc|Corp|Corporation|Ltd|Limited|Holdings|Technologies|Motors|Electronics"
    r"|Pharmaceuticals|Pharma|Therapeutics|Biosciences|Semiconductor|Semiconductors|Industries|Systems|Labs|Robotics|Plc|LLC|Bancshares|BancShares|Bancorp|Bancorporation|Bankshares|Biopharma|Bioscience|Oncology|Genomics|Diagnostics|Minerals|Lithium|Airlines)\b\.?)"
)
_ENGLISH = re.compile(
    r"(?:\b(?:stock|share)s?(?: price)?s? (?:of|in|for)|\bshares of|\bprice of|\bchart (?:of|for)|\bnews (?:on|about|for))\s+"
    r"(?P<after>[A-Z][\w&-]{1,30}(?:\s[A-Z][\w&-]{1,30}){0,2})"
    r"|(?P<before>\b[A-Z][\w&-]{1,30}(?:\s[A-Z][\w&-]{1,30}){0,2}?)(?:'s)? (?:stock|share)s?\b"
)
_KOREAN = re.compile(
    r"(?P<name>[가-힣A-Za-z]{2,}?)(?:의)?\s?(?:주가|주식|종가|시총|시가총액|목표주가)"
    r"(?=$|[^가-힣]|[은는이가를을도의](?![가-힣])|알려|얼마|어때|전망|왜|보여)"
)
_CAPITALS = re.compile(
    r"(?<![\w$&.-])[A-Z]{3,5}(?![\w&.-])|(?<![\w$&.-])[A-Z]{3,5}(?=[은는이가의](?![가-힣]))"
)
_CONJUGATED = re.compile("[은는을를에한된될할던인서면어해게히려며고와과주]$")
_COMPANY = "전자|제약|바이오|중공업|홀딩스|테크|소프트|엔터테인먼트|로보틱스|모빌리티|시스템즈|머티리얼즈|텔레콤|게임즈|파마|에너지솔루션|헬스케어|로직스|인더스트리|캐피탈"
_INDUSTRY = "증권|화학|건설|물산|제철|팜|반도체|에너지|솔루션|금융지주|은행|보험|그룹|상사|산업|식품|항공|해운|전기|기계|통신"
_ENDING = re.compile(
    f"(?P<stem>[가-힣]{{2,20}}?)(?:{_COMPANY}|(?P<industry>{_INDUSTRY}))(?![가-힣]{{0,20}}(?:{_COMPANY}|{_INDUSTRY}))"
)
_SHARE = re.compile(r"(?:의)?\s?(?:주가|주식|실적|배당|공시|뉴스|차트|종가|시총|어때|살까|사도|목표가|전망)")
_WORD = re.compile("[가-힣]{3,}")
_SHORT = 40
"""A question in which a bare word before 주가 is taken for a name has at most so many characters."""


def strangers(text: str, taken: list[Hit], cues: Cues, of_stocks: bool) -> Iterator[tuple[int, str]]:
    """Offset and spelling of each unknown name outside `taken`."""
    found = [*_by_form(text, cues), *_by_neighbour(text, cues)]
    if not any(hit.ids for hit in taken) and len(text) <= _SHORT:
        found += _before_price(text, cues)
    if of_stocks or not taken:
        found += _by_ending(text, cues)
    seen = set(places(taken))
    for start, name in sorted(found, key=lambda one: (one[0], -len(one[1]))):
        covered = range(start, start + len(name))
        if seen.isdisjoint(covered):
            seen.update(covered)
            yield start, name


def is_company(name: str) -> bool:
    """Whether an unknown name is a known company without a share or has a company's form, so that more than its
    place in the sentence speaks for it."""
    if name.lower() in _unlisted():
        return True
    return _LEGAL.fullmatch(name) is not None or _ENDING.fullmatch(name) is not None


@cache
def _unlisted() -> frozenset[str]:
    return frozenset(name.lower() for name in known_cues.cues().unlisted)


def _by_form(text: str, cues: Cues) -> Iterator[tuple[int, str]]:
    for match in _LEGAL.finditer(text):
        yield from _trimmed(match.start("name"), match["name"].rstrip("."), cues, 1)


def _by_neighbour(text: str, cues: Cues) -> Iterator[tuple[int, str]]:
    for match in _CAPITALS.finditer(text):
        word = match.group().lower()
        followed = cues.stock_after.match(text, match.end()) is not None
        if followed and word not in cues.english_words and word not in cues.ordinary:
            yield match.start(), match.group()
    for match in _ENGLISH.finditer(text):
        group = "after" if match["after"] else "before"
        yield from _trimmed(match.start(group), match[group], cues, 0)


def _trimmed(start: int, name: str, cues: Cues, form: int) -> Iterator[tuple[int, str]]:
    """The name without everyday words at its head; nothing when no word of its own is left.

    `form`: how many words at its end are a legal form.
    """
    words = name.split(" ")
    while len(words) > form and words[0].lower() in cues.ordinary:
        start += len(words.pop(0)) + 1
    if len(words) > form and not any(word.lower() in cues.ordinary for word in words[: len(words) - form]):
        yield start, " ".join(words)


def _before_price(text: str, cues: Cues) -> Iterator[tuple[int, str]]:
    for match in _KOREAN.finditer(text):
        name = match["name"]
        if (
            not cues.generic.search(name)
            and not _CONJUGATED.search(name)
            and name.lower() not in cues.ordinary
        ):
            yield match.start("name"), name


def _by_ending(text: str, cues: Cues) -> Iterator[tuple[int, str]]:
    for word in _WORD.finditer(text):
        match = _ENDING.match(text, word.start(), word.end())
        if match is None or cues.generic.search(match["stem"]):
            continue
        tail = text[match.end() : word.end()]
        named = _SHARE.match(text, match.end()) is not None
        if named or (not match["industry"] and (not tail or cues.particle.match(tail))):
            yield word.start(), match.group()
