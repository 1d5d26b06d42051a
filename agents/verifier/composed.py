"""Figures composed of two that the evidence has: a share of a sum, a number of shares at a price, what one lies short of another.

At least one of the two is stated in the sentence or the one before; the other stands there too, or in the same evidence.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from agents.verifier.bench import Bench, Judged
from agents.verifier.deriving import same_kind
from agents.verifier.facts import Fact
from agents.verifier.marks import MONEY
from agents.verifier.matching import Match
from agents.verifier.values import span

_GAP = re.compile(
    r"모자[란라]|부족|못\s?미[치쳤친]|셈|새로|[늘줄][었어은]|차이|격차|더\s|덜\s|초과|미달|순증|\b(?:short|shy|under|over|below|above|beyond|more|fewer|less|added|lost|gained|net|gap|difference|narrow\w*|widen\w*|by)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"셈|해당|채[웠운우]|비중|차지|꼴|프리미엄|할[증인]|비싸|저렴|싼|높은|낮은|달하|수준|\b(?:of|premium|discount|works?\sout|equals?|equivalent|amount\w*|represent\w*|pricier|cheaper|higher|lower|above|below)\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"합|총|모두|\b(?:total\w*|all\stold|altogether|together|combined|in\sall)\b", re.IGNORECASE
)
_MOST = 10
"""Figures from which on none is composed of others: by chance some would be."""
_COUNTS = ("shares", "count")


def composed(text: str, item: Judged, stated: Sequence[Fact], bench: Bench) -> Match | None:
    """The match of a figure that two facts make, at least one of which the sentences state."""
    sources = {fact.evidence for fact in stated}
    told = list(dict.fromkeys(stated))
    every = [*told, *(f for f in bench.facts.facts if f.evidence in sources)]
    pool = list({(f.evidence, f.unit, round(f.value, 6)): f for f in reversed(every)}.values())
    if not told or len(pool) > _MOST:
        return None
    said = text[item.sentence.start : item.sentence.end]
    low, high = span(item.number)
    for value, operands in _values(item, said, told, pool):
        if low <= abs(value) <= high:
            return Match(operands[0], "derived", operands)
    return None


Value = tuple[float, tuple[Fact, ...]]


def _values(item: Judged, said: str, told: Sequence[Fact], pool: Sequence[Fact]) -> Iterator[Value]:
    """What the number may be by its unit."""
    unit = item.number.unit
    if unit in MONEY:
        yield from _products(item, said, told, pool)
    if unit in (*MONEY, *_COUNTS) and _GAP.search(said):
        yield from _gaps(item, told, [fact for fact in pool if fact.unit == unit])
    if unit == "points" and _GAP.search(said):
        yield from _gaps(item, told, [fact for fact in pool if fact.unit == "percent"])
    if unit == "percent" and (item.word or _RATIO.search(said)):
        alike = [fact for fact in pool if fact.unit in (*MONEY, *_COUNTS, "times", "bare")]
        yield from _ratios(item, told, alike)


def _products(item: Judged, said: str, told: Sequence[Fact], pool: Sequence[Fact]) -> Iterator[Value]:
    """Shares of sums, numbers of things at a price, and two such sums together."""
    sums = [fact for fact in pool if fact.unit == item.number.unit]
    parts = [fact for fact in pool if fact.unit in ("percent", *_COUNTS)]
    made = [
        (part.value * whole.value, (whole, part))
        for whole in sums
        for part in parts
        if (part in told or whole in told) and not part.signed
    ]
    yield from made
    if _SUM.search(said):
        for (a, own), (b, other) in combinations(made, 2):
            if len({*own, *other}) == len(own) + len(other):
                yield a + b, (*own, *other)


def _is_way(item: Judged, told: Sequence[Fact], one: Fact, other: Fact, value: float) -> bool:
    """Whether two figures may be what a number lies between: of a move the sentence states where it led to, and no more,
    and the way has to be the move's; a move between two stated figures is asked for elsewhere."""
    stated = (one in told) + (other in told)
    if item.word is None or item.word.group != "move":
        return stated > 0 and (item.word is None or not item.word.polarity or value * item.word.polarity > 0)
    return stated == 1 and one in told and value * item.word.polarity >= 0


def _unit_left_out(one: Fact, other: Fact) -> bool:
    """Whether a text prints a company's price without its unit: low 86.60, close 186.50."""
    units = {one.unit, other.unit}
    return bool(one.context.keys & other.context.keys) and "bare" in units and bool(units & MONEY)


def _gaps(item: Judged, told: Sequence[Fact], alike: Sequence[Fact]) -> Iterator[Value]:
    for one, other in permutations(alike, 2):
        signed, apart = one.signed_value - other.signed_value, one.value - other.value
        if _is_way(item, told, one, other, signed):
            yield signed, (one, other)
        if (one.printed or other.printed) and _is_way(item, told, one, other, apart):
            yield apart, (one, other)  # that a text says "below $700 million" is no sign


def _ratios(item: Judged, told: Sequence[Fact], alike: Sequence[Fact]) -> Iterator[Value]:
    """How much more one is than another; where no rise or fall is told also its share of the other."""
    for one, other in permutations(alike, 2):
        if not other.value or not (same_kind(one, other) or _unit_left_out(one, other)):
            continue
        share = one.value / other.value
        if _is_way(item, told, one, other, share - 1):
            yield share - 1, (one, other)
        if item.word is None and (one in told or other in told):
            yield share, (one, other)
