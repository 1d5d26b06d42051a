"""What a question must pass before anything else reads or stores it."""

from dataclasses import dataclass
from typing import Literal

from agents.guard.personal import mask
from agents.guard.threats import Threat, threat
from stockelper.language.normalise import normalise

LIMIT = 2_000
"""Characters that a question may have."""
Refusal = Literal["empty", "too_long"] | Threat
UNSAFE: frozenset[Refusal] = frozenset(
    {"injection", "secrets", "others", "manipulation", "inside", "guarantee", "unconfirmed", "crime"}
)
"""Refusals for what was asked, not for how."""
_KEPT = 200


@dataclass(frozen=True)
class Guarded:
    """A question as the product goes on with it.

    Attributes:
        text: normalised, personal data starred out; of one that is too long the beginning.
        refusal: why it is not answered, a key of the catalogue's `guard` section; None when it is.
        masked: whether personal data was starred out.
    """

    text: str
    refusal: Refusal | None = None
    masked: bool = False

    @property
    def unsafe(self) -> bool:
        """Whether the question asks for something that the product refuses to do."""
        return self.refusal in UNSAFE


def guard(question: str) -> Guarded:
    """Normalise, mask and judge a question. Takes milliseconds for any length."""
    if len(question) > LIMIT:
        text, masked = mask(normalise(question[:_KEPT]))
        return Guarded(text, "too_long", masked)
    text, masked = mask(normalise(question))
    return Guarded(text, threat(text) if text else "empty", masked)


def kept(question: str) -> str:
    """What may be kept of a question that did not pass the guard yet, or on which it failed: the beginning, normalised,
    personal data and credentials starred out."""
    return mask(normalise(question[:LIMIT]))[0]
