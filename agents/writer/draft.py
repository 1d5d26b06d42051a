"""What the writer hands on: the text of an answer and everything that stands beside it."""

from dataclasses import dataclass

from stockelper.types import Citation, Evidence, Note, Status


@dataclass(frozen=True)
class Draft:
    """An answer before it is verified. `[n]` in `text` is the citation with that number.

    `preface` stands before the text in the answer: the explanation of a concept, which no evidence carries and
    which neither the verifier nor a model touches. `coverage` are the records of what is said of the store itself.
    """

    text: str
    status: Status
    citations: tuple[Citation, ...] = ()
    follow_ups: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    simulated: bool = False
    preface: str = ""
    coverage: tuple[Evidence, ...] = ()
