"""Which kind of record a table holds and which of its columns is which, told by their names alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from stockelper.errors import BadInput

FileKind = Literal["filings", "holders", "actions", "bars", "articles", "listing"]
"""In the order in which they are tried: the more telling first."""


@dataclass(frozen=True)
class Shape:
    """The columns of a kind: our name to the names that files use (best first, squashed), and which it needs.

    One column of a file may serve two of our names (a report's name is its title and its form).
    """

    names: Mapping[str, tuple[str, ...]]
    needed: tuple[str, ...]


_SYMBOL = (
    "symbol", "code", "ticker", "symbols", "stockcode", "companycode", "isusrtcd", "srtncd", "security", "종목코드",
)  # fmt: skip

SHAPES: Mapping[FileKind, Shape] = MappingProxyType(
    {
        "filings": Shape(
            names={
                "accession": ("accession", "accessionnumber", "accessionno", "rceptno", "adsh"),
                "symbol": _SYMBOL,
                "title": ("title", "reportnm", "headline", "description", "form"),
                "form": ("form", "formtype", "reporttp", "reportnm"),
                "filed": ("filed", "filedat", "filingdate", "rceptdt", "accepted", "date", "time", "published"),
                "regulator": ("regulator", "source"),
                "text": ("text", "summary", "body", "snippet"),
                "url": ("url", "link"),
            },
            needed=("accession", "title", "filed"),
        ),
        "holders": Shape(
            names={
                "symbol": _SYMBOL,
                "company": ("corpname", "company", "name"),
                "holder": ("holder", "holdername", "repror", "owner"),
                "reported": ("reported", "reportdate", "rceptdt", "date"),
                "ratio": ("ratio", "share"),
                "percent": ("stkrt", "percent", "ratiopercent", "pct"),
                "shares": ("shares", "stkqy", "quantity"),
                "accession": ("accession", "rceptno"),
                "source": ("source",),
                "url": ("url", "link"),
            },
            needed=("holder", "reported"),
        ),
        "actions": Shape(
            names={
                "symbol": _SYMBOL,
                "type": ("type", "action", "actiontype"),
                "ex_date": ("exdate", "effectivedate", "date"),
                "factor": ("factor", "splitfactor", "splitratio", "ratio", "split"),
                "amount": ("amount", "dividend", "cashamount", "value"),
                "currency": ("currency",),
                "announced": ("announced", "announcementdate", "declared", "declarationdate"),
                "source": ("source",),
            },
            needed=("symbol", "type", "ex_date"),
        ),
        "bars": Shape(
            names={
                "symbol": _SYMBOL,
                "date": ("date", "day", "tradedate", "basdt", "datetime", "timestamp", "일자"),
                "open": ("open", "시가"),
                "high": ("high", "고가"),
                "low": ("low", "저가"),
                "close": ("close", "종가"),
                "volume": ("volume", "거래량"),
                "adj_close": ("adjclose", "adjustedclose"),
            },
            needed=("symbol", "date", "open", "high", "low", "close", "volume"),
        ),
        "articles": Shape(
            names={
                "symbols": ("symbols", *_SYMBOL),
                "title": ("title", "headline"),
                "published": ("published", "publishedat", "pubdate", "datetime", "time", "date", "month", "filed"),
                "text": ("text", "snippet", "body", "summary", "content", "description"),
                "url": ("url", "link", "storypath", "originallink"),
                "source": ("source", "press", "publisher", "provider"),
            },
            needed=("title", "published"),
        ),
        "listing": Shape(
            names={
                "symbol": _SYMBOL[:-2],
                "name": ("name", "companyname", "security", "securityname", "company", "title", "종목명"),
                "market": ("market", "exchange"),
                "board": ("board",),
                "name_en": ("nameen", "englishname", "engname"),
                "sector": ("sector", "gicssector"),
                "industry": ("industry", "gicssubindustry"),
                "listed": ("listingdate", "listed"),
                "delisted": ("delistingdate", "delisted"),
                "valid_from": ("validfrom",),
                "valid_to": ("validto",),
            },
            needed=("symbol", "name"),
        ),
    }
)  # fmt: skip

TELLING: Mapping[FileKind, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "filings": (("accession", "title", "filed"),),
        "holders": (("holder", "ratio"), ("holder", "percent"), ("holder", "reported")),
        "actions": (("type", "ex_date", "factor"), ("type", "ex_date", "amount")),
        "bars": (("date", "close", "open"), ("date", "close", "volume"), ("date", "high", "low")),
        "articles": (("title", "published"),),
        "listing": (("symbol", "name"),),
    }
)
"""Sets of columns that make a table one of a kind, whatever else it lacks."""


@dataclass(frozen=True)
class Columns:
    """A table's kind, and our column names to the file's."""

    kind: FileKind
    named: Mapping[str, str]


def recognise(file: str, columns: Sequence[str], kind: FileKind | None, given: Sequence[str] = ()) -> Columns:
    """What a table with these columns is; `given` are columns that an option supplies.

    Raises:
        BadInput: it is of no known kind, or lacks a column of its kind.
    """
    kinds: tuple[FileKind, ...] = get_args(FileKind)
    found: FileKind | None = kind or next((name for name in kinds if _tells(name, columns)), None)
    if found is None:
        shown = ", ".join(columns)[:200]
        raise BadInput("unknown_kind", file=file, columns=shown, known=", ".join(sorted(SHAPES)))
    named = _named(SHAPES[found], columns)
    missing = [name for name in SHAPES[found].needed if name not in named and name not in given]
    if missing:
        raise BadInput("missing_column", file=file, column=", ".join(missing), kind=found)
    return Columns(found, named)


def _tells(kind: FileKind, columns: Sequence[str]) -> bool:
    named = _named(SHAPES[kind], columns)
    return any(all(name in named for name in group) for group in TELLING[kind])


def _named(shape: Shape, columns: Sequence[str]) -> dict[str, str]:
    """Our names to the file's, the best fitting alias each."""
    squashed: dict[str, str] = {}
    for column in columns:
        squashed.setdefault(_squash(column), column)
    named: dict[str, str] = {}
    for name, aliases in shape.names.items():
        fitting = next((a for a in aliases if a in squashed), None)
        if fitting:
            named[name] = squashed[fitting]
    return named


def _squash(column: str) -> str:
    return "".join(character for character in column.lower() if character.isalnum())
