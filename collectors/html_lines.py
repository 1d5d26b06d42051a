"""The lines of a web page: rows of its tables with their cells, and paragraphs, each with how far it is indented.

The page goes through the sanitiser first, which builds the tree as a browser would (cells that were left open are
closed, rows of nested tables are their own) and keeps nothing but structure; what is left is read event by event, so
that neither depth nor entities cost anything.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

POINTS = {"pt": 1.0, "px": 0.75, "em": 10.0, "in": 72.0, "": 0.75}
SPACE = 3.0
"""How wide a space that does not break is, in points."""
_STEP = 12.0
"""How far a level of a list, or an empty cell before the first filled one, indents."""
_TAGS = frozenset({"table", "tr", "td", "th", "p", "div", "li", "ul", "ol", "br", "sup", "font", "span"})
_DROPPED = frozenset({"script", "style", "head", "title"})
_LINES = frozenset({"p", "div", "li", "ul", "ol", "tr", "table", "br"})
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(pt|px|em|in|)")
_HARD = "\N{NO-BREAK SPACE}"
_BLANK = f" \t\r\n{_HARD}\N{ZERO WIDTH SPACE}"
_SOFT = re.compile(r"[ \t\r\n]+")
MOST_LETTERS = 2_000
"""Of a cell or paragraph; what is longer is cut, as it is prose whatever comes."""
_MARK = 4
"""Letters that a raised mark of a footnote has at most."""
DEEPEST = 200
"""How deep tags may be nested. Sanitising costs the square of it, and no filing comes near."""
_NESTING = re.compile(
    r"<(/?)(?:div|table|font|span|ul|ol|b|i|u|center|section|article|blockquote|a)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Cell:
    """What stands in a cell or paragraph, how far it is indented in points, and at which column it begins."""

    text: str
    indent: float = 0.0
    column: int = 0


@dataclass(frozen=True)
class Line:
    """A table's row (`table` counts the tables from 1) with its filled cells, or a paragraph (0) as one cell."""

    cells: tuple[Cell, ...]
    table: int = 0


@dataclass
class _Text:
    """The text of a cell or paragraph that is being read, and how far it was indented where it began."""

    width: int = 1
    parts: list[str] = field(default_factory=list[str])
    at: float | None = None

    def add(self, data: str, indent: float) -> None:
        """More of it."""
        if self.at is None and data.strip(_BLANK):
            self.at = indent
        self.parts.append(data)

    def taken(self) -> tuple[str, float]:
        """The whole, with gaps of hard spaces as they are, and its indentation, leading hard spaces included."""
        text = _SOFT.sub(" ", "".join(self.parts)).strip(" ")
        bare = text.lstrip(_BLANK)
        leading = text[: len(text) - len(bare)].count(_HARD)
        return bare[:MOST_LETTERS].rstrip(_BLANK), (self.at or 0.0) + leading * SPACE


@dataclass
class _Row:
    """A row that is being read: `column` is where the next cell begins."""

    table: int
    cells: list[Cell] = field(default_factory=list[Cell])
    column: int = 0


def lines(html: str) -> list[Line]:
    """The lines of a page in their order; empty ones are left out, marks of footnotes that stand raised as well.

    Raises:
        ValueError: its tags are nested deeper than any honest page's.
    """
    if _depth(html) > DEEPEST:
        raise ValueError("nested too deep")
    clean = nh3.clean(
        html,
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED),
        attributes={"*": {"style", "colspan"}},
        filter_style_properties={"padding", "padding-left", "margin-left", "text-indent", "display"},
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return reader.ended()


def _depth(html: str) -> int:
    """How deep tags are nested at most, those that are never closed included."""
    depth = deepest = 0
    for found in _NESTING.finditer(html):
        depth = max(depth - 1, 0) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


class _Reader(HTMLParser):
    """Reads what the sanitiser made, in which every tag is closed. The innermost of the texts is the open cell's."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._found: list[Line] = []
        self._rows: list[_Row] = []
        self._texts = [_Text()]
        self._open: list[float] = []
        self._within = [0]
        self._tables = self._raised = self._lists = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See `HTMLParser`."""
        told = {name: value or "" for name, value in attrs}
        if tag in _LINES:
            self._break()
        if tag == "br":
            return
        self._open.append(_indent(told.get("style", "")))
        match tag:
            case "table":
                self._tables += 1
                self._within.append(self._tables)
            case "tr":
                self._rows.append(_Row(self._within[-1]))
            case "td" | "th":
                self._texts.append(_Text(_width(told.get("colspan", ""))))
            case "ul" | "ol":
                self._lists += 1
            case "sup":
                self._raised += 1
            case _:
                pass

    def handle_endtag(self, tag: str) -> None:
        """See `HTMLParser`."""
        match tag:
            case "td" | "th":
                self._end_cell()
            case "tr":
                self._end_row()
            case "ul" | "ol":
                self._break()
                self._lists -= 1
            case "table":
                self._within.pop()
            case "sup":
                self._raised -= 1
            case "p" | "div" | "li":
                self._break()
            case _:
                pass
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """See `HTMLParser`."""
        if not self._raised or len(data.strip()) > _MARK:
            self._texts[-1].add(data, sum(self._open))

    def ended(self) -> list[Line]:
        """The lines, once all is read."""
        self._break()
        return self._found

    def _break(self) -> None:
        """The end of a line: in a cell it only parts words."""
        if len(self._texts) > 1:
            self._texts[-1].parts.append(" ")
            return
        text, indent = self._texts.pop().taken()
        self._texts.append(_Text())
        if text:
            self._found.append(Line((Cell(text, indent + _STEP * self._lists),)))

    def _end_cell(self) -> None:
        if len(self._texts) == 1 or not self._rows:
            return
        ended, row = self._texts.pop(), self._rows[-1]
        text, indent = ended.taken()
        if text:
            row.cells.append(Cell(" ".join(text.replace(_HARD, " ").split()), indent, row.column))
        row.column += ended.width

    def _end_row(self) -> None:
        if self._rows and (row := self._rows.pop()).cells:
            self._found.append(Line(tuple(row.cells), row.table))


def _width(colspan: str) -> int:
    return min(int(colspan), 100) if colspan.isdecimal() and int(colspan) else 1


def _indent(style: str) -> float:
    """How far a style moves a line to the right, in points; a hanging first line is moved back."""
    told = dict(_pairs(style))
    left = told.get("padding-left") or _left_of(told.get("padding", ""))
    return sum(_points(value) for value in (left, told.get("margin-left", ""), told.get("text-indent", "")))


def _pairs(style: str) -> Iterator[tuple[str, str]]:
    for one in style.split(";"):
        name, _, value = one.partition(":")
        yield name.strip().lower(), value.strip().lower()


def _left_of(padding: str) -> str:
    """The left side of `padding`: of four lengths the last, of two or three the second."""
    sides = padding.split()
    return {0: "", 1: padding, 4: sides[-1] if sides else ""}.get(len(sides), sides[1] if sides[1:] else "")


def _points(length: str) -> float:
    found = _LENGTH.fullmatch(length)
    return float(found[1]) * POINTS[found[2]] if found else 0.0
