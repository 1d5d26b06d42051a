"""Dates with two-digit years: read where their file proves the order, refused in one line where it does not."""

from collections.abc import Sequence
from datetime import date

import pytest

from collectors.files.prepared import Options
from collectors.files.short_years import ORDERS, ShortOrder
from stockelper.errors import BadInput
from stockelper.language.telling import sentence
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import ARTICLES, BARS
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.files.conftest import Import, Write
from ui.cli import dispatch

HEADER = "symbol,date,open,high,low,close,volume"
SYMBOLS = {"krx": "005930", "us": "AAPL"}
WRITTEN: dict[ShortOrder, str] = {"ymd": "%y/%m/%d", "mdy": "%m/%d/%y", "dmy": "%d/%m/%y"}


def file_of(market: str, cells: Sequence[str]) -> str:
    rows = [f"{SYMBOLS[market]},{cell},100,110,90,{100 + n},{1000 + n}" for n, cell in enumerate(cells)]
    return "\n".join([HEADER, *rows])


@pytest.mark.parametrize("market", ["krx", "us"])
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("first", [date(2025, 7, 1), date(2025, 12, 1), date(2024, 2, 26)])
def test_a_series_of_sessions_proves_its_order_in_either_market(
    market: str, order: ShortOrder, first: date, write: Write, load: Import, documents: SqliteDocuments
) -> None:
    days = MARKETS["krx" if market == "krx" else "us"].sessions(first, date(first.year, first.month, 28))[:8]
    path = write("b.csv", file_of(market, [format(day, WRITTEN[order]) for day in days]))
    assert load(path, market).counts[4] == 0
    assert documents.read(BARS.name, order=("date",))["date"].to_list() == days


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("25/12/30", date(2025, 12, 30)),  # the 25th month is none, and 2030 is still to come
        ("12/30/25", date(2025, 12, 30)),
        ("30/12/25", date(2025, 12, 30)),
        ("99/12/28", date(1999, 12, 28)),
        ("'25/07/01", date(2025, 7, 1)),
        ("25년 7월 1일", date(2025, 7, 1)),
    ],
)
@pytest.mark.parametrize("market", ["krx", "us"])
def test_one_date_that_leaves_no_choice_is_read(
    cell: str, day: date, market: str, write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(write("b.csv", file_of(market, [cell])), market, said=Options(basis="raw"))
    assert documents.read(BARS.name)["date"].to_list() == [day]


@pytest.mark.parametrize("market", ["krx", "us"])
@pytest.mark.parametrize("cells", [["01/07/25"], ["25/07/01"], ["01-07-25", "02-07-25"], ["1/7/25"]])
def test_dates_that_may_be_several_refuse_the_file_in_one_line(
    market: str, cells: list[str], write: Write, load: Import, documents: SqliteDocuments
) -> None:
    found = load(write("b.csv", file_of(market, cells)), market)
    assert documents.count(BARS.name) == 0
    assert isinstance(found.file.error, BadInput)
    told = sentence(found.file.error, "en")
    assert "\n" not in told
    assert all(word in told for word in (cells[0], "2025-07-01", "--date-order", "b.csv"))


@pytest.mark.parametrize(
    ("order", "cell", "day"),
    [
        ("dmy", "01/07/25", date(2025, 7, 1)),
        ("mdy", "01/07/25", date(2025, 1, 7)),
        ("ymd", "25/07/01", date(2025, 7, 1)),
        ("dmy", "01/07/2025", date(2025, 7, 1)),
    ],
)
@pytest.mark.parametrize("market", ["krx", "us"])
def test_an_order_that_is_told_is_believed(
    order: ShortOrder,
    cell: str,
    day: date,
    market: str,
    write: Write,
    load: Import,
    documents: SqliteDocuments,
) -> None:
    load(write("b.csv", file_of(market, [cell])), market, said=Options(order=order))
    assert documents.read(BARS.name)["date"].to_list() == [day]


def test_a_part_of_a_file_keeps_the_order_that_an_earlier_one_proved(
    write: Write, load: Import, documents: SqliteDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.files.importing.PREPARED_BARS", 4)
    days = MARKETS["us"].sessions(date(2025, 7, 22), date(2025, 8, 1))
    load(write("b.csv", file_of("us", [format(day, "%d/%m/%y") for day in days])), "us")
    assert documents.read(BARS.name, order=("date",))["date"].to_list() == days


def test_articles_are_asked_the_same(write: Write, load: Import, documents: SqliteDocuments) -> None:
    text = "title,published,url\n삼성전자 실적 발표,{},https://news.example.com/1"
    assert isinstance(load(write("a.csv", text.format("01/07/25"))).file.error, BadInput)
    load(write("a.csv", text.format("25/12/28 09:30")))
    assert [str(day.date()) for day in documents.read(ARTICLES.name)["published"]] == ["2025-12-28"]


def test_the_help_of_import_tells_how_to_name_the_order(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        dispatch(["import", "--help"])
    told = capsys.readouterr().out
    assert "--date-order {ymd,mdy,dmy}" in told
    assert "01/07/25" in told
