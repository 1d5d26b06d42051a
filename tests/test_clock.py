"""The as-of clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from stockelper.clock import Clock, end_of, parse_as_of, wall_clock
from stockelper.errors import BadInput


def test_a_date_means_its_last_microsecond_in_utc() -> None:
    assert parse_as_of("2025-12-30") == datetime(2025, 12, 30, 23, 59, 59, 999999, tzinfo=UTC)
    assert parse_as_of("2025-12-30") == end_of(date(2025, 12, 30))


def test_a_time_without_a_zone_is_utc_and_one_with_a_zone_is_converted() -> None:
    assert parse_as_of("2025-12-30T06:30:00") == datetime(2025, 12, 30, 6, 30, tzinfo=UTC)
    assert parse_as_of("2025-12-30T15:30:00+09:00") == datetime(2025, 12, 30, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2025-13-01", "20251230T", "2025-12-30 25:00"])
def test_anything_else_is_bad_input_that_names_the_value(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_as_of(text)
    assert caught.value.parameters["value"] == text


def test_a_live_clock_follows_the_wall_clock_and_a_set_one_stands_still() -> None:
    assert abs(Clock().now() - wall_clock()) < timedelta(seconds=5)
    assert Clock().is_live
    past = Clock(end_of(date(2020, 3, 19)))
    assert past.now() == past.now() == end_of(date(2020, 3, 19))
    assert past.today() == date(2020, 3, 19)
    assert not past.is_live
