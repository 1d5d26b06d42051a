"""What is known of a model beside what it learnt: its card, sealed by a hash, and which card answers for a day."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from stockelper.errors import NoData
from stockelper.types import Frozen

FORMAT: Literal[2] = 2
"""Of the folder and of the features: a model of another format is not read."""


class NoModel(NoData):
    """There is no model for that market and horizon that had seen nothing later than the day."""

    code = "no_model"


class DamagedModel(NoData):
    """A model's files are cut off, changed, or of another version: train again."""

    code = "damaged_model"


class Card(Frozen):
    """What is known of a model.

    Attributes:
        trained_until: the date of the last label that it has seen.
        rows, features, seconds: how much it learnt from, and how long that took.
        metrics: of the walk-forward before it, out of sample.
        tries: kinds and settings among which it was chosen.
        versions: of the libraries that fitted it.
        hashes: SHA-256 of the other files, by name.
        seal: SHA-256 of all the rest of the card.
        seat: how many promotions there had been; of two models of one date the later seat's is used.
    """

    name: str
    market: str
    horizon: int
    kind: str
    trained_from: date
    trained_until: date
    rows: int
    features: tuple[str, ...]
    securities: int
    seconds: float
    seed: int
    tries: int
    metrics: Mapping[str, float]
    versions: Mapping[str, str]
    hashes: Mapping[str, str] = {}
    seal: str = ""
    seat: int = 0
    format: Literal[2] = FORMAT

    def sealed(self) -> "Card":
        """The same card with the seal that belongs to it."""
        return self.model_copy(update={"seal": self._seal()})

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it was changed since it was sealed."""
        return self.seal == self._seal()

    def _seal(self) -> str:
        return hashlib.sha256(self.model_dump_json(exclude={"seal"}).encode()).hexdigest()


class Champion(Frozen):
    """The kind of model that a market and horizon use, and the test by which it got there.

    Attributes:
        lead: its mean daily rank IC less that of the kind before it.
        p_value: how often chance would have led by as much, the number of challengers counted.
    """

    kind: str
    before: str
    seat: int
    since: date
    lead: float
    p_value: float
    sessions: int


@dataclass(frozen=True)
class Unreadable:
    """A model whose card cannot be used, and why; `trained_until` is what the folder's name says."""

    name: str
    trained_until: date
    reason: str


@dataclass(frozen=True)
class Vintages:
    """Every model of a market and horizon, oldest first, and those that cannot be read."""

    cards: tuple[Card, ...]
    unreadable: tuple[Unreadable, ...]

    def newest(self, as_of: date) -> Card | None:
        """The newest that had seen nothing later than a day; None where there is none.

        Raises:
            DamagedModel: that is one that cannot be read: an older one in its place would be a guess.
        """
        known = [card for card in self.cards if card.trained_until <= as_of]
        best = known[-1] if known else None
        for one in self.unreadable:
            if one.trained_until <= as_of and (best is None or best.trained_until < one.trained_until):
                raise DamagedModel(model=one.name, reason=one.reason)
        return best


def read_card(path: Path) -> Card | Unreadable | None:
    """The card in a file, or why it cannot be used; None where the folder's name is no model's."""
    name = path.parent.name
    try:
        until = date.fromisoformat(name[-10:])
    except ValueError:
        return None
    try:
        content = path.read_bytes()
    except OSError as error:
        return Unreadable(name, until, str(error.strerror))
    try:
        found = Card.model_validate_json(content)
    except ValueError:
        return Unreadable(name, until, _fault(content))
    if not found.is_whole:
        return Unreadable(name, until, "its card is not what was written")
    if (found.market, str(found.horizon), found.name) != _place(path):
        return Unreadable(name, until, "its card is that of another model")
    return found


def _place(path: Path) -> tuple[str, str, str]:
    """Market, horizon and name by the folders that a card lies in."""
    name, horizon, market = path.parts[-2:-5:-1]
    return market, horizon, name


def _fault(content: bytes) -> str:
    """Why a text is no card of this version."""
    try:
        found = json.loads(content)
    except ValueError:
        return "its card is cut off"
    other = found.get("format") if isinstance(found, dict) else None
    if other != FORMAT:
        return f"it is of format {other}, and this version reads format {FORMAT}"
    return "its card is not what was written"
