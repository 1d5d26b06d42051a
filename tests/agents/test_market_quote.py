import datetime as dt

import polars as pl
import pytest

from stockelper.store.sqlite import SqliteDocuments
from tests.agents.conftest import HYNIX, LAST, NVIDIA, RECORDED, SAMSUNG, Ask, days_of, walk, window

BARS = walk(SAMSUNG, days_of(SAMSUNG))


def test_a_quote_states_the_last_close_and_its_change_with_both_dates(ask: Ask):
    asked = ask(securities=(SAMSUNG,))
    before, close = BARS["close"][-2], BARS["close"][-1]
    assert asked.value("change") == close - before
    assert asked.value("return") == pytest.approx(close / before - 1, rel=1e-12)
    first = asked.draft.text.split(" [1]")[0]
    assert first.startswith("삼성전자는 2025년 12월 30일 15:30(한국시간) 종가 기준 ")
    assert f"{close:,.0f}원" in first
    assert "전 거래일(2025년 12월 29일)" in first
    assert ("올랐습니다" if close > before else "내렸습니다") in first


def test_a_quote_gives_the_year_marks_of_the_52_weeks_and_their_dates(ask: Ask):
    asked = ask(securities=(SAMSUNG,))
    year = BARS.filter(pl.col("date") > LAST - dt.timedelta(weeks=52))
    assert asked.value("high_52w") == year["high"].max()
    assert asked.value("low_52w") == year["low"].min()
    marks = {e.name: e.date for e in asked.evidence.values()}
    assert marks["high_52w"] == year.sort("high")["date"][-1]
    assert marks["low_52w"] == year.sort("low")["date"][0]


def test_prices_that_are_not_raw_are_called_adjusted(ask: Ask):
    assert "수정주가" in ask(securities=(SAMSUNG,)).draft.text
    assert "adjusted for splits and dividends" in ask(securities=(NVIDIA,), language="en").draft.text


def test_all_figures_of_one_series_are_one_source(ask: Ask):
    (citation,) = ask(securities=(SAMSUNG,)).draft.citations
    assert citation.title == "삼성전자 일별 시세 (files, 수정주가)"
    assert len(citation.evidence_ids) >= 8


def test_a_quote_comes_with_candles_and_volume(ask: Ask):
    (chart,) = ask(securities=(SAMSUNG,)).findings[0].charts
    assert (chart.kind, [series.name for series in chart.series]) == (
        "candles", ["open", "high", "low", "close", "volume"],
    )  # fmt: skip
    assert chart.series[3].points[-1] == (LAST, BARS["close"][-1])
    assert len(chart.series[3].points) == 120


def test_a_past_day_is_quoted_as_of_that_day(ask: Ask):
    day = dt.date(2025, 12, 24)
    asked = ask(securities=(SAMSUNG,), window=window(day, day, "day"))
    assert asked.evidence[f"price:{SAMSUNG}:2025-12-24:close"].value == BARS.filter(date=day)["close"][0]
    assert max(e.date for e in asked.evidence.values() if e.date) == day


def test_a_closed_day_is_answered_from_the_session_before_it(ask: Ask):
    holiday = dt.date(2025, 12, 25)
    asked = ask(securities=(SAMSUNG,), window=window(holiday, holiday, "day"))
    assert "2025년 12월 24일" in asked.draft.text


def test_a_halted_security_is_said_to_be_halted(ask: Ask, documents: SqliteDocuments):
    halt = walk(HYNIX, days_of(HYNIX)).tail(1).with_columns(
        halted=True, open=None, high=None, low=None, volume=pl.lit(0, pl.Int64)
    )  # fmt: skip
    documents.upsert("bars", halt, recorded_at=RECORDED, revised_at=halt["known_at"][0])
    text = ask(securities=(HYNIX,)).draft.text
    assert "거래가 정지되어 있으며" in text
    assert "시가" not in text


def test_stale_data_says_up_to_when_it_goes_and_how_many_sessions_are_missing(ask: Ask):
    asked = ask(securities=(SAMSUNG,), at=dt.date(2026, 1, 6))
    (note,) = [note for note in asked.draft.notes if note.code == "stale"]
    assert note.parameters["sessions"] == 3
    assert "2025년 12월 30일까지만" in note.text


def test_a_security_without_bars_is_no_data_and_names_the_commands(ask: Ask):
    asked = ask(securities=("KRX:051910",))
    assert asked.draft.status == "no_data"
    assert asked.findings[0].missing
    assert "LG화학" in asked.draft.text
    assert "stockelper import" in asked.draft.text
    assert "stockelper import" in asked.draft.text


def test_of_two_securities_the_missing_one_makes_the_answer_partial(ask: Ask):
    asked = ask(securities=(SAMSUNG, "KRX:051910"))
    assert asked.draft.status == "partial"
    assert "삼성전자는" in asked.draft.text
    assert "LG화학의 시세는" in asked.draft.text


def test_a_year_mark_that_is_asked_for_leads_the_answer(ask: Ask):
    assert ask(securities=(SAMSUNG,), measures=("high_52w",)).draft.text.startswith(
        "삼성전자의 52주 최고가는"
    )


def test_an_index_is_quoted_without_a_currency(ask: Ask):
    text = ask(question="코스피 지수 얼마야?").draft.text
    assert text.startswith("코스피는 2025년 12월 30일")
    assert "원" not in text
