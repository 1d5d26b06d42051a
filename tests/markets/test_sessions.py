"""Session tables against the real price files, and the calendar's arithmetic."""

import subprocess
import sys
import time
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockelper.errors import BadInput
from stockelper.markets.calendar import Calendar
from stockelper.markets.registry import market
from stockelper.settings import Settings

ROOT = Path(__file__).parents[2]
KRX, US = market("krx"), market("us")


def price_dates(file: str) -> set[date]:
    path = Settings().shared_data / "prices" / file
    if not path.exists():
        pytest.skip(f"needs the shared price file {file}")
    frame = pl.scan_parquet(path).filter(pl.col("close") > 0).select(pl.col("date").cast(pl.Date)).unique()
    return set(frame.collect()["date"])


def closed_by_override(exchange: str) -> set[date]:
    overrides = tomllib.loads((ROOT / "tools" / "overrides.toml").read_text(encoding="utf-8"))
    return {date.fromisoformat(day) for day in overrides[exchange].get("closed", {})}


@pytest.mark.parametrize(
    ("code", "exchange", "file"),
    [
        ("krx", "XKRX", "krx_daily_2019_2025.parquet"),
        ("us", "XNYS", "us_daily_2010_2026-01.parquet"),
    ],
)
def test_sessions_are_exactly_the_dates_that_have_bars(code: str, exchange: str, file: str) -> None:
    traded = price_dates(file)
    sessions = set(market(code).sessions(min(traded), max(traded)))
    assert traded - sessions == set()
    assert sessions - traded - closed_by_override(exchange) == set()


def test_krx_sessions_are_the_dates_of_its_index_back_to_1990() -> None:
    traded = price_dates("krx_indices_daily.parquet")
    sessions = set(KRX.sessions(min(traded), max(traded)))
    assert traded - sessions == set()
    assert sorted(sessions - traded) == [date(1995, 2, 2), date(1995, 2, 3)]


@pytest.mark.parametrize(
    "day", [date(2025, 6, 3), date(2026, 6, 3), date(2026, 7, 17), date(2025, 1, 27), date(2026, 12, 31)]
)
def test_ad_hoc_closures_are_no_sessions(day: date) -> None:
    assert not KRX.is_session(day)


@pytest.mark.parametrize(
    ("day", "close"),
    [
        (date(2026, 11, 19), datetime(2026, 11, 19, 7, 30, tzinfo=UTC)),
        (date(2026, 11, 20), datetime(2026, 11, 20, 6, 30, tzinfo=UTC)),
        (date(2016, 7, 29), datetime(2016, 7, 29, 6, 0, tzinfo=UTC)),
    ],
)
def test_the_exam_day_and_the_longer_session_of_2016_move_the_close(day: date, close: datetime) -> None:
    assert KRX.close_at(day) == close


def test_the_first_session_of_a_year_opens_at_ten() -> None:
    assert KRX.open_at(date(2026, 1, 2)) == datetime(2026, 1, 2, 1, tzinfo=UTC)
    assert KRX.open_at(date(2026, 1, 5)) == datetime(2026, 1, 5, tzinfo=UTC)


def test_us_closes_follow_daylight_saving_and_half_days() -> None:
    assert US.close_at(date(2025, 7, 2)) == datetime(2025, 7, 2, 20, tzinfo=UTC)
    assert US.close_at(date(2025, 7, 3)) == datetime(2025, 7, 3, 17, tzinfo=UTC)
    assert US.close_at(date(2025, 12, 1)) == datetime(2025, 12, 1, 21, tzinfo=UTC)


def test_a_session_counts_as_closed_only_from_its_close_on() -> None:
    close = KRX.close_at(date(2025, 12, 30))
    assert KRX.last_session(close) == date(2025, 12, 30)
    assert KRX.last_session(close.replace(minute=29)) == date(2025, 12, 29)


def test_vectorised_closes_equal_the_single_ones_and_closed_days_get_the_regular_close() -> None:
    days = US.sessions(date(2024, 1, 1), date(2025, 12, 31))
    assert US.close_times(pl.Series(days)).to_list() == [US.close_at(day) for day in days]
    holiday_after_half_day = pl.Series([date(2025, 7, 4), date(2025, 7, 2)])
    assert US.close_times(holiday_after_half_day).to_list() == [
        datetime(2025, 7, 4, 20, tzinfo=UTC),
        datetime(2025, 7, 2, 20, tzinfo=UTC),
    ]
    assert US.close_times(pl.Series([], dtype=pl.Date)).dtype == pl.Datetime("us", "UTC")


def test_offsets_count_sessions_and_a_closed_day_counts_from_the_one_before() -> None:
    assert KRX.session_offset(date(2025, 12, 30), 1) == date(2026, 1, 2)
    assert KRX.session_offset(date(2026, 1, 1), 1) == date(2026, 1, 2)
    assert KRX.session_offset(date(2026, 1, 1), 0) == date(2025, 12, 30)
    assert KRX.session_offset(date(2026, 1, 2), -1) == date(2025, 12, 30)
    assert KRX.session_on_or_before(date(2026, 1, 1)) == date(2025, 12, 30)


@given(st.dates(date(1991, 1, 1), date(2027, 11, 30)), st.integers(0, 10))
def test_going_forth_and_back_returns_to_the_session(day: date, count: int) -> None:
    session = KRX.session_on_or_before(day)
    assert KRX.session_offset(KRX.session_offset(session, count), -count) == session
    assert len(KRX.sessions(session, KRX.session_offset(session, count))) == count + 1


def test_dates_outside_the_tables_are_refused() -> None:
    with pytest.raises(BadInput):
        KRX.sessions(date(1980, 1, 1), date(2020, 1, 1))
    with pytest.raises(BadInput):
        KRX.is_session(date(2041, 1, 2))


def test_a_closed_day_has_no_close() -> None:
    with pytest.raises(BadInput):
        KRX.close_at(date(2026, 1, 1))


def test_tables_reach_from_1990_to_2035_and_are_announced_to_2027() -> None:
    for code in ("krx", "us", "practice"):
        calendar = market(code).calendar
        frame = calendar.frame
        assert frame["date"][0].year == 1990
        assert frame["date"][-1].year == 2035
        assert calendar.announced == date(2027, 12, 31)
        assert frame["date"].is_sorted()
        assert (frame["open"] < frame["close"]).all()


def test_a_table_loads_without_pandas_and_within_a_small_share_of_a_second() -> None:
    started = time.process_time()
    Calendar("krx.csv", KRX.zone).is_session(date(2025, 1, 2))
    assert time.process_time() - started < 0.5
    code = "import sys, stockelper.markets.registry as r, datetime as d; "
    code += "r.market('krx').is_session(d.date(2025, 1, 2)); "
    code += "sys.exit(int('pandas' in sys.modules or 'exchange_calendars' in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


@pytest.mark.parametrize(
    ("day", "is_session"),
    [
        (date(2028, 1, 3), True),
        (date(2029, 7, 17), False),  # Constitution Day
        (date(2032, 7, 19), False),  # the Monday after it
        (date(2032, 7, 20), True),
        (date(2030, 2, 4), False),  # Lunar New Year
        (date(2035, 12, 31), False),  # the year's last day
    ],
)
def test_beyond_what_is_announced_sessions_follow_the_holidays_of_the_law(
    day: date, is_session: bool
) -> None:
    assert KRX.is_session(day) is is_session
    assert KRX.calendar.frame.filter(pl.col("date").dt.year() >= 2028)[
        "close"
    ].dt.hour().unique().to_list() == [6]


def test_only_what_is_announced_makes_a_closed_day() -> None:
    days = [date(2024, 1, 1), date(2024, 1, 2), date(2024, 1, 6), date(2029, 7, 17), date(1980, 1, 1)]
    assert KRX.closed_days(days) == [date(2024, 1, 1), date(2024, 1, 6)]
    assert US.closed_days([date(2027, 7, 4), date(2028, 7, 4)]) == [date(2027, 7, 4)]


def test_a_day_beyond_the_table_is_refused_and_the_table_s_end_named() -> None:
    with pytest.raises(BadInput) as raised:
        KRX.is_session(date(KRX.calendar.last.year + 1, 1, 10))
    assert raised.value.code == "outside_calendar"
    assert raised.value.parameters["last"] == KRX.calendar.last.year
