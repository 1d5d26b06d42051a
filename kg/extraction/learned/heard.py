"""What the rules heard in a document, kept for the second reader: its sentences and what each rule said of them."""

from dataclasses import dataclass, field

from kg.extraction.masking import Masked

STATED, TALK = "stated", "talk"
TITLE = 1
"""The story that is the document's title."""


@dataclass(frozen=True)
class Said:
    """A rule's word on a relation or an event: its type, keys of both ends (an event has one) and what became of it.

    `outcome` is `stated`, `talk` (a veto), or a clause's status: denied, rumoured, considered, planned, ended, past.
    """

    type: str
    head: str
    tail: str
    outcome: str
    rule: str = ""
    """The pattern of the rule, which tells one rule from another."""


@dataclass(frozen=True)
class Heard:
    """One sentence of a document; sentences of one paragraph, or of the title, share a `story`."""

    masked: Masked
    story: int
    said: tuple[Said, ...] = field(default=())
