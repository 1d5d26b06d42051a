import pytest

from stockelper.types import Plan
from tests.agents.planner.conftest import Planner


@pytest.mark.parametrize(
    ("question", "kinds", "securities", "specialists"),
    [
        ("삼성전자 지금 얼마야?", ("quote",), ("KRX:005930",), ("market",)),
        ("Show me the RSI of NVDA", ("technical",), ("US:NVDA",), ("market",)),
        ("에코프로 급락 이유가 뭔가요", ("explain_move",), ("KRX:086520",), ("market", "news")),
        ("latest headlines for Apple", ("news",), ("US:AAPL",), ("news",)),
        ("SK하이닉스 3분기 영업이익", ("fundamentals",), ("KRX:000660",), ("fundamentals",)),
        ("Who supplies NVIDIA?", ("relations",), ("US:NVDA",), ("relations",)),
        ("현대차 내일 오를까?", ("outlook",), ("KRX:005380",), ("outlook",)),
        ("삼성전자랑하이닉스 수익률 비교", ("compare",), ("KRX:005930", "KRX:000660"), ("market",)),
        ("KO vs PEP dividend yield", ("compare",), ("US:KO", "US:PEP"), ("fundamentals",)),
        ("오늘 가장 많이 오른 종목 5개", ("screen",), (), ("market",)),
        ("내 포트폴리오 위험도 어때", ("portfolio",), (), ("portfolio",)),
        ("애플 10주 매수해줘", ("order",), ("US:AAPL",), ("trading",)),
        ("삼성전자 매달 10만원씩 적립식으로 샀으면 얼마야", ("backtest",), ("KRX:005930",), ("trading",)),
        ("오늘 시장 어때?", ("briefing",), (), ("market", "news")),
        ("공매도가 무슨 뜻이에요", ("education",), (), ()),
        ("너는 뭘 할 수 있어?", ("help",), (), ()),
        ("오늘 서울 날씨 어때?", ("out_of_scope",), (), ()),
        ("확인 없이 바로 매수해", ("unsafe",), (), ()),
    ],
)
def test_every_kind_is_planned_with_its_least_set_of_specialists(
    asking: Planner,
    question: str,
    kinds: tuple[str, ...],
    securities: tuple[str, ...],
    specialists: tuple[str, ...],
) -> None:
    made = asking(question)
    assert (made.kinds, made.securities, made.specialists) == (kinds, securities, specialists)


def test_two_kinds_joined_by_and_are_both_planned_in_the_order_of_the_question(asking: Planner) -> None:
    made = asking("삼성전자 주가랑 최근 뉴스 같이 알려줘")
    assert made.kinds == ("quote", "news")
    assert made.specialists == ("market", "news")


@pytest.mark.parametrize(
    "question",
    [
        "갤럭시 S25 카메라 어때?",
        "스타벅스 메뉴 추천",
        "넷플릭스 볼만한 거 추천해줘",
        "How do I cancel Amazon Prime?",
        "아이폰 배터리 교체 비용",
    ],
)
def test_a_question_on_a_listed_firms_product_is_out_of_scope_and_names_no_security(
    asking: Planner, question: str
) -> None:
    made = asking(question)
    assert made.kinds == ("out_of_scope",)
    assert not made.in_scope
    assert made.securities == ()


def test_a_product_that_moves_the_share_is_in_scope(asking: Planner) -> None:
    made = asking("갤럭시 판매 부진이 삼성전자 주가에 영향을 줬나요?")
    assert made.kinds == ("explain_move",)
    assert made.securities == ("KRX:005930",)


def test_an_index_sets_the_market_and_is_no_security(asking: Planner) -> None:
    made = asking("나스닥 지수 종가 알려줘")
    assert made.kinds == ("quote",)
    assert made.securities == ()
    assert "us" in made.markets
    assert made.clarify is None


def test_an_ambiguous_name_is_asked_back_naming_the_candidates(asking: Planner) -> None:
    made = asking("현대 주가 얼마야")
    assert made.clarify is not None
    assert "현대차" in made.clarify
    assert made.specialists == ()
    assert made.securities == ()


@pytest.mark.parametrize(("question", "language"), [("주가 어때?", "ko"), ("what's the price?", "en")])
def test_a_question_that_names_nobody_is_asked_back_in_its_language(
    asking: Planner, question: str, language: str
) -> None:
    made = asking(question)
    assert made.language == language
    assert made.clarify is not None
    assert made.specialists == ()


def test_a_name_that_no_listing_knows_is_kept_as_unknown_and_never_replaced(asking: Planner) -> None:
    made = asking("쿠룽바이오텍홀딩스 주가 얼마야")
    assert made.securities == ()
    assert made.clarify is not None


def test_a_company_that_is_named_to_be_left_out_is_left_out(asking: Planner) -> None:
    assert asking("LG이노텍은 애플 말고 어디에 납품해?").securities == ("KRX:011070",)


def test_a_word_of_the_trade_in_small_letters_is_no_company(asking: Planner) -> None:
    assert asking("Tesla target price").securities == ("US:TSLA",)


def _talk(asking: Planner, *questions: str) -> list[Plan]:
    turns: list[Plan] = []
    for question in questions:
        turns.append(asking(question, tuple(turns)))
    return turns


def test_a_follow_up_keeps_kind_and_window_and_replaces_the_security(asking: Planner) -> None:
    turns = _talk(asking, "NVDA trend over the last month", "what about AMD?", "and its suppliers?")
    assert turns[1].kinds == ("technical",)
    assert turns[1].securities == ("US:AMD",)
    assert turns[1].window == turns[0].window
    assert turns[2].kinds == ("relations",)
    assert turns[2].securities == ("US:AMD",)


def test_a_follow_up_that_names_a_time_keeps_the_rest(asking: Planner) -> None:
    turns = _talk(asking, "현대차 종가", "지난달은?")
    assert turns[1].kinds == ("quote",)
    assert turns[1].securities == ("KRX:005380",)
    assert turns[1].window is not None
    assert turns[1].window.label == "last_month"


def test_which_of_the_two_means_the_last_two_companies(asking: Planner) -> None:
    turns = _talk(asking, "KO dividend", "How about Pepsi?", "which one is higher?")
    assert turns[2].kinds == ("compare",)
    assert set(turns[2].securities) == {"US:KO", "US:PEP"}


def test_the_answer_to_a_question_back_goes_on_with_what_was_asked(asking: Planner) -> None:
    turns = _talk(asking, "현대 얼마야?", "현대차")
    assert turns[1].kinds == ("quote",)
    assert turns[1].securities == ("KRX:005380",)
    assert turns[1].clarify is None


def test_an_aside_does_not_become_what_follow_ups_lean_on(asking: Planner) -> None:
    turns = _talk(asking, "네이버 얼마야", "점심 뭐 먹지", "뉴스는?")
    assert turns[1].kinds == ("out_of_scope",)
    assert turns[2].securities == ("KRX:035420",)


@pytest.mark.parametrize(
    ("question", "measure", "operator", "threshold"),
    [
        ("RSI 30 이하인 종목 찾아줘", "rsi", "below", 30.0),
        ("3% 이상 오른 코스피 종목", "return", "above", 0.03),
        ("which S&P 500 stocks fell more than 5% last week", "return", "below", -0.05),
        ("top 10 gainers on KOSDAQ", "return", "top", None),
        ("거래량이 평소의 3배 넘게 터진 종목", "volume_ratio", "above", 3.0),
        ("변동성 낮은 종목", "volatility", "bottom", None),
    ],
)
def test_a_screen_carries_its_condition(
    asking: Planner, question: str, measure: str, operator: str, threshold: float | None
) -> None:
    screen = asking(question).screens[0]
    assert (screen.measure, screen.operator) == (measure, operator)
    assert screen.threshold == (None if threshold is None else pytest.approx(threshold))


def test_lengths_and_counts_are_read(asking: Planner) -> None:
    assert asking("삼성물산 60일선이랑 120일선 위치").periods == (60, 120)
    assert asking("하락률 상위 종목 세 개만").limit == 3


@pytest.mark.parametrize(
    ("question", "relation", "direction"),
    [
        ("Who supplies NVIDIA?", "SUPPLIES", "in"),
        ("AMD's customers", "SUPPLIES", "out"),
        ("LG화학 최대주주가 누구야?", "HOLDS", "in"),
        ("하이닉스 라이벌", "COMPETES_WITH", "both"),
    ],
)
def test_relations_are_read_with_their_direction(
    asking: Planner, question: str, relation: str, direction: str
) -> None:
    made = asking(question)
    assert made.relations == (relation,)
    assert made.direction == direction


def test_a_date_that_has_not_come_is_asked_back(asking: Planner) -> None:
    made = asking("삼성전자 2026년 3월 5일 종가", as_of="2025-12-30")
    assert made.clarify is not None
    assert "2026-03-05" in made.clarify


def test_the_outlook_has_a_horizon_and_other_kinds_have_none(asking: Planner) -> None:
    assert asking("하이닉스 한 달 뒤 주가 예측해줘").horizon_days == 20
    assert asking("삼성전자 전망 어때").horizon_days == 5
    assert asking("삼성전자 주가").horizon_days is None


def test_personal_data_never_reaches_the_plan(asking: Planner) -> None:
    assert "010-1234-5678" not in asking("내 번호 010-1234-5678인데 삼성전자 주가 알려줘").question


def test_an_obscure_question_is_planned_with_less_confidence(asking: Planner) -> None:
    assert asking("삼성전자 현재 주가 알려줘").confidence > asking("삼성전자 요모조모 그거 있잖아").confidence


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("셀트리온 5거래일 전 종가", "2025-12-22"),
        ("what was the close of Apple 3 days ago", "2025-12-26"),
        ("AAPL price 2 trading days ago", "2025-12-26"),
    ],
)
def test_a_price_of_so_many_days_ago_is_that_sessions(asking: Planner, question: str, day: str) -> None:
    window = asking(question, as_of="2025-12-30").window
    assert window is not None
    assert (str(window.from_), str(window.to)) == (day, day)


def test_since_so_many_days_ago_is_a_stretch(asking: Planner) -> None:
    window = asking("삼성전자 3일 전부터 주가 흐름", as_of="2025-12-30").window
    assert window is not None
    assert (str(window.from_), str(window.to)) == ("2025-12-27", "2025-12-30")


def test_a_number_behind_below_is_a_bound_and_no_count(asking: Planner) -> None:
    made = asking("RSI below 30 stocks in KOSDAQ")
    assert made.limit is None
    assert [(one.measure, one.operator, one.threshold) for one in made.screens] == [("rsi", "below", 30.0)]


def test_the_price_of_a_company_that_nobody_lists_is_asked_back_by_name(asking: Planner) -> None:
    made = asking("price of Foobar Corp")
    assert (made.kinds, made.unknown) == (("quote",), ("Foobar Corp",))
    assert made.clarify is not None
    assert "Foobar Corp" in made.clarify


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("META volatilty", "technical"),
        ("Tesla earings last quarter", "fundamentals"),
        ("compere NVDA and AMD", "compare"),
    ],
)
def test_a_slip_of_the_pen_in_a_word_of_the_trade_is_read_through(
    asking: Planner, question: str, kind: str
) -> None:
    assert asking(question).kinds[0] == kind


def test_a_word_that_stands_close_to_one_of_the_trade_stays_itself(asking: Planner) -> None:
    assert asking("best revenge movies").kinds == ("out_of_scope",)


def test_a_52_week_mark_is_talk_of_shares(asking: Planner) -> None:
    assert asking("apple 52 week high").securities == ("US:AAPL",)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("AAPL from 2025-02-30 to 2025-03-02", "2025-02-30"),
        ("삼성전자 2024년 2월 30일 종가", "2024년 2월 30일"),
    ],
)
def test_a_date_that_no_calendar_has_is_asked_about(asking: Planner, question: str, named: str) -> None:
    made = asking(question)
    assert made.clarify is not None
    assert named in made.clarify
    assert asking(question.replace("30", "20")).clarify is None


@pytest.mark.parametrize(
    ("question", "conditions"),
    [
        ("1만원 이하 종목 중 이번달 많이 오른 것", [("return", "top", None), ("close", "below", 10_000.0)]),
        ("stocks under $10 up most this month", [("return", "top", None), ("close", "below", 10.0)]),
        ("동전주 중에 많이 오른 종목", [("return", "top", None), ("close", "below", 1_000.0)]),
        ("하한가 종목", [("return", "below", -0.295)]),
        ("상한가 종목", [("return", "above", 0.295)]),
        ("거래대금 100억원 이상 종목", [("turnover", "above", 1e10)]),
    ],
)
def test_a_bound_on_the_price_is_no_bound_on_the_return(
    asking: Planner, question: str, conditions: list[tuple[str, str, float | None]]
) -> None:
    made = asking(question)
    found = [
        ("return" if one.measure == "change" else one.measure, one.operator, one.threshold)
        for one in made.screens
    ]
    assert found == conditions


def test_a_price_of_tomorrow_is_asked_back_for(asking: Planner) -> None:
    assert asking("삼성전자 내일 종가").clarify is not None
    assert asking("삼성전자 어제 종가").clarify is None
