"""Names that look like companies and that no listing knows, so that the answer can say so politely.

Three shapes count: a word that ends like a Korean company (호롤롤로전자), a name with an English legal form
(Foobar Corp), and a word right before 주가 or `stock` that is no everyday word.
"""

import re
from collections.abc import Iterator

from stockelper.securities.cues import Cues
from stockelper.securities.scanning import Hit

_LEGAL = re.compile(
    r"(?P<name>(?:\b[A-Z][\w&'-]*\s){1,4}(?:Inc|Corp|Corporation|Ltd|Limited|Holdings|Technologies|Motors|Electronics"
    r"|Pharmaceuticals|Pharma|Therapeutics|Biosciences|Semiconductor|Semiconductors|Industries|Systems|Labs|Robotics|Plc|LLC)\b\.?)"
)
_ENGLISH = re.compile(
    r"(?:\b(?:stock|share)s?(?: price)?s? (?:of|in|for)|\bshares of|\bprice of|\bchart (?:of|for)|\bnews (?:on|about|for))\s+"
    r"(?P<after>[A-Z][\w&'-]+(?:\s[A-Z][\w&'-]+){0,2})"
    r"|(?P<before>\b[A-Z][\w&'-]+(?:\s[A-Z][\w&'-]+){0,2}?)(?:'s)? (?:stock|share)s?\b"
)
_KOREAN = re.compile(
    r"(?P<name>[가-힣A-Za-z]{2,})\s?(?:의\s)?(?:주가|주식|종가|시총|시가총액|목표주가|종목)(?![가-힣]*시장)"
)
_ENDING = re.compile(
    "(?P<stem>[가-힣]{2,})(?:전자|제약|바이오|증권|화학|건설|중공업|홀딩스|테크|소프트|엔터테인먼트|로보틱스|모빌리티|시스템즈"
    "|머티리얼즈|텔레콤|물산|제철|팜|반도체|에너지솔루션|에너지|솔루션|캐피탈|헬스케어|로직스|게임즈|파마|인더스트리|금융지주|은행|보험|그룹|상사|산업)"
)
_WORD = re.compile("[가-힣A-Za-z]{2,}")


def strangers(text: str, taken: list[Hit], cues: Cues, of_stocks: bool) -> Iterator[tuple[int, str]]:
    """Offset and spelling of each unknown name outside `taken`."""
    found = [*_by_form(text), *_by_neighbour(text, cues)]
    if of_stocks or not taken:
        found += _by_ending(text, cues)
    seen: list[tuple[int, int]] = [(hit.start, hit.end) for hit in taken]
    for start, name in sorted(found, key=lambda one: (one[0], -len(one[1]))):
        end = start + len(name)
        if not any(a < end and start < b for a, b in seen):
            seen.append((start, end))
            yield start, name


def _by_form(text: str) -> Iterator[tuple[int, str]]:
    for match in _LEGAL.finditer(text):
        yield match.start("name"), match["name"].rstrip(".")


def _by_neighbour(text: str, cues: Cues) -> Iterator[tuple[int, str]]:
    for match in _ENGLISH.finditer(text):
        group = "after" if match["after"] else "before"
        start, name = match.start(group), match[group]
        first, _, rest = name.partition(" ")
        if first.lower() in cues.ordinary and rest:
            start, name = start + len(first) + 1, rest
        if not any(word.lower() in cues.ordinary for word in name.split(" ")):
            yield start, name
    for match in _KOREAN.finditer(text):
        name = match["name"]
        if not cues.generic.search(name) and name.lower() not in cues.ordinary:
            yield match.start("name"), name


def _by_ending(text: str, cues: Cues) -> Iterator[tuple[int, str]]:
    for word in _WORD.finditer(text):
        match = _ENDING.match(word.group())
        if match is None or cues.generic.search(match["stem"]):
            continue
        tail = word.group()[match.end() :]
        if not tail or cues.particle.match(tail) or cues.follows.match(tail):
            yield word.start(), match.group()
