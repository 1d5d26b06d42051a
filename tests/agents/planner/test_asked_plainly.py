"""What a question wants where its whole wording settles it: a yes or a no, the way back from a fall, what news did."""

import pytest

from agents.planner.claims import claim
from agents.planner.counts import run_length
from agents.planner.effects import asks_effect
from agents.planner.horizon import horizon
from agents.planner.measures import measures
from agents.planner.mentions import named
from agents.planner.murmurs import is_murmur
from agents.planner.positions import positions
from agents.planner.recovering import crisis, recovery
from agents.planner.surpassing import surpassing
from stockelper.securities.at import bundled_resolver
from stockelper.types import Plan
from tests.agents.planner.conftest import Planner

SAMSUNG, HYNIX, NAVER, KAKAO = "KRX:005930", "KRX:000660", "KRX:035420", "KRX:035720"


def read(question: str) -> tuple[str, str, float | None] | None:
    text = question.lower()
    said = claim(question, measures(text), run_length(text))
    return None if said is None else (said.measure, said.side, said.least)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("삼성전자 오늘 올랐어?", ("return", "up", None)),
        ("현대차 어제 내렸나요?", ("return", "down", None)),
        ("did it fall yesterday", ("return", "down", None)),
        ("Has AMD gained more than 10% this year?", ("return", "up", 0.1)),
        ("올해 두 배 됐어?", ("return", "up", 1.0)),
        ("AMD up today?", ("return", "up", None)),
        ("apple fell today, right?", ("return", "down", None)),
        ("Is AAPL above its 200-day average?", ("sma", "up", None)),
        ("카카오 20일선 아래로 내려갔어?", ("sma", "down", None)),
        ("is the RSI overbought?", ("rsi", "up", None)),
        ("RSI 과매도야?", ("rsi", "down", None)),
        ("Is Intel's RSI above 70?", ("rsi", "up", 70.0)),
        ("골든크로스 났어?", ("cross", "up", None)),
        ("볼린저 밴드 하단 이탈했나?", ("bollinger", "down", None)),
        ("하이닉스가 52주 신고가야?", ("high_52w", "up", None)),
        ("Is Coca-Cola near its 52 week low?", ("low_52w", "up", None)),
        ("5일 연속 올랐어?", ("streak", "up", 5.0)),
        ("거래량 평소보다 많아?", ("volume", "up", None)),
        ("삼성전자 10만원 넘었어?", ("close", "up", None)),
        ("Did apple close above 270?", ("close", "up", None)),
    ],
)
def test_a_question_for_yes_or_no_says_what_settles_it(
    question: str, expected: tuple[str, str, float | None]
) -> None:
    assert read(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "삼성전자 얼마나 올랐어?", "왜 떨어졌어?", "Why did it fall?", "언제 올랐어?", "올랐어 내렸어?", "up or down today?",
        "Will NVDA go up tomorrow?", "내일 오를까?", "삼성전자 사도 돼?", "Is it a good time to buy on the dip?",
        "MACD 매수 신호야?", "올랐는지 알려줘", "안 올랐어?", "삼성전자 어때?", "Is Nvidia overvalued?",
        "3일 연속 오른 적 있어?", "관세 때문에 빠진 거 맞지?", "수주 덕분에 올랐어?", "Was the rally driven by rate cut hopes?",
        "Is lithium the reason it rallied today?", "요금 인상 소식에 올랐던 건가요", "무슨 사정으로 올랐나요", "반등 나올까",
        "Does it have further to climb?", "올해 두 배인데 더 들고가도 되냐", "Odds that it ends higher?",
    ],
)  # fmt: skip
def test_what_is_open_to_come_or_advice_is_no_yes_or_no(question: str) -> None:
    assert read(question) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Did NVDA beat AMD this year?", ("return", True, False)),
        ("삼성전자가 하이닉스보다 더 많이 올랐어?", ("return", True, False)),
        ("하이닉스보다 삼성전자가 더 올랐어?", ("return", True, True)),
        ("네이버는 코스피보다 못했어?", ("return", False, False)),
        ("Did Home Depot lag Nvidia in 2024?", ("return", False, False)),
        ("Did Tesla fall more than Apple?", ("return", False, False)),
        ("Is Apple more volatile than Microsoft?", ("volatility", True, False)),
        ("카카오가 네이버보다 변동성 작아?", ("volatility", False, False)),
        ("NVDA랑 AMD 중 뭐가 더 올랐어?", None),
        ("Will NVDA beat AMD?", None),
    ],
)
def test_a_question_for_yes_or_no_about_two_says_who_has_more(
    question: str, expected: tuple[str, bool, bool] | None
) -> None:
    plain = named(question, bundled_resolver()).plain
    said = surpassing(question, plain, measures(plain))
    assert (None if said is None else (said.measure, said.more, said.turned)) == expected


@pytest.mark.parametrize(
    ("question", "anchor", "named_time"),
    [
        ("코로나 때 얼마나 빠졌고 언제 회복했어?", "fall", True),
        ("when did it get back to its 2021 high?", "high", False),
        ("how long did it take to recover from the 2022 low?", "low", False),
        ("전고점 언제 돌파했어?", "high", False),
        ("has Boeing regained its pre-covid level?", "fall", True),
        ("2022년 하락을 만회했나요?", "fall", False),
        ("did Ford get back above its 2022 high?", "high", False),
    ],
)
def test_the_way_back_from_a_fall_is_heard(question: str, anchor: str, named_time: bool) -> None:
    fell = recovery(question)
    assert fell is not None and fell.anchor == anchor
    assert (crisis(question) is not None) == named_time


@pytest.mark.parametrize(
    "question",
    ["언제 회복할까?", "Will it recover?", "how much has it recovered?", "실적이 회복됐어?", "회복 전망", "전고점 뚫을 수 있을까", "who recovered more?",
     "margins recovering?", "do you see it recovering next year", "저점 대비 얼마나 회복했어?"],
)  # fmt: skip
def test_what_may_recover_or_how_far_is_another_question(question: str) -> None:
    assert recovery(question) is None


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("그 뉴스가 주가에 영향 줬어?", True),
        ("did that news move the stock?", True),
        ("이 소식에 주가가 어떻게 반응했어?", True),
        ("how did the stock react?", True),
        ("그 기사 때문에 떨어졌어?", True),
        ("that news will move the stock?", False),
        ("그 뉴스가 영향을 줄까?", False),
        ("뉴스 알려줘", False),
        ("what news moved markets", False),
        ("그 뉴스 왜 나왔어?", False),
    ],
)
def test_what_a_report_did_to_the_price_is_heard(text: str, asked: bool) -> None:
    assert asks_effect(text) == asked


@pytest.mark.parametrize("text", ["hmm", "음", "ok", "ㅇㅋ", "흠...", "ㅎㅎ", "hmm ok", "아 그래?", "uh huh"])
def test_a_murmur_alone_asks_nothing(asking: Planner, text: str) -> None:
    assert is_murmur(text)
    made = asking(text, [asking("삼성전자 주가")])
    assert (made.kinds, made.securities, made.specialists) == (("help",), (), ())


def test_capitals_are_a_ticker_and_more_than_a_murmur_is_a_question(asking: Planner) -> None:
    assert asking("HMM").securities == ("KRX:011200",)
    assert asking("HMM 주가").securities == ("KRX:011200",)
    assert not is_murmur("ok tesla") and not is_murmur("음식료 업종")


@pytest.mark.parametrize(
    ("turns", "question", "kind", "securities"),
    [
        (("삼성전자 주가", "SK하이닉스 주가"), "둘 중 뭐가 더 많이 올랐어?", "compare", (SAMSUNG, HYNIX)),
        (("How is AAPL doing?", "What about Tesla?"), "which one was more volatile?", "compare", ("US:AAPL", "US:TSLA")),
        (("네이버 PER?", "카카오 PER은?"), "그럼 걔네 중에 PER 낮은 건?", "fundamentals", (NAVER, KAKAO)),
        (("KO price", "PEP price"), "Which has the lower RSI?", "compare", ("US:KO", "US:PEP")),
        (("NVDA news", "AMD news"), "which fell more?", "compare", ("US:NVDA", "US:AMD")),
        (("삼성전자 주가", "SK하이닉스 주가", "네이버 주가"), "셋 중 제일 많이 오른 건?", "compare", (SAMSUNG, HYNIX, NAVER)),
        (("Boeing price", "What about Pfizer?"), "who did better this year?", "compare", ("US:BA", "US:PFE")),
    ],
)  # fmt: skip
def test_which_of_them_means_the_companies_of_the_turns_before(
    asking: Planner, turns: tuple[str, ...], question: str, kind: str, securities: tuple[str, ...]
) -> None:
    history: list[Plan] = []
    for turn in turns:
        history.append(asking(turn, history))
    made = asking(question, history)
    assert (made.kinds, made.securities) == ((kind,), securities)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("삼성전자 10만원 넘었어?", "quote"),
        ("Is Coca-Cola near its 52 week low?", "quote"),
        ("Is KOSPI higher than at the start of the year?", "quote"),
        ("Did the S&P 500 go up this week?", "quote"),
        ("삼성바이오로직스 코스피 이겼어?", "compare"),
        ("카카오 2021년 고점 회복했어?", "quote"),
        ("how long did NVDA take to recover from its 2022 drawdown?", "quote"),
        ("Did Apple launch a higher-end phone?", "out_of_scope"),
        ("Apple price prediction 2030", "outlook"),
        ("Is Chevron up more than 5% this quarter?", "quote"),
        ("Did Chevron's earnings rise this quarter?", "fundamentals"),
        ("카카오 매출 늘었어?", "fundamentals"),
        ("기아 관세 때문에 빠진 거 맞지?", "explain_move"),
        ("동해 시추 발표가 한국가스공사를 움직인 게 맞나요?", "explain_move"),
        ("엔에이치증권 2만원 넘으면 내 거 절반 털어", "order"),
        ("코스피에서 신고가 찍은 종목 있어?", "screen"),
        ("그 뉴스가 삼성전자 주가에 영향 줬어?", "news"),
    ],
)
def test_a_wording_settles_the_kind(asking: Planner, question: str, kind: str) -> None:
    assert asking(question).kinds == (kind,)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("삼성전자 10주, 하이닉스 5주 들고 있어", [(SAMSUNG, 10), (HYNIX, 5)]),
        ("My portfolio: 10 AAPL, 5 NVDA, 20 KO", [("US:AAPL", 10), ("US:NVDA", 5), ("US:KO", 20)]),
        ("I own 1,000 shares of Ford and 50 shares of Pfizer", [("US:F", 1000), ("US:PFE", 50)]),
        ("애플 3주랑 MSFT 2주 있어", [("US:AAPL", 3), ("US:MSFT", 2)]),
        ("buy 5 shares of apple", [("US:AAPL", 5)]),
        ("삼성전자 52주 최고가", []),
        ("삼성전자 3년 수익률", []),
        ("NVDA at $400", []),
    ],
)
def test_numbers_of_shares_are_read_with_their_companies(question: str, held: list[tuple[str, int]]) -> None:
    found = positions(named(question, bundled_resolver()))
    assert [(one.security, one.shares) for one in found] == held


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("2027년 전망", None),
        ("3년 뒤 전망", 750),
        ("내년 전망", 250),
        ("next quarter", 60),
        ("2026년 3개월 뒤", 60),
    ],
)
def test_a_year_of_the_calendar_is_no_number_of_years(text: str, sessions: int | None) -> None:
    assert horizon(text) == sessions
