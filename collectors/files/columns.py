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


_CODE = (
    "symbol", "code", "ticker", "symbols", "stockcode", "companycode", "isusrtcd", "srtncd",
    "종목코드", "단축코드", "종목번호", "표준코드",
)  # fmt: skip
_SYMBOL = (*_CODE, "security")

SHAPES: Mapping[FileKind, Shape] = MappingProxyType(
    {
        "filings": Shape(
            names={
                "accession": ("accession", "accessionnumber", "accessionno", "rceptno", "adsh", "접수번호"),
                "symbol": _SYMBOL,
                "title": ("title", "reportnm", "headline", "description", "form", "보고서명"),
                "form": ("form", "formtype", "reporttp", "reportnm"),
                "filed": ("filed", "filedat", "filingdate", "rceptdt", "accepted", "date", "time", "published", "접수일자", "접수일"),
                "regulator": ("regulator", "source"),
                "text": ("text", "summary", "body", "snippet"),
                "url": ("url", "link"),
            },
            needed=("accession", "title", "filed"),
        ),
        "holders": Shape(
            names={
                "symbol": _SYMBOL,
                "company": ("corpname", "company", "name", "회사명", "종목명", "발행회사"),
                "holder": ("holder", "holdername", "repror", "owner", "주주명", "보유자", "보고자", "대표보고자"),
                "reported": ("reported", "reportdate", "rceptdt", "date", "보고일", "보고일자", "접수일자", "기준일", "기준일자"),
                "ratio": ("ratio", "share"),
                "percent": ("stkrt", "percent", "ratiopercent", "pct", "지분율", "보유비율"),
                "shares": ("shares", "stkqy", "quantity", "보유주식수", "주식수"),
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
                "date": ("date", "day", "tradedate", "basdt", "datetime", "timestamp", "일자", "날짜", "거래일", "거래일자", "기준일", "기준일자", "영업일자"),
                "open": ("open", "시가"),
                "high": ("high", "고가"),
                "low": ("low", "저가"),
                "close": ("close", "종가"),
                "volume": ("volume", "거래량"),
                "adj_close": ("adjclose", "adjustedclose", "수정종가", "수정주가"),
            },
            needed=("symbol", "date", "open", "high", "low", "close", "volume"),
        ),
        "articles": Shape(
            names={
                "symbols": ("symbols", *_SYMBOL),
                "title": ("title", "headline", "제목", "기사제목"),
                "published": ("published", "publishedat", "pubdate", "datetime", "time", "date", "month", "filed", "발행일시", "발행일", "게시일시", "게시일", "작성일시", "작성일", "입력일시", "일시", "날짜", "일자"),
                "text": ("text", "snippet", "body", "summary", "content", "description", "본문", "내용", "요약"),
                "url": ("url", "link", "storypath", "originallink", "링크", "주소", "기사주소"),
                "source": ("source", "press", "publisher", "provider", "언론사", "매체", "출처"),
            },
            needed=("title", "published"),
        ),
        "listing": Shape(
            names={
                "symbol": _CODE,
                "name": ("name", "companyname", "security", "securityname", "company", "title", "종목명", "한글종목명", "한글종목약명", "회사명"),
                "market": ("market", "exchange", "시장구분", "시장"),
                "board": ("board",),
                "name_en": ("nameen", "englishname", "engname", "영문종목명", "영문회사명"),
                "sector": ("sector", "gicssector", "업종", "업종명"),
                "industry": ("industry", "gicssubindustry"),
                "listed": ("listingdate", "listed", "상장일", "상장일자"),
                "delisted": ("delistingdate", "delisted", "폐지일", "상장폐지일", "상장폐지일자"),
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
        BadInput: it is of no known kind, lacks a column of its kind, or has one twice.
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
    for column in named.values():
        if sum(_squash(other) == _squash(column) for other in columns) > 1:
            raise BadInput("column_twice", file=file, column=column)
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
