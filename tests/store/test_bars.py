"""Reading bars: one basis, one row a date, adjusted from raw where the actions are known."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest

from stockelper.store import bars
from stockelper.store.documents import Documents

ID = "KRX:005930"
START, END = date(2025, 1, 1), date(2025, 1, 31)
LATER = datetime(2025, 3, 1, tzinfo=UTC)


def put(
    store: Documents,
    closes: dict[int, float | None],
    *,
    basis: str = "raw",
    source: str = "import",
    security: str = ID,
    recorded_at: datetime = LATER,
) -> None:
    rows = [
        {
            "security": security,
            "interval": "1d",
            "date": date(2025, 1, day),
            "basis": basis,
            "source": source,
            "open": close,
            "high": close,
            "low": close,
            "close": close,
            "volume": 100,
            "known_at": datetime(2025, 1, day, 7, tzinfo=UTC),
        }
        for day, close in closes.items()
    ]
    store.upsert("bars", pl.DataFrame(rows), recorded_at=recorded_at)


def act(store: Documents, kind: str, day: int, value: float, known_at: datetime) -> None:
    row = {
        "security": ID,
        "type": kind,
        "ex_date": date(2025, 1, day),
        "source": "import",
        "factor": value if kind == "split" else None,
        "amount": value if kind == "dividend" else None,
        "known_at": known_at,
    }
    store.upsert("actions", pl.DataFrame([row]), recorded_at=LATER)


def closes_of(found: bars.Bars) -> dict[int, float]:
    return {day.day: close for day, close in found.frame.select("date", "close").rows()}


def test_no_bars_is_an_empty_frame_with_the_columns(documents: Documents) -> None:
    found = bars.daily(documents, ID, start=START, end=END, known_by=LATER)
    assert found.frame.is_empty()
    assert found.frame.columns == list(bars.COLUMNS)
    assert found.source == ""
    assert bars.last(documents, ID, LATER, 5).frame.is_empty()
    assert bars.on_days(documents, [ID], [START], LATER).is_empty()
    assert bars.on_days(documents, [ID], [], LATER).is_empty()


def test_bars_ascend_and_end_with_the_span(documents: Documents) -> None:
    put(documents, {7: 3.0, 2: 1.0, 6: 2.0})
    found = bars.daily(documents, ID, start=date(2025, 1, 2), end=date(2025, 1, 6), known_by=LATER)
    assert closes_of(found) == {2: 1.0, 6: 2.0}
    assert (found.basis, found.source) == ("raw", "import")


def test_raw_is_preferred_and_bases_are_never_mixed(documents: Documents) -> None:
    put(documents, {2: 100.0, 3: 110.0})
    put(documents, {2: 50.0, 3: 55.0}, basis="splits")
    assert closes_of(bars.last(documents, ID, LATER, 9)) == {2: 100.0, 3: 110.0}
    wanted = bars.daily(documents, ID, start=START, end=END, known_by=LATER, basis="splits")
    assert (wanted.basis, closes_of(wanted)) == ("splits", {2: 50.0, 3: 55.0})


def test_a_few_raw_bars_do_not_hide_a_long_adjusted_series(documents: Documents) -> None:
    put(documents, {20: 100.0})
    put(documents, {day: float(day) for day in range(1, 21)}, basis="splits")
    found = bars.last(documents, ID, LATER, 10)
    assert (found.basis, list(closes_of(found))) == ("splits", list(range(11, 21)))


def test_the_basis_that_reaches_the_newest_date_is_seen(documents: Documents) -> None:
    put(documents, {day: float(day) for day in range(1, 10)}, basis="splits")
    put(documents, {10: 100.0})
    found = bars.last(documents, ID, LATER, 3)
    assert (found.basis, closes_of(found)) == ("raw", {10: 100.0})


def test_of_overlapping_sources_the_declared_first_is_seen_on_each_date(documents: Documents) -> None:
    put(documents, {2: 1.0, 3: 1.0}, source="yahoo")
    put(documents, {3: 2.0, 6: 2.0}, source="kis")
    put(documents, {2: 9.0, 6: 9.0}, source="import")
    found = bars.last(documents, ID, LATER, 3)
    assert closes_of(found) == {2: 1.0, 3: 2.0, 6: 2.0}
    assert found.frame.get_column("source").to_list() == ["yahoo", "kis", "kis"]
    days = bars.on_days(documents, [ID], [date(2025, 1, 2), date(2025, 1, 3)], LATER)
    assert days.get_column("close").to_list() == [1.0, 2.0]


def test_what_is_not_yet_known_is_not_seen(documents: Documents) -> None:
    put(documents, {2: 1.0, 3: 2.0})
    put(documents, {2: 5.0}, recorded_at=datetime(2025, 2, 1, tzinfo=UTC))
    at_noon = datetime(2025, 1, 3, 3, tzinfo=UTC)
    assert closes_of(bars.last(documents, ID, at_noon, 5)) == {2: 1.0}
    assert closes_of(bars.last(documents, ID, LATER, 5)) == {2: 5.0, 3: 2.0}


def test_a_halt_is_kept_as_a_halt(documents: Documents) -> None:
    put(documents, {2: 1.0})
    halt = {"security": ID, "interval": "1d", "date": date(2025, 1, 3), "basis": "raw", "source": "import",
            "close": 1.0, "volume": 0, "halted": True, "known_at": LATER}  # fmt: skip
    documents.upsert("bars", pl.DataFrame([halt]), recorded_at=LATER)
    frame = bars.last(documents, ID, LATER, 5).frame
    assert frame.get_column("halted").to_list() == [False, True]
    assert frame.get_column("open").to_list() == [1.0, None]


def test_a_split_is_taken_out_of_raw_bars_once_it_is_known_and_effective(documents: Documents) -> None:
    put(documents, {2: 1000.0, 3: 1010.0, 6: 202.0, 7: 204.0})
    act(documents, "split", 6, 5.0, known_at=datetime(2025, 1, 3, 1, tzinfo=UTC))
    found = bars.daily(documents, ID, start=START, end=END, known_by=LATER, basis="splits")
    assert (found.basis, closes_of(found)) == ("splits", {2: 200.0, 3: 202.0, 6: 202.0, 7: 204.0})
    assert found.frame.get_column("volume").to_list() == [500, 500, 100, 100]
    before = datetime(2025, 1, 3, 23, tzinfo=UTC)
    then = bars.daily(documents, ID, start=START, end=END, known_by=before, basis="splits")
    assert closes_of(then) == {2: 1000.0, 3: 1010.0}
    raw = bars.daily(documents, ID, start=START, end=END, known_by=LATER, basis="raw")
    assert (raw.basis, closes_of(raw)[2]) == ("raw", 1000.0)


def test_a_split_after_the_span_still_counts(documents: Documents) -> None:
    put(documents, {2: 1000.0, 6: 202.0})
    act(documents, "split", 6, 5.0, known_at=datetime(2025, 1, 3, tzinfo=UTC))
    found = bars.daily(documents, ID, start=START, end=date(2025, 1, 2), known_by=LATER, basis="splits")
    assert closes_of(found) == {2: 200.0}


def test_a_dividend_lowers_what_was_before_it_only_in_total(documents: Documents) -> None:
    put(documents, {2: 100.0, 3: 100.0, 6: 98.0})
    act(documents, "dividend", 6, 2.0, known_at=datetime(2025, 1, 3, tzinfo=UTC))
    total = bars.daily(documents, ID, start=START, end=END, known_by=LATER, basis="total")
    assert closes_of(total) == pytest.approx({2: 98.0, 3: 98.0, 6: 98.0})
    assert total.frame.get_column("volume").to_list() == [100, 100, 100]
    splits = bars.daily(documents, ID, start=START, end=END, known_by=LATER, basis="splits")
    assert closes_of(splits)[2] == 100.0


def test_a_cross_section_has_one_row_a_pair_and_one_basis_a_security(documents: Documents) -> None:
    other = "KRX:000660"
    put(documents, {2: 1.0, 3: 2.0})
    put(documents, {2: 5.0, 3: 6.0}, basis="splits")
    put(documents, {2: 7.0}, basis="splits", security=other)
    put(documents, {3: 8.0}, basis="splits", security=other)
    days = [date(2025, 1, 2) + timedelta(days=n) for n in range(20)]
    for asked in (days[:2], days):
        frame = bars.on_days(documents, [ID, other, "KRX:999999"], asked, LATER)
        assert frame.select("security", "close", "basis").rows() == [
            (other, 7.0, "splits"), (other, 8.0, "splits"), (ID, 1.0, "raw"), (ID, 2.0, "raw"),
        ]  # fmt: skip


def test_raw_bars_over_a_split_are_brought_to_one_scale_without_a_wish(documents: Documents) -> None:
    put(documents, {2: 100.0, 3: 102.0, 6: 51.0, 7: 52.0})
    act(documents, "split", 6, 2.0, LATER)
    act(documents, "dividend", 7, 1.0, LATER)
    for found in (
        bars.last(documents, ID, LATER, 4),
        bars.daily(documents, ID, start=START, end=END, known_by=LATER),
    ):
        assert (found.basis, closes_of(found)) == ("splits", {2: 50.0, 3: 51.0, 6: 51.0, 7: 52.0})
    raw = bars.daily(documents, ID, start=START, end=END, known_by=LATER, basis="raw")
    assert (raw.basis, closes_of(raw)) == ("raw", {2: 100.0, 3: 102.0, 6: 51.0, 7: 52.0})
    days = bars.on_days(documents, [ID], [date(2025, 1, 3), date(2025, 1, 6)], LATER)
    assert days.select("close", "basis").rows() == [(51.0, "splits"), (51.0, "splits")]
    after = bars.last(documents, ID, LATER, 2)
    assert (after.basis, closes_of(after)) == ("raw", {6: 51.0, 7: 52.0})
