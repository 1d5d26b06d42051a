"""The evidence of one answer, made ready, and the numbers that were judged by it so far."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from agents.verifier.facts import Context, Fact, Facts
from agents.verifier.marks import Direction, Quantity
from agents.verifier.matching import Match
from agents.verifier.reading import Piece, Sentence
from agents.verifier.saying import Said

CONDITION = "condition:"
"""How the ids begin of the bounds that a screen was asked with."""


@dataclass(frozen=True)
class Judged:
    """A number of the answer with what it is about and what became of it."""

    number: Quantity
    word: Direction | None
    about: Context
    match: Match
    sentence: Sentence
    piece: Piece
    cell: bool = False
    """The number stands alone behind a colon: `- Samsung Electronics (005930): 5`."""
    counted: bool = False
    """The sentence speaks of securities that some evidence counts."""


@dataclass
class Bench:
    """The evidence of one answer, made ready, and the numbers judged so far."""

    facts: Facts
    said: Sequence[Said]
    counts: frozenset[int]
    judged: dict[Quantity, Judged] = field(default_factory=dict[Quantity, Judged])
    signs: dict[Quantity, int] = field(default_factory=dict[Quantity, int])

    @cached_property
    def conditions(self) -> tuple[Fact, ...]:
        """The bounds that a screen was asked with."""
        return tuple(fact for fact in self.facts.facts if fact.evidence.startswith(CONDITION))

    def of(self, sentence: Sentence) -> list[Judged]:
        """The judged numbers of a sentence, in order."""
        return [self.judged[q] for q in sentence.own.quantities if q in self.judged]
