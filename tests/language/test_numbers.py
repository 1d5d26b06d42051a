"""Values are written the way people read them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from stockelper.language import numbers
from stockelper.types import Language


@pytest.mark.parametrize(
    ("value", "currency", "language", "expected"),
    [
        (119900, "KRW", "ko", "119,900원"),
        (119900.4, "KRW", "en", "₩119,900"),
        (-500, "KRW", "en", "-₩500"),
        (262.36, "USD", "ko", "$262.36"),
        (2.675, "USD", "en", "$2.68"),
        (Decimal("-1.5"), "USD", "en", "-$1.50"),
        (10, "CHF", "en", "10.00 CHF"),
    ],
)
def test_money_is_exact(value: float, currency: str, language: Language, expected: str) -> None:
    assert numbers.money(value, currency, language) == expected


@pytest.mark.parametrize(
    ("value", "currency", "language", "expected"),
    [
        (1.2e12, "KRW", "ko", "1조 2,000억원"),
        (1_180_375_801_646_800, "KRW", "ko", "1,180조 3,758억원"),
        (1_234_567_890, "KRW", "ko", "12억 3,457만원"),
        (99_999_999_999_999, "KRW", "ko", "100조원"),
        (-3e11, "KRW", "ko", "-3,000억원"),
        (119_900, "KRW", "ko", "119,900원"),
        (5.4e9, "USD", "ko", "54억 달러"),
        (1.2e12, "KRW", "en", "₩1.2 trillion"),
        (3_456_000_000, "USD", "en", "$3.46 billion"),
        (-999_999, "USD", "en", "-$1 million"),
        (1_234, "USD", "en", "$1,234.00"),
    ],
)
def test_large_money_is_told_in_scales(
    value: float, currency: str, language: Language, expected: str
) -> None:
    assert numbers.compact_money(value, currency, language) == expected


@pytest.mark.parametrize(
    ("fraction", "signed", "expected"),
    [
        (0.032, True, "+3.2%"),
        (-0.03214, True, "-3.21%"),
        (0.1, False, "10%"),
        (0.000001, True, "0%"),
        (-0.000001, True, "0%"),
        (12.5, False, "1,250%"),
    ],
)
def test_a_fraction_is_told_in_percent(fraction: float, signed: bool, expected: str) -> None:
    assert numbers.percent(fraction, "ko", signed) == expected


def test_shares_are_counted_in_the_readers_language() -> None:
    assert numbers.count(1_234_567, "ko") == "1,234,567주"
    assert numbers.count(1_234_567.0, "en") == "1,234,567 shares"
    assert numbers.count(1, "en") == "1 share"


def test_plain_numbers_keep_at_most_two_decimals() -> None:
    assert [numbers.plain(value) for value in (4214.171, 100.0, -0.5, 0.001)] == [
        "4,214.17",
        "100",
        "-0.5",
        "0",
    ]


def test_dates_and_times_are_told_on_the_markets_clock() -> None:
    close = datetime(2025, 12, 30, 6, 30, tzinfo=UTC)
    assert numbers.day(date(2025, 12, 30), "ko") == "2025년 12월 30일"
    assert numbers.day(date(2025, 12, 30), "en") == "Dec 30, 2025"
    assert numbers.moment(close, ZoneInfo("Asia/Seoul"), "ko") == "2025년 12월 30일 15:30(한국시간)"
    assert numbers.moment(close, ZoneInfo("America/New_York"), "en") == "Dec 30, 2025, 01:30 EST"


@pytest.mark.parametrize("value", [3e34, 1e300, -1e60])
def test_a_number_of_any_size_is_written(value: float) -> None:
    assert numbers.money(value, "KRW", "ko").endswith("원")
    assert numbers.percent(value, "en").endswith("%")
