"""The matrix of a market against the bars of each of its securities, read one by one as of the same moment."""

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from agents.context import Context
from agents.tools.matrix import FEW_DAYS, Matrix, matrix, newest_session
from agents.tools.sheets import PRICES, laid_out
from stockelper.clock import Clock, end_of
from stockelper.markets.registry import MARKETS
from stockelper.securities.at import bundled_resolver
from stockelper.store import bars
from stockelper.store.sqlite import SqliteDocuments
from tests.agents.conftest import RECORDED

KRX = MARKETS["krx"]
SECURITIES = ("KRX:000270", "KRX:005380", "KRX:005930", "KRX:035420", "KRX:068270", "KRX:105560")
DAYS = KRX.sessions(dt.date(2024, 9, 2), dt.date(2025, 6, 30))


@pytest.fixture
def draw(request: pytest.FixtureRequest) -> random.Random:
    """Random numbers of the test's own, the same ones each time and in whatever company it runs."""
    return random.Random(str(request.node.name))


def at(day: dt.date, documents: SqliteDocuments, context: Context) -> Context:
    resolver = bundled_resolver()
    return Context(documents, context.graph, resolver, Clock(end_of(day)), "ko")


def written(
    draw: random.Random,
    documents: SqliteDocuments,
    chosen: list[tuple[str, dt.date]],
    known: dict[dt.date, dt.datetime],
    **same: str,
) -> None:
    rows = [
        {
            "security": security, "interval": "1d", "date": day, "basis": "splits", "source": "import",
            "open": 1.0, "high": draw.random(), "low": draw.random(), "close": draw.random(),
            "volume": draw.randrange(9999), "known_at": known[day], **same,
        }
        for security, day in chosen
    ]  # fmt: skip
    documents.upsert("bars", pl.DataFrame(rows), recorded_at=max(RECORDED, max(known.values())))


@pytest.fixture
def planted(tmp_path: Path, draw: random.Random) -> Iterator[SqliteDocuments]:
    """Bars with gaps; some that became known late, later revisions, another source and another basis."""
    documents = SqliteDocuments(tmp_path / "planted.db")
    on_time = {day: KRX.close_at(day) for day in DAYS}
    late = {day: end_of(day) + dt.timedelta(days=draw.randrange(1, 90)) for day in DAYS}
    every = [(one, day) for one in SECURITIES for day in DAYS if draw.random() > 0.02]
    dawdling = [(one, day) for one, day in every if one == SECURITIES[0] and draw.random() < 0.02]
    written(draw, documents, [pair for pair in every if pair not in dawdling], on_time)
    written(draw, documents, dawdling, late)
    written(draw, documents, [(SECURITIES[1], day) for day in DAYS[:150]], on_time, source="krx")
    written(draw, documents, [(SECURITIES[2], day) for day in DAYS[40:]], late, basis="raw")
    for _ in range(12):
        security, day = draw.choice([pair for pair in every if pair[0] in SECURITIES[3:5]])
        frame = pl.DataFrame([{
            "security": security, "interval": "1d", "date": day, "basis": "splits", "source": "import",
            "close": 100 + draw.random(), "known_at": KRX.close_at(day),
        }])  # fmt: skip
        moment = end_of(day) + dt.timedelta(days=draw.randrange(1, 120))
        documents.upsert("bars", frame, recorded_at=RECORDED, revised_at=moment)
    yield documents
    documents.close()


def assert_same(found: Matrix, documents: SqliteDocuments, days: list[dt.date], moment: dt.datetime) -> None:
    seen: list[str] = []
    for security in SECURITIES:
        alone = bars.daily(documents, security, start=days[0], end=days[-1], known_by=moment).frame
        if alone.is_empty():
            continue
        seen.append(security)
        column = found.securities.index(security)
        rows = [days.index(day) for day in alone["date"]]
        for name in PRICES:
            expected = np.full(len(days), np.nan)
            expected[rows] = alone[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
            np.testing.assert_array_equal(
                getattr(found, name)[:, column], expected, err_msg=f"{security} {name}"
            )
    assert found.securities == seen


def test_later_revisions_and_late_bars_never_show_on_an_earlier_day(
    planted: SqliteDocuments, context: Context, draw: random.Random
) -> None:
    for length in (FEW_DAYS // 2, FEW_DAYS + 1, 80, 150) * 6:
        day = draw.choice(DAYS[length:])
        days = KRX.sessions(KRX.session_offset(day, 1 - length), day)
        found = matrix(KRX, days, at(day, planted, context))
        assert_same(found, planted, days, end_of(day))
        looked_back = days[: length // 2]
        assert_same(matrix(KRX, looked_back, at(day, planted, context)), planted, looked_back, end_of(day))


def test_the_newest_session_is_the_one_whose_bars_were_known(
    planted: SqliteDocuments, context: Context, draw: random.Random
) -> None:
    for day in draw.sample(DAYS, 5):
        assert newest_session(KRX, at(day, planted, context)) == day
        assert newest_session(KRX, at(DAYS[-1], planted, context), until=day) == day


def test_a_finished_import_shows_at_once(
    planted: SqliteDocuments, context: Context, draw: random.Random
) -> None:
    days, here = DAYS[-60:], at(DAYS[-1], planted, context)
    matrix(KRX, days, here)
    security = "KRX:000660"
    written(draw, planted, [(security, day) for day in days], {day: KRX.close_at(day) for day in days})
    run = {
        "run": "r",
        "job": "import",
        "source": "x.csv",
        "state": "done",
        "started": RECORDED,
        "ended": RECORDED,
    }
    planted.upsert("runs", pl.DataFrame([run]), recorded_at=RECORDED)
    assert security in matrix(KRX, days, here).securities


def test_days_without_a_bar_make_a_sheet_without_values() -> None:
    empty = pl.DataFrame(
        schema={
            "security": pl.String, "date": pl.Date, "basis": pl.String, "source": pl.String, "close": pl.Float64,
            "high": pl.Float64, "low": pl.Float64, "volume": pl.Int64, "known_at": pl.Datetime("us", "UTC"),
        }
    )  # fmt: skip
    sheet = laid_out(empty, [dt.date(2026, 11, 27)], ["KRX:005930"])
    assert np.isnan(sheet.prices["close"]).all()
    assert sheet.traded().securities == []
