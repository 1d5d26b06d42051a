"""Tables as people have them: exports of exchanges, portals and trading programs, opened and saved by a spreadsheet."""

import gzip
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from collectors.files import cells
from collectors.files.dates import order_of, read
from collectors.files.prepared import Options
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import ARTICLES, BARS, HOLDERS, QUARANTINE
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.files.conftest import Import, Write

SAMSUNG = Options(symbol="005930")
SEOUL, NEW_YORK = "Asia/Seoul", "America/New_York"
HEADINGS = "종목코드,일자,시가,고가,저가,종가,거래량\n"
VALUES = "100,110,90,105,1000\n"


def bars(documents: SqliteDocuments) -> list[tuple[object, ...]]:
    columns = ("security", "date", "open", "high", "low", "close", "volume")
    return documents.read(BARS.name, order=("security", "date")).select(columns).rows()


@pytest.mark.parametrize(
    ("cell", "units", "value"),
    [
        ("59,612원", cells.MONEY["KRW"], 59_612.0),
        ("₩59,612", cells.MONEY["KRW"], 59_612.0),
        ("￦ 59,612", cells.MONEY["KRW"], 59_612.0),
        ("$278.78", cells.MONEY["USD"], 278.78),
        ("1,234주", cells.SHARES, 1234.0),
        ("1,234 천주", cells.SHARES, 1_234_000.0),
        ("12.34M", cells.SHARES, 12_340_000.0),
        ("1.2만주", cells.SHARES, 12_000.0),
        ("+1.2%", cells.PERCENT, 1.2),
        ("▲1,200", (), 1200.0),
        ("▼1,200", (), -1200.0),
        ("−1,200", (), -1200.0),
        ("５９，６１２", (), 59_612.0),
        ("59,612원", cells.MONEY["USD"], None),
        ("59,612원", cells.SHARES, None),
        ("1.2%", (), None),
        ("12,5", (), None),
        ("1,23,456", (), None),
        ("59.612,00", (), None),
        ("(1,200)", (), None),
        ("△1,200", (), None),
        ("약 1,200", (), None),
    ],
)
def test_a_number_is_read_in_its_columns_unit_or_not_at_all(
    cell: str, units: frozenset[str], value: float | None
) -> None:
    assert cells.number(cell, units) == value


@pytest.mark.parametrize("cell", ["-", "N/A", "#N/A", "null", " - "])
def test_marks_of_a_missing_value_are_missing(
    write: Write, load: Import, documents: SqliteDocuments, cell: str
) -> None:
    path = write("b.csv", f"{HEADINGS}005930,2025-01-02,100,110,90,105,{cell}\n")
    assert load(path, "krx").counts == (1, 1, 0, 0, 0)
    assert bars(documents)[0][-1] is None


@pytest.mark.parametrize(
    ("cell", "zone", "day"),
    [
        ("20251230", SEOUL, "2025-12-30"),
        ("20251230.0", SEOUL, "2025-12-30"),
        ("2025.12.30", SEOUL, "2025-12-30"),
        ("2025. 12. 30.", SEOUL, "2025-12-30"),
        ("25/12/30", SEOUL, "2025-12-30"),
        ("'25.12.30", SEOUL, "2025-12-30"),
        ("2025년 12월 30일", SEOUL, "2025-12-30"),
        ("2025년12월30일(화)", SEOUL, "2025-12-30"),
        ("2025-12-30 화요일", SEOUL, "2025-12-30"),
        ("２０２５．１２．３０", SEOUL, "2025-12-30"),
        ("2025- 12- 30", SEOUL, "2025-12-30"),
        ("99/12/30", SEOUL, "1999-12-30"),
        ("12/30/2025", NEW_YORK, "2025-12-30"),
        ("01/02/2025", NEW_YORK, "2025-01-02"),
        ("12/30/25", NEW_YORK, "2025-12-30"),
        ("Dec 30, 2025", NEW_YORK, "2025-12-30"),
        ("Tue, Dec 30, 2025", NEW_YORK, "2025-12-30"),
        ("30-Dec-2025", NEW_YORK, "2025-12-30"),
        ("2025-13-30", SEOUL, None),
        ("2025.02.30", SEOUL, None),
        ("01/02/2025", SEOUL, None),
        ("25/12/30", NEW_YORK, None),
        ("합계", SEOUL, None),
        ("46021", SEOUL, None),
    ],
)
def test_a_day_is_read_as_its_market_writes_it_or_not_at_all(cell: str, zone: str, day: str | None) -> None:
    found = read(cell, zone)
    assert (None if found is None else str(getattr(found, "first", found))) == day


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["01/02/2025", "01/13/2025"], "month"),
        (["01/02/2025", "13/01/2025"], "day"),
        (["01/13/2025", "13/01/2025"], "open"),
        (["01/02/2025", "2025-01-03"], "open"),
        (["01/02/2025", "25/01/07"], "open"),
    ],
)
def test_the_order_of_month_and_day_is_what_the_column_proves(values: list[str], order: str) -> None:
    assert order_of(values) == order


def test_a_column_that_proves_the_day_first_is_read_so_and_an_open_one_is_refused(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = f"005930,13/01/2025,{VALUES}005930,02/01/2025,{VALUES}"
    assert load(write("a.csv", HEADINGS + rows), "krx").counts == (2, 2, 0, 0, 0)
    assert [row[1] for row in bars(documents)] == [date(2025, 1, 2), date(2025, 1, 13)]
    loaded = load(write("b.csv", HEADINGS + f"005930,02/01/2025,{VALUES}"), "krx")
    assert loaded.reasons == [(1, "date", "malformed_date")]


@pytest.mark.parametrize(
    ("symbol", "security"),
    [
        ("5930", "KRX:005930"),
        ("5930.0", "KRX:005930"),
        ("35720", "KRX:035720"),
        ("A005930", "KRX:005930"),
        ("'005930", "KRX:005930"),
        ("삼성전자", "KRX:005930"),
        ("삼성전자(005930)", "KRX:005930"),
        ("005930 삼성전자", "KRX:005930"),
        ("99999", None),
        ("0593", None),
        ("카카오(005930)", None),
        ("없는회사", None),
    ],
)
def test_a_code_that_lost_its_zeros_counts_where_one_listed_security_has_it(
    write: Write, load: Import, documents: SqliteDocuments, symbol: str, security: str | None
) -> None:
    loaded = load(write("b.csv", f"{HEADINGS}{symbol},2025-01-02,{VALUES}"), "krx")
    assert [row[0] for row in bars(documents)] == ([security] if security else [])
    assert loaded.reasons == ([] if security else [(1, "symbol", "malformed_symbol")])


def test_without_its_market_a_short_code_stays_a_number(write: Write, load: Import) -> None:
    loaded = load(write("h.csv", "symbol,holder,ratio,reported\n5930,국민연금공단,0.07,2025-12-01\n"))
    assert loaded.reasons == [(1, "symbol", "malformed_symbol")]


EXPORTS = {
    "krx": (
        "\n삼성전자 개별종목 시세 추이\n조회기간,2025.12.29~2025.12.30\n\n"
        "일자,종가,대비,등락률,시가,고가,저가,거래량,거래대금,시가총액,상장주식수\n"
        '2025/12/30,"119,900","▲1,200",+1.01,"118,500","120,500","118,000","13,000,000",1,2,3\n'
        '2025/12/29,"118,700","▼600",-0.50,"119,000","119,900","118,100","12,000,000",1,2,3\n'
    ),
    "portal": (
        "날짜;종가;전일비;시가;고가;저가;거래량\n"
        "2025.12.30;119,900;상승 1,200;118,500;120,500;118,000;13,000,000\n"
        "2025.12.29;118,700;하락 600;119,000;119,900;118,100;12,000,000\n"
    ),
    "program": (
        "일자\t시가(원)\t고가(원)\t저가(원)\t현재가\t거래량(천주)\t등락률(%)\n"
        "2025년 12월 30일\t118,500원\t120,500원\t118,000원\t119,900원\t13,000\t+1.01%\n"
        "25/12/29\t１１９，０００\t119,900\t118,100\t118,700\t12,000\t-0.5%\n"
    ),
}
TOLD = [
    ("KRX:005930", date(2025, 12, 29), 119_000.0, 119_900.0, 118_100.0, 118_700.0, 12_000_000),
    ("KRX:005930", date(2025, 12, 30), 118_500.0, 120_500.0, 118_000.0, 119_900.0, 13_000_000),
]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp949", "utf-16"])
@pytest.mark.parametrize("export", EXPORTS)
def test_an_export_is_read_as_it_was_saved(
    tmp_path: Path, load: Import, documents: SqliteDocuments, export: str, encoding: str
) -> None:
    path = tmp_path / "시세.csv"
    path.write_bytes(EXPORTS[export].encode(encoding))
    assert load(path, "krx", said=SAMSUNG).counts == (2, 2, 0, 0, 0)
    assert bars(documents) == TOLD


def test_lines_above_the_headings_and_columns_that_nothing_reads_are_reported(
    write: Write, load: Import
) -> None:
    file = load(write("b.csv", EXPORTS["krx"]), "krx", said=SAMSUNG).file
    assert file.above == ("삼성전자 개별종목 시세 추이", "조회기간,2025.12.29~2025.12.30")
    assert file.unread == ("대비", "등락률", "거래대금", "시가총액", "상장주식수")


def test_headings_that_break_inside_quotes_are_read(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = '종목코드,일자,"시가\n(원)",고가,저가,종가,"거래량\n(주)"\n005930,2025-01-02,' + VALUES
    assert load(write("b.csv", rows), "krx").counts == (1, 1, 0, 0, 0)


def test_a_line_of_sums_is_refused_by_name(write: Write, load: Import, documents: SqliteDocuments) -> None:
    table = f"{HEADINGS}005930,2025-01-02,{VALUES}합 계,,,,,,1000\n"
    assert load(write("b.csv", table), "krx").reasons == [(2, "symbol", "total_line")]
    holders = (
        "종목코드,주주명,지분율,보고일\n005930,국민연금공단,7.45%,2025.12.01\n005930,계,20.5%,2025.12.01\n"
    )
    assert load(write("h.csv", holders), "krx").reasons == [(2, "holder", "total_line")]
    assert documents.read(HOLDERS.name)["ratio"].to_list() == [0.0745]
    assert documents.count(QUARANTINE.name) == 2


@pytest.mark.parametrize(
    ("heading", "cell", "ratio"),
    [
        ("지분율", "7.45", 0.0745),
        ("지분율(%)", "7.45", 0.0745),
        ("ratio", "0.0745", 0.0745),
        ("ratio", "7.45%", 0.0745),
        ("ratio (%)", "0.5", 0.005),
    ],
)
def test_a_holding_in_percent_becomes_a_fraction(
    write: Write, load: Import, documents: SqliteDocuments, heading: str, cell: str, ratio: float
) -> None:
    load(write("h.csv", f"종목코드,주주명,{heading},보고일\n005930,국민연금공단,{cell},2025.12.01\n"), "krx")
    assert documents.read(HOLDERS.name)["ratio"].to_list() == [ratio]


def test_a_heading_in_another_markets_money_is_named(write: Write, load: Import) -> None:
    path = write("b.csv", f"{HEADINGS.replace('종가', '종가($)')}005930,2025-01-02,{VALUES}")
    error = load(path, "krx").file.error
    assert error is not None and (error.code, error.parameters["column"]) == ("column_unit", "종가($)")


def test_prices_of_a_day_without_a_column_for_it_need_the_day(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    path = write(
        "all.csv",
        "종목코드,종목명,시장구분,종가,시가,고가,저가,거래량\n5930,삼성전자,KOSPI,105,100,110,90,1000\n",
    )
    as_listing = load(path, "krx").file
    assert (as_listing.kind, as_listing.unread) == ("listing", ("종가", "시가", "고가", "저가", "거래량"))
    as_bars = load(path, "krx", said=Options(day=date(2025, 1, 2))).file
    assert (as_bars.kind, as_bars.inserted) == ("bars", 1)
    assert bars(documents)[0][:2] == ("KRX:005930", date(2025, 1, 2))


def test_american_exports_are_read(write: Write, load: Import, documents: SqliteDocuments) -> None:
    apple = Options(symbol="AAPL")
    portal = '"Date","Price","Open","High","Low","Vol.","Change %"\n"12/30/2025","273.08","272.00","274.08","271.86","22.14M","-0.25%"\n'
    exchange = "Date,Close/Last,Volume,Open,High,Low\n12/05/2025,$278.78,47265850,$280.54,$281.14,$278.05\n"
    assert load(write("a.csv", portal), "us", said=apple).counts == (1, 1, 0, 0, 0)
    assert load(write("b.csv", exchange), "us", said=apple).counts == (1, 1, 0, 0, 0)
    assert [row[-1] for row in bars(documents)] == [47_265_850, 22_140_000]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.com/a?b=c:d", "https://example.com/a?b=c:d"),
        ("/news/1", "/news/1"),
        ("javascript:alert(1)", None),
        (" JaVaScRiPt:alert(1)", None),
        ("java\tscript:alert(1)", None),
        ("data:text/html;base64,PHNjcmlwdD4=", None),
        ("vbscript:x", None),
        ("file:///etc/passwd", None),
    ],
)
def test_an_article_keeps_its_words_and_no_address_that_runs(
    write: Write, load: Import, documents: SqliteDocuments, url: str, kept: str | None
) -> None:
    assert (
        load(write("n.csv", f'title,published,url\n삼성전자 신제품 공개,2025-01-02,"{url}"\n')).counts[1] == 1
    )
    assert documents.read(ARTICLES.name)["url"].to_list() == [kept]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("name", ["b.csv.gz", "b.jsonl.gz", "b.txt.gz"])
def test_a_bomb_of_blank_lines_is_stopped_early(tmp_path: Path, load: Import, name: str, end: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(b"title,published\n" + end * (40 << 20), compresslevel=1))
    loaded = load(path)
    assert loaded.file.error is not None and loaded.file.error.code == "file_hollow"
    assert loaded.file.seconds < 5


def test_blank_lines_keep_the_rows_numbers(write: Write, load: Import) -> None:
    table = "title,published\n" + "\n" * 5000 + "삼성전자 신제품 공개,nonsense\n"
    assert load(write("n.csv", table)).reasons == [(5001, "published", "malformed_date")]


def test_every_market_has_units_for_its_money() -> None:
    assert {market.currency for market in MARKETS.values()} <= set(cells.MONEY)
    assert pl.Series(cells.MISSING).str.to_lowercase().to_list() == list(cells.MISSING)
