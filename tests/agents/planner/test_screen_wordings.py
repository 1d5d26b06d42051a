"""Screens as people word them: the worst, a board's sector, prices in words, a screen after a comparison."""

import pytest

from agents.planner.amounts import in_digits
from stockelper.types import Screen
from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    "question",
    [
        "게임주 올해 꼴찌 3개",
        "올해 최악의 게임주",
        "올해 제일 안 좋은 게임주 알려줘",
        "worst tech stocks this year",
    ],
)
def test_every_word_for_the_worst_ranks_from_below(asking: Planner, question: str) -> None:
    made = asking(question)
    assert made.kinds == ("screen",)
    assert made.screens[0].operator == "bottom"
    assert made.sector


@pytest.mark.parametrize(
    ("question", "board", "sector"),
    [
        ("코스닥 반도체 올해 상승률 상위 3개", "KOSDAQ", "Semiconductors"),
        ("제약바이오 한달 하락률 상위 코스닥 3개", "KOSDAQ", "Pharmaceuticals"),
        ("코스닥 2차전지 올해 상승률 상위 3개", "KOSDAQ", "Batteries"),
        ("코스피 은행 올해 수익률 순위", "KOSPI", "Banks"),
    ],
)
def test_a_board_and_a_sector_hold_together(asking: Planner, question: str, board: str, sector: str) -> None:
    made = asking(question)
    assert made.kinds == ("screen",)
    assert board in made.markets
    assert made.sector == sector


def test_an_english_sector_is_named_beside_what_is_ranked(asking: Planner) -> None:
    assert asking("top 5 tech gainers").sector == "Information Technology"
    assert asking("biggest losers in energy this week").sector == "Energy"


@pytest.mark.parametrize(
    ("question", "operator", "threshold"),
    [
        ("만원 이하 주식 오늘 거래량 상위", "below", 1e4),
        ("백만원 넘는 주식", "above", 1e6),
        ("오천원 이하 코스피 종목 올해 상승률 3개", "below", 5e3),
        ("천원도 안되는 종목 거래량 순", "below", 1e3),
        ("십만 원 이상 코스닥 종목 상승률 상위", "above", 1e5),
        ("korean stocks over a million won", "above", 1e6),
        ("stocks under 10 bucks with high volume", "below", 10.0),
    ],
)
def test_a_price_in_words_bounds_a_screen(
    asking: Planner, question: str, operator: str, threshold: float
) -> None:
    bound = Screen.model_validate({"measure": "close", "operator": operator, "threshold": threshold})
    assert bound in asking(question).screens


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("만오천원", "15000원"),
        ("1만 5천원", "15000원"),
        ("3천만원", "3000만원"),
        ("인천원", "인천원"),
        ("under five dollars", "under $5"),
    ],
)
def test_an_amount_in_words_is_written_in_digits(text: str, written: str) -> None:
    assert in_digits(text) == written


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("삼성전자랑 하이닉스 올해 비교해줘", "오늘 급등주 5개"),
        ("compare AMD and NVDA 2025", "top 5 gainers today"),
    ],
)
def test_a_screen_after_a_comparison_is_a_question_of_its_own(asking: Planner, first: str, then: str) -> None:
    made = asking(then, [asking(first)])
    assert (made.kinds, made.securities) == (("screen",), ())


def test_a_share_of_the_second_week_is_no_shareholder(asking: Planner) -> None:
    assert asking("삼성전자 11월 둘째 주 주가").kinds == ("quote",)


@pytest.mark.parametrize(
    ("question", "screens"),
    [
        (
            "find me nasdaq stocks up more than 5% today w/ volume over 10 million",
            [("return", "above", 0.05), ("volume", "above", 10_000_000.0)],
        ),
        (
            "stocks with volume above 5m and price under $20",
            [("volume", "above", 5e6), ("close", "below", 20.0)],
        ),
        (
            "코스닥에서 5% 이상 오르고 거래량 100만주 넘는 종목",
            [("return", "above", 0.05), ("volume", "above", 1e6)],
        ),
        ("RSI < 30 종목", [("rsi", "below", 30.0)]),
    ],
)
def test_every_condition_of_a_screen_is_kept_with_its_scale(
    asking: Planner, question: str, screens: list[tuple[str, str, float]]
) -> None:
    made = asking(question)
    assert [(one.measure, one.operator, one.threshold) for one in made.screens] == screens


@pytest.mark.parametrize(
    ("question", "measure", "label"),
    [
        ("코스닥에서 최근 한 달 거래량이 제일 많은 종목 10개", "volume", "1m"),
        ("최근 일주일간 거래량 상위 종목", "volume", "1w"),
        ("코스피 최근 3개월 평균 거래대금 상위 5개", "turnover", "3m"),
        ("코스닥 지난 20거래일 하루 평균 거래량 상위 종목", "volume", "20s"),
        ("지난달 거래대금 많은 종목", "turnover", "last_month"),
        ("highest volume this month in US", "volume", "this_month"),
        ("top US stocks by 3-month average volume", "volume", "3m"),
        ("which US stocks had the highest turnover in Q4 2025?", "turnover", "2025Q4"),
    ],
)
def test_a_ranking_by_what_is_traded_has_its_stretch(
    asking: Planner, question: str, measure: str, label: str
) -> None:
    made = asking(question)
    assert made.window is not None
    assert (made.kinds, made.window.label) == (("screen",), label)
    assert [(one.measure, one.operator, one.threshold) for one in made.screens] == [(measure, "top", None)]


def test_a_length_of_a_usual_volume_is_no_stretch(asking: Planner) -> None:
    made = asking("20일 평균 거래량 대비 거래량 급증한 코스닥 종목")
    assert made.window is not None
    assert made.window.label == "default"
