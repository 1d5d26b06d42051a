import datetime as dt

import pytest

from agents.planner.calendar_spans import Span
from agents.planner.horizon import horizon
from agents.planner.spoken_dates import apart, stretch
from agents.planner.today import Today
from stockelper.markets.registry import MARKETS

NOW = Today(dt.date(2025, 12, 30), MARKETS["krx"], dt.date(2025, 12, 30))


def span(text: str) -> Span | None:
    found = stretch(text.lower(), NOW)
    return found[0] if found else None


def test_a_share_for_coins_is_no_week() -> None:
    assert span("동전주 중에 많이 오른 것") is None


@pytest.mark.parametrize(
    ("text", "first", "last", "label"),
    [
        ("최근 한 달 주가", "2025-11-30", "2025-12-30", "1m"),
        ("최근 1개월", "2025-11-30", "2025-12-30", "1m"),
        ("석 달 변동성", "2025-09-30", "2025-12-30", "3m"),
        ("반년 동안", "2025-06-30", "2025-12-30", "6m"),
        ("최근 1년 추이", "2024-12-30", "2025-12-30", "1y"),
        ("past two weeks", "2025-12-16", "2025-12-30", "2w"),
        ("over the last month", "2025-11-30", "2025-12-30", "1m"),
        ("last month", "2025-11-01", "2025-11-30", "last_month"),
        ("지난주 흐름", "2025-12-22", "2025-12-26", "last_week"),
        ("이번 주", "2025-12-29", "2025-12-30", "this_week"),
        ("2025-12-05부터 2025-01-05까지", "2025-01-05", "2025-12-05", "range"),
        ("price on 1850-01-01", "1850-01-01", "1850-01-01", "1850-01-01"),
        ("지난주 월요일 종가", "2025-12-22", "2025-12-22", "2025-12-22"),
        ("지난주 금요일 종가", "2025-12-26", "2025-12-26", "2025-12-26"),
        ("토요일 종가", "2025-12-27", "2025-12-27", "2025-12-27"),
        ("25.11.11 고가", "2025-11-11", "2025-11-11", "2025-11-11"),
        ("4/9/2025 close", "2025-04-09", "2025-04-09", "2025-04-09"),
        ("2025 Q3 퍼포먼스", "2025-07-01", "2025-09-30", "2025Q3"),
        ("3Q25", "2025-07-01", "2025-09-30", "2025Q3"),
        ("2024 3분기 수익률", "2024-07-01", "2024-09-30", "2024Q3"),
        ("삼성전자 애플 5년 비교", "2020-12-30", "2025-12-30", "5y"),
        ("역대 최고가", "1990-01-01", "2025-12-30", "ever"),
        ("highest close ever", "1990-01-01", "2025-12-30", "ever"),
        ("올해 수익률", "2025-01-01", "2025-12-30", "ytd"),
        ("YTD return", "2025-01-01", "2025-12-30", "ytd"),
        ("연초 대비", "2025-01-01", "2025-12-30", "ytd"),
        ("작년에", "2024-01-01", "2024-12-31", "last_year"),
        ("2024년 실적", "2024-01-01", "2024-12-31", "2024"),
        ("2024년 3월", "2024-03-01", "2024-03-31", "2024-03"),
        ("작년 말 주가", "2024-12-30", "2024-12-30", "2024-12-30"),
        ("price at the end of last year", "2024-12-30", "2024-12-30", "2024-12-30"),
        ("작년 말 대비 수익률", "2025-01-01", "2025-12-30", "after_last_year"),
        ("작년 연말 이후 □", "2025-01-01", "2025-12-30", "after_last_year"),
        ("2024년 말 대비 수익률", "2025-01-01", "2025-12-30", "after_2024"),
        ("11월 말 대비", "2025-12-01", "2025-12-30", "after_2025-11"),
        ("since the end of November", "2025-12-01", "2025-12-30", "after_2025-11"),
        ("since the end of last year", "2024-12-30", "2025-12-30", "since_2024-12-30"),
        ("versus the end of last year", "2024-12-30", "2025-12-30", "since_2024-12-30"),
        ("작년 연말 종가랑 비교하면 지금", "2024-12-30", "2025-12-30", "since_2024-12-30"),
        ("지난해 말보다 얼마나", "2024-12-30", "2025-12-30", "since_2024-12-30"),
        ("작년 마지막 거래일 대비", "2024-12-30", "2025-12-30", "since_2024-12-30"),
        ("up on last year's close?", "2024-12-30", "2025-12-30", "since_2024-12-30"),
        ("how far above last year's closing price", "2024-12-30", "2025-12-30", "since_2024-12-30"),
        ("3월 5일 종가와 비교하면", "2025-03-05", "2025-12-30", "since_2025-03-05"),
        ("작년 종가", "2024-12-30", "2024-12-30", "2024-12-30"),
        ("3개월 전 □ 가격", "2025-09-30", "2025-09-30", "3m_ago"),
        ("1년 전 종가", "2024-12-30", "2024-12-30", "1y_ago"),
        ("3개월 전 대비 □ 수익률", "2025-09-30", "2025-12-30", "3m"),
        ("3월 5일 종가", "2025-03-05", "2025-03-05", "2025-03-05"),
        ("3월 5일부터 4월 2일까지", "2025-03-05", "2025-04-02", "range"),
        ("2분기 매출", "2025-04-01", "2025-06-30", "2025Q2"),
        ("in Q3 2024", "2024-07-01", "2024-09-30", "2024Q3"),
        ("작년 4분기", "2024-10-01", "2024-12-31", "2024Q4"),
        ("since January", "2025-01-01", "2025-12-30", "since_2025-01"),
        ("between March 3 and May 2, 2025", "2025-03-03", "2025-05-02", "range"),
        ("on 2025-12-12", "2025-12-12", "2025-12-12", "2025-12-12"),
        ("12/30 종가", "2025-12-30", "2025-12-30", "2025-12-30"),
        ("어제 종가", "2025-12-29", "2025-12-29", "yesterday"),
        ("그저께 종가", "2025-12-26", "2025-12-26", "2_days_ago"),
        ("오늘 왜", "2025-12-30", "2025-12-30", "today"),
        ("last 5 trading days", "2025-12-23", "2025-12-30", "5s"),
        ("last Friday", "2025-12-26", "2025-12-26", "2025-12-26"),
    ],
)
def test_a_stretch_of_time_is_read_against_the_clock_and_the_sessions(
    text: str, first: str, last: str, label: str
) -> None:
    assert span(text) == Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last), label)


@pytest.mark.parametrize(
    "text",
    [
        "20일선 위에 있어?",
        "52주 신고가",
        "하이닉스 3주 팔아줘",
        "RSI 30 이하",
        "buy 5 shares",
        "10주 매수",
        "$200",
    ],
)
def test_lengths_of_averages_and_numbers_of_shares_are_no_stretch_of_time(text: str) -> None:
    assert span(text) is None


@pytest.mark.parametrize(
    "text", ["어제 대비 얼마나 올랐어", "어제보다 올랐어?", "is it higher than yesterday"]
)
def test_what_is_held_against_yesterday_is_today(text: str) -> None:
    assert span(text) == Span(NOW.date, NOW.date, "today")


def test_a_change_on_the_day_names_no_day() -> None:
    assert span("전일 대비 등락") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("last 5 yrs", "2020-12-30", "2025-12-30"),
        ("past 10 yrs", "2015-12-30", "2025-12-30"),
        ("3yr return", "2022-12-30", "2025-12-30"),
        ("12월 첫째주", "2025-12-01", "2025-12-05"),
        ("2024년 8월 마지막 주 흐름", "2024-08-26", "2024-08-30"),
        ("news last week of may 2025", "2025-05-26", "2025-05-30"),
        ("8월 초 주가", "2025-08-01", "2025-08-10"),
        ("in late august", "2025-08-21", "2025-08-31"),
        ("early 2024", "2024-01-01", "2024-03-31"),
        ("where was it trading a year ago", "2024-12-30", "2024-12-30"),
        ("1년전에 얼마였어", "2024-12-30", "2024-12-30"),
        ("from may to july 2023", "2023-05-01", "2023-07-31"),
    ],
)
def test_a_stretch_is_read_as_people_shorten_it(text: str, first: str, last: str) -> None:
    found = span(text)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text", ["2023년 3분기랑 4분기 비교", "2023년 3분기 수익률은? 4분기는?", "q3 2023 vs q4"]
)
def test_two_quarters_of_one_year_are_set_side_by_side(text: str) -> None:
    assert [(one.first.year, one.label) for one in apart(text, NOW)] == [(2023, "2023Q3"), (2023, "2023Q4")]


def test_a_month_that_has_not_begun_is_last_years() -> None:
    early = Today(dt.date(2026, 1, 5), MARKETS["krx"], dt.date(2026, 1, 5))
    found = stretch("3월 주가", early)
    assert found is not None
    assert found[0].label == "2025-03"


def test_the_end_of_a_stretch_is_never_after_today() -> None:
    found = span("2025년 12월")
    assert found is not None
    assert found.last == NOW.date


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("내일 오를까", 1),
        ("다음 주 방향", 5),
        ("한 달 뒤 주가", 20),
        ("in three months", 60),
        ("next year", 250),
        ("전망 어때", None),
    ],
)
def test_the_horizon_counts_sessions_ahead(text: str, sessions: int | None) -> None:
    assert horizon(text) == sessions
