"""How a text falls into sentences and these into pieces: clauses, table cells.

A cell of a table leans on its column's head and on its row's first cell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_END = re.compile(
    r"(?<=[.!?。])(?:[\"'”’)\]*]*(?:\s?\[\d+\])*)[ \t]+(?=\S)|(?<=[가-힣]\.)(?=[가-힣A-Z])|(?<=[a-z]{3}\.)(?=[A-Z][a-z]{2})|(?<=[\d%]\.)(?=[A-Z][a-z]{2})|\n+|(?<=[^;]\S)\s;\s(?=[^;\n|]{1,80}\|)|(?<=[.!?])(?=\[\d)(?:\[[\d,\s]+\])+\s*"
)
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|No|vs|St|Co|Inc|Ltd|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|est|approx|U\.S|a\.m|p\.m)\.$"
    r"|(?:^|\n)\W*\d{1,2}\.$|\d{4}\.\s?\d{1,2}\.$"
)
_YEAR_STOP = re.compile(r"\d{4}\.[ \t]+\d{1,2}\.?(?!\d)")
"""`2025. 12. 30`: the stop behind the year ends no sentence."""
_PIECE = re.compile(
    r"(?<!\d),(?=\S)|,\s+(?!\d{1,3}(?:,\s\d{1,3})*\))|;\s*|\s+/\s+|…|\s·\s|\s(?:and|while|but|whereas|although|though|versus|vs\.?)\s"
    r"|(?<=[했었였았됐갔왔렸졌쳤났섰뒀켰랐])(?:고|으며|으나|지만)\s|(?<=[가-힣])(?:이며|이고|하며|하고|되며|되고|지만|으나|으며|는데)\s|\s반면(?:에)?\s|\s(?:및|그리고)\s"
)
LONGEST = 600
"""Characters of a sentence."""
_HEADS = re.compile(
    r"\|?[^|\n]*(?:\|\s*(?:FY\s?)?(?:(?:19|20)\d\d|[1-4]Q\d\d|Q[1-4]\s?\d{4})년?\s*)+\|?\s*;?"
)
"""A row of years or quarters: the heads of the columns below it."""
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}.*$")
_DATE = re.compile(
    r"\s*(?:(?:19|20)\d\d\s?[-./년][^|]{3,12}|\d{1,2}\s[A-Z][a-z]{2,8}\s20\d\d|[A-Z][a-z]{2,8}\s\d{1,2},\s20\d\d)\s*"
)
"""A cell that is a date and nothing else."""
_VALUE = re.compile(
    r"\s*[$₩€£+-]*[\d,.]+\s?(?:[^\d\s]{1,3}|shares|times|million|billion|trillion|won|dollars|points)?\s*|\W*"
)
"""A cell that is a figure and nothing else, or empty."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One piece of a sentence, and the pieces elsewhere that it leans on (a table's heads)."""

    start: int
    end: int
    leans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, table row or heading with its pieces."""

    start: int
    end: int
    pieces: tuple[Stretch, ...]


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    cells: list[tuple[int, int]] = []
    at = start
    for bar in re.finditer(r"\|", text[start:end]):
        cells.append((at, start + bar.start()))
        at = start + bar.end()
    cells.append((at, end))
    return [cell for i, cell in enumerate(cells) if text[cell[0] : cell[1]].strip() or 0 < i < len(cells) - 1]


def _row(text: str, start: int, end: int, head: list[tuple[int, int]]) -> Line:
    cells = _cells(text, start, end)
    pieces: list[Stretch] = []
    for i, (a, b) in enumerate(cells):
        leans = ((cells[0],) if i else ()) + ((head[i],) if i < len(head) else ())
        pieces.append(Stretch(a, b, leans if head else (*leans, *_labels(text, cells, i))))
    return Line(start, end, tuple(pieces))


def _labels(text: str, cells: list[tuple[int, int]], i: int) -> Iterator[tuple[int, int]]:
    """In a row of a table without heads, what stands right before a cell, and the row's date: Kia | close | 98,200 | 2025-12-30."""
    if (
        i > 1
        and not _VALUE.fullmatch(text[slice(*cells[i - 1])])
        and not _DATE.fullmatch(text[slice(*cells[i - 1])])
    ):
        yield cells[i - 1]
    yield from (
        cell for j, cell in enumerate(cells) if j not in (0, i, i - 1) and _DATE.fullmatch(text[slice(*cell)])
    )


def _clauses(text: str, start: int, end: int) -> Line:
    cuts = [start, *(start + m.end() for m in _PIECE.finditer(text[start:end])), end]
    spans = [(a, b) for a, b in pairwise(cuts) if b > a]
    return Line(start, end, tuple(Stretch(a, b) for a, b in spans))


def _sentences(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    for found in _END.finditer(text):
        if text[found.start() : found.start() + 1] != "\n" and (
            _ABBREVIATION.search(text[max(at, found.start() - 12) : found.start()])
            or _YEAR_STOP.match(text, max(at, found.start() - 5))
        ):
            continue
        spans.append((at, found.end()))
        at = found.end()
    spans.append((at, len(text)))
    return [(a, b) for span in spans for a, b in _bounded(text, *span) if text[a:b].strip()]


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in parts where it is longer than any that people write: its marks are compared pair by pair."""
    while end - start > LONGEST:
        space = max(text.rfind(" ", start + 1, start + LONGEST), start)
        cut = space + 1 if space > start else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def lines(text: str) -> list[Line]:
    """The sentences, rows and headings of a text, in order."""
    result: list[Line] = []
    spans = _sentences(text)
    head: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(spans):
        line = text[start:end]
        if line.count("|") < 2:
            head = []
            result.append(_clauses(text, start, end))
        elif _RULE.match(line):
            continue
        else:
            heads = not head and _HEADS.fullmatch(line.strip()) is not None
            follows = heads or (i + 1 < len(spans) and _RULE.match(text[spans[i + 1][0] : spans[i + 1][1]]))
            result.append(_row(text, start, end, [] if follows else head))
            head = _cells(text, start, end) if follows else head
    return result
