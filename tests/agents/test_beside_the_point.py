"""Questions whose first sentence used to answer another one."""

import datetime as dt
from dataclasses import replace

import polars as pl
import pytest

from agents.context import Context
from agents.planner import plan
from agents.planner.measures import measures
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Language
from tests.agents.conftest import (
    HYNIX,
    INTEL,
    LAST,
    NVIDIA,
    RECORDED,
    SAMSUNG,
    answered,
    asked_and_verified,
    days_of,
    put,
    walk,
)

LAST_CLOSE = {one: float(walk(one, days_of(one))["close"][-1]) for one in (SAMSUNG, NVIDIA)}


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("삼성전자 시가총액 얼마야?", "ko", "상장주식 수가 저장되어 있지 않아"),
        ("What is Nvidia's market cap?", "en", "shares outstanding is not stored"),
        ("How much is Nvidia worth?", "en", "shares outstanding is not stored"),
        ("삼성전자랑 하이닉스 시총 누가 더 커?", "ko", "저장되어 있지 않아 시가총액은 계산하거나 비교하지"),
    ],
)
def test_a_market_value_that_is_not_known_is_said_first(
    context: Context, question: str, language: Language, said: str
) -> None:
    text = asked_and_verified(context, question, language).draft.text
    assert said in text.split(".")[0] + text.split(".")[1]


def test_a_market_value_is_computed_where_shares_are_counted(
    context: Context, documents: SqliteDocuments
) -> None:
    put(documents, "facts", [
        {"security": SAMSUNG, "concept": "shares_outstanding", "period": "2025Q3", "consolidated": True, "filing": "f1",
         "value": 5_969_782_550.0, "unit": "shares", "period_end": dt.date(2025, 9, 30), "source": "dart",
         "known_at": dt.datetime(2025, 11, 14, tzinfo=dt.UTC)},
    ])  # fmt: skip
    found = asked_and_verified(context, "삼성전자 시가총액 얼마야?")
    assert found.value("market_cap") == pytest.approx(5_969_782_550 * LAST_CLOSE[SAMSUNG])
    assert found.draft.status == "answered"


@pytest.mark.parametrize(
    "question", ["Price of Intel and why did it drop?", "what's the price of Intel and why is it down"]
)
def test_a_price_asked_beside_its_reason_is_told_first(context: Context, question: str) -> None:
    made = plan(question, context).model_copy(update={"kinds": ("explain_move",), "specialists": ("market",)})
    text = answered(made, replace(context, language="en")).draft.text
    assert text.startswith("Intel closed at")
    assert INTEL in made.securities


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ("□ 어제 종가 얼마고 거래량은?", {"close", "volume"}),
        ("□ price and volume", {"close", "volume"}),
        ("□ 종가랑 고가 알려줘", {"close", "high"}),
        ("□ 거래량 얼마야", {"volume"}),
        ("how much volume did □ have", {"volume"}),
    ],
)
def test_a_price_named_beside_a_figure_is_kept(plain: str, expected: set[str]) -> None:
    assert set(measures(plain)) == expected


def test_both_figures_are_told(context: Context) -> None:
    text = asked_and_verified(context, "삼성전자 종가 얼마고 거래량은?").draft.text
    assert f"{LAST_CLOSE[SAMSUNG]:,.0f}원" in text
    assert "거래량은" in text


def without_sessions(documents: SqliteDocuments, security: str, gone: int) -> None:
    """A series of three bars whose last comes `gone` sessions after the one before."""
    days = days_of(security, count=gone + 3)
    kept = [days[0], days[1], days[-1]]
    frame = walk(HYNIX, days).filter(pl.col("date").is_in(kept)).with_columns(security=pl.lit(security))
    documents.upsert("bars", frame, recorded_at=RECORDED)


def test_the_session_before_is_said_only_of_the_session_before(
    context: Context, documents: SqliteDocuments
) -> None:
    without_sessions(documents, "KRX:066570", 3)
    text = asked_and_verified(context, "LG전자 주가 얼마야").draft.text
    assert "전 거래일" not in text
    assert "그 앞에 저장된" in text


@pytest.mark.parametrize(("language", "no"), [("ko", "아니요"), ("en", "No,")])
def test_an_old_bar_says_neither_yes_nor_no_of_today(
    context: Context, documents: SqliteDocuments, language: Language, no: str
) -> None:
    days = days_of("US:AMD", last=LAST - dt.timedelta(days=20), count=5)
    documents.upsert("bars", walk(NVIDIA, days).with_columns(security=pl.lit("US:AMD")), recorded_at=RECORDED)
    question = "AMD 오늘 올랐어?" if language == "ko" else "is AMD up today?"
    text = asked_and_verified(context, question, language).draft.text
    assert not text.startswith((no, "네", "Yes"))
    assert f"{days[-1].day}" in text


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [("nvdia price", "en", "“nvdia” was read as Nvidia"), ("삼성전저 주가", "ko", "삼성전저를 삼성전자(005930)의 오타로")],
)  # fmt: skip
def test_a_misspelt_name_is_said_to_be_read_as_the_company(
    context: Context, question: str, language: Language, said: str
) -> None:
    assert said in answered(plan(question, context), replace(context, language=language)).draft.text


def test_a_name_that_is_a_word_is_no_figure_left_out(context: Context, documents: SqliteDocuments) -> None:
    documents.upsert(
        "bars", walk(NVIDIA, days_of("US:TGT")).with_columns(security=pl.lit("US:TGT")), recorded_at=RECORDED
    )
    assert "not computed" not in asked_and_verified(context, "Target stock this month", "en").draft.text
