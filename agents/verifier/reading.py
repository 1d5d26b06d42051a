"""A text taken apart: every mark in it, sentence by sentence and piece by piece."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from agents.verifier.amounts import quantities
from agents.verifier.attributes import attributes
from agents.verifier.directions import directions
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
from agents.verifier.moments import hide, moments
from agents.verifier.others import others
from agents.verifier.spoken import fractions_hidden, spoken
from agents.verifier.terms import terms
from agents.verifier.weekdays import weekdays

M = TypeVar("M", bound=Mark)
_PLAIN = str.maketrans(
    "０１２３４５６７８９．，％＋－（）［］〔〕【】＄￦−‐‑‒–—〜～\u00a0\u2009\u202f\u3000",
    "0123456789.,%+-()[][][]$₩------~~    ",
)
_CITE = re.compile(
    r"\[(?!\d{1,3}(?:,\d{3})+(?!\d))(?:출처\s?|source\s?)?\^?(?P<n>\d{1,3})(?P<more>(?:\s?[,;-]\s?\d{1,3})*)\](?!\()",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"(?m)^[ \t>*#-]*(?:\*\*)?\(?\d{1,2}[.)](?=\s|\*)|[①-⑳]|(?<!\w)\(\d{1,2}\)(?=\s)")
_CODE = re.compile(
    r"(?<![\d.,₩$])(?:A)?\d{6}(?:\.K[SQ])?(?![\d,.]*\d|\s?(?:원|주|달러|명|대|개|won|shares))|\bKRX:[0-9A-Z]{6}\b"
)
_PARAMETER = re.compile(
    r"(?i)\b(?P<of>RSI|MACD|[SE]?MA|SMA|EMA|bollinger(?:\sbands?)?|볼린저(?:\s?밴드)?|ATR)\s?\((?P<in>[\d,\s.]+)(?:일|[- ]?days?)?\)"
)
_BANDS = "bollinger"
_BASKET = re.compile(
    r"(?i)\b(?:S&P\s?500|nasdaq[\s-]?100|russell\s?\d{4}|kospi\s?200|KRX\s?\d{3}|fortune\s?\d+|nikkei\s?225|top[\s-]\d+|stoxx\s?\d+)\b"
    r"|코스피\s?200|코스닥\s?150"
)
_MODEL = re.compile(
    r"(?<![A-Za-z0-9])[A-Z][A-Za-z]{0,9}-\d{1,4}[A-Za-z]?(?![A-Za-z0-9])(?!\.)"
    r"|(?<![A-Za-z0-9])(?!(?:USD|KRW|EUR|JPY|GBP|RMB|CNY)\d|W\d+(?:\.\d+)?(?:tn|tr|bn|mn)\b|W\d{1,3},\d{3})[A-Za-z]*[A-Z][A-Za-z]*\d+[A-Za-z]*(?![A-Za-z0-9])|\b[2-6][gG]\b|\b\d{1,2}[dD]\b|\b\d+(?i:nm)\b"
)


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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, row or heading. `inherited` are the companies that the text was about before it."""

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


@dataclass(frozen=True, slots=True)
class Reading:
    """A text with its sentences in order."""

    text: str
    sentences: tuple[Sentence, ...]


def plain(text: str) -> str:
    """The text with full-width digits and other dashes as plain ones, each character in its place."""
    return text.translate(_PLAIN)


def _cites(text: str) -> tuple[list[Mark], str]:
    marks: list[Mark] = []
    for found in _CITE.finditer(text):
        for number in re.finditer(r"\d{1,3}", found[0]):
            at = found.start() + number.start()
            marks.append(Cite(at, at + len(number[0]), int(number[0])))
        text = hide(text, found.start(), found.end())
    return marks, text


def _hidden(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in patterns:
        for found in pattern.finditer(text):
            text = hide(text, found.start(), found.end())
    return text


def _labels(text: str, *patterns: re.Pattern[str]) -> tuple[list[Mark], str]:
    found = [match for pattern in patterns for match in pattern.finditer(text)]
    marks: list[Mark] = [Label(m.start(), m.end(), m[0].strip(" \t>*#-")) for m in found]
    return marks, _hidden(text, *patterns)


def _parameters(text: str) -> tuple[list[Mark], str]:
    """`RSI(14)` says over how many days: a length of time, not a figure."""
    marks: list[Mark] = []
    for found in _PARAMETER.finditer(text):
        numbers = list(re.finditer(r"\d+", found["in"]))
        start = found.start("in")
        if len(numbers) == 1:
            number = numbers[0]
            marks.append(Window(start + number.start(), start + number.end(), int(number[0]), "d"))
        else:
            tag = found["of"].lower() if found["of"].isascii() else _BANDS
            marks.append(Settings(start, found.end("in"), tag.split()[0], tuple(int(n[0]) for n in numbers)))
        text = hide(text, start, found.end("in"))
    return marks, text


@lru_cache(maxsize=4096)
def _scan(text: str) -> tuple[Mark, ...]:
    """Every mark but the names, which depend on the listing."""
    work = plain(text)
    marks: list[Mark] = [*attributes(work)]
    cites, work = _cites(work)
    labels, work = _labels(work, _LIST_NUMBER, _BASKET)
    work = _hidden(work, _CODE)
    parameters, work = _parameters(work)
    times, work = moments(work)
    models, work = _labels(work, _MODEL)
    marks += [
        *cites,
        *parameters,
        *times,
        *labels,
        *models,
        *directions(work),
        *spoken(work),
        *weekdays(work),
        *terms(work),
    ]
    marks += quantities(fractions_hidden(work))
    return tuple(sorted((m for m in marks if type(m) is not Mark), key=lambda m: (m.start, m.end)))


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
    for quote in quotes:
        text = text[: quote.start] + "_" * (quote.end - quote.start) + text[quote.end :]
    return text


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
    kept = [mark for mark in (*_scan(text), *others(plain(text))) if not _touches(mark, listed)]
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
