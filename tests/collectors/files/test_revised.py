"""Files of some days held against the bars that are stored before, behind and on them."""

from collections.abc import Callable, Sequence

import pytest

from collectors.files.prepared import Options
from stockelper.store.collections import BARS
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Basis
from tests.collectors.files.conftest import Import, Write
from tests.collectors.files.test_plausible import AT, DAYS, HEADER, Row, prices, text, times


def repeated(rows: Sequence[Row]) -> list[Row]:
    """The first row's prices on all of the days, each with its own volume."""
    return [(*rows[0][:4], row[4]) for row in rows]


@pytest.mark.parametrize("symbol", ["NVDA", "BRK-B"])
@pytest.mark.parametrize("many", [2, 3, 5])
@pytest.mark.parametrize("at", [AT, AT - 1, AT - 5], ids=["new days", "one stored", "stored days"])
@pytest.mark.parametrize("how", [list[Row], repeated], ids=["moving", "the same close"])
def test_days_in_another_unit_are_set_apart_also_where_they_repeat_their_close(
    how: Callable[[list[Row]], list[Row]], at: int, many: int, symbol: str, write: Write, load: Import
) -> None:
    load(write("a.csv", "\n".join([HEADER, *text(symbol, prices(2))[:AT]])), "us")
    new = how([times(row, 100) for row in prices(2)[at : at + many]])
    lines = text(symbol, [*prices(2)[:at], *new, *prices(2)[at + many :]])[at : at + many]
    assert load(write("b.csv", "\n".join([HEADER, *lines])), "us").report.rejected_by == {"hundredfold": many}


@pytest.mark.parametrize("basis", ["splits", "raw"])
@pytest.mark.parametrize("factor", [10, 0.1, 5, 30])
@pytest.mark.parametrize(("first", "many"), [(30, 1), (30, 3), (20, 30), (AT, 40)])
def test_history_that_is_revised_to_another_level_than_what_is_stored_around_it_is_set_apart(
    first: int, many: int, factor: float, basis: Basis, write: Write, load: Import, documents: SqliteDocuments
) -> None:
    said, old = Options(basis=basis), prices(2)
    load(write("a.csv", "\n".join([HEADER, *text("NVDA", old)])), "us", said=said)
    new = text("NVDA", [times(row, factor, 3) for row in old])[first : first + many]
    assert load(write("b.csv", "\n".join([HEADER, *new])), "us", said=said).counts[4] == many
    assert documents.read(BARS.name, order=("date",))["close"].to_list() == [row[3] for row in old]


def test_a_revision_that_ends_at_another_level_loses_only_those_days(write: Write, load: Import) -> None:
    old = prices(2)
    load(write("a.csv", "\n".join([HEADER, *text("NVDA", old)])), "us")
    new = [times(row, 10 if n >= 32 else 1.01) for n, row in enumerate(old)]
    found = load(write("b.csv", "\n".join([HEADER, *text("NVDA", new)[25:35]])), "us")
    assert found.counts == (10, 0, 7, 0, 3)


@pytest.mark.parametrize("factor", [0.5, 0.1, 10, 0.01])
@pytest.mark.parametrize("rows_at_once", [50, 70, 1000])
def test_a_whole_series_may_come_anew_at_another_level(
    rows_at_once: int, factor: float, write: Write, load: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("collectors.files.importing.PREPARED_BARS", rows_at_once)
    said = Options(basis="splits")
    load(write("a.csv", "\n".join([HEADER, *text("NVDA", prices(2))])), "us", said=said)
    new = [times(row, factor, 1 / factor) for row in prices(2)]
    found = load(write("b.csv", "\n".join([HEADER, *text("NVDA", new)])), "us", said=said)
    assert found.counts == (len(DAYS), 0, len(DAYS), 0, 0)


@pytest.mark.parametrize("factor", [0.99, 1.05, 1.0])
def test_a_small_revision_of_history_is_let_in(factor: float, write: Write, load: Import) -> None:
    load(write("a.csv", "\n".join([HEADER, *text("NVDA", prices(2))])), "us")
    new = text("NVDA", [times(row, factor) for row in prices(2)])[30:33]
    assert load(write("b.csv", "\n".join([HEADER, *new])), "us").counts[4] == 0
