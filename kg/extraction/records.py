"""What an extractor reads and finds, and the one interface that all extractors share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from stockelper.types import EventType, RelationType

MentionKind = Literal["company", "name", "person", "product", "sector", "agency"]
"""`company` is known as one (listed or not), `name` is a proper name that may be one, `agency` a regulator or court."""
Slot = str | float
Slots = Mapping[str, Slot]


@dataclass(frozen=True)
class Document:
    """A text to read. Dates without a year are those nearest to `published`; None: they stay unknown."""

    id: str
    title: str
    text: str
    published: date | None = None


@dataclass(frozen=True)
class Mention:
    """A name as written. `id` is that of a listed security, None where the name is not listed."""

    text: str
    kind: MentionKind
    id: str | None = None

    @property
    def key(self) -> str:
        """What tells one name from another: its id, else its text."""
        return self.id or self.text


@dataclass(frozen=True)
class Spotted:
    """A name at `start:end` of a sentence."""

    start: int
    end: int
    mention: Mention
    more: tuple[Mention, ...] = ()
    """Others that the same words mean: both companies."""


@dataclass(frozen=True)
class FoundRelation:
    """A relation that the text states as a fact that holds."""

    type: RelationType
    head: Mention
    tail: Mention
    ratio: float | None
    confidence: float

    def as_object(self) -> dict[str, object]:
        """The JSON of docs/commands.md."""
        return {
            "type": self.type,
            "head": self.head.text,
            "tail": self.tail.text,
            "head_id": self.head.id,
            "tail_id": self.tail.id,
            "ratio": self.ratio,
            "confidence": self.confidence,
        }


@dataclass(frozen=True)
class FoundEvent:
    """An event that the text reports. `slots` holds what is written, in base units and ISO dates."""

    type: EventType
    company: Mention
    confidence: float
    slots: Slots = field(default_factory=dict[str, Slot])

    def as_object(self) -> dict[str, object]:
        """The JSON of docs/commands.md."""
        return {
            "type": self.type,
            "company": self.company.text,
            "company_id": self.company.id,
            "slots": dict(self.slots),
            "confidence": self.confidence,
        }


@dataclass(frozen=True)
class Extracted:
    """Everything found in one document, each relation and event once.

    `read_by` is the version of the extractor that read it, where that is not the one that was asked.
    """

    relations: tuple[FoundRelation, ...] = ()
    events: tuple[FoundEvent, ...] = ()
    read_by: str | None = None


class Extractor(Protocol):
    """Reads documents. The contract:

    - Only what the text itself states as holding or happening: nothing that is denied, rumoured, planned,
      ended or told as background.
    - Ids come from the listing, never from the text; text that looks like a query or an instruction is text.
    - The same document gives the same result. Nothing found is an empty result, never an error.
    """

    @property
    def version(self) -> str:
        """Which extractor this is; kept with every edge it makes."""
        ...

    def extract(self, document: Document) -> Extracted:
        """Relations and events of one document. Raises ModelError when a model was needed and failed."""
        ...
