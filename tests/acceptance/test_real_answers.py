"""Answers on real data: every figure is computed again from the files."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

Ask = Callable[[str, str], dict[str, Any]]
pytestmark = pytest.mark.timeout(600)  # the first test waits for the import
TOLERANCE = 1e-9


@pytest.fixture(scope="session")
def krx(shared_data: Path) -> pl.DataFrame:
    return pl.read_parquet(shared_data / "prices" / "krx_daily_2019_2025.parquet")


@pytest.fixture(scope="session")
def us(shared_data: Path) -> pl.DataFrame:
    return pl.read_parquet(shared_data / "prices" / "us_daily_2010_2026-01.parquet")


def close(frame: pl.DataFrame, symbol: str, day: str) -> float:
    """The file's close as a person reads it: a float32 by its shortest decimal."""
    value = frame.filter(symbol=symbol, date=date.fromisoformat(day))["close"][0]
    return float(pl.Series([value], dtype=frame.schema["close"]).cast(pl.String)[0])


def returns(answer: dict[str, Any], security: str) -> list[dict[str, Any]]:
    return [
        e for e in answer["evidence"] if e["kind"] == "return" and e["security"] == security and e["period"]
    ]


def test_samsung_over_the_last_month(ask: Ask, krx: pl.DataFrame) -> None:
    answer = ask("삼성전자 최근 한 달 주가 흐름 어때?", "2025-12-30")
    assert answer["status"] == "answered"
    assert answer["plan"]["securities"] == ["KRX:005930"]
    assert "수정" in answer["answer"]
    assert answer["citations"]
    (found, *_) = returns(answer, "KRX:005930")
    assert found["period"]["to"] == "2025-12-30"
    first, last = (close(krx, "005930", found["period"][end]) for end in ("from", "to"))
    assert found["value"] == pytest.approx(last / first - 1, abs=TOLERANCE)
    assert f"{last:,.0f}원" in answer["answer"]
    assert re.search(r"\[\d+\]", answer["answer"])


def test_nvidia_and_amd_this_year(ask: Ask, us: pl.DataFrame) -> None:
    answer = ask("Compare NVDA and AMD this year", "2026-01-05")
    assert answer["status"] == "answered"
    assert "adjusted" in answer["answer"].lower()
    for symbol in ("NVDA", "AMD"):
        (found, *_) = returns(answer, f"US:{symbol}")
        first, last = (close(us, symbol, found["period"][end]) for end in ("from", "to"))
        assert found["value"] == pytest.approx(last / first - 1, abs=TOLERANCE)
        assert f"{abs(found['value']):.2%}" in answer["answer"]


def test_every_price_in_the_evidence_is_the_files(ask: Ask, krx: pl.DataFrame) -> None:
    for question in (
        "SK하이닉스 지금 얼마야?",
        "카카오 1년 수익률",
        "현대차랑 기아 비교해줘",
        "LG에너지솔루션 52주 최고가",
    ):
        answer = ask(question, "2025-12-30")
        assert answer["status"] in {"answered", "partial"}
        for item in answer["evidence"]:
            if item["kind"] == "price" and item["name"] == "close" and item["security"].startswith("KRX:"):
                symbol = item["security"].removeprefix("KRX:")
                assert item["value"] == close(krx, symbol, item["date"]), (question, item)


def test_the_claims_of_true_answers_are_all_supported(ask: Ask) -> None:
    for question, as_of in (
        ("삼성전자 주가 알려줘", "2025-12-30"),
        ("NAVER 최근 3개월 흐름", "2025-12-30"),
        ("How did Apple do over the past six months?", "2026-01-05"),
        ("Compare Microsoft and Alphabet over the last year", "2026-01-05"),
        ("NVIDIA RSI and 20-day moving average", "2026-01-05"),
    ):
        answer = ask(question, as_of)
        assert answer["struck"] == 0, (question, [c for c in answer["claims"] if not c["supported"]])
        assert answer["claims"], question


def test_a_date_before_all_data_has_no_data_and_says_so(ask: Ask) -> None:
    answer = ask("삼성전자 주가", "2010-01-04")
    assert answer["status"] == "no_data"
    assert not answer["evidence"]


def test_a_company_that_nobody_lists_is_refused_politely(ask: Ask) -> None:
    answer = ask("호롤롤로전자 주가 알려줘", "2025-12-30")
    assert answer["status"] in {"no_data", "refused", "clarify"}
    assert "호롤롤로전자" in answer["answer"]
    assert not answer["evidence"]
