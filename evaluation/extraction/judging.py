"""Judges the second reader on authors left out: thresholds, doubt, calibration, and what the whole finds and misses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from evaluation.extraction.scores import Key, Tally
from kg.extraction.learned.weights import Model

RIGHT = 0.70
"""The share of additions that has to be right on authors left out."""
BELIEVED = 0.55
"""A find of one rule alone has to be right so often to be kept."""
LEAST = 1.0
"""No threshold lies lower: nearer to even odds it is the mix of texts that decides."""
FLOORS = {"HOLDS": 3.0}
"""Types whose thresholds lie higher: holdings added from 1 on were wrong in plain articles that no model had read."""
FAR = -4.0
"""Margins below say nothing of those near the threshold."""
PRIOR = 4
"""A type's share of right additions is drawn towards that of all types as if so many more had been seen."""


@dataclass(frozen=True)
class Judged:
    """An addition, or a find of one rule alone, on an author left out: its type, its margin and whether it is right."""

    type: str
    margin: float
    right: bool


@dataclass(frozen=True)
class LeftOut:
    """What a text states and the rules find in it, and the margins that a model which has not read it gives to additions and to
    what one rule alone says.
    """

    wanted: frozenset[Key]
    rules: frozenset[Key]
    added: Mapping[Key, float]
    alone: Mapping[Key, float]
    practice: bool = False
    """An article of the practice market, which judges but is no author."""


def turned(name: Key) -> Key:
    """The key of the reverse relation."""
    return (name[0], *name[:0:-1])


def additions(found: Sequence[LeftOut]) -> list[Judged]:
    """Everything that could be added to the rules, the surest first."""
    judged: list[Judged] = []
    for one in found:
        rules = one.rules
        judged += [
            Judged(name[0], margin, name in one.wanted)
            for name, margin in one.added.items()
            if name not in rules and turned(name) not in rules
        ]
    return sorted(judged, key=lambda one: -one.margin)


def thresholds(types: Sequence[str], judged: Sequence[Judged]) -> NDArray[np.float32]:
    """A threshold for each type: its own share of right additions, drawn towards that of all types, decides."""
    shares = list(_shares(judged))
    found: list[float] = []
    for type_ in types:
        own, hits, best = 0, 0, float("inf")
        for one, share in zip(judged, shares, strict=True):
            if one.type == type_:
                own, hits = own + 1, hits + one.right
            if (hits + PRIOR * share) / (own + PRIOR) >= RIGHT:
                best = one.margin
        found.append(max(best, FLOORS.get(type_, LEAST)))
    return np.array(found, dtype=np.float32)


def _shares(judged: Sequence[Judged]) -> Iterator[float]:
    """Down to each addition, the share of right ones of all types."""
    hits = 0
    for n, one in enumerate(judged, 1):
        hits += one.right
        yield (hits + PRIOR * RIGHT) / (n + PRIOR)


def doubt(found: Sequence[LeftOut]) -> float:
    """The margin below which it costs least to leave out what one rule alone says; minus infinity where it is right too often.

    A wrong find that is left out gains what `BELIEVED` says, a right one loses the rest.
    """
    said = sorted(
        (margin, name in one.wanted)
        for one in found
        for name, margin in one.alone.items()
        if np.isfinite(margin)
    )
    best, least, cost = float("-inf"), 0.0, 0.0
    for n, (_, right) in enumerate(said, 1):
        cost += right - BELIEVED
        if cost < least and n < len(said):
            best, least = said[n][0], cost
    return best


def calibrated(judged: Sequence[Judged]) -> tuple[float, float]:
    """Slope and offset that turn a margin into the share of right additions."""
    from sklearn.linear_model import LogisticRegression

    near = [one for one in judged if one.margin > FAR]
    machine = cast("Any", LogisticRegression)(C=1e6).fit(
        [[one.margin] for one in near], [one.right for one in near]
    )
    return float(machine.coef_[0][0]), float(machine.intercept_[0])


def tallies(found: Sequence[LeftOut], model: Model) -> tuple[Tally, Tally]:
    """What the rules alone, and the rules less what is doubted with all additions, found and missed."""
    alone, both = Tally(), Tally()
    least = dict(zip(model.types, model.thresholds, strict=True))
    for one in found:
        wanted, rules = one.wanted, one.rules
        kept = {name for name in rules if one.alone.get(name, float("inf")) >= model.doubt}
        more = {
            name
            for name, margin in one.added.items()
            if margin >= least[name[0]] and name not in kept and turned(name) not in kept
        }
        alone.add(rules, wanted)
        both.add(kept | more, wanted)
    return alone, both
