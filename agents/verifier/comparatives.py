"""Two figures of a sentence that a word sets above or below each other: 12.4배로 업종 평균 15.8배보다 낮다, $4.60 over its $4.20.

What stands above what is read from the words between the figures, and what is true from the figures themselves, whatever
evidence carries them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from agents.verifier.bench import Bench
from agents.verifier.marks import Mark, Quantity
from agents.verifier.reading import Reading, Sentence

_MORE_KO = (
    r"높(?!여|이|임)|많|크(?!게\s)|큰|컸|커(?!지|졌)|비싸|비싼|비쌉|빠르|빠른|빨랐|길(?=[었다고])|웃돌|웃돈|웃돕|웃도|상회|넘(?:[는은어었긴겨겼])|"
    r"앞[서섰선섭]|앞지|앞질|능가|뛰어넘"
)
_LESS_KO = (
    r"낮(?!추|춰|췄|아지)|적(?=[다은었습고어])|작(?=[다은았습고아])|싸(?=[다고며지])|싼|쌉|저렴|느리|느린|느렸|짧|밑돌|밑돈|밑돕|밑도|하회|못\s?미|미치지\s?못|모자라|"
    r"뒤[지처졌진집]"
)
_WORD_KO = re.compile(rf"(?<![가-힣])(?:(?P<more>{_MORE_KO})|(?P<less>{_LESS_KO}))")
_STANDARD_KO = re.compile(
    r"\)?(?:선|대|수준|정도|가량|쯤)?(?P<by>보다는?|을|를|에는?|에도|의|(?:에\s?)?(?:비해|견줘|대비))(?:\s(?![가-힣]*(?:했|됐|였|으며|지만|으나))[가-힣]{1,4}){0,3}\s?"
)
_NEEDS_THAN_KO = re.compile(r"높|많|크|큰|컸|커|비싸|비싼|비쌉|빠|길|낮|적|작|싸|싼|쌉|저렴|느|짧|위|아래|뒤")
_GAP_KO = re.compile(
    r"\)?\s?(?:가량|정도|넘게|이상|쯤|남짓|만큼|안팎|가까이|포인트)?\s?(?:이나\s|나\s)?(?:더\s)?"
)
_DENIED_KO = re.compile(r"[가-힣]{0,3}지\s?(?:않|못|는\s않)")
_ROW_KO = re.compile(r"\)?(?:와|과|및|,|·)\s[^\d]{0,24}\)?")
_MORE_EN = (
    r"above|over|beyond|higher\sthan|more\sthan|greater\sthan|larger\sthan|bigger\sthan|faster\sthan|quicker\sthan|stronger\sthan|pricier\sthan|dearer\sthan|richer\sthan|longer\sthan|(?:better|worse)\sthan|"
    r"ahead\sof|up\sfrom|exceed(?:s|ed|ing)?|topp(?:ed|ing)|tops|surpass(?:es|ed|ing)?"
)
_LESS_EN = r"below|under|beneath|lower\sthan|less\sthan|fewer\sthan|smaller\sthan|slower\sthan|weaker\sthan|cheaper\sthan|down\sfrom|shorter\sthan|short\sof|shy\sof|off(?=\s(?:its|the|a)\s)|behind"
_WORD_EN = re.compile(rf"\b(?:(?P<more>{_MORE_EN})|(?P<less>{_LESS_EN}))\b", re.IGNORECASE)
_STANDARD_EN = re.compile(
    r"\s(?=[^\d]{3})(?:(?!\b(?:and|but|while|past|last\s\w+\s(?:days|weeks|months|years)|course|period|to|after|from)\b)[^\d;,.$₩]|\d{1,3}-(?:day|week|month|year)|(?:20|19)\d\d\b|[.](?=\w)){2,60}(?<![A-Za-z\d])[$₩€£]?$"
)
"""What stands between an English word and the figure that it sets another against: its 20-day average of."""
_AT_ONCE = re.compile(r"\s(?:about\s|around\s|an?\s|the\s)?[$₩€£]?")
_AGAINST = re.compile(r"\s(?:against|versus|vs\.?|compared\s(?:with|to))\s[$₩€£]?")
_REACH = 40
"""Characters between a word and the name of the standard."""
_DENIED_EN = re.compile(r"\b(?:never|not|no|without|neither|nor)\b|n't\b", re.IGNORECASE)
_GAP_EN = re.compile(r"\)?\s(?:or\s(?:about\s|some\s)?)?")


@dataclass(frozen=True, slots=True)
class Compared:
    """A word that sets one figure against another, and whether the figures agree with it."""

    word: Mark
    fine: bool


def compared(reading: Reading, bench: Bench) -> Iterator[Compared]:
    """Every such word of which both figures stand in its sentence, or are those that what lies between was computed from."""
    for sentence in reading.sentences:
        standards: set[Quantity] = set()
        for found in _words(reading.text, sentence) if sentence.own.quantities else ():
            pair = _pair(reading.text, sentence, found, standards)
            values = (pair[0].signed_value, pair[1].signed_value) if pair else None
            standards |= {pair[1]} if pair else set()
            values = values or _by_gap(reading.text, sentence, found, bench)
            values = values or _with_before(reading, sentence, found)
            if values and values[0] != values[1]:
                more = _says_more(reading.text, sentence, found)
                if _DEPTH_KO.search(reading.text, sentence.start, found.start()) and max(values) < 0:
                    values = (-values[0], -values[1])
                yield Compared(Mark(*found.span()), (values[0] > values[1]) == more)


_FALLS = re.compile(
    r"\b(?:drops?|declines?|loss(?:es)?|lost|falls?|fell|slips?|slides?|decreases?|down|shed|dip)\b",
    re.IGNORECASE,
)


_DEPTH_KO = re.compile(r"낙폭|하락[률폭]|감소[율폭]|손실|적자")
"""What is larger the further below zero its figure is."""


def _says_more(text: str, sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether a word says that the first figure is the larger: of falls the worse one is."""
    if found[0].lower().startswith(("worse", "better")):
        falls = _FALLS.search(text, sentence.start, found.end() + _REACH) is not None
        return falls == found[0].lower().startswith("worse")
    return bool(found["more"])


def _by_gap(text: str, sentence: Sentence, found: re.Match[str], bench: Bench) -> tuple[float, float] | None:
    """The values of two facts that lie as far apart as the figure right before the word says, the standard's last: the
    one that measures what stands in its place."""
    before = [q for q in sentence.own.quantities if q.end <= found.start()]
    korean = "가" <= found[0][0] <= "힣"
    between = _GAP_KO if korean else _GAP_EN
    if not before or not between.fullmatch(text, before[-1].end, found.start()):
        return None
    item = bench.judged.get(before[-1])
    operands = item.match.operands if item else ()
    start, end = (
        (before[-1].start - _REACH, before[-1].start) if korean else (found.end(), found.end() + _REACH)
    )
    words = [word for word in sentence.own.attributes if start <= word.start and word.end <= end]
    tags = {words[-1 if korean else 0].tag} if words else set()
    tags |= {"high_52w"} if "high" in tags else {"low_52w"} if "low" in tags else set()
    standard = [fact for fact in operands if fact.context.tags & tags]
    if len(operands) != 2 or len(standard) != 1:
        return None
    own = operands[0] if operands[1] is standard[0] else operands[1]
    return own.signed_value, standard[0].signed_value


def _with_before(reading: Reading, sentence: Sentence, found: re.Match[str]) -> tuple[float, float] | None:
    """The figure of the sentence before that lies as far from this one's standard as is told: 전년의 900원보다 300원 많다."""
    before = [q for q in sentence.own.quantities if q.end <= found.start()]
    if len(before) < 2 or not sentence.index or not ("가" <= found[0][0] <= "힣"):
        return None
    gap, standard = before[-1], before[-2]
    there = _GAP_KO.fullmatch(reading.text, gap.end, found.start())
    if not there or not _THAN_KO.fullmatch(reading.text, standard.end, gap.start):
        return None
    told = [q for q in reading.sentences[sentence.index - 1].own.quantities if q.unit == standard.unit]
    own = [q for q in told if _lies_off(q.value, standard.value, gap)]
    return (own[-1].signed_value, standard.signed_value) if own else None


_THAN_KO = re.compile(r"\)?(?:선|대|수준|정도)?(?:보다는?|에\s?비해|대비)\s(?:[가-힣]{1,4}\s)?")


def _words(text: str, sentence: Sentence) -> list[re.Match[str]]:
    both = (pattern.finditer(text, sentence.start, sentence.end) for pattern in (_WORD_KO, _WORD_EN))
    return sorted((found for every in both for found in every), key=lambda found: found.start())


def _pair(
    text: str, sentence: Sentence, found: re.Match[str], standards: set[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """The figure that is set against another, and the other; None where the sentence does not say which they are."""
    korean = "가" <= found[0][0] <= "힣"
    before = [q for q in sentence.own.quantities if q.end <= found.start()]
    if korean:
        return None if _DENIED_KO.match(text, found.end()) else _in_korean(text, before, found, standards)
    if _DENIED_EN.search(text, max(sentence.start, found.start() - 40), found.start()):
        return None
    behind = [q for q in sentence.own.quantities if q.start >= found.end()]
    return _in_english(text, before, behind, found, standards)


def _in_korean(
    text: str, before: Sequence[Quantity], found: re.Match[str], standards: set[Quantity]
) -> tuple[Quantity, Quantity] | None:
    """`A는 B보다 (얼마) 높다`, `A가 B를 웃돈다`."""
    last, gap = found.start(), None
    if len(before) > 2 and _GAP_KO.fullmatch(text, before[-1].end, last):
        before, last, gap = before[:-1], before[-1].start, before[-1]
    standard = before[-1] if before else None
    said = _STANDARD_KO.fullmatch(text, standard.end, last) if standard else None
    if standard is None or said is None:
        return None
    if _NEEDS_THAN_KO.match(found[0]) and not said["by"].startswith(
        ("보다", "에 비", "에비", "비해", "견", "에 견", "대비")
    ):
        return None
    rest = list(before[:-1])
    row = {standard}
    while rest and _ROW_KO.fullmatch(text, rest[-1].end, standard.start):
        row.add(rest[-1])
        standard = rest.pop()
    own = _nearest(rest, standard, standards, gap)
    return (own, before[-1]) if own is not None else None


def _in_english(
    text: str,
    before: Sequence[Quantity],
    behind: Sequence[Quantity],
    found: re.Match[str],
    standards: set[Quantity],
) -> tuple[Quantity, Quantity] | None:
    """`A is (so much) above its B`, `above its average (A against B)`."""
    standard = behind[0] if behind else None
    if (
        standard
        and found[0].lower().endswith("from")
        and _AT_ONCE.fullmatch(text, found.end(), standard.start)
    ):
        own = _nearest(before, standard, standards)
        return (own, standard) if own is not None else None
    if standard is None or not _STANDARD_EN.fullmatch(text[found.end() : standard.start]):
        return None
    if len(behind) > 1 and _AGAINST.fullmatch(text, standard.end, behind[1].start):
        return (standard, behind[1]) if standard.unit == behind[1].unit else None
    gap = None
    if before and _GAP_EN.fullmatch(text, before[-1].end, found.start()):
        before, gap = before[:-1], before[-1]
    own = _nearest(before, standard, standards, gap)
    return (own, standard) if own is not None else None


def _nearest(
    before: Sequence[Quantity], standard: Quantity, standards: set[Quantity], gap: Quantity | None = None
) -> Quantity | None:
    """The last figure of the standard's unit that is no standard itself, and lies as far from it as is told."""
    alike = [q for q in before if _alike(q, standard) and q not in standards and q.end <= standard.start]
    alike = [q for q in alike if gap is None or _lies_off(q.value, standard.value, gap)]
    return alike[-1] if alike else None


_UNITLESS = frozenset({"bare", "shares", "times"})


def _alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of a unit, which one of them may leave out: 19.7 million shares, its average of 18.9 million."""
    pair = {one.unit, other.unit}
    return len(pair) == 1 or ("bare" in pair and pair <= _UNITLESS and one.half > 0 and _near(one, other))


def _near(one: Quantity, other: Quantity) -> bool:
    """Whether two figures are of one order of size, as only what measures the same is likely to be."""
    return 0.1 < (one.value or 1.0) / (other.value or 1.0) < 10.0


def _lies_off(own: float, standard: float, gap: Quantity) -> bool:
    """Whether two values lie a gap apart, in their unit or as a share of the standard."""
    slack = max(2 * gap.half, gap.value * _ABOUT)
    share = abs(own / standard - 1) if standard else 0.0
    return any(abs(apart - gap.value) <= slack for apart in (abs(own - standard), share, share + 1))


_ABOUT = 0.1
"""How far off a told gap may be, as a share of it."""
