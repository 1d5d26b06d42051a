"""A text taken apart: every mark in it, sentence by sentence and piece by piece."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from agents.verifier.layout import Line, lines
from agents.verifier.marks import (
    Attribute,
    Cite,
    Clock,
    Day,
    Direction,
    Fiscal,
    Label,
    Mark,
    Name,
    Other,
    Quantity,
    Quote,
    Settings,
    Term,
    Window,
)
from agents.verifier.others import others
from agents.verifier.scanning import plain, scan

M = TypeVar("M", bound=Mark)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a stretch of text, by kind."""

    names: tuple[Name, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    days: tuple[Day, ...] = ()
    fiscals: tuple[Fiscal, ...] = ()
    windows: tuple[Window, ...] = ()
    directions: tuple[Direction, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    cites: tuple[Cite, ...] = ()
    quotes: tuple[Quote, ...] = ()
    clocks: tuple[Clock, ...] = ()
    labels: tuple[Label, ...] = ()
    settings: tuple[Settings, ...] = ()
    others: tuple[Other, ...] = ()
    terms: tuple[Term, ...] = ()


_NONE = Marks()


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause or table cell: its own marks, and those of the cells that it leans on."""

    start: int
    end: int
    own: Marks
    leans: Marks


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence, row or heading. `inherited` are the companies that the text was about before it.

    It is equal to itself alone, so that what holds one is hashed without a look at all its marks.
    """

    index: int
    start: int
    end: int
    pieces: tuple[Piece, ...]
    own: Marks
    inherited: frozenset[str] = frozenset()

    def quotes_or_names(self, found: re.Match[str]) -> bool:
        """Whether a word stands in a name or in a quotation, and is not the sentence's own."""
        spans = (*self.own.names, *self.own.quotes)
        return any(span.start < found.end() and found.start() < span.end for span in spans)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text with its sentences in order; equal to itself alone, as a sentence is."""

    text: str
    sentences: tuple[Sentence, ...]


def _of(marks: Iterable[Mark], kind: type[M]) -> tuple[M, ...]:
    return tuple(mark for mark in marks if isinstance(mark, kind))


def _by_kind(marks: Sequence[Mark]) -> Marks:
    if not marks:
        return _NONE
    return Marks(
        _of(marks, Name), _of(marks, Quantity), _of(marks, Day), _of(marks, Fiscal), _of(marks, Window),
        _of(marks, Direction), _of(marks, Attribute), _of(marks, Cite), _of(marks, Quote),
        _of(marks, Clock),
        _of(marks, Label),
        _of(marks, Settings),
        _of(marks, Other),
        _of(marks, Term),
    )  # fmt: skip


class _Shelf:
    """All marks in order, to take those of a span from."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._marks = marks
        self._starts = [mark.start for mark in marks]

    def within(self, start: int, end: int) -> list[Mark]:
        return list(self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)])


def _hidden_quotes(text: str, quotes: Sequence[Quote]) -> str:
    """The text with its quotations as words without stops, so that no sentence ends inside one."""
    parts: list[str] = []
    at = 0
    for quote in quotes:
        parts += (text[at : quote.start], "_" * (quote.end - max(quote.start, at)))
        at = max(at, quote.end)
    return "".join((*parts, text[at:]))


def _sentence(index: int, line: Line, shelf: _Shelf, inherited: frozenset[str]) -> Sentence:
    pieces: list[Piece] = []
    for stretch in line.pieces:
        leans = [mark for a, b in stretch.leans for mark in shelf.within(a, b)]
        own = _by_kind(shelf.within(stretch.start, stretch.end))
        pieces.append(Piece(stretch.start, stretch.end, own, _by_kind(leans)))
    own = _by_kind(shelf.within(line.start, line.end))
    return Sentence(index, line.start, line.end, tuple(pieces), own, inherited)


def about(sentence: Sentence) -> frozenset[str]:
    """The companies that a sentence names; the unlisted and indices do not count."""
    return frozenset(key for name in sentence.own.names if not name.index for key in name.keys if ":" in key)


def _touches(mark: Mark, spans: Sequence[Mark]) -> bool:
    """Whether a mark lies in a span; a name of nobody's listing must not even overlap one."""
    if isinstance(mark, Other):
        return any(span.start < mark.end and mark.start < span.end for span in spans)
    return _inside(mark, spans)


def _inside(mark: Mark, spans: Sequence[Mark]) -> bool:
    return any(span.start <= mark.start and mark.end <= span.end for span in spans)


_ITEM = re.compile(r"[ \t]*(?:[-*•]|\d{1,2}[.)])\s")
"""The beginning of a list's item: it may be about the company of the item before it, or of the heading."""


def read(
    text: str,
    names: Sequence[Name] = (),
    subject: frozenset[str] = frozenset(),
    quotes: Sequence[Quote] = (),
) -> Reading:
    """Take a text apart. `subject` are the companies it is about before it names any.

    A listed name is a name and nothing else: no figure in "Phillips 66", no rise in "Advance Auto Parts". Of a
    verbatim quotation nothing is a claim but the quotation.
    """
    listed = [name for name in names if any(":" in key for key in name.keys)]
    kept = [mark for mark in (*scan(text), *others(plain(text))) if not _touches(mark, listed)]
    marks = [mark for mark in (*kept, *names) if not _inside(mark, quotes)]
    shelf = _Shelf(sorted([*marks, *quotes], key=lambda m: (m.start, m.end)))
    sentences: list[Sentence] = []
    heading = subject
    for index, line in enumerate(lines(_hidden_quotes(plain(text), quotes))):
        in_list = _ITEM.match(text, line.start, line.end) is not None
        sentence = _sentence(index, line, shelf, subject | heading if in_list else subject)
        sentences.append(sentence)
        subject = about(sentence) or subject
        heading = heading if in_list else subject
    return Reading(text, tuple(sentences))
