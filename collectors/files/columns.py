"""Which kind of record a table holds and which of its columns is which, told by their names alone."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, get_args

from collectors.files.cells import unit_of
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
    instead: Mapping[str, str] = field(default_factory=dict)
    """Needed columns for which another one will do."""


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
                "holder": ("holder", "holdername", "repror", "owner", "주주명", "보유자", "보고자", "대표보고자", "성명명칭", "성명", "주주", "주주성명"),
                "reported": ("reported", "reportdate", "rceptdt", "date", "보고일", "보고일자", "접수일자", "기준일", "기준일자"),
                "ratio": ("ratio", "share"),
                "percent": ("stkrt", "percent", "ratiopercent", "pct", "지분율", "보유비율", "소유비율", "지분비율"),
                "shares": ("shares", "stkqy", "quantity", "보유주식수", "주식수", "소유주식수", "소유주식"),
                "accession": ("accession", "rceptno"),
                "source": ("source",),
                "url": ("url", "link"),
            },
            needed=("holder", "reported"),
        ),
        "actions": Shape(
            names={
                "symbol": _SYMBOL,
                "type": ("type", "action", "actiontype", "구분", "종류", "유형"),
                "ex_date": ("exdate", "effectivedate", "date", "배당락일", "권리락일", "락일"),
                "factor": ("factor", "splitfactor", "splitratio", "ratio", "split", "분할비율", "병합비율", "비율"),
                "amount": ("amount", "dividend", "cashamount", "value", "주당배당금", "주당현금배당금", "현금배당금", "배당금"),
                "currency": ("currency",),
                "announced": ("announced", "announcementdate", "declared", "declarationdate"),
                "source": ("source",),
            },
            needed=("symbol", "type", "ex_date"),
        ),
        "bars": Shape(
            names={
                "symbol": _SYMBOL,
                "company": ("종목명", "한글종목명", "회사명", "name", "companyname"),
                "date": ("date", "day", "tradedate", "basdt", "datetime", "timestamp", "일자", "날짜", "거래일", "거래일자", "기준일", "기준일자", "영업일자", "영업일", "매매일", "매매일자", "체결일", "체결일자", "년월일"),
                "open": ("open", "openprice", "시가", "시초가", "시작가"),
                "high": ("high", "highprice", "고가", "최고가"),
                "low": ("low", "lowprice", "저가", "최저가"),
                "close": ("close", "closeprice", "종가", "closelast", "last", "price", "현재가", "최종가"),
                "volume": ("volume", "거래량", "vol", "거래수량", "누적거래량", "총거래량"),
                "adj_close": ("adjclose", "adjustedclose", "수정종가", "수정주가"),
            },
            needed=("symbol", "date", "open", "high", "low", "close", "volume"),
            instead={"symbol": "company"},
        ),
        "articles": Shape(
            names={
                "symbols": ("symbols", *_SYMBOL),
                "title": ("title", "headline", "제목", "기사제목", "뉴스제목"),
                "published": ("published", "publishedat", "pubdate", "datetime", "time", "date", "month", "filed", "발행일시", "발행일", "게시일시", "게시일", "작성일시", "작성일", "입력일시", "등록일시", "등록일", "보도일", "일시", "날짜", "일자"),
                "text": ("text", "snippet", "body", "summary", "content", "description", "본문", "내용", "요약"),
                "url": ("url", "link", "storypath", "originallink", "링크", "주소", "기사주소"),
                "source": ("source", "press", "publisher", "provider", "언론사", "매체", "신문사", "출처"),
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


Unit = tuple[int, str | None]
"""How many, and of what, a heading says that its column counts: `거래량(천주)` is (1000, `주`)."""
_ADDITION = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True)
class Columns:
    """A table's kind, our column names to the file's, and the units that headings add."""

    kind: FileKind
    named: Mapping[str, str]
    units: Mapping[str, Unit] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    """Columns of the file that no record takes anything from."""


def recognise(file: str, columns: Sequence[str], kind: FileKind | None, given: Sequence[str] = ()) -> Columns:
    """What a table with these columns is; `given` are columns that an option supplies.

    Raises:
        BadInput: it is of no known kind, lacks a column of its kind, or has one twice.
    """
    found = kind or kind_of(columns, given)
    if found is None:
        shown = ", ".join(columns)[:200]
        raise BadInput("unknown_kind", file=file, columns=shown, known=", ".join(sorted(SHAPES)))
    shape = SHAPES[found]
    named = _named(shape, columns)
    here = {*named, *given}
    missing = [name for name in shape.needed if not {name, shape.instead.get(name, name)} & here]
    if missing:
        raise BadInput("missing_column", file=file, column=", ".join(missing), kind=found)
    for column in named.values():
        if sum(_key(other) == _key(column) for other in columns) > 1:
            raise BadInput("column_twice", file=file, column=column)
    units = {name: unit for name, column in named.items() if (unit := _parted(column)[1]) is not None}
    unread = tuple(column for column in columns if column not in named.values())
    return Columns(found, named, units, unread)


def kind_of(columns: Sequence[str], given: Sequence[str] = ()) -> FileKind | None:
    """The kind that columns tell; None where they tell none, as those of a line that is no heading do."""
    kinds: tuple[FileKind, ...] = get_args(FileKind)
    return next((name for name in kinds if _tells(name, columns, given)), None)


def _tells(kind: FileKind, columns: Sequence[str], given: Sequence[str]) -> bool:
    here = {*_named(SHAPES[kind], columns), *given}
    return any(here.issuperset(group) for group in TELLING[kind])


def _named(shape: Shape, columns: Sequence[str]) -> dict[str, str]:
    """Our names to the file's, the best fitting alias each."""
    keyed: dict[str, str] = {}
    for column in columns:
        keyed.setdefault(_key(column), column)
    named: dict[str, str] = {}
    for name, aliases in shape.names.items():
        fitting = next((a for a in aliases if a in keyed), None)
        if fitting:
            named[name] = keyed[fitting]
    return named


def _key(column: str) -> str:
    """The letters and digits of a heading, without the unit that it adds."""
    return "".join(character for character in _parted(column)[0].lower() if character.isalnum())


def _parted(column: str) -> tuple[str, Unit | None]:
    """A heading's name and the unit behind it in brackets; brackets that hold no unit belong to the name."""
    plain = unicodedata.normalize("NFKC", column)
    found = _ADDITION.fullmatch(plain.strip())
    unit = unit_of(found[2]) if found else None
    return (found[1], unit) if found and unit else (plain, None)
