"""Eight ways to make a true answer false, each a single change of the text."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from evaluation.mutations.sample import Sample

MutationKind = Literal["digit", "date", "name", "sign", "unit", "period", "direction"]
KINDS: tuple[MutationKind, ...] = ("digit", "date", "name", "sign", "unit", "period", "direction")
"""`name` covers companies, people and others that are named."""


@dataclass(frozen=True)
class Change:
    """A false answer: `text`, and where the change stands in it."""

    kind: MutationKind
    text: str
    start: int
    end: int
    before: str
    after: str


Place = tuple[int, int, str]
_OPPOSITES = (
    ("상승", "하락"), ("올랐", "내렸"), ("오른", "내린"), ("급등", "급락"), ("증가", "감소"), ("늘었", "줄었"), ("늘어난", "줄어든"), ("강세", "약세"),
    ("뛰었", "떨어졌"), ("웃돌", "밑돌"), ("상회", "하회"), ("↑", "↓"), ("높은", "낮은"), ("확대", "축소"), ("rose", "fell"), ("gained", "lost"), ("higher", "lower"),
    ("up", "down"), ("increased", "decreased"), ("climbed", "dropped"), ("jumped", "plunged"), ("grew", "shrank"), ("increase", "decrease"),
    ("gain", "loss"), ("above", "below"), ("outperformed", "underperformed"), ("advanced", "declined"), ("surged", "tumbled"), ("rise", "fall"),
)  # fmt: skip
_PERIODS = (
    ("1개월", "3개월"), ("한 달", "세 달"), ("6개월", "1년"), ("3분기", "2분기"), ("1분기", "4분기"), ("Q3", "Q2"), ("Q1", "Q4"), ("one month", "three months"),
    ("six months", "one year"), ("past month", "past year"), ("third quarter", "second quarter"), ("first quarter", "fourth quarter"), ("1-month", "3-month"),
    ("6-month", "12-month"), ("5일", "20일"), ("전년 동기", "전분기"), ("year over year", "quarter over quarter"), ("YoY", "QoQ"), ("20일", "60일"), ("3개월", "6개월"),
    ("three months", "six months"), ("3-month", "6-month"), ("20-day", "60-day"),
)  # fmt: skip
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d|(?:\d{4}년\s)?\d{1,2}월\s?\d{1,2}일|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}(?:,\s\d{4})?"
)
_YEAR = re.compile(r"(?<![\d,.])20[12]\d(?=년(?!\s\d)|\s|[.,)](?!\d)|$)")
_NUMBER = re.compile(r"(?<![\w.,\[(/-])\d[\d,]*(?:\.\d+)?")
_SIGNED = re.compile(r"(?<![\w\d])[+-](?=[$₩]?\d)")


def _day_changed(text: str, random: Random) -> str:
    digits = list(re.finditer(r"\d{1,2}(?!\d)", text.split(",")[0] if text[0].isalpha() else text))
    last = digits[-1]
    day = int(last[0])
    new = random.choice([d for d in range(1, 29) if d != day])
    return f"{text[: last.start()]}{new:0{len(last[0]) if last[0][0] == '0' or '-' in text else 1}d}{text[last.end() :]}"


def _dates(sample: Sample, random: Random) -> list[Place]:
    return [(m.start(), m.end(), _day_changed(m[0], random)) for m in _DATE.finditer(sample.text)]


def _digits(sample: Sample, random: Random) -> list[Place]:
    places: list[Place] = []
    for span in sample.spans:
        if span.kind not in ("number", "percent"):
            continue
        found = _NUMBER.search(" " + sample.text[span.start : span.end].lstrip("+-$₩"))
        at = [i for i in range(span.start, span.end) if sample.text[i].isdigit()]
        if not found or not at:
            continue
        i = random.choice(at)
        choices = [d for d in "123456789" if d != sample.text[i]]
        places.append((i, i + 1, random.choice(choices)))
    return places


def _swapped(pairs: Sequence[tuple[str, str]]) -> Callable[[Sample, Random], list[Place]]:
    both = {**dict(reversed(pairs)), **{b: a for a, b in reversed(pairs)}}
    words = sorted(both, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<![A-Za-z\d]){re.escape(w)}(?![a-z\d])" for w in words))

    def places(sample: Sample, random: Random) -> list[Place]:
        del random
        return [(m.start(), m.end(), both[m[0]]) for m in pattern.finditer(sample.text)]

    return places


def _scales(sample: Sample, random: Random) -> list[Place]:
    del random
    pattern = re.compile(r"(?<=\d)\s?(조|억)|(?<=\d)\s(trillion|billion|million)")
    to = {"조": "억", "억": "조", "trillion": "billion", "billion": "million", "million": "billion"}
    found = list(pattern.finditer(sample.text))
    return [(m.start(m.lastindex or 0), m.end(), to[m[m.lastindex or 0]]) for m in found]


def _signs(sample: Sample, random: Random) -> list[Place]:
    del random
    return [(m.start(), m.end(), "-" if m[0] == "+" else "+") for m in _SIGNED.finditer(sample.text)]


def _names(sample: Sample, random: Random) -> list[Place]:
    places: list[Place] = []
    for name, others in sample.others.items():
        choices = [other for other in others if other != name]
        for found in re.finditer(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", sample.text):
            places += [(found.start(), found.end(), random.choice(choices))] if choices else []
    return places


def _periods(sample: Sample, random: Random) -> list[Place]:
    years = [
        (m.start(), m.end(), str(int(m[0]) - random.choice((1, 2)))) for m in _YEAR.finditer(sample.text)
    ]
    return [*_swapped(_PERIODS)(sample, random), *years]


_WAYS: Mapping[MutationKind, Callable[[Sample, Random], list[Place]]] = {
    "digit": _digits, "date": _dates, "name": _names, "sign": _signs, "unit": _scales, "period": _periods,
    "direction": _swapped(_OPPOSITES),
}  # fmt: skip


def mutate(sample: Sample, random: Random, each: int = 1) -> list[Change]:
    """Up to `each` changes of every kind that the text allows."""
    changes: list[Change] = []
    for kind, way in _WAYS.items():
        places = way(sample, random)
        for start, end, after in random.sample(places, min(each, len(places))):
            text = sample.text[:start] + after + sample.text[end:]
            changes.append(Change(kind, text, start, start + len(after), sample.text[start:end], after))
    return changes
