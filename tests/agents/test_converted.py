"""Prices in another currency than their own."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from agents.context import Context
from agents.planner.currency import currency_asked
from stockelper.store.sqlite import SqliteDocuments
from tests.agents.conftest import LAST, RECORDED, asked_and_verified

RATE = 1443.37


@pytest.fixture
def with_rate(context: Context, documents: SqliteDocuments) -> Context:
    """The store with the rate of the last session's day."""
    row = {"security": "FX:USDKRW", "interval": "1d", "date": LAST, "basis": "raw", "source": "yahoo_macro"}
    figures = {"open": RATE, "high": RATE, "low": RATE, "close": RATE, "volume": None, "halted": False}
    known_at = dt.datetime.combine(LAST, dt.time(14), dt.UTC)
    documents.upsert("bars", pl.DataFrame([{**row, **figures, "known_at": known_at}]), recorded_at=RECORDED)
    return context


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("In won?", "KRW"),
        ("애플 주가 원화로 얼마야?", "KRW"),
        ("Convert Apple's price to won", "KRW"),
        ("How many won is one share of Intel?", "KRW"),
        ("원으로 환산해줘", "KRW"),
        ("원화 기준 마이크로소프트 주가", "KRW"),
        ("달러로는 얼마야?", "USD"),
        ("What is Samsung Electronics worth in dollars?", "USD"),
        ("하이닉스 주가 미화로 알려줘", "USD"),
        ("Apple stock price in euros", "EUR"),
        ("엔화로는?", "JPY"),
        ("삼성전자 100만원으로 몇 주 살 수 있어?", None),
        ("100달러로 인텔 몇 주 사?", None),
        ("Who won the chip race?", None),
        ("카카오 5만원 넘어?", None),
    ],
)
def test_the_currency_that_is_asked_for(text: str, currency: str | None) -> None:
    assert currency_asked(text) == currency


@pytest.mark.parametrize(
    ("question", "language", "unit"),
    [
        ("엔비디아 주가 원화로 얼마야?", "ko", "KRW"),
        ("Convert Nvidia's price to won", "en", "KRW"),
        ("삼성전자 주가 달러로는 얼마야?", "ko", "USD"),
        ("What is Samsung Electronics worth in dollars?", "en", "USD"),
    ],
)
def test_a_close_is_converted_by_the_rate_of_its_day(
    with_rate: Context, question: str, language: str, unit: str
) -> None:
    found = asked_and_verified(with_rate, question, "ko" if language == "ko" else "en")
    (made,) = [one for one in found.evidence.values() if one.name == "converted"]
    assert made.derivation is not None
    close, rate = (found.evidence[one] for one in made.derivation.operands)
    assert (made.unit, rate.value, close.date) == (unit, RATE, LAST)
    assert close.value is not None
    assert made.value == pytest.approx(close.value * RATE if unit == "KRW" else close.value / RATE)
    assert "1,443.37" in found.draft.text


def test_without_a_rate_that_is_said_first_with_the_command_and_then_the_own_price(context: Context) -> None:
    found = asked_and_verified(context, "Convert Nvidia's price to won", "en")
    first, _, rest = found.draft.text.partition("; ")
    assert first.startswith("No exchange rate")
    assert rest.startswith("`stockelper collect macro`")
    assert "Nvidia closed at $" in rest


def test_a_rate_known_only_later_is_not_used(with_rate: Context) -> None:
    before = replace(with_rate, language="en")
    found = asked_and_verified(before, "Convert Nvidia's price on December 24, 2025 to won", "en")
    assert found.draft.text.startswith("No exchange rate")


def test_a_price_in_its_own_currency_is_told_as_ever(with_rate: Context) -> None:
    assert "환율" not in asked_and_verified(with_rate, "엔비디아 주가 달러로 얼마야?").draft.text


def test_other_currencies_are_not_converted_and_that_is_said(context: Context) -> None:
    text = asked_and_verified(context, "Nvidia stock price in euros", "en").draft.text
    assert "cannot be converted into euros" in text
