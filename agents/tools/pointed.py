"""A figure as one sentence tells it, and whether what a question says of it is so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from agents.planner.claims import Claim
from stockelper.types import Evidence, Parameter

NEAR = 0.05
"""The distance from a mark that still counts as near it."""


@dataclass(frozen=True)
class Pointed:
    """One figure with its sentence.

    Attributes:
        code: the sentence's key in the section `asked`.
        side: which way the figure lies; `flat` where it lies neither way.
        size: what a least move, run or bound is held against, without its sign; the distance from a mark.
    """

    code: str
    side: Literal["up", "down", "flat"]
    size: float
    evidence: Mapping[str, Evidence]
    operands: Sequence[Evidence] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict[str, Parameter])


def holds(point: Pointed, claim: Claim) -> bool:
    """Whether what the question says is so."""
    if claim.measure == "rsi" and claim.least is not None:
        return point.size >= claim.least if claim.side == "up" else point.size <= claim.least
    if claim.measure in ("high_52w", "low_52w"):
        return _at_mark(point, claim)
    return point.side == claim.side and (claim.least is None or point.size >= claim.least)


def _at_mark(point: Pointed, claim: Claim) -> bool:
    """Whether the close lies at a high or a low, near it, or as far from it as the question says."""
    if claim.least is not None:
        return point.size <= claim.least if claim.near else point.size >= claim.least
    return point.side == "up" or (claim.near and point.size <= NEAR)
