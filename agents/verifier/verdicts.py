"""What is said of a word of direction, and what one is checked with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from agents.verifier.facts import Facts
from agents.verifier.marks import Quantity
from agents.verifier.matching import Match
from agents.verifier.saying import Said


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a claim; `silent` claims are not reported, because nothing can be said of them."""

    supported: bool
    reason: str
    evidence: str | None = None
    silent: bool = False


@dataclass(frozen=True)
class Course:
    """What the directions of one answer are checked with."""

    facts: Facts
    said: Sequence[Said]
    matches: Mapping[Quantity, Match]
    signs: Mapping[Quantity, int] = field(default_factory=dict[Quantity, int])
