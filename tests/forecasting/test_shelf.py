"""Blocks of bars give at every moment what the store would, and are never used once the store holds more."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from forecasting.digests import row_digests
from forecasting.panel import Panel, panel
from forecasting.shelf import Shelf
from stockelper.clock import end_of
from stockelper.store.bars import on_days
from stockelper.store.documents import Documents
from tests.forecasting.simulated import KRX, LAST, bars, stored

START = date(2024, 6, 3)
STORED = datetime(2025, 7, 2, tzinfo=UTC)
MARKS = {"interval": "1d", "basis": "splits", "source": "import"}


def at(day: int) -> pl.Expr:
    return pl.col("date") == date(2025, 5, day)


def of(number: int) -> pl.Expr:
    return pl.col("security") == f"KRX:{number:06d}"


def marked(frame: pl.DataFrame, **changed: str) -> pl.DataFrame:
    return frame.with_columns(**{name: pl.lit(value) for name, value in {**MARKS, **changed}.items()})


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Documents]:
    """Bars with a revision, some that came late, two bases, two sources, a split and a late listing."""
    whole = bars(sessions=300)
    late = pl.when(of(2) & at(20)).then(pl.lit(datetime(2025, 5, 28, 7, tzinfo=UTC)))
    store = stored(
        whole.filter(~of(6), ~(of(9) & (pl.col("date") < date(2025, 6, 2)))).with_columns(
            known_at=late.otherwise(pl.col("known_at"))
        ),
        tmp_path,
    )
    revised = whole.filter(of(1) & at(20)).with_columns(close=pl.lit(9_999.0))
    store.upsert("bars", marked(revised), recorded_at=STORED, revised_at=datetime(2025, 5, 26, tzinfo=UTC))
    store.upsert("bars", marked(whole.filter(of(4)), basis="raw"), recorded_at=STORED)
    store.upsert("bars", marked(whole.filter(of(5)), source="yahoo"), recorded_at=STORED)
    store.upsert("bars", marked(whole.filter(of(6)), basis="raw"), recorded_at=STORED)
    split = {
        "security": ["KRX:000006"], "type": ["split"], "ex_date": [date(2025, 5, 22)], "source": ["yahoo"],
        "factor": [2.0], "known_at": [datetime(2025, 5, 21, tzinfo=UTC)],
    }  # fmt: skip
    store.upsert("actions", pl.DataFrame(split), recorded_at=STORED)
    yield store
    store.close()


def expected(documents: Documents, as_of: date) -> Panel:
    names = [f"KRX:{number:06d}" for number in range(1, 31)]
    return panel(on_days(documents, names, KRX.sessions(START, as_of), end_of(as_of)))


def same(made: Panel, wanted: Panel) -> None:
    assert made.days.tolist() == wanted.days.tolist()
    columns = np.searchsorted(np.array(made.securities), np.array(wanted.securities))
    for name in ("open", "high", "low", "close", "volume", "halted"):
        np.testing.assert_array_equal(getattr(made, name)[:, columns], getattr(wanted, name), err_msg=name)
    others = np.setdiff1d(np.arange(len(made.securities)), columns)
    assert np.isnan(made.close[:, others]).all()


@pytest.mark.parametrize("day", [19, 20, 21, 23, 27, 28, 30])
def test_the_bars_of_any_moment_are_those_that_the_store_gives(
    documents: Documents, tmp_path: Path, day: int
) -> None:
    as_of = date(2025, 5, day)
    for shelf in (Shelf(documents, None), Shelf(documents, tmp_path), Shelf(documents, tmp_path)):
        shelf.look(KRX, START, LAST)
        found = shelf.bars(KRX, start=START, end=as_of, known_by=end_of(as_of))
        same(found.panel, expected(documents, as_of))
        np.testing.assert_array_equal(found.digests, row_digests(found.panel))


def test_what_is_stored_afterwards_is_seen_at_the_next_look(documents: Documents, tmp_path: Path) -> None:
    shelf = Shelf(documents, tmp_path)
    shelf.look(KRX, START, LAST)
    changed = bars(sessions=300).filter(of(3) & at(20)).with_columns(close=pl.lit(5_555.0))
    documents.upsert("bars", marked(changed), recorded_at=STORED + timedelta(days=1))
    for again in (shelf, Shelf(documents, tmp_path)):
        again.look(KRX, START, LAST)
        now = date(2025, 7, 31)
        same(
            again.bars(KRX, start=START, end=now, known_by=end_of(now)).panel,
            expected(documents, now),
        )


def test_a_file_that_was_cut_off_is_made_again(documents: Documents, tmp_path: Path) -> None:
    Shelf(documents, tmp_path).look(KRX, START, LAST)
    for path in (tmp_path / "bars" / "krx").glob("*.npz"):
        path.write_bytes(path.read_bytes()[:1000])
    shelf = Shelf(documents, tmp_path)
    shelf.look(KRX, START, LAST)
    same(shelf.bars(KRX, start=START, end=LAST, known_by=end_of(LAST)).panel, expected(documents, LAST))


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nothing(
    documents: Documents, tmp_path: Path
) -> None:
    closed = tmp_path / "a file"
    closed.write_text("", encoding="utf-8")
    shelf = Shelf(documents, closed)
    shelf.look(KRX, START, LAST)
    same(shelf.bars(KRX, start=START, end=LAST, known_by=end_of(LAST)).panel, expected(documents, LAST))
