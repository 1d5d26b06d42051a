import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from collectors.files.prepared import Options
from stockelper.store.collections import BARS, QUARANTINE, SECURITIES
from stockelper.store.documents import eq
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Basis
from tests.collectors.files.conftest import Import, Write

HEADER = "symbol,date,open,high,low,close,volume\n"
GOOD = "005930,2025-01-02,100,110,90,105,1000\n"


def one(documents: SqliteDocuments) -> dict[str, object]:
    (row,) = documents.read(BARS.name).to_dicts()
    return row


def test_a_bar_is_known_at_its_sessions_close(write: Write, load: Import, documents: SqliteDocuments) -> None:
    assert load(write("b.csv", HEADER + GOOD), "krx").counts == (1, 1, 0, 0, 0)
    row = one(documents)
    assert row["security"] == "KRX:005930"
    assert (row["basis"], row["source"], row["interval"]) == ("splits", "import", "1d")
    assert row["known_at"] == datetime(2025, 1, 2, 6, 30, tzinfo=UTC)
    assert (row["open"], row["close"], row["volume"], row["halted"]) == (100.0, 105.0, 1000, False)


def test_importing_again_changes_nothing(write: Write, load: Import) -> None:
    path = write("b.csv", HEADER + GOOD)
    load(path, "krx")
    assert load(path, "krx").counts == (1, 0, 0, 1, 0)


def test_a_changed_value_is_a_revision_and_the_old_one_stays_readable(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(write("b.csv", HEADER + GOOD), "krx")
    assert load(write("c.csv", HEADER + GOOD.replace("105", "106")), "krx").counts == (1, 0, 1, 0, 0)
    assert one(documents)["close"] == 106.0
    then = documents.read(BARS.name, known_by=datetime(2025, 1, 3, tzinfo=UTC))
    assert then["close"].to_list() == [105.0]


def test_a_stated_publication_time_is_when_the_rows_were_known(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    told = datetime(2025, 3, 1, tzinfo=UTC)
    load(write("b.csv", HEADER + GOOD), "krx", said=Options(known_at=told))
    assert one(documents)["known_at"] == told


def test_a_halt_keeps_its_close_and_loses_its_zeros(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(write("b.csv", HEADER + "005930,2025-01-02,0,0,0,105,0\n"), "krx")
    row = one(documents)
    assert row["halted"] is True
    assert (row["open"], row["high"], row["low"], row["close"], row["volume"]) == (None, None, None, 105.0, 0)


def test_float32_is_stored_by_its_shortest_decimal(
    tmp_path: Path, load: Import, documents: SqliteDocuments
) -> None:
    frame = pl.DataFrame({"symbol": ["AAPL"], "date": [date(2025, 12, 30)], "volume": [10]}).with_columns(
        *(pl.Series(name, [262.36], dtype=pl.Float32) for name in ("open", "high", "low", "close"))
    )
    frame.write_parquet(tmp_path / "us.parquet")
    load(tmp_path / "us.parquet", "us")
    assert one(documents)["close"] == 262.36
    assert one(documents)["basis"] == "total"


@pytest.mark.parametrize(
    ("row", "field", "reason"),
    [
        ("005930,2025-01-02,100,110,90,0,1000", "close", "non_positive_price"),
        ("005930,2025-01-02,-1,110,90,105,1000", "open", "non_positive_price"),
        ("005930,2025-01-02,0,110,0,105,1000", "open", "non_positive_price"),
        ("005930,2025-01-02,100,inf,90,105,1000", "high", "non_finite_price"),
        ("005930,2025-01-02,100,110,90,NaN,1000", "close", "non_finite_price"),
        ("005930,2025-01-02,100,1e300,90,105,1000", "high", "price_out_of_range"),
        ("005930,2025-01-02,1e-320,1e-320,1e-320,1e-320,1000", "open", "price_out_of_range"),
        ("005930,0001-01-01,100,110,90,105,1000", "date", "malformed_date"),
        ("005930,2025-01-02,100,80,90,85,1000", "high", "high_below_low"),
        ("005930,2025-01-02,100,110,90,150,1000", "close", "close_outside_range"),
        ("005930,2025-01-02,50,110,90,105,1000", "open", "open_outside_range"),
        ("005930,2999-01-02,100,110,90,105,1000", "date", "future_date"),
        ("00593,2025-01-02,100,110,90,105,1000", "symbol", "malformed_symbol"),
        (",2025-01-02,100,110,90,105,1000", "symbol", "missing_value"),
        ("005930,2025-13-02,100,110,90,105,1000", "date", "malformed_date"),
        ("005930,,100,110,90,105,1000", "date", "missing_value"),
        ("005930,2025-01-02,100,110,90,,1000", "close", "missing_value"),
        ("005930,2025-01-02,100,,90,105,1000", "high", "missing_value"),
        ("005930,2025-01-02,abc,110,90,105,1000", "open", "malformed_number"),
        ("005930,2025-01-02,100,110,90,105,-5", "volume", "negative_volume"),
        ("005930,2025-01-02,100,110,90,105,1000,7", "line", "malformed_row"),
    ],
)
def test_a_bad_row_is_set_apart_with_its_reason_and_the_others_go_on(
    write: Write, load: Import, documents: SqliteDocuments, row: str, field: str, reason: str
) -> None:
    rest = "000660,2025-01-02,100,110,90,105,1000\n000660,2025-01-03,100,110,90,105,1000\n"
    path = write("b.csv", HEADER + rest.replace("\n", f"\n{row}\n", 1))
    loaded = load(path, "krx")
    assert loaded.counts == (3, 2, 0, 0, 1)
    assert loaded.reasons == [(2, field, reason)]
    assert loaded.report.rejected_by == {reason: 1}
    quarantined = documents.read(QUARANTINE.name).to_dicts()
    assert [(item["source"], item["kind"], item["reason"]) for item in quarantined] == [
        ("b.csv", "bars", reason)
    ]
    assert load(path, "krx").counts == (3, 0, 0, 2, 1)
    assert documents.count(QUARANTINE.name) == 1


def test_what_somebody_released_is_not_quarantined_again(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    path = write("b.csv", HEADER + "005930,2025-01-02,100,110,90,0,1000\n")
    load(path, "krx")
    seen = documents.read(QUARANTINE.name)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    released = seen.with_columns(pl.lit(moment, dtype=pl.Datetime("us", "UTC")).alias("released"))
    documents.upsert(QUARANTINE.name, released, recorded_at=moment)
    load(path, "krx")
    assert documents.read(QUARANTINE.name)["released"].to_list() == [moment]


def test_a_day_twice_keeps_the_first_and_rejects_other_values(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    other = GOOD.replace("105", "106")
    path = write("b.csv", HEADER + GOOD + GOOD + other + other.replace("005930", "A005930"))
    loaded = load(path, "krx")
    assert loaded.counts == (4, 1, 0, 1, 2)
    assert loaded.reasons == [(3, "date", "duplicate_day"), (4, "date", "duplicate_day")]
    assert one(documents)["close"] == 105.0
    assert load(path, "krx").counts == (4, 0, 0, 2, 2)


def test_a_day_twice_is_found_across_batches(
    write: Write, load: Import, documents: SqliteDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.files.importing.rows_prepared", lambda _kind: 2)
    days = "".join(f"005930,2025-01-{day:02},100,110,90,105,1000\n" for day in (2, 3, 6, 7))
    path = write("b.csv", HEADER + days + GOOD.replace("105", "106") + GOOD)
    assert load(path, "krx").counts == (6, 4, 0, 1, 1)


def test_an_adjusted_close_may_leave_its_range_by_rounding_but_a_raw_one_may_not(
    write: Write, load: Import
) -> None:
    path = write("b.csv", HEADER + "152550,2021-06-24,20,20,20,21,2787809\n")
    assert load(path, "krx").counts == (1, 1, 0, 0, 0)
    assert load(path, "krx", said=Options(basis="raw")).reasons == [(1, "close", "close_outside_range")]


def test_an_unlisted_symbol_becomes_a_provisional_security(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    path = write("b.csv", HEADER + GOOD.replace("005930", "99999Z"))
    assert load(path, "krx").file.provisional == 1
    (security,) = documents.read(SECURITIES.name).to_dicts()
    assert (security["security"], security["provisional"]) == ("KRX:99999Z", True)
    assert security["known_at"] == datetime(2025, 1, 2, 6, 30, tzinfo=UTC)
    assert load(path, "krx").file.provisional == 1
    assert documents.count(SECURITIES.name) == 1


def test_a_listed_symbol_makes_no_security(write: Write, load: Import, documents: SqliteDocuments) -> None:
    assert load(write("b.csv", HEADER + GOOD), "krx").file.provisional == 0
    assert documents.count(SECURITIES.name) == 0


def test_spellings_of_one_symbol_are_one_security(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    rows = "".join(
        f"{symbol},2025-01-{day:02},1,2,1,2,5\n" for day, symbol in enumerate(("BRK-B", "BRK/B", "brk.b"), 6)
    )
    load(write("b.csv", HEADER + rows), "us")
    assert set(documents.read(BARS.name)["security"]) == {"US:BRK.B"}


def test_indices_may_lack_what_was_not_measured(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    assert load(write("b.csv", HEADER + "KS200,1990-01-03,,,,100.0,\n"), "krx").counts == (1, 1, 0, 0, 0)
    row = one(documents)
    assert (row["security"], row["open"], row["volume"], row["halted"]) == ("INDEX:KS200", None, None, False)
    assert documents.count(SECURITIES.name) == 0


def test_other_names_of_columns_and_dates_are_understood(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    path = write(
        "b.csv",
        'Unnamed: 0,Ticker,Date,Open,High,Low,Close,Adj Close,Volume\n0,AAPL,20250102,"1,000.5",1100,900,1050,1049.5,"1,234"\n',
    )
    load(path, "us")
    row = one(documents)
    assert (row["date"], row["open"], row["volume"], row["adj_close"]) == (
        date(2025, 1, 2),
        1000.5,
        1234,
        1049.5,
    )


def test_a_file_without_symbols_takes_the_option(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    path = write("b.csv", "date,open,high,low,close,volume\n2025-01-02,1,2,1,2,5\n")
    loaded = load(path, "krx")
    assert loaded.file.error is not None and loaded.file.error.parameters["column"] == "symbol"
    load(path, "krx", said=Options(symbol="005930"))
    assert one(documents)["security"] == "KRX:005930"


def test_bars_without_a_market_are_refused(write: Write, load: Import) -> None:
    error = load(write("b.csv", HEADER + GOOD)).file.error
    assert error is not None and error.code == "market_needed"


def test_jsonl_and_parquet_and_gz_say_the_same(write: Write, load: Import, tmp_path: Path) -> None:
    line = (
        '{"symbol":"005930","date":"2025-01-02","open":100,"high":110,"low":90,"close":105,"volume":1000}\n'
    )
    assert load(write("b.jsonl", line), "krx").counts == (1, 1, 0, 0, 0)
    assert load(write("b.csv.gz", gzip.compress((HEADER + GOOD).encode())), "krx").counts == (1, 0, 0, 1, 0)
    frame = pl.read_csv(
        (HEADER + GOOD).encode(), schema_overrides={"symbol": pl.String}, try_parse_dates=True
    )
    frame.write_parquet(tmp_path / "b.parquet")
    assert load(tmp_path / "b.parquet", "krx").counts == (1, 0, 0, 1, 0)
    packed = write("c.parquet.gz", gzip.compress((tmp_path / "b.parquet").read_bytes()))
    assert load(packed, "krx").counts == (1, 0, 0, 1, 0)


def test_a_bad_row_among_many_costs_one_row(write: Write, load: Import, documents: SqliteDocuments) -> None:
    days = pl.date_range(date(1990, 1, 1), date(2020, 1, 1), "1d", eager=True)
    rows = [f"005930,{day},100,110,90,105,1000" for day in days]
    rows[7000] = '005930,2009-03-02,100,"110,90,105,1000'
    loaded = load(write("b.csv", HEADER + "\n".join(rows)), "krx")
    assert loaded.counts == (len(rows), len(rows) - 1, 0, 0, 1)
    assert loaded.reasons == [(7001, "line", "malformed_row")]
    assert documents.count(BARS.name, eq("date", days[7001])) == 1


def test_a_volume_that_no_whole_number_holds_is_one_row_less(write: Write, load: Import) -> None:
    path = write("b.csv", HEADER + GOOD.replace("1000", "1e20") + GOOD.replace("-02,", "-03,"))
    loaded = load(path, "krx")
    assert loaded.counts == (2, 1, 0, 0, 1)
    assert loaded.reasons == [(1, "volume", "malformed_number")]


def test_a_bar_a_hundred_times_off_its_neighbours_is_set_apart(
    write: Write, load: Import, documents: SqliteDocuments
) -> None:
    days = ["2025-06-09", "2025-06-10", "2025-06-11", "2025-06-12", "2025-06-13"]
    closes = [59_000, 59_200, 5_990_000, 59_500, 29_800]
    rows = "".join(f"005930,{day},{c},{c},{c},{c},1000\n" for day, c in zip(days, closes, strict=True))
    found = load(write("b.csv", "symbol,date,open,high,low,close,volume\n" + rows), "krx")
    assert found.reasons == [(3, "close", "hundredfold")]
    assert documents.read("bars")["close"].to_list() == [59_000, 59_200, 59_500, 29_800]
    cents = "".join(
        f"AAPL,{day},{c},{c},{c},{c},1\n" for day, c in zip(days[:3], (200, 0.2, 201), strict=True)
    )
    found = load(write("c.csv", "symbol,date,open,high,low,close,volume\n" + cents), "us")
    assert found.reasons == [(2, "close", "unit_change")]


@pytest.mark.parametrize("symbol", ['"=""005930"""', "'005930", " 005930 ", "A005930", "005930.KS"])
def test_a_code_is_known_in_the_spellings_of_spreadsheets_and_vendors(
    symbol: str, write: Write, load: Import, documents: SqliteDocuments
) -> None:
    load(
        write("b.csv", f"symbol,date,open,high,low,close,volume\n{symbol},2025-06-09,100,110,90,105,10\n"),
        "krx",
    )
    assert documents.read("bars")["security"].to_list() == ["KRX:005930"]


@pytest.mark.parametrize("symbol", ['"=""""""', "'", "=1+1", '"=""="""'])
def test_a_formula_is_no_code(symbol: str, write: Write, load: Import) -> None:
    path = write("b.csv", f"symbol,date,open,high,low,close,volume\n{symbol},2025-06-09,100,110,90,105,10\n")
    assert load(path, "krx").counts == (1, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("basis", "volume", "stored", "rounded"),
    [
        ("total", "800000.5", 800000, 1),
        ("total", "800000.7", 800001, 1),
        ("splits", "0.4", 0, 1),
        ("total", "800000.0", 800000, None),
        ("total", "8e5", 800000, None),
        ("raw", "800000.0", 800000, None),
        ("raw", "800000.5", None, None),
    ],
)
def test_a_fraction_of_a_share_is_rounded_and_counted_where_adjusting_leaves_it_and_refused_as_traded(
    basis: Basis,
    volume: str,
    stored: int | None,
    rounded: int | None,
    write: Write,
    load: Import,
    documents: SqliteDocuments,
) -> None:
    path = write("b.csv", f"symbol,date,open,high,low,close,volume\nNVDA,2025-01-02,10,11,9,10,{volume}")
    found = load(path, "us", said=Options(basis=basis))
    assert documents.read(BARS.name)["volume"].to_list() == ([] if stored is None else [stored])
    assert found.file.rounded == rounded
    assert ("rounded" in found.file.plain()) is (rounded is not None)
    assert [reason for _, _, reason in found.reasons] == ([] if stored is not None else ["fractional_volume"])


@pytest.mark.parametrize(
    ("market", "close", "passes"),
    [
        ("krx", 19, True),  # one won of twenty
        ("krx", 18.9, False),
        ("krx", 50_900, True),
        ("krx", 52_500, False),
        ("us", 1.012, True),
        ("us", 102.0, True),
        ("us", 104.0, False),
        ("us", 0.0335, False),  # a cent of three is no rounding
    ],
)
def test_an_adjusted_close_may_leave_its_range_by_what_rounding_explains(
    market: str, close: float, passes: bool, write: Write, load: Import
) -> None:
    edge = next(price for price in (20, 50_000, 1.0, 100.0, 0.03) if abs(close / price - 1) < 0.15)
    symbol = "005930" if market == "krx" else "AAPL"
    line = f"{symbol},2025-01-02,{edge},{edge},{edge},{close},1000\n"
    reasons = load(write("b.csv", HEADER + line), market).reasons
    assert reasons == ([] if passes else [(1, "close", "close_outside_range")])


@pytest.mark.parametrize(
    ("symbol", "prices", "volume", "halted"),
    [
        ("005930", "0,0,0,105", 0, True),
        ("005930", "105,105,105,105", 0, True),  # as vendors fill a halt in
        ("005930", "105,105,105,105", 7, False),
        ("005930", "104,106,103,105", 0, False),
        ("FX:USDKRW", "105,105,105,105", 0, False),  # a rate is not sold
    ],
)
def test_a_halt_is_kept_as_one_however_it_is_filled_in(
    write: Write,
    load: Import,
    documents: SqliteDocuments,
    symbol: str,
    prices: str,
    volume: int,
    halted: bool,
) -> None:
    load(write("b.csv", f"{HEADER}{symbol},2025-01-02,{prices},{volume}\n"), "krx")
    row = documents.read("bars").row(0, named=True)
    assert (row["halted"], row["open"] is None, row["close"]) == (halted, halted, 105.0)
