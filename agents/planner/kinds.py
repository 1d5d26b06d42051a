"""Which kinds of question were asked: weighted rules over features, then what is joined and what is swallowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast, get_args

from agents.planner.lexicon import Spans, patterns, table
from agents.planner.reading import Reading, words
from stockelper.types import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)
_MOST = 3


@dataclass(frozen=True)
class Rule:
    """Adds `weight` to `kind` when all of `all`, one of `any` (if given) and none of `none` are facts."""

    kind: Kind
    weight: float
    all: frozenset[str] = frozenset()
    any: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()

    def holds(self, facts: frozenset[str]) -> bool:
        """Whether the rule applies to a question with these facts."""
        return self.all <= facts and not self.none & facts and (not self.any or bool(self.any & facts))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of `kinds.toml`."""
    return tuple(_rule(entry) for entry in cast("Sequence[Mapping[str, object]]", table("kinds")["rule"]))


def _rule(entry: Mapping[str, object]) -> Rule:
    sets = {name: frozenset(patterns(entry, name)) for name in ("all", "any", "none")}
    return Rule(kind=cast("Kind", entry["kind"]), weight=float(cast("float", entry["weight"])), **sets)


def scores(facts: frozenset[str]) -> dict[Kind, float]:
    """The kinds that reach the minimum, best first."""
    sums: dict[Kind, float] = {}
    for rule in rules():
        if rule.holds(facts):
            sums[rule.kind] = sums.get(rule.kind, 0.0) + rule.weight
    least = float(cast("float", table("kinds")["min"]))
    kept: dict[Kind, float] = {kind: total for kind, total in sums.items() if total >= least}
    ranked: list[Kind] = sorted(kept, key=lambda kind: (-kept[kind], KINDS.index(kind)))
    return {kind: kept[kind] for kind in ranked}


def chosen(reading: Reading) -> tuple[Kind, ...]:
    """The kinds asked for, the main one first; empty where nothing speaks for any."""
    ranked: list[Kind] = list(scores(reading.facts))
    if not ranked:
        return ()
    main = ranked[0]
    swallowed = _swallowed(main)
    others: list[Kind] = [
        kind for kind in ranked[1:] if kind not in swallowed and main not in _swallowed(kind)
    ]
    joined: list[Kind] = [kind for kind in others if _joined(reading, main, kind)]
    asked: list[Kind] = [main, *joined]
    return tuple(sorted(asked, key=lambda kind: _place(reading, kind)))[:_MOST]


def _swallowed(kind: Kind) -> tuple[str, ...]:
    return patterns(table("kinds")["swallows"], kind)


def _places(reading: Reading, kind: Kind) -> Spans:
    names = patterns(table("kinds")["anchors"], kind)
    return tuple(sorted(at for name in names for at in reading.spans.get(name, ())))


def _place(reading: Reading, kind: Kind) -> int:
    places = _places(reading, kind)
    return places[0][0] if places else len(reading.plain)


def _joined(reading: Reading, main: Kind, other: Kind) -> bool:
    """Whether the other kind is asked for beside the main one, and is not merely a word of it."""
    mine, theirs = _places(reading, main), _places(reading, other)
    own = [place for place in theirs if not any(place[0] < end and start < place[1] for start, end in mine)]
    return any(_linked(reading.plain, a, b) for a in mine for b in own)


def _linked(plain: str, one: tuple[int, int], two: tuple[int, int]) -> bool:
    first, second = sorted((one, two))
    return bool(
        words()["joins"].search(plain, first[1], second[0]) or words()["also"].match(plain[second[1] :])
    )
