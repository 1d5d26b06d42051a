"""From evidence to facts: a structured value is one fact, every number of a cited text another."""

import datetime as dt
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from zoneinfo import ZoneInfo

from agents.verifier.attributes import ACCOUNTS, attributes
from agents.verifier.binding import bound
from agents.verifier.context import CLOSE, context
from agents.verifier.dating import year_before
from agents.verifier.facts import Context, Fact
from agents.verifier.marks import MONEY, Day, Fiscal, Quantity, Span, Window
from agents.verifier.moments import moments
from agents.verifier.reading import Reading
from agents.verifier.scales import unit_of
from stockelper.types import Evidence, Period

_SIGNED_NAME = re.compile(
    r"return|change|growth|relative|difference|surprise|수익률|등락|변화|증감|전일\s?대비|상승|하락|차이",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?<![a-z\d])(\d{1,3})\s?(d|w|m|y)(?![a-z])", re.IGNORECASE)
_BARE_LENGTH = re.compile(
    r"(?:sma|ema|ma|rsi|volatility|변동성|bollinger|average|atr|vol|ratio)[\s(]*(\d{1,3})(?!\d)",
    re.IGNORECASE,
)
_SPAN: dict[str, Span] = {"d": "d", "w": "w", "m": "m", "y": "y"}
_SESSIONS_A_DAY = 0.6
"""Sessions a calendar day over the longest holidays of either market."""
_FIRST_YEAR = 1980
"""An earlier `known_at` means that nobody said when."""
_ZONES = (ZoneInfo("Asia/Seoul"), ZoneInfo("America/New_York"), dt.UTC)


@lru_cache(maxsize=4096)
def _tags(name: str) -> frozenset[str]:
    return frozenset(word.tag for word in attributes(name))


@lru_cache(maxsize=4096)
def _named_fiscals(name: str) -> tuple[Fiscal, ...]:
    found, _ = moments(re.sub(r"(20\d\d)\s?FY", r"FY\1", name))
    return tuple(mark for mark in found if isinstance(mark, Fiscal))


@lru_cache(maxsize=4096)
def _windows(name: str) -> tuple[Window, ...]:
    labels = [Window(0, 0, int(n), _SPAN[unit.lower()]) for n, unit in _LABEL.findall(name)]
    labels += [Window(0, 0, int(n), "d") for n in _BARE_LENGTH.findall(name)]
    found, _ = moments(name)
    labels += [mark for mark in found if isinstance(mark, Window)]
    return tuple(label for label in labels if not (label.n == 52 and label.span == "w"))


def _length(period: Period | None) -> tuple[float, float] | None:
    """The sessions and calendar days between two dates."""
    if period is None or period.to <= period.from_:
        return None
    days = (period.to - period.from_).days
    return days * _SESSIONS_A_DAY, days + 1.0


def _fiscals(evidence: Evidence, name: str) -> tuple[Fiscal, ...]:
    named = _named_fiscals(name)
    if named or evidence.period is None or evidence.kind not in ("fact", "ratio"):
        return named
    days, last = (evidence.period.to - evidence.period.from_).days, evidence.period.to
    if 80 <= days <= 100:
        return (Fiscal(0, 0, last.year, (last.month - 1) // 3 + 1),)
    return (Fiscal(0, 0, last.year, None),) if days >= 350 else ()


def published(evidence: Evidence) -> tuple[dt.date, ...]:
    """The dates on which a text may be said to have appeared."""
    days = [evidence.date] if evidence.date else []
    if not days and evidence.known_at.year >= _FIRST_YEAR:
        days += [evidence.known_at.astimezone(zone).date() for zone in _ZONES]
    return tuple(dict.fromkeys(days))


def _dates(evidence: Evidence, operands: Sequence[Evidence]) -> tuple[dt.date, ...]:
    """The dates of a value and of what it is derived from: from a high of the 3rd to a close of the 4th."""
    period = (evidence.period.from_, evidence.period.to) if evidence.period else ()
    dated = [item.date for item in (evidence, *operands) if item.date]
    return tuple(dict.fromkeys([*dated, *period]))


def _ytd(evidence: Evidence) -> tuple[Window, ...]:
    if evidence.period is None:
        return ()
    first, last = evidence.period.from_, evidence.period.to
    starts = (first.month, first.day) <= (1, 5) and first.year == last.year
    starts = starts or ((first.month, first.day) >= (12, 26) and first.year == last.year - 1)
    return (Window(0, 0, 0, "ytd"),) if starts else ()


def _of_operands(operands: Sequence[Evidence]) -> tuple[float, float] | None:
    """The length of time that a derived value takes from one of its operands: a volume against the mean of 20 days."""
    return next((length for item in operands if (length := _length(item.period))), None)


def structured(
    evidence: Evidence, operands: Sequence[Evidence] = (), parties: frozenset[str] = frozenset()
) -> Fact | None:
    """The fact of an evidence with a value; `operands` are those it is derived from, `parties` the companies
    that it is about besides its own."""
    if evidence.value is None or not math.isfinite(evidence.value):
        return None
    name = evidence.name.replace("_", " ")
    unit, factor = unit_of(evidence)
    tags = _tags(name)
    windows = _windows(name)
    length = None if windows else _length(evidence.period) or _of_operands(operands)
    context_ = Context(
        keys=parties | frozenset({evidence.security} if evidence.security else ()),
        dates=_dates(evidence, operands),
        fiscals=_fiscals(evidence, name),
        windows=(*windows, *_ytd(evidence)) if windows or length else (),
        length=length,
        tags=tags,
        accounts=tags & ACCOUNTS if name.endswith("growth") else frozenset(),
    )
    value = evidence.value * factor
    signed = evidence.kind == "return" or bool(_SIGNED_NAME.search(name)) or "relative_return" in tags
    sign = (value > 0) - (value < 0)
    group = evidence.text or "" if evidence.security is None and evidence.kind != "relation" else ""
    return Fact(
        evidence.id, abs(value), sign, unit, context_, signed or value < 0, name=evidence.name, group=group
    )


def _whole(reading: Reading) -> Context:
    """Every date and period that a text names."""
    days: list[Day] = []
    fiscals: list[Fiscal] = []
    windows: list[Window] = []
    for sentence in reading.sentences:
        days += sentence.own.days
        fiscals += sentence.own.fiscals
        windows += sentence.own.windows
    return Context(days=tuple(days), fiscals=tuple(fiscals), windows=tuple(windows))


def _earlier(own: Context, whole: Context, reading: Reading, number: Quantity) -> tuple[Fiscal, ...]:
    """The periods of the whole text, or those before them for a figure of "the previous quarter"."""
    return year_before(reading.text, number, whole.fiscals) if not own.fiscals else own.fiscals


def _filled(own: Context, whole: Context, evidence: Evidence, reading: Reading, number: Quantity) -> Context:
    """A number's context with what its sentence leaves out taken from the whole text."""
    return replace(
        own,
        dates=published(evidence),
        days=own.days or _of_years(whole.days, own.fiscals),
        fiscals=own.fiscals or _earlier(own, whole, reading, number),
        windows=own.windows or _of_label(reading, number),
    )


_CALLED = re.compile(r"(?:sma|ema|rsi|atr|volatility|volume[_\s]mean)[_\s](\d{1,3})\b", re.IGNORECASE)


def _of_label(reading: Reading, number: Quantity) -> tuple[Window, ...]:
    """The length in the name of an indicator right before its figure: sma_20 196,650."""
    at = max(0, number.start - _NAME_REACH)
    found = [int(n) for n in _CALLED.findall(reading.text[at : number.start])]
    return (Window(0, 0, found[-1], "d"),) if found else ()


_NAME_REACH = 30
"""Characters between an indicator's name and its figure."""


def _of_years(days: Sequence[Day], fiscals: Sequence[Fiscal]) -> tuple[Day, ...]:
    """The days of a text that may be those of a number whose years are known."""
    years = {fiscal.year for fiscal in fiscals if fiscal.year}
    return tuple(day for day in days if not years or day.year is None or day.year in years)


_IN_SCALE = re.compile(
    r"(?i)(?<![A-Za-z\d])(?:US\$|[$€£])\s?(?P<short>m|mn|bn|k|000|'000)(?![A-Za-z\d])|\bin\s(?:US\s|U\.S\.\s)?(?:\$|dollars?\s|won\s|euros?\s)?(?:in\s)?(?P<en>thousands|millions|billions)\b|\(\s?(?:US)?[$₩€]?\s?(?P<alone>thousands|millions|billions|mn|bn)\s?\)|\(?단위\s?[:：]?\s?(?P<ko>천|백만|십억|억|조)\s?(?:원|달러)?|\((?P<ko2>천|백만|십억|억|조)\s?(?:원|달러)\)"
)
_SCALES = {
    "m": 1e6, "k": 1e3, "000": 1e3, "'000": 1e3, "mn": 1e6, "bn": 1e9, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "천": 1e3, "백만": 1e6, "십억": 1e9, "억": 1e8, "조": 1e12,
}  # fmt: skip
_WHOLE_NUMBER = re.compile(r"[$₩€£]?\s?\(?[\d,]+\)?")
_WITH_DECIMALS = re.compile(r"[$₩€£]?\s?\(?[\d,]+\.\d{1,2}\)?")
_A_SHARE = re.compile(r"\b(?:per|a)\s(?:\w+\s){0,2}share\b|\bEPS\b|주당", re.IGNORECASE)
"""A line of which the figures are of one share: no scale of the table's head is theirs."""
_A_YEAR = re.compile(r"(?:19|20)\d\d")


def _scale(text: str, number: Quantity) -> float:
    """What a figure is to be multiplied with where the text says so before it: "(in millions)", 단위: 억원."""
    printed = text[number.start : number.end].strip()
    whole = _WHOLE_NUMBER.fullmatch(printed)
    if number.unit not in (*MONEY, "bare") or _A_YEAR.fullmatch(printed):
        return 1.0
    said = _IN_SCALE.search(text, 0, number.start)
    if said is None or not (whole or (_WITH_DECIMALS.fullmatch(printed) and _is_of_a_table(text, number))):
        return 1.0
    return _SCALES[next(filter(None, said.groups())).lower()]


def _is_of_a_table(text: str, number: Quantity) -> bool:
    """Whether a figure stands in a table's row, and not in one of figures a share."""
    start, end = text.rfind("\n", 0, number.start) + 1, text.find("\n", number.end)
    row = text[start : end if end >= 0 else len(text)]
    return row.count("|") >= 2 and _A_SHARE.search(row) is None


def stated(evidence: Evidence, reading: Reading) -> Iterator[Fact]:
    """Every number that a cited text states."""
    whole = _whole(reading)
    for sentence in reading.sentences:
        for piece in sentence.pieces:
            for number in piece.own.quantities:
                own = context(reading, sentence, piece, number, CLOSE)
                word = bound(reading.text, piece, number)
                sign = number.sign or (word.polarity if word and not number.level else 0)
                fact = Fact(
                    evidence.id, number.value, sign, number.unit, _filled(own, whole, evidence, reading, number), bool(sign),
                    number, reading, sentence,
                )  # fmt: skip
                scale = _scale(reading.text, number)
                if scale != 1.0:
                    larger = replace(number, value=number.value * scale, half=number.half * scale)
                    yield replace(fact, value=larger.value, printed=larger)
                yield replace(fact, verbatim=scale != 1.0)
