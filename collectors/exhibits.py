"""Lists of subsidiaries as US companies file them: Exhibit 21 of a 10-K, Exhibit 8 of a 20-F. Pure.

The form is free. Most are tables of a name, a jurisdiction and sometimes a share; others are lists of paragraphs. A
line further to the right than the one before is a subsidiary of that one. What cannot be told from prose, a heading
or a note is left out: a short list is better than one with sentences in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collectors.html_lines import Cell, Line, lines
from stockelper.language.normalise import normalise

_LABEL = frozenset((
    "a", "activity", "affiliate", "affiliates", "all", "and", "are", "as", "at", "beneficially", "business", "by", "capital", "common",
    "companies", "company", "consolidated", "corporate", "corporation", "country", "date", "direct", "directly", "domestic", "doing", "effective",
    "entities", "entity", "equity", "exhibit", "formation", "foreign", "full", "held", "immediate", "in", "incorporated", "incorporation",
    "indirect", "indirectly", "interest", "international", "is", "jurisdiction", "laws", "legal", "list", "location", "material",
    "name", "names", "non", "of", "on", "or", "organization", "organisation", "organized", "organised", "other", "owned", "owner",
    "ownership", "parent", "percent", "percentage", "place", "principal", "province", "region", "registrant", "registrant's", "registration",
    "residence", "securities", "share", "shares", "significant", "state", "states", "status", "stock", "subsidiaries", "subsidiary", "the",
    "territory", "their", "to", "total", "type", "u.s", "under", "unless", "us", "voting", "which", "whose", "with", "wholly", "pct",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
))  # fmt: skip
"""Words of headings; a cell of nothing else is one."""
_WORD = re.compile(r"[^\W\d_][\w.'’]*[\w']|[^\W\d_]")
_SHARED = re.compile(r"percent|owner|owned|voting|interest|equity|share|%|pct", re.IGNORECASE)
_PLACED = re.compile(r"jurisdiction|state|country|place|laws|incorporat|organi[sz]|formation", re.IGNORECASE)
_MARKS = re.compile(
    r"(?:\s*(?:\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\[(?:\d{1,2}|[a-z])\]|[*†‡§¹²³⁴⁵⁶⁷⁸⁹]|(?<=[a-z.)])#)[,;]?)+\s*$"
)
_LEADING = re.compile(r"^(?:[•●▪◦·‣*–—-]+|\(?\d{1,3}[.)])\s+")
_NUMBER = re.compile(r"(?P<n>\d{1,3}(?:\.\d+)?|\.\d+)\s*(?P<sign>%)?")
_FORM = re.compile(
    r"(?:^|[\s,.&(])(?:inc|incorporated|corp|corporation|co|company|llc|l\.l\.c|ltd|limited|ltda|lp|l\.p|llp|l\.l\.p|plc|p\.l\.c"
    r"|n\.a|national association|trust|partnership|gmbh|mbh|ag|kg|kgaa|ohg|se|s\.?e|s\.?a|s\.?a\.?s|s\.? ?[aà] ?r\.? ?l|s\.?r\.?l|s\.?p\.?a|s\.?l"
    r"|s\.?l\.?u|s\. de r\.l|s\.a\. de c\.v|de c\.v|b\.?v|c\.?v|n\.?v|a/?s|aps|ab|oy|oyj|kft|zrt|s\.?r\.?o|a\.?s|sp\. z o\.?o|d\.o\.o|k\.?k|g\.?k|pty|pte"
    r"|pvt|private|bhd|sdn|jsc|ooo|lda|ulc|eirl|s\.c\.a|ehf|ltée|limitada|sociedad anónima|unlimited)(?:[.,)\s]*(?:\([^()]{1,30}\))?[.]?)$",
    re.IGNORECASE,
)
"""How the name of a company ends that is one by law."""
_TRAILING = re.compile(r"(?P<name>.+?)\s*\((?P<place>[^()]{2,60})\)\.?$")
_GAP = re.compile(
    r"(?P<name>.+?)(?:[\N{NO-BREAK SPACE} ]{2,}|\s+[–—-]{1,2}\s+|\s*\.{3,}\s*)(?P<place>[^\d].{1,60})$"
)
_UNDER = re.compile(
    r"(?P<name>.+?),? \(?an? (?P<place>[A-Z][\w .]{2,40}?) (?:corporation|company|limited .+|partnership|llc|entity)\)?\.?$"
)
_COMMA = re.compile(r"(?P<name>.+), ?(?P<place>[A-Z][\w. ]{2,40}?)\.?$")
_PROSE = re.compile(
    r"\b(?:are|is|were|was|has|have|been|which|that|not|pursuant|omitted|considered|unless|owned by)\b"
)
"""Words of sentences, in small letters as no name has them."""
_TOLERANCE = 1.5
"""Points by which lines of one level may differ."""
_LONGEST, _WORDS = 200, 16


@dataclass(frozen=True)
class Subsidiary:
    """One entry: its name, where it is organised ("" untold), the share owned as a fraction, and the name and
    jurisdiction of the entry that it stands beneath (None: directly beneath the company that files)."""

    name: str
    jurisdiction: str = ""
    ratio: float | None = None
    above: tuple[str, str] | None = None


@dataclass(frozen=True)
class Unread:
    """An entry whose share cannot be one, as it stands there."""

    name: str
    share: str


@dataclass(frozen=True)
class _Entry:
    name: str
    place: str
    share: str
    indent: float


def subsidiaries(html: str) -> tuple[list[Subsidiary], list[Unread]]:
    """The subsidiaries that an exhibit lists, in its order, each name and jurisdiction once, and what of it is refused.

    Raises:
        ValueError: the page is no honest one (`collectors.html_lines`).
    """
    page = lines(html)
    entries = list(_of_tables(page)) or [one for line in page if (one := _of_paragraph(line.cells[0]))]
    found: dict[tuple[str, str], Subsidiary] = {}
    refused: list[Unread] = []
    above: list[tuple[float, tuple[str, str]]] = []
    for entry in entries:
        while above and above[-1][0] > entry.indent - _TOLERANCE:
            above.pop()
        key = entry.name, entry.place
        ratio = float(entry.share) / 100 if entry.share else None
        if ratio is not None and ratio > 1:
            refused.append(Unread(entry.name, entry.share))
            continue
        over = above[-1][1] if above else None
        found.setdefault(key, Subsidiary(*key, ratio and round(ratio, 8), None if over == key else over))
        above.append((entry.indent, key))
    return list(found.values()), refused


def _of_tables(page: Sequence[Line]) -> Iterator[_Entry]:
    for number in dict.fromkeys(line.table for line in page if line.table):
        rows = [line.cells for line in page if line.table == number]
        yield from _of_table(rows)


def _of_table(rows: Sequence[tuple[Cell, ...]]) -> Iterator[_Entry]:
    """The entries of one table. Its headings say whether numbers are shares and whether places come first."""
    heads = [row for row in rows if all(map(_is_label, row))]
    body = [row for row in rows if not all(map(_is_label, row))]
    are_shares = any(_SHARED.search(cell.text) for row in heads for cell in row)
    place_first = any(len(row) > 1 and _is_place_first(row) for row in heads)
    several = any(len(row) > 1 for row in body)
    for row in body:
        entry = _of_row(row, are_shares=are_shares, place_first=place_first)
        if entry and (entry.place or entry.share or _is_alone(entry.name, several=several)):
            yield entry


def _is_place_first(heads: tuple[Cell, ...]) -> bool:
    placed = [_PLACED.search(cell.text) is not None for cell in heads]
    return placed[0] and not placed[1]


def _is_alone(name: str, *, several: bool) -> bool:
    """Whether a row of one cell is an entry: beside rows of several only with a legal form, as titles have none."""
    return not _PROSE.search(name) and (_FORM.search(name) is not None if several else _is_named(name))


def _of_row(row: tuple[Cell, ...], *, are_shares: bool, place_first: bool) -> _Entry | None:
    texts: list[Cell] = []
    share = ""
    for cell in row:
        plain = _plain(cell.text)
        number = _NUMBER.fullmatch(plain.strip("()≈~ ").rstrip("."))
        if number is None and plain not in {"", "%", "-", "–", "—"}:
            texts.append(Cell(plain, cell.indent, cell.column))
        elif number and texts and (are_shares or number["sign"] or "%" in {one.text for one in row}):
            share = share or number["n"]
    if place_first and len(texts) > 1:
        texts[:2] = texts[1::-1]
    if not texts or not _is_short(texts[0].text):
        return None
    place = texts[1].text if len(texts) > 1 and len(texts[1].text) <= 80 else ""
    return _Entry(texts[0].text, place, share, texts[0].indent)


def _of_paragraph(cell: Cell) -> _Entry | None:
    """A paragraph as an entry: a name with a legal form, or one with where it is organised behind it."""
    text = _LEADING.sub("", _MARKS.sub("", cell.text.strip()))
    if not _is_short(text) or _is_label(Cell(text)) or _PROSE.search(text) or text.endswith(":"):
        return None
    name, place, share = _parted(text)
    if not _FORM.search(name) or _is_label(Cell(name)) or re.search(r"\bsubsidiaries\b", name, re.IGNORECASE):
        return None
    return _Entry(name, place, share, cell.indent)


def _parted(text: str) -> tuple[str, str, str]:
    """A line's name, place and share."""
    share = ""
    if found := re.search(r"\s*\(?(\d{1,3}(?:\.\d+)?)\s*%(?: owned)?\)?\s*$", text):
        text, share = text[: found.start()].rstrip(" ,-–—"), found[1]
    for pattern in (_GAP, _UNDER, _TRAILING, _COMMA):
        found = pattern.fullmatch(text)
        if found and _FORM.search(found["name"]) and not _FORM.search(f" {found['place']}"):
            return _plain(found["name"]), _plain(found["place"]), share
    return _plain(text), "", share


def _plain(text: str) -> str:
    """A cell's text without marks of footnotes and what stands around a list's entry."""
    return normalise(_LEADING.sub("", _MARKS.sub("", normalise(text)))).strip(" ,;")


def _is_label(cell: Cell) -> bool:
    """Whether a cell holds nothing but words of headings, dates and marks."""
    words = [word.rstrip(".").casefold() for word in _WORD.findall(normalise(cell.text).replace("’", "'"))]
    return all(word in _LABEL for word in words) and not (words == [] and _NUMBER.search(cell.text))


def _is_short(text: str) -> bool:
    """Whether a text may be a name and is no sentence."""
    return 1 < len(text) <= _LONGEST and len(text.split()) <= _WORDS and any(map(str.isalpha, text))


def _is_named(text: str) -> bool:
    is_sentence = text.endswith((".", ":")) and not _FORM.search(text)
    is_title = text.casefold().startswith("exhibit") or "subsidiaries" in text.casefold()
    return text[:1].isupper() and not (is_sentence or is_title)
