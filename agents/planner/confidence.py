"""How sure the planner is, so that a model can be asked where it is not."""

from collections.abc import Sequence

from agents.planner import kinds, scope
from agents.planner.reading import Reading
from stockelper.types import Kind, Plan

_UNACCOUNTED = 0.07
_LEAST, _MOST = 0.05, 0.98


def confidence(reading: Reading, asked: Sequence[Kind], carried: Plan | None) -> float:
    """A share between 0 and 1: how clear the scope is, how far the best kind leads, how much was understood."""
    margin = abs(scope.score(reading) - 1.0)
    clear = 0.55 + min(margin, 2.0) * 0.2
    value = clear - _UNACCOUNTED * min(len(reading.residue), 4)
    if asked:
        value = min(value, 0.95) * _lead(reading, asked, carried)
    return round(min(max(value, _LEAST), _MOST), 2)


def _lead(reading: Reading, asked: Sequence[Kind], carried: Plan | None) -> float:
    ranked = kinds.scores(reading.facts)
    if not ranked:
        return 0.85 if carried else 0.5
    best = ranked.get(asked[0], 1.0)
    rivals = [total for kind, total in ranked.items() if kind not in asked]
    lead = best - max(rivals, default=0.5)
    return min(1.0, 0.75 + 0.15 * max(lead, 0.0))
