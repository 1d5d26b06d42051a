"""A briefing over a window longer than a day tells of the window, and no single day in its place."""

import datetime as dt

import polars as pl
import pytest

from agents.verifier import verify
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Language
from tests.agents.conftest import (
    HYNIX,
    KOSPI,
    LAST,
    NAVER,
    RECORDED,
    SAMSUNG,
    Ask,
    Asked,
    days_of,
    walk,
    window,
)

YEAR = window(dt.date(2025, 1, 1), label="ytd")


def since(security: str, day: dt.date) -> float:
    bars = walk(security, days_of(security))
    before = bars.filter(bars["date"] < day)["close"][-1]
    return float(bars["close"][-1] / before - 1)


def unsupported(found: Asked) -> list[str]:
    cited = {one.n: one.evidence_ids for one in found.draft.citations}
    claims = verify(found.draft.text, list(found.evidence.values()), citations=cited)
    return [claim.text for claim in claims if not claim.supported]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_index_breadth_and_movers_count_from_the_start_of_the_window(ask: Ask, language: Language) -> None:
    found = ask(kinds=("briefing",), markets=("krx",), window=YEAR, language=language, question="시장 올해")
    moves = {security: since(security, YEAR.from_) for security in (SAMSUNG, HYNIX, NAVER)}
    assert found.value("return", KOSPI) == pytest.approx(since(KOSPI, YEAR.from_))
    assert found.value("up_count") == sum(move > 0 for move in moves.values())
    assert found.value("down_count") == sum(move < 0 for move in moves.values())
    assert all(found.value("return", security) == pytest.approx(move) for security, move in moves.items())
    assert unsupported(found) == []
    assert ("2024년 12월 30일" if language == "ko" else "Dec 30, 2024") in found.draft.text


def test_a_move_that_no_session_can_make_leads_no_list_of_movers(
    ask: Ask, documents: SqliteDocuments
) -> None:
    leap = LAST - dt.timedelta(days=20)
    merged = walk(SAMSUNG, days_of(SAMSUNG)).with_columns(
        security=pl.lit("KRX:035720"),
        close=pl.when(pl.col("date") >= leap).then(pl.col("close") * 5).otherwise(pl.col("close")),
    )
    documents.upsert("bars", merged, recorded_at=RECORDED)
    found = ask(kinds=("briefing",), markets=("krx",), window=YEAR, question="시장 올해")
    assert "카카오(" not in found.draft.text
    assert "카카오" in next(note.text for note in found.draft.notes if note.code == "set_apart")


def test_a_window_of_one_day_tells_of_that_day(ask: Ask) -> None:
    day = window(LAST, LAST, "yesterday")
    found = ask(kinds=("briefing",), markets=("krx",), window=day, question="어제 시장")
    assert "종가와 비교하면" not in found.draft.text


def test_a_window_after_the_newest_prices_is_said_to_have_none(ask: Ask) -> None:
    later = window(LAST + dt.timedelta(days=3), LAST + dt.timedelta(days=20), "this_month")
    found = ask(at=later.to, kinds=("briefing",), markets=("krx",), window=later, question="이번 달 시장")
    assert found.draft.status == "no_data"
    assert [note.code for note in found.draft.notes] == ["no_market_since"]
    assert "2025년 12월 30일까지만" in found.draft.text


@pytest.mark.parametrize(
    ("language", "question", "missing"),
    [
        ("en", "How did the S&P 500 do this year?", "No levels of S&P 500 are stored."),
        ("ko", "S&P500 지수 올해 어땠어?", "S&P 500 지수의 시세는 저장되어 있지 않습니다."),
    ],
)
def test_a_level_that_is_asked_for_and_not_stored_is_said_before_anything_else(
    ask: Ask, language: Language, question: str, missing: str
) -> None:
    found = ask(kinds=("briefing",), markets=("us",), window=YEAR, language=language, question=question)
    assert found.draft.text.startswith(missing)
    assert found.draft.status != "no_data"
