"""What the writer hands on: the text of an answer and everything that stands beside it."""

from dataclasses import dataclass

from stockelper.types import Citation, Note, Status


@dataclass(frozen=True)
class Draft:
    """An answer before it is verified. `[n]` in `text` is the citation with that number."""

    text: str
    status: Status
    citations: tuple[Citation, ...] = ()
    follow_ups: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    simulated: bool = False
