"""The order that the evidence's figures give companies: which place each has by one kind of figure and time."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from agents.verifier.bench import Bench
from agents.verifier.facts import Context, Fact
from agents.verifier.marks import Name
from agents.verifier.owners import listed
from agents.verifier.reading import Reading, Sentence

_FALLS = re.compile(
    r"하락|내린|내렸|떨어|낙폭|부진|저조|최하위|\b(?:worst|losers?|decliners?|fell|lowest|smallest|bottom)\b",
    re.IGNORECASE,
)
_LEAST = 2
"""Companies from which on figures of one kind are a ranking."""


def rankings_of(facts: Sequence[Fact]) -> Iterator[Sequence[Fact]]:
    """Figures of one kind and time of several companies each, the highest first."""
    kinds: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        about = fact.context
        one = fact.printed is None and about.keys and fact.unit in ("percent", "shares", "KRW", "USD")
        if one and not any(key.startswith("INDEX:") for key in about.keys):
            kinds[_kind(fact, about)].append(fact)
    for group in kinds.values():
        if len(group) >= _LEAST and len({fact.context.keys for fact in group}) == len(group):
            yield sorted(group, key=lambda fact: -fact.signed_value)


def _kind(fact: Fact, about: Context) -> tuple[object, ...]:
    return fact.unit, about.tags, about.dates, about.windows and about.windows[0].span


def place_of(
    reading: Reading, sentence: Sentence, at: int, rankings: Sequence[Sequence[Fact]]
) -> frozenset[int]:
    """The places that the company beside an ordinal has in the rankings of returns; empty where it has none."""
    name = _beside(sentence, at)
    if name is None:
        return frozenset()
    falls = _FALLS.search(reading.text, sentence.start, sentence.end)
    places: set[int] = set()
    for ranking in rankings:
        if (
            ranking[0].printed is None
            and "return" not in ranking[0].context.tags
            and ranking[0].unit != "shares"
        ):
            continue
        order = list(reversed(ranking)) if falls and ranking[-1].signed_value < 0 else ranking
        places |= {i for i, fact in enumerate(order, 1) if fact.context.keys & name.keys}
    return frozenset(places)


def _beside(sentence: Sentence, at: int) -> Name | None:
    """The company that an ordinal is told of: the only one of its clause, else the nearest before it, else the next."""
    piece = next((p for p in sentence.pieces if p.start <= at < p.end), None)
    names = [n for n in listed(piece.own.names if piece else ()) if not n.index]
    names = names or [n for n in listed(sentence.own.names) if not n.index]
    before = [name for name in names if name.end <= at]
    return (before or names or [None])[-1 if before else 0]


def told_places(sentence: Sentence, bench: Bench) -> frozenset[int]:
    """The places that a sentence's figures have among those of their unit in the text sentences that tell them."""
    places: set[int] = set()
    for item in bench.of(sentence):
        fact = item.match.fact
        if item.match.found and fact and fact.sentence is not None:
            alike = {
                f.signed_value for f in bench.facts.facts
                if f.sentence is fact.sentence and f.reading is fact.reading and f.unit == fact.unit
            }  # fmt: skip
            places |= {
                1 + sum(value > fact.signed_value for value in alike),
                1 + sum(value < fact.signed_value for value in alike),
            }
    return frozenset(places)
