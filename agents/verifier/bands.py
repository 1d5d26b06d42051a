"""Whether a close is said to lie inside its Bollinger bands, or outside, where it does."""

import re
from collections.abc import Iterator

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.marks import MONEY, Mark
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim

_BANDS = re.compile(r"밴드|\bbands?\b", re.IGNORECASE)
_INSIDE = re.compile(
    r"밴드\s?(?:안|내|이내)(?=에|의|$|\s)|\b(?:inside|within|between)\s(?:them|the|its|both)\b", re.IGNORECASE
)
_OUTSIDE = re.compile(
    r"밴드\s?(?:밖|외부|바깥)|\boutside\s(?:them|the|its|both|of)\b|\bbreak\w*\sout\b", re.IGNORECASE
)


_RANGE = re.compile(r"\b(?P<in>inside|within)|\b(?P<out>outside)", re.IGNORECASE)
_OF_RANGE = re.compile(
    r"\s(?:an?|its|the|their)\s[^.;\d]{0,20}(?:\d{1,3}-(?:week|day|month|year)\s)?(?:\w+\s)?(?:range|band|interval)\s(?:of|from|between)\s[$₩€£]?"
)
_IN_ORDER = re.compile(r"에서|부터|~|-|\bto\b|\band\b|와|과")
_TO = re.compile(r"\s(?:to|and|-)\s[$₩€£]?|-[$₩€£]?")


def _ranges(reading: Reading, sentence: Sentence) -> Iterator[Claim]:
    """A claim for each range that a figure of the sentence is said to lie in, or outside of, and does not."""
    numbers = sentence.own.quantities
    for found in _RANGE.finditer(reading.text, sentence.start, sentence.end):
        behind = [q for q in numbers if q.start >= found.end()][:2]
        before = [q for q in numbers if q.end <= found.start() and behind and q.unit == behind[0].unit]
        if (
            len(behind) < 2
            or not before
            or not _OF_RANGE.fullmatch(reading.text, found.end(), behind[0].start)
        ):
            continue
        if _TO.fullmatch(reading.text, behind[0].end, behind[1].start):
            inside = behind[0].value <= before[-1].value <= behind[1].value
            if inside is not bool(found["in"]):
                yield claim(reading, Mark(*found.span()), "direction", False, "direction")


def bands(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each such word that the close and both bands of one company contradict."""
    for sentence in reading.sentences:
        yield from _ranges(reading, sentence)
        if not _BANDS.search(reading.text, sentence.start, sentence.end):
            continue
        for pattern, said in ((_INSIDE, True), (_OUTSIDE, False)):
            found = pattern.search(reading.text, sentence.start, sentence.end)
            inside = (_is_inside(sentence, bench), _is_between(reading, sentence, bench)) if found else ()
            inside = next((known for known in inside if known is not None), None)
            if found and inside is not None and inside is not said:
                yield claim(reading, Mark(*found.span()), "direction", False, "direction")


def _is_inside(sentence: Sentence, bench: Bench) -> bool | None:
    """None where the evidence has not one close and two bands of the company."""
    keys = frozenset(key for name in sentence.own.names for key in name.keys) or sentence.inherited
    plain = [f for f in bench.facts.facts if f.printed is None and (not keys or f.context.keys & keys)]
    edges = [fact.value for fact in plain if "bollinger" in fact.context.tags and fact.unit != "percent"]
    closes = [fact for fact in plain if "close" in fact.context.tags and fact.context.dates]
    if len(edges) != 2 or not closes:
        return None
    last = max(closes, key=lambda fact: fact.context.dates)
    return min(edges) <= last.value <= max(edges)


def _is_between(reading: Reading, sentence: Sentence, bench: Bench) -> bool | None:
    """Whether the close told last before lies between the two figures of the sentence, where it has two of money."""
    edges = [q for q in sentence.own.quantities if q.unit in MONEY]
    told = [item for item in bench.judged.values() if "close" in item.about.tags and item.match.found]
    told = [item for item in told if item.sentence.index < sentence.index and item.number.unit in MONEY]
    if len(edges) != 2 or not told or not _IN_ORDER.search(reading.text, edges[0].end, edges[1].start + 1):
        return None
    last = max(told, key=lambda item: item.number.start)
    return edges[0].value <= last.number.value <= edges[1].value
