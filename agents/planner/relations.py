"""The relations between companies that a question asks for, and which way they run."""

from typing import Literal, cast

from agents.planner.reading import measured
from stockelper.types import RelationType

Direction = Literal["in", "out", "both"]


def relations(plain: str) -> tuple[RelationType, ...]:
    """The relations asked for, in the order of the text."""
    return tuple(cast("RelationType", name) for _, name in measured("relations", plain))


def direction(plain: str) -> Direction:
    """Seen from the company: `in` are edges that point at it (its suppliers, its holders), `out` those from it."""
    found = [name for _, name in measured("direction", plain)]
    return cast("Direction", found[0]) if len(found) == 1 else "both"
