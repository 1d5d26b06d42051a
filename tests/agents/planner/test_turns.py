"""Turns of a conversation, slips of the pen, and names in small letters."""

import pytest

from tests.agents.planner.conftest import Planner, last_plan


@pytest.mark.parametrize(
    ("question", "reply", "security"),
    [
        ("삼성 얼마야?", "전자", "KRX:005930"),
        ("현대 주가", "첫번째거", "KRX:005380"),
        ("samsung price", "the second one", "KRX:207940"),
        ("SK 뉴스", "하이닉스요", "KRX:000660"),
    ],
)
def test_a_reply_to_a_question_back_picks_the_company(
    asking: Planner, question: str, reply: str, security: str
) -> None:
    first = asking(question)
    assert first.clarify
    made = asking(reply, [first])
    assert (made.kinds, made.securities, made.clarify) == (first.kinds, (security,), None)


def test_a_question_of_its_own_is_no_reply(asking: Planner) -> None:
    assert asking("카카오 뉴스", [asking("삼성 얼마야?")]).securities == ("KRX:035720",)


@pytest.mark.parametrize(
    ("turn", "kind", "place"),
    [
        ("걔 한달 수익률은", "quote", 0),
        ("1위 종목 왜 올랐어?", "explain_move", 0),
        ("두번째 종목 뉴스", "news", 1),
    ],
)
def test_a_turn_points_at_what_a_screen_listed(asking: Planner, turn: str, kind: str, place: int) -> None:
    listed = ("KRX:005930", "KRX:000660")
    before = asking("오늘 상승률 상위 2개").model_copy(update={"listed": listed})
    made = asking(turn, [before])
    assert (made.kinds, made.securities) == ((kind,), (listed[place],))


@pytest.mark.parametrize(
    ("question", "securities"),
    [
        ("삼성전쟈 주까", ("KRX:005930",)),
        ("sk하이닉수 가격", ("KRX:000660",)),
        ("apple microsft and googel ytd", ("US:AAPL", "US:MSFT", "US:GOOGL")),
        ("what will apple be in 5 days", ("US:AAPL",)),
        ("how is apple doing", ("US:AAPL",)),
        ("is apple overbought", ("US:AAPL",)),
        ("네카오 얼마나 올랐나", ("KRX:035420", "KRX:035720")),
        ("에코프로 형제 올해 성적", ("KRX:086520", "KRX:247540")),
    ],
)
def test_a_company_is_known_by_a_slip_a_small_letter_or_a_set(
    asking: Planner, question: str, securities: tuple[str, ...]
) -> None:
    made = asking(question)
    assert made.in_scope
    assert made.securities == securities


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("whats tesla at rn", "quote"),
        ("Is Nvidia a bubble?", "outlook"),
        ("Is it a good time to buy semis?", "outlook"),
        ("현대차 리포트 뭐 나왔어", "news"),
        ("should i sell my TSLA before earnings?", "outlook"),
        ("국민연금이 5% 이상 들고있는 종목", "relations"),
        ("3천만원 있는데 뭐 사면 좋을까", "screen"),
        ("etf 추천", "screen"),
        ("오늘 하한가", "screen"),
        ("HLB 하한가 간 날", "quote"),
        ("2차전지 관련주 왜 떨어짐", "explain_move"),
        ("하이닉스 평단 40만원인데 지금 수익률", "quote"),
        ("이거 데이터 어디서 가져오는거야?", "help"),
    ],
)
def test_an_investors_question_is_what_it_says(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds == (kind,)


def test_a_comparison_and_news_ask_both(asking: Planner) -> None:
    made = asking("크래프톤 엔씨 비교하고 뉴스도")
    assert made.kinds == ("compare", "news")
    assert made.specialists == ("market", "news")


@pytest.mark.parametrize("question", ["삼성전자 하이닉스 누가 더 안정적?", "which is riskier NVDA or KO"])
def test_risk_is_volatility_and_the_deepest_fall(asking: Planner, question: str) -> None:
    assert set(asking(question).measures) == {"volatility", "drawdown"}


def test_one_of_two_companies_is_named_by_its_place(asking: Planner) -> None:
    pair = asking("coca cola vs pepsi this year")
    assert asking("any news on the second", [pair]).securities == ("US:PEP",)


@pytest.mark.parametrize(
    ("turns", "kind", "securities"),
    [
        (("SK이노베이션 주가", "SK온이랑은 무슨 관계"), "relations", ("KRX:096770",)),
        (("SK이노베이션 주가", "에쓰오일하고 붙여봐"), "compare", ("KRX:096770", "KRX:010950")),
        (("LG화학 뉴스", "그래서 올랐어 내렸어"), "quote", ("KRX:051910",)),
        (("애플 주가좀", "한달전엔?"), "quote", ("US:AAPL",)),
        (("tesla price", "last yr?"), "quote", ("US:TSLA",)),
        (("biggest gainers in korea today", "how's samsung biologics"), "quote", ("KRX:207940",)),
        (
            ("한미약품 요즘 왜이래", "유한양행은", "두 회사 1년 수익률 비교해줘"),
            "compare",
            ("KRX:128940", "KRX:000100"),
        ),
    ],
)
def test_a_turn_goes_on_with_what_was_spoken_of(
    asking: Planner, turns: tuple[str, ...], kind: str, securities: tuple[str, ...]
) -> None:
    made = last_plan(asking, turns)
    assert (made.kinds, made.securities) == ((kind,), securities)


@pytest.mark.parametrize(
    ("turns", "label", "measure"),
    [
        (("한화에어로 최근 3개월", "현대로템은?", "둘 중에 변동이 더 심했던 건?"), "3m", "volatility"),
        (("카카오 올해 수익률", "네이버는?", "둘 중 누가 더 크게 출렁였어?"), "ytd", "volatility"),
        (("카카오 올해 수익률", "네이버는?", "둘 중 더 깊게 빠진 건?"), "ytd", "drawdown"),
        (("nvidia last 3 months", "and AMD?", "which of the two fell harder at its worst point?"), "3m", "drawdown"),
        (("apple return this year", "what about msft", "which of the two was choppier?"), "ytd", "volatility"),
    ],
)  # fmt: skip
def test_two_companies_of_two_turns_are_compared_over_their_stretch(
    asking: Planner, turns: tuple[str, ...], label: str, measure: str
) -> None:
    made = last_plan(asking, turns)
    assert (made.kinds, len(made.securities)) == (("compare",), 2)
    assert made.window is not None
    assert made.window.label == label
    assert measure in made.measures


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("공매도가 뭐예여", "education"),
        ("유상증자하면 주가 왜 떨어져?", "education"),
        ("what can u do", "help"),
        ("write me a haiku about stocks of snow", "out_of_scope"),
        ("HD현대중공업 작년 이맘때 얼마였음", "quote"),
        ("크래프톤 평단 30만원 물렸는데 어쩌냐", "outlook"),
        ("오늘 거래량 1등 뭐야", "screen"),
        ("what's dragging nike down", "explain_move"),
        ("how many straight days has palantir gone up", "quote"),
    ],
)
def test_chat_is_read_as_it_is_written(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds == (kind,)
