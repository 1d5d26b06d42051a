"""Questions as people type them, that were once planned as something else."""

import pytest

from stockelper.types import Screen
from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("SK하이닉스 관계 기업 알려줘", "relations"),
        ("삼성전자랑 관련있는 회사", "relations"),
        ("Who are the biggest holders of Apple?", "relations"),
        ("삼성전자 업종이 뭐야", "relations"),
        ("에코프로 물렸는데 어떡하지", "outlook"),
        ("아난티 언제까지 떨어짐", "outlook"),
        ("삼성SDI 저점이 언제야", "quote"),
        ("삼성전자 외국인 순매수", "quote"),
        ("반도체 뉴스 있어?", "news"),
        ("전기차 뉴스 알려줘", "news"),
        ("RSI 70 넘고 20일선 위인 종목", "screen"),
        ("배당 많이 주는 종목", "screen"),
        ("guarantee me 20% a month", "unsafe"),
        ("영어로 답변하게 바꿔줘", "help"),
        ("switch the language to korean", "help"),
        ("what happened on wall street today", "briefing"),
        ("what happened to tesla today", "explain_move"),
        ("$SNAP down 10% y", "explain_move"),
        ("whose chips does tsmc make", "relations"),
        ("크래프톤 시가총액 말고 주가", "quote"),
        ("평단 높은데 손절할까요", "portfolio"),
        ("RSI 낮은 데 알려줘", "screen"),
        ("원달러 환율", "quote"),
        ("What's the won-dollar exchange rate", "quote"),
        ("환율이 오르면 현대차에 좋아?", "outlook"),
        ("환율이 현대차 주가를 움직인 거 맞아?", "explain_move"),
        ("LG화학이랑 LG에너지솔루션 관계", "relations"),
        ("52주 신저가 근처인 코스피 종목", "screen"),
        ("52-week low list US", "screen"),
        ("RSI 70 이상 코스닥", "screen"),
        ("golden cross stocks us", "screen"),
        ("미국주식 중 52주 고점 근처", "screen"),
        ("us stocks falling 4 days in a row", "screen"),
        ("왜 장이 이렇게 빠졌대?", "explain_move"),
        ("삼성SDI 지금 사도 됨?", "outlook"),
        ("I would like to know the dividend yield of Coca-Cola.", "fundamentals"),
        ("삼성중공업 수주 소식", "news"),
        ("보유종목 중에 제일 손실 큰거 뭐임", "portfolio"),
        ("골든크로스 매수 데드크로스 매도 SK하이닉스로 검증", "backtest"),
        ("Put in a stop loss on my Tesla position at 400", "order"),
        ("What is the price of Zyxqor Industries stock?", "quote"),
        ("확인 누르지 말고 그냥 바로 주문 넣어", "unsafe"),
    ],
)
def test_an_everyday_question_is_what_it_says(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds[0] == kind


def test_what_is_said_not_to_be_meant_is_no_kind(asking: Planner) -> None:
    assert asking("크래프톤 시가총액 말고 주가").kinds == ("quote",)
    assert asking("삼성전자 뉴스 말고 주가 알려줘").kinds == ("quote",)


def test_whose_a_product_is_asks_for_customers(asking: Planner) -> None:
    made = asking("whose chips does tsmc make")
    assert (made.relations, made.direction) == (("SUPPLIES",), "out")


def test_relations_without_a_company_ask_which(asking: Planner) -> None:
    made = asking("관계 기업 알려줘")
    assert made.kinds == ("relations",)
    assert made.clarify


def test_a_topics_word_is_searched_for(asking: Planner) -> None:
    assert asking("반도체 관련 뉴스 알려줘").words == ("반도체",)
    assert asking("금리 관련 뉴스").words == ("금리",)
    assert asking("현대차 최근 일주일 뉴스").words == ()
    assert asking("현대차 열흘 동안 나온 뉴스").words == ()


@pytest.mark.parametrize(
    "question",
    ["삼성전자 최근 3개월 수익률은 어때?", "How did Samsung Electronics do over the last 3 months?"],
)
def test_a_question_of_its_own_is_not_the_news_that_went_before(asking: Planner, question: str) -> None:
    before = asking("삼성전자 최근 뉴스 알려줘")
    made = asking(question, (before,))
    assert (made.kinds, made.specialists) == (("quote",), ("market",))


def test_every_condition_of_a_screen_counts_and_the_ranking_comes_first(asking: Planner) -> None:
    made = asking("주가 1만원 이하 종목 중 많이 오른 것")
    assert made.screens == (
        Screen(measure="return", operator="top"),
        Screen(measure="close", operator="below", threshold=10_000.0),
    )
    made = asking("RSI 70 넘고 20일선 위인 종목")
    assert made.screens == (
        Screen(measure="rsi", operator="above", threshold=70.0),
        Screen(measure="sma", operator="above"),
    )
    made = asking("코스피에서 거래량 100만주 이상이고 5% 이상 오른 종목")
    assert made.screens == (
        Screen(measure="volume", operator="above", threshold=1_000_000.0),
        Screen(measure="return", operator="above", threshold=0.05),
    )


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("삼성전자 12월 25일 주가", "2025-12-25", "2025-12-25"),
        ("SK하이닉스 작년 대비 몇프로 올랐어?", "2025-01-01", "2025-12-30"),
    ],
)
def test_a_date_is_no_length_and_a_comparison_reaches_today(
    asking: Planner, question: str, first: str, last: str
) -> None:
    window = asking(question).window
    assert window is not None
    assert (window.from_.isoformat(), window.to.isoformat()) == (first, last)


def test_a_year_to_come_is_no_length_of_time(asking: Planner) -> None:
    assert asking("삼성전자 2030년 주가").clarify


def test_the_losers_after_the_gainers_are_the_other_end(asking: Planner) -> None:
    gainers = asking("오늘 많이 오른 종목은?")
    made = asking("하락한 건?", (gainers,))
    assert made.screens == (Screen(measure="return", operator="bottom"),)


@pytest.mark.parametrize(
    ("question", "securities"),
    [
        ("the supliers of apple", ("US:AAPL",)),
        ("who supplys apple", ("US:AAPL",)),
        ("will hynix go up tomorow", ("KRX:000660",)),
        ("how should I weight AAPL MSFT KO", ("US:AAPL", "US:MSFT", "US:KO")),
        ("KO AAPL MSFT, forward yields", ("US:KO", "US:AAPL", "US:MSFT")),
        ("port is 80% nvda 10 tsla 10 hood", ("US:NVDA", "US:TSLA", "US:HOOD")),
        ("if i had put $200 a month into msft since 2022", ("US:MSFT",)),
        ("sell all my tsla at market", ("US:TSLA",)),
        ("tsmc 공장 멈추면 어느 회사가 타격받아?", ("US:TSM",)),
    ],
)
def test_slips_and_small_letters_do_not_hide_a_company(
    asking: Planner, question: str, securities: tuple[str, ...]
) -> None:
    made = asking(question)
    assert (made.securities, made.clarify, made.in_scope) == (securities, None, True)


def test_who_of_the_held_is_hit_is_a_question_of_relations(asking: Planner) -> None:
    made = asking("I hold 005930 and NVDA: which are exposed if TSMC stops shipping?")
    assert (made.kinds, made.specialists) == (("relations",), ("relations",))


def test_a_board_named_a_turn_earlier_stays_named_in_a_screen(asking: Planner) -> None:
    before = asking("코스닥 오늘 어땠어?")
    assert "KOSDAQ" in asking("거래량 상위 종목은?", (before,)).markets
    assert "KOSDAQ" not in asking("전체 시장에서 거래량 상위 종목은?", (before,)).markets
    listed = asking("코스닥에서 거래량 상위 종목")
    made = asking("그중에 RSI 30 아래인 종목은?", (listed,))
    assert (made.kinds, "KOSDAQ" in made.markets) == (("screen",), True)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Is NVDA above its 200 day MA? golden cross?", "technical"),
        ("what moved markets overnight", "briefing"),
        ("What moved the market today?", "briefing"),
        ("which sector did best this month", "screen"),
        ("이번 달 어느 업종이 제일 많이 올랐어?", "screen"),
        ("how did korean sectors do this year", "screen"),
        ("which sector is Apple in?", "relations"),
        ("삼성전자 현대차 기아 중 변동성 큰 순서", "compare"),
        ("Names trading 20% below their 52-week high", "screen"),
        ("삼성전자 price on Christmas 2025", "quote"),
        ("크리스마스 선물 추천해줘", "out_of_scope"),
        ("best christmas gifts", "out_of_scope"),
    ],
)
def test_a_question_is_read_by_what_it_asks_for(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds[0] == kind


def test_a_holiday_is_its_day(asking: Planner) -> None:
    made = asking("삼성전자 price on Christmas 2025", as_of="2026-02-01")
    assert made.window is not None
    assert (made.window.from_.isoformat(), made.window.to.isoformat()) == ("2025-12-25", "2025-12-25")
    made = asking("2024년 크리스마스 삼성전자 종가")
    assert made.window is not None
    assert made.window.from_.isoformat() == "2024-12-25"


def test_an_average_is_no_ticker_and_an_oscillator_has_no_average(asking: Planner) -> None:
    made = asking("NVDA 20-day MA and RSI(14)")
    assert (made.securities, made.periods) == (("US:NVDA",), (20,))
    assert asking("Is NVDA above its 200 day MA? golden cross?").periods == (50, 200)
    assert asking("MA price").securities == ("US:MA",)


def test_a_share_of_the_years_high_is_the_bound_of_a_screen(asking: Planner) -> None:
    made = asking("Names trading 20% below their 52-week high")
    assert made.screens == (Screen(measure="high_52w", operator="below", threshold=0.2),)


@pytest.mark.parametrize(
    ("question", "measures"),
    [
        ("삼성전자와 하이닉스 상관계수", ("correlation",)),
        ("삼성전자 베타", ("beta",)),
        ("삼성전자 며칠 연속 상승 중이야?", ("streak",)),
        ("NVDA winning streak?", ("streak",)),
        ("NVDA up days vs down days this year", ("up_days",)),
        ("NVDA worst day this year", ("worst_day",)),
        ("삼성전자 올해 가장 많이 떨어진 날", ("worst_day",)),
        ("monthly returns of NVDA this year", ("monthly_return",)),
        ("삼성전자 올해 월별 수익률", ("monthly_return",)),
        ("3일 연속 상승한 종목", ("streak",)),
        ("코스피 올해 최악의 날", ("worst_day",)),
        ("삼성전자 consecutive down days", ("streak",)),
    ],
)
def test_figures_of_days_and_months_are_read(
    asking: Planner, question: str, measures: tuple[str, ...]
) -> None:
    made = asking(question)
    assert made.in_scope
    assert made.measures == measures


@pytest.mark.parametrize(
    ("question", "securities", "first", "last"),
    [
        ("NVDA in 2023 vs 2024", ("US:NVDA",), "2023-01-01", "2024-12-31"),
        ("삼성전자 작년이랑 올해 수익률 비교", ("KRX:005930",), "2024-01-01", "2025-12-30"),
        ("애플 상반기 하반기 중에 언제 더 올랐어?", ("US:AAPL",), "2025-01-01", "2025-12-30"),
        ("코스피 2023년이랑 2024년 중에 언제 더 좋았어?", (), "2023-01-01", "2024-12-31"),
    ],
)
def test_two_stretches_of_one_company_are_compared_without_asking_back(
    asking: Planner, question: str, securities: tuple[str, ...], first: str, last: str
) -> None:
    made = asking(question)
    assert (made.kinds, made.securities, made.clarify) == (("compare",), securities, None)
    assert (made.stretches[0].from_.isoformat(), made.stretches[-1].to.isoformat()) == (first, last)
    assert made.window is not None
    assert (made.window.from_, made.window.to) == (made.stretches[0].from_, made.stretches[-1].to)


@pytest.mark.parametrize(
    "question", ["삼성전자 2024년 3월부터 2025년 5월까지", "NVDA between 2023 and 2024", "NVDA in 2024"]
)
def test_a_range_and_a_single_stretch_set_nothing_side_by_side(asking: Planner, question: str) -> None:
    assert asking(question).stretches == ()


def test_two_stretches_within_a_thread_leave_the_company_before_out(asking: Planner) -> None:
    before = asking("AMD price")
    assert asking("intel in 2023 vs 2024", (before,)).securities == ("US:INTC",)


def test_which_year_was_better_sets_the_stretches_spoken_of_side_by_side(asking: Planner) -> None:
    one = asking("Apple 2024 performance")
    two = asking("and 2025?", (one,))
    made = asking("so which year was better", (one, two))
    assert (made.kinds, made.securities, made.clarify) == (("compare",), ("US:AAPL",), None)
    assert [each.label for each in made.stretches] == ["2024", "2025"]


def test_a_figure_asked_alone_after_a_comparison_is_compared_over_its_window(asking: Planner) -> None:
    before = asking("엑손이랑 셰브론 5년 비교")
    made = asking("변동성은?", (before,))
    assert (made.kinds, made.securities) == (("compare",), before.securities)
    assert made.window == before.window


@pytest.mark.parametrize(
    ("question", "securities"),
    [
        ("did ko outperform pep", {"US:KO", "US:PEP"}),
        ("ge vs hon 10y", {"US:GE", "US:HON"}),
        ("삼전이랑하닉뭐가더올랐어올해", {"KRX:005930", "KRX:000660"}),
        ("셀트이론 주가 얼마에요", {"KRX:068270"}),
    ],
)
def test_names_as_they_are_typed_are_found(asking: Planner, question: str, securities: set[str]) -> None:
    assert set(asking(question).securities) == securities


@pytest.mark.parametrize("question", ["토스뱅크 뉴스 알려줘", "컬리 지분구조"])
def test_a_company_without_a_share_is_asked_back_and_not_off_topic(asking: Planner, question: str) -> None:
    made = asking(question)
    assert made.in_scope
    assert made.clarify
    assert made.unknown


def test_bounds_that_stand_side_by_side_are_both_conditions(asking: Planner) -> None:
    assert asking("PER 5 이하 PBR 0.5 이하 종목").screens == (
        Screen(measure="per", operator="below", threshold=5.0),
        Screen(measure="pbr", operator="below", threshold=0.5),
    )


@pytest.mark.parametrize(
    ("question", "screen"),
    [
        ("볼린저 하단 이탈한 코스피 종목", Screen(measure="bollinger", operator="below")),
        ("데드크로스 난 코스닥 종목", Screen(measure="cross", operator="below")),
        ("3일 연속 하락한 종목", Screen(measure="streak", operator="below", threshold=-3.0)),
        ("52주 신고가 대비 30% 이상 빠진 종목", Screen(measure="high_52w", operator="below", threshold=0.3)),
        (
            "거래량 평소 3배 이상 터진 코스닥 종목",
            Screen(measure="volume_ratio", operator="above", threshold=3.0),
        ),
        ("KOSPI 시총 말고 거래대금 상위 5개", Screen(measure="turnover", operator="top")),
    ],
)
def test_a_condition_goes_the_way_that_is_said(asking: Planner, question: str, screen: Screen) -> None:
    assert asking(question).screens == (screen,)


def test_the_american_market_is_not_the_korean_one(asking: Planner) -> None:
    assert asking("어제 미국장 어땠음?").markets == ("us",)
    assert asking("국장 오늘 어땠어").markets == ("krx",)


@pytest.mark.parametrize("question", ["2월 30일 카카오 주가", "삼성전자 3월 40일 종가"])
def test_a_day_that_no_year_has_is_asked_back(asking: Planner, question: str) -> None:
    assert asking(question).clarify
