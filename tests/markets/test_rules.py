"""Identifiers, ticks, limits and taxes of the markets."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockelper.errors import BadInput
from stockelper.markets.registry import MARKETS, market, market_of

KRX, US, PRACTICE = market("krx"), market("us"), market("practice")


@pytest.mark.parametrize(
    "symbol", ["005930", "005930.KS", "005930.kq", "A005930", "KRX:005930", " 005930 ", "a005930.KS"]
)
def test_every_spelling_of_a_korean_code_is_one_id(symbol: str) -> None:
    assert KRX.security_id(symbol) == "KRX:005930"


def test_codes_with_letters_are_kept_whole() -> None:
    assert KRX.security_id("0126Z0") == "KRX:0126Z0"
    assert KRX.security_id("A00001") == "KRX:A00001"
    assert KRX.security_id("00104K") == "KRX:00104K"


@pytest.mark.parametrize("symbol", ["BRK.B", "BRK-B", "brk/b", "$BRK.B", "US:BRK.B"])
def test_class_shares_are_written_with_a_dot(symbol: str) -> None:
    assert US.security_id(symbol) == "US:BRK.B"


@pytest.mark.parametrize(
    ("code", "symbol"),
    [
        ("krx", "5930"),
        ("krx", "00593O0"),
        ("krx", "삼성전자"),
        ("krx", ""),
        ("us", "123"),
        ("us", "TOOLONGNAME"),
        ("us", "BRK..B"),
        ("us", "'; DROP"),
        ("practice", "P"),
    ],
)
def test_malformed_symbols_are_refused(code: str, symbol: str) -> None:
    with pytest.raises(BadInput):
        market(code).security_id(symbol)


def test_ids_and_indices_lead_to_their_market() -> None:
    assert market_of("KRX:005930") is KRX
    assert market_of("US:BRK.B") is US
    assert market_of("INDEX:KS200") is KRX
    assert market_of("INDEX:PRACTICE") is PRACTICE
    assert market_of("FX:USDKRW") is KRX
    for wrong in ("INDEX:NONE", "KRX", "FX:XXXKRW"):
        with pytest.raises(BadInput):
            market_of(wrong)
    with pytest.raises(BadInput):
        market("moon")


@given(st.sampled_from(sorted(MARKETS)), st.from_regex(r"[A-Z][A-Z0-9]{5}", fullmatch=True))
def test_an_id_is_its_own_canonical_form(code: str, symbol: str) -> None:
    once = market(code).security_id(symbol)
    assert market(code).security_id(once) == once
    assert market_of(once) is market(code)


@pytest.mark.parametrize(
    ("board", "day", "price", "tick"),
    [
        ("KOSPI", date(2023, 1, 20), "195500", "500"),
        ("KOSPI", date(2023, 1, 25), "195500", "100"),
        ("KOSDAQ", date(2023, 1, 20), "195500", "100"),
        ("KOSDAQ", date(2023, 1, 25), "500000", "1000"),
        ("KOSPI", date(2023, 1, 20), "1995", "5"),
        ("KOSPI", date(2024, 1, 2), "1999", "1"),
        ("KOSPI", date(2010, 10, 1), "900", "5"),
        ("KOSPI", date(2010, 10, 4), "900", "1"),
    ],
)
def test_tick_sizes_by_date_and_board(board: str, day: date, price: str, tick: str) -> None:
    assert KRX.tick(Decimal(price), day, board) == Decimal(tick)


def test_price_limits_by_date_and_board() -> None:
    assert KRX.price_limit(date(2015, 6, 12), "KOSDAQ") == Decimal("0.15")
    assert KRX.price_limit(date(2015, 6, 15), "KOSDAQ") == Decimal("0.30")
    assert KRX.price_limit(date(2024, 6, 17), "KONEX") == Decimal("0.15")
    assert US.price_limit(date(2024, 6, 17)) is None


@pytest.mark.parametrize(
    ("day", "rate"),
    [
        (date(2019, 5, 29), "0.0030"),
        (date(2019, 5, 30), "0.0025"),
        (date(2020, 12, 28), "0.0025"),
        (date(2020, 12, 29), "0.0023"),
        (date(2024, 12, 26), "0.0018"),
        (date(2024, 12, 27), "0.0015"),
        (date(2025, 12, 29), "0.0020"),
        (date(2026, 3, 3), "0.0020"),
    ],
)
def test_the_settlement_day_decides_the_sales_tax(day: date, rate: str) -> None:
    assert KRX.sale_tax(day, "KOSPI") == KRX.sale_tax(day, "KOSDAQ") == Decimal(rate)


def test_rules_before_the_tables_begin_are_refused_not_guessed() -> None:
    with pytest.raises(BadInput):
        KRX.price_limit(date(1991, 1, 3), "KOSPI")
    with pytest.raises(BadInput):
        KRX.tick(Decimal(100), date(2020, 1, 2), "NYSE")


def test_us_prices_move_in_cents_and_sales_are_untaxed() -> None:
    assert US.tick(Decimal("262.36"), date(2025, 1, 2), "NASDAQ") == Decimal("0.01")
    assert US.tick(Decimal("0.5"), date(2025, 1, 2), "NASDAQ") == Decimal("0.0001")
    assert US.sale_tax(date(2025, 1, 2), "NYSE") == 0
