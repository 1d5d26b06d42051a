"""Turns that change the question before them: another language, company, stretch of time, amount or place in a list."""

import pytest

from agents.planner.murmurs import is_thanks
from tests.agents.planner.conftest import Planner, last_plan

TOP3 = ("KRX:084670", "KRX:000650", "KRX:007810")


@pytest.mark.parametrize(
    ("first", "turn", "language"),
    [
        ("삼성전자 올해 수익률", "in English please", "en"),
        ("삼성전자 올해 수익률", "영어로 다시", "en"),
        ("삼성전자 올해 수익률", "방금 답변 영어로 번역해줘", "en"),
        ("삼성전자 올해 수익률", "can you say that in english?", "en"),
        ("삼성전자 올해 수익률", "i don't speak korean", "en"),
        ("how did Apple do in 2024", "in Korean please", "ko"),
        ("how did Apple do in 2024", "한국어로 답해줘", "ko"),
        ("how did Apple do in 2024", "영어 말고 한국어로", "ko"),
    ],
)
def test_the_last_answer_is_given_in_the_other_language(
    asking: Planner, first: str, turn: str, language: str
) -> None:
    before = asking(first)
    made = asking(turn, [before])
    assert made.language == language
    assert (made.kinds, made.securities, made.window) == (before.kinds, before.securities, before.window)


@pytest.mark.parametrize("turn", ["in English please", "한국어로 답해줘"])
def test_a_language_without_an_answer_before_is_a_question_about_the_product(
    asking: Planner, turn: str
) -> None:
    assert asking(turn).securities == ()


@pytest.mark.parametrize(
    ("turns", "kind", "securities"),
    [
        (("대한항공 올해 수익률", "제주항공도 추가해줘"), "compare", ("KRX:003490", "KRX:089590")),
        (("대한항공 올해 수익률", "제주항공도 추가해줘", "대한항공은 빼고"), "quote", ("KRX:089590",)),
        (("how did Coca-Cola do in 2025", "add Pepsi too"), "compare", ("US:KO", "US:PEP")),
        (("compare UAL and DAL this year", "add American Airlines as well"), "compare", ("US:UAL", "US:DAL", "US:AAL")),
        (("compare UAL and DAL this year", "drop United"), "quote", ("US:DAL",)),
        (("compare UAL and DAL this year", "without delta"), "quote", ("US:UAL",)),
        (("네이버랑 카카오 비교", "거기에 삼성전자도 넣어줘", "네이버는 빼줘"), "compare", ("KRX:035720", "KRX:005930")),
        (("현대차 RSI", "기아도 같이 보여줘"), "technical", ("KRX:005380", "KRX:000270")),
    ],
)  # fmt: skip
def test_a_company_is_taken_in_or_out(
    asking: Planner, turns: tuple[str, ...], kind: str, securities: tuple[str, ...]
) -> None:
    made = last_plan(asking, turns)
    assert (made.kinds, made.securities) == ((kind,), securities)


@pytest.mark.parametrize("turn", ["삼성전자 관심종목에 추가해줘", "add 10 shares of Intel to my portfolio"])
def test_what_goes_on_a_list_of_somebodys_own_joins_no_question(asking: Planner, turn: str) -> None:
    assert "KRX:003490" not in last_plan(asking, ("대한항공 올해 수익률", turn)).securities


@pytest.mark.parametrize(
    ("turn", "place"),
    [
        ("the first one", 0),
        ("1위", 0),
        ("1등은 왜 올랐어?", 0),
        ("두 번째 종목은?", 1),
        ("why did the second one rise?", 1),
        ("number two?", 1),
        ("3위 회사 뉴스", 2),
        ("the last of them", 2),
        ("마지막 종목 차트", 2),
        ("꼴찌는 왜?", 2),
    ],
)
def test_a_place_in_a_list_names_its_company(asking: Planner, turn: str, place: int) -> None:
    made = last_plan(asking, ("올해 코스피에서 가장 많이 오른 종목 3개", turn), TOP3)
    assert made.securities == (TOP3[place],)


def test_a_list_is_pointed_into_after_another_turn(asking: Planner) -> None:
    made = last_plan(asking, ("올해 코스피에서 가장 많이 오른 종목 3개", "1위 종목 뉴스", "두 번째는?"), TOP3)
    assert (made.kinds, made.securities) == (("news",), (TOP3[1],))


@pytest.mark.parametrize("turn", ["the first quarter of 2024", "두 번째 분기는?", "시가총액 1위 종목은?"])
def test_the_place_of_something_else_names_no_company(asking: Planner, turn: str) -> None:
    made = last_plan(asking, ("올해 코스피에서 가장 많이 오른 종목 3개", turn), TOP3)
    assert not set(made.securities) & set(TOP3)


def test_the_winner_of_a_comparison_is_the_one_that_its_answer_puts_first(asking: Planner) -> None:
    pair = asking("삼성전자랑 하이닉스 올해 수익률 비교").model_copy(
        update={"ranked": ("KRX:000660", "KRX:005930")}
    )
    assert asking("1등 RSI는?", [pair]).securities == ("KRX:000660",)
    assert asking("첫 번째 회사 뉴스", [pair]).securities == ("KRX:005930",)


def test_the_other_of_two_companies_is_the_one_not_just_told_of(asking: Planner) -> None:
    made = last_plan(
        asking, ("compare Nvidia and AMD this year", "news on the second one", "and the other one?")
    )
    assert (made.kinds, made.securities) == (("news",), ("US:NVDA",))


@pytest.mark.parametrize(
    ("turns", "label", "securities"),
    [
        (("카카오 올해 수익률", "올해 말고 2024년으로"), "2024", ("KRX:035720",)),
        (("카카오 올해 수익률", "아니 작년"), "last_year", ("KRX:035720",)),
        (("how much did Microsoft gain this year?", "no I meant last year"), "last_year", ("US:MSFT",)),
        (("apple 1 year return", "make it 3 months"), "3m", ("US:AAPL",)),
        (("애플 최근 1년 수익률", "3개월로 바꿔줘"), "3m", ("US:AAPL",)),
        (("how did Apple do in 2024", "sorry, I meant Intel"), "2024", ("US:INTC",)),
        (("how did Apple do in 2024", "not Apple, Intel"), "2024", ("US:INTC",)),
        (("삼성전자 올해 수익률", "아니 삼성전자 말고 삼성SDI"), "ytd", ("KRX:006400",)),
    ],
)
def test_a_correction_changes_what_it_names(
    asking: Planner, turns: tuple[str, ...], label: str, securities: tuple[str, ...]
) -> None:
    made = last_plan(asking, turns)
    assert (made.kinds, made.securities) == (("quote",), securities)
    assert made.window is not None
    assert made.window.label == label


@pytest.mark.parametrize(
    ("turns", "first", "last"),
    [
        (("기아 2025년 상반기 수익률", "그 전 6개월은?"), "2024-07-01", "2024-12-31"),
        (("how did Amazon do in the first half of 2024", "and the half year before that?"), "2023-07-01", "2023-12-31"),
        (("how did Amazon do in the first half of 2024", "and since then?"), "2024-07-01", "2025-12-30"),
        (("how did Apple do in March 2025", "and the month before?"), "2025-02-01", "2025-02-28"),
        (("how did Apple do in March 2025", "the following month?"), "2025-04-01", "2025-04-30"),
        (("LG화학 2023년 수익률", "그 다음 해는?"), "2024-01-01", "2024-12-31"),
        (("LG화학 2023년 수익률", "그 다음 해는?", "그 이후로는?"), "2025-01-01", "2025-12-30"),
        (("LG화학 2023년 수익률", "그 전에는?"), "2022-01-01", "2022-12-31"),
        (("카카오 올해 수익률", "그 전 해는?"), "2024-01-01", "2024-12-31"),
        (("Delta Air Lines returns from January to March 2025", "and the three months after that?"), "2025-04-01", "2025-06-30"),
        (("Apple in Q3 2024", "same period a year earlier?"), "2023-07-01", "2023-09-30"),
        (("애플 최근 1년 수익률", "그 전 1년은?"), "2023-12-30", "2024-12-30"),
        (("삼성전자 지난주 어땠어", "그 전 주는?"), "2025-12-15", "2025-12-21"),
    ],
)  # fmt: skip
def test_a_stretch_is_told_by_the_one_before(
    asking: Planner, turns: tuple[str, ...], first: str, last: str
) -> None:
    made = last_plan(asking, turns)
    assert made.window is not None
    assert (made.window.from_.isoformat(), made.window.to.isoformat()) == (first, last)
    assert len(made.securities) == 1


@pytest.mark.parametrize(
    ("turns", "question", "securities"),
    [
        (("1년 전에 삼성전자에 100만원 넣었으면 지금 얼마야?", "만약 500만원이었다면?"), "500만원", ("KRX:005930",)),
        (("1년 전에 삼성전자에 100만원 넣었으면 지금 얼마야?", "SK하이닉스였으면?"), "100만원", ("KRX:000660",)),
        (("if I had put $1000 in Nvidia two years ago, what would I have now?", "what if it was $5000?"), "$5000", ("US:NVDA",)),
        (("if I had put $1000 in Nvidia two years ago, what would I have now?", "and in Intel?"), "$1000", ("US:INTC",)),
        (("how much do 5 shares of Microsoft cost?", "what about 10 shares?"), "10 shares", ("US:MSFT",)),
    ],
)  # fmt: skip
def test_a_sum_is_asked_again_with_one_part_replaced(
    asking: Planner, turns: tuple[str, ...], question: str, securities: tuple[str, ...]
) -> None:
    made, first = last_plan(asking, turns), asking(turns[0])
    assert (made.kinds, made.securities) == (first.kinds, securities)
    assert question in made.question
    assert made.window == first.window


@pytest.mark.parametrize(
    ("turns", "measure", "securities"),
    [
        (("what is RSI?", "so what is it for Apple?"), "rsi", ("US:AAPL",)),
        (("RSI가 뭐야?", "그럼 삼성전자는 지금 몇이야?"), "rsi", ("KRX:005930",)),
        (("볼린저 밴드가 뭐야?", "그럼 카카오는?"), "bollinger", ("KRX:035720",)),
        (("what does volatility mean?", "and for Nvidia?"), "volatility", ("US:NVDA",)),
        (("이동평균선이 뭐야?", "삼성SDI로 예를 들어줘"), "sma", ("KRX:006400",)),
        (("이동평균선이 뭐야?", "삼성SDI로 예를 들어줘", "60일선으로는?"), "sma", ("KRX:006400",)),
        (("볼린저 밴드가 뭐야?", "카카오를 예로 들어 설명해줘"), "bollinger", ("KRX:035720",)),
        (("MACD가 뭐야?", "네이버로 계산해줘"), "macd", ("KRX:035420",)),
        (("PER이 뭐야?", "현대차로 예시 보여줘"), "per", ("KRX:005380",)),
        (("what is RSI?", "give me an example with Nvidia"), "rsi", ("US:NVDA",)),
        (("RSI가 뭐야?", "하이닉스는 몇이야?"), "rsi", ("KRX:000660",)),
    ],
)
def test_what_was_explained_is_told_of_a_company(
    asking: Planner, turns: tuple[str, ...], measure: str, securities: tuple[str, ...]
) -> None:
    made = last_plan(asking, turns)
    assert made.securities == securities
    assert made.measures == (measure,)


@pytest.mark.parametrize(
    ("turns", "security"),
    [
        (("RSI가 뭐야?", "하이닉스는 지금 얼마야?"), "KRX:000660"),
        (("볼린저 밴드가 뭐야?", "기아는 현재 얼마야"), "KRX:000270"),
        (("what is RSI?", "how much is Apple now?"), "US:AAPL"),
    ],
)
def test_how_much_a_company_is_asks_for_its_price_behind_a_figure_of_no_money(
    asking: Planner, turns: tuple[str, ...], security: str
) -> None:
    made = last_plan(asking, turns)
    assert (made.kinds, made.securities) == (("quote",), (security,))
    assert "rsi" not in made.measures


@pytest.mark.parametrize(
    ("turns", "label"),
    [
        (("삼성전자 2023년 수익률", "현대차 주가 알려줘"), "default"),
        (("how did Apple do in 2022?", "What is the current price of Microsoft?"), "default"),
        (("how did Apple do in 2022?", "지금 얼마야?"), "default"),
        (("삼성전자 2023년 수익률", "현대차는?"), "2023"),
        (("삼성전자 2023년 수익률", "현대차 수익률은?"), "2023"),
        (("how did Apple do in 2022?", "and the same for Microsoft?"), "2022"),
        (("네이버 2024년 수익률", "시장 대비로는?", "얼마나 떨어진 거야 그럼?"), "2024"),
        (("how much did Intel fall in 2024?", "why?", "and the news?"), "2024"),
    ],
)
def test_a_question_of_its_own_takes_no_dates_over_and_a_turn_that_leans_does(
    asking: Planner, turns: tuple[str, ...], label: str
) -> None:
    made = last_plan(asking, turns)
    assert made.window is not None
    assert made.window.label == label


def test_a_company_asked_about_after_a_comparison_joins_it(asking: Planner) -> None:
    made = last_plan(asking, ("which did better in 2024, Apple or Microsoft?", "what about Google?"))
    assert (made.kinds, made.securities) == (("compare",), ("US:AAPL", "US:MSFT", "US:GOOGL"))


@pytest.mark.parametrize("question", ["How much did Intel fall in 2024?", "What's the volume of Intel?"])
def test_a_figure_of_prices_asked_by_name_is_a_quote(asking: Planner, question: str) -> None:
    assert asking(question).kinds == ("quote",)


@pytest.mark.parametrize(
    "turn",
    [
        "thanks!",
        "great, thank you",
        "고마워",
        "ㅇㅋ 감사",
        "도움이 많이 됐어요",
        "네 감사합니다 ^^",
        "thx :)",
        "good to know",
    ],
)
def test_thanks_ask_nothing_and_do_not_break_the_thread(asking: Planner, turn: str) -> None:
    first = asking("how did Nvidia do in 2024?")
    quiet = asking(turn, [first])
    assert (quiet.kinds, quiet.securities, quiet.specialists) == (("help",), (), ())
    after = asking("and in 2023?", [first, quiet])
    assert (after.kinds, after.securities) == (("quote",), ("US:NVDA",))


def test_thanks_with_a_question_are_the_question(asking: Planner) -> None:
    assert not is_thanks("thanks, what about apple?")
    assert asking("고마워, 애플은 얼마야?").securities == ("US:AAPL",)


@pytest.mark.parametrize(
    ("turns", "kinds", "measures"),
    [
        (("삼성전자 주가", "더 자세히"), ("quote",), ()),
        (("how is Netflix doing?", "tell me more"), ("quote", "technical"), ()),
        (("네이버 2024년 흐름 어때", "좀 더 자세히 알려줘"), ("quote", "explain_move"), ()),
        (("compare Nvidia and AMD this year", "more details please"), ("compare",), ("return", "volatility", "drawdown")),
    ],
)  # fmt: skip
def test_more_of_an_answer_is_a_wider_one(
    asking: Planner, turns: tuple[str, ...], kinds: tuple[str, ...], measures: tuple[str, ...]
) -> None:
    made = last_plan(asking, turns)
    assert (made.kinds, made.measures) == (kinds, measures)


@pytest.mark.parametrize(
    ("first", "turn"),
    [
        ("how much did Google return this year?", "is that a lot?"),
        ("how much did Google return this year?", "is that good or bad?"),
        ("네이버 올해 수익률", "많이 오른 거야?"),
        ("네이버 올해 수익률", "그 정도면 선방인가요?"),
        ("네이버 올해 수익률", "compared with the market?"),
    ],
)
def test_whether_a_return_is_much_is_told_by_the_market(asking: Planner, first: str, turn: str) -> None:
    made = last_plan(asking, (first, turn))
    assert (made.kinds, made.measures, made.clarify) == (("compare",), ("relative_return",), None)


def test_a_comparison_with_the_market_takes_no_company_of_the_thread_in(asking: Planner) -> None:
    made = last_plan(asking, ("how did Google do in 2024?", "did Apple beat the market this year?"))
    assert made.securities == ("US:AAPL",)


@pytest.mark.parametrize(
    ("turn", "securities"),
    [
        ("swap JPMorgan for Citigroup", ("US:C", "US:BAC")),
        ("Wells Fargo instead of JPMorgan", ("US:WFC", "US:BAC")),
        ("JPM 대신 씨티그룹", ("US:C", "US:BAC")),
        ("BAC를 씨티그룹으로 바꿔줘", ("US:JPM", "US:C")),
    ],
)
def test_one_company_of_several_gives_its_place_to_another(
    asking: Planner, turn: str, securities: tuple[str, ...]
) -> None:
    made = last_plan(asking, ("compare JPM and BAC this year", turn))
    assert (made.kinds, made.securities) == (("compare",), securities)


def test_a_move_of_a_listed_company_is_that_of_the_lists_time(asking: Planner) -> None:
    made = last_plan(asking, ("올해 코스피에서 가장 많이 오른 종목 3개", "3위는 왜 이렇게 올랐어?"), TOP3)
    assert made.securities == (TOP3[2],)
    assert made.window is not None
    assert made.window.label == "ytd"


def test_an_index_is_set_beside_the_company_just_spoken_of(asking: Planner) -> None:
    made = last_plan(asking, ("두산에너빌리티 올해 수익률", "코스피보다 잘한 거야?"))
    assert (made.kinds, made.securities) == (("compare",), ("KRX:034020",))
    assert made.window is not None
    assert made.window.label == "ytd"


@pytest.mark.parametrize(
    ("turns", "kind", "measure"),
    [
        (("what was Apple's high this year?", "and the low?"), "quote", "low"),
        (("should I buy Apple?", "okay what's its volatility"), "technical", "volatility"),
        (("what's drawdown", "how big was it for Intel in 2024?"), "technical", "drawdown"),
    ],
)
def test_a_figure_is_asked_of_the_company_spoken_of(
    asking: Planner, turns: tuple[str, ...], kind: str, measure: str
) -> None:
    made = last_plan(asking, turns)
    assert (made.kinds, made.measures, len(made.securities)) == ((kind,), (measure,), 1)


def test_a_company_taken_back_is_not_asked_about(asking: Planner) -> None:
    assert last_plan(asking, ("how did Apple do in 2024", "Intel? hmm no, AMD")).securities == ("US:AMD",)


@pytest.mark.parametrize(
    ("turns", "label"),
    [
        (("한국전력 주가", "더 길게 5년"), "5y"),
        (("한국전력 주가", "3년치로"), "3y"),
        (("apple 1 year return", "5 years"), "5y"),
        (("apple 1 year return", "3 months please"), "3m"),
        (("apple year to date", "vs msft"), "ytd"),
        (("Netflix in January 2025", "vs msft"), "2025-01"),
    ],
)
def test_a_stretch_alone_is_the_question_before_over_it(
    asking: Planner, turns: tuple[str, ...], label: str
) -> None:
    made = last_plan(asking, turns)
    assert made.window is not None
    assert made.window.label == label


def test_a_day_beside_a_day_is_a_session(asking: Planner) -> None:
    made = last_plan(asking, ("what did Exxon close at on 2025-12-29?", "and the day before that?"))
    assert made.window is not None
    assert made.window.from_.isoformat() == "2025-12-26"


@pytest.mark.parametrize(
    ("turns", "securities"),
    [
        (("price of ibm", "same but for oracle"), ("US:ORCL",)),
        (("price of ibm", "and gm"), ("US:GM",)),
        (("Ford's worst day this year?", "GM's?"), ("US:GM",)),
        (("신한지주 KB금융 하나금융 올해 비교", "하나 빼고"), ("KRX:055550", "KRX:105560")),
        (("is Nvidia up this year?", "is that better than the S&P?"), ("US:NVDA",)),
    ],
)
def test_a_short_name_is_enough_within_a_conversation(
    asking: Planner, turns: tuple[str, ...], securities: tuple[str, ...]
) -> None:
    assert last_plan(asking, turns).securities == securities


@pytest.mark.parametrize(
    ("turn", "securities"),
    [
        ("첫번째 회사 주가는?", ("US:TSM",)),
        ("how did they do this year?", ("US:TSM", "US:ARM")),
        ("who are its customers?", ("US:INTC",)),
    ],
)
def test_companies_at_the_other_end_of_a_relation_are_pointed_at(
    asking: Planner, turn: str, securities: tuple[str, ...]
) -> None:
    rivals = asking("who are Intel's rivals").model_copy(update={"ranked": ("US:TSM", "US:ARM")})
    assert asking(turn, [rivals]).securities == securities


def test_the_side_that_lost_is_the_last_of_the_comparison(asking: Planner) -> None:
    pair = asking("현대차 vs 기아 2024년").model_copy(update={"ranked": ("KRX:000270", "KRX:005380")})
    made = asking("진 쪽은 왜 그랬어?", [pair])
    assert (made.kinds, made.securities) == (("explain_move",), ("KRX:005380",))


@pytest.mark.parametrize(
    ("first", "turn"), [("삼성중공업 오늘 거래량", "많은 편이야?"), ("애플 RSI", "높은 거야?")]
)
def test_a_figure_that_says_itself_whether_it_is_much_is_told_again(
    asking: Planner, first: str, turn: str
) -> None:
    before = asking(first)
    assert asking(turn, [before]).measures == before.measures


@pytest.mark.parametrize(
    ("turns", "label", "securities"),
    [
        (("두산로보틱스 주가", "올초부터 치면?"), None, ("KRX:454910",)),
        (("Starbucks stock in Q1 2025", "next quarter?"), "2025Q2", ("US:SBUX",)),
        (("Starbucks stock in Q1 2025", "what about the same quarter in 2024?"), "2024Q1", ("US:SBUX",)),
        (("LG디스플레이 2025년 5월 수익률", "작년 말이야"), "last_year", ("KRX:034220",)),
        (("how did Intel do in 2024", "how much was it down?"), "2024", ("US:INTC",)),
    ],
)
def test_a_stretch_is_heard_however_it_is_put(
    asking: Planner, turns: tuple[str, ...], label: str | None, securities: tuple[str, ...]
) -> None:
    made = last_plan(asking, turns)
    assert made.securities == securities
    assert made.window is not None
    assert label in (None, made.window.label)


@pytest.mark.parametrize(
    ("turn", "place"), [("the worst one's news", 0), ("the best one's news", 2), ("the bottom one's news", 2)]
)
def test_the_worst_of_the_losers_stands_first(asking: Planner, turn: str, place: int) -> None:
    made = last_plan(asking, ("which KOSPI stocks fell the most this year?", turn), TOP3)
    assert made.securities == (TOP3[place],)


def test_a_list_of_one_names_its_company(asking: Planner) -> None:
    made = last_plan(asking, ("최근 3개월 코스닥 하락 1위 종목 뭐야", "왜 떨어진 거래?"), TOP3[:1])
    assert (made.kinds, made.securities) == (("explain_move",), TOP3[:1])


@pytest.mark.parametrize("turn", ["nice one thanks", "고마워 많이 배웠어", "that was a big help, thank you"])
def test_thanks_in_words_of_ones_own_are_thanks(asking: Planner, turn: str) -> None:
    assert is_thanks(turn)
    assert asking(turn, [asking("애플 주가")]).kinds == ("help",)


@pytest.mark.parametrize(
    "turn", ["고마워 애플 뉴스도 보여줘", "thanks, show me the chart", "thanks to AI, Nvidia rose"]
)
def test_thanks_beside_a_question_are_not_all_of_it(asking: Planner, turn: str) -> None:
    assert not is_thanks(turn)
    assert asking(turn, [asking("애플 주가")]).securities


@pytest.mark.parametrize(
    ("first", "turn", "kept"),
    [
        ("compare Apple and Microsoft this year", "why did Apple drop?", ("US:AAPL",)),
        ("compare Apple and Microsoft this year", "how much did I lose on Apple?", ("US:AAPL",)),
        ("how did Apple do in 2024", "why is Apple not rising?", ("US:AAPL",)),
        ("삼성전자 올해 수익률", "애플에 500만원 넣어두면 어떻게 돼?", ("US:AAPL",)),
        ("삼성전자 10만원 갈까?", "하이닉스는?", ("KRX:000660",)),
        ("how is GM doing?", "what's the outlook for the general market?", ()),
        ("삼성전자 올해 수익률", "증시 뉴스 알려줘", ()),
        ("삼성전자 올해 수익률", "코스피 상승률 상위 종목 알려줘", ()),
        ("how did Apple do in 2024", "what is a PER?", ()),
        ("compare Apple and Microsoft this year", "compare Coca-Cola and Pepsi", ("US:KO", "US:PEP")),
        ("top 5 gainers in the US this year", "what is the price of Nike?", ("US:NKE",)),
    ],
)
def test_a_question_of_its_own_is_about_whom_it_names(
    asking: Planner, first: str, turn: str, kept: tuple[str, ...]
) -> None:
    assert asking(turn, [asking(first)]).securities == kept


@pytest.mark.parametrize("turn", ["the day before yesterday?", "the year before last?", "다음 달에 오를까?"])
def test_a_time_of_todays_own_is_not_counted_from_the_one_before(asking: Planner, turn: str) -> None:
    before = asking("how did Apple do in 2020")
    assert asking(turn, [before]).question == turn


def test_how_long_something_lasts_points_at_no_list(asking: Planner) -> None:
    made = last_plan(asking, ("which KOSPI stocks fell the most this year?", "how long did it last?"), TOP3)
    assert made.question == "how long did it last?"


@pytest.mark.parametrize(
    ("turns", "kind", "securities"),
    [
        (("this week's biggest US losers, top 3", "what's up with Albemarle?"), "news", ("US:ALB",)),
        (("500만원으로 엔비디아 작년 초에 샀으면?", "테슬라였다면?"), "backtest", ("US:TSLA",)),
        (("Adobe last quarter stock performance", "and the one before?"), "quote", ("US:ADBE",)),
        (("Chevron dividend", "forget the dividend, how's the stock this year"), "quote", ("US:CVX",)),
        (("Eli Lilly ytd", "hmm and vs Novo Nordisk"), "compare", ("US:LLY", "US:NVO")),
    ],
)
def test_a_turn_is_what_it_says_after_a_list_a_sum_or_a_figure(
    asking: Planner, turns: tuple[str, ...], kind: str, securities: tuple[str, ...]
) -> None:
    made = last_plan(asking, turns)
    assert (made.kinds, made.securities) == ((kind,), securities)


@pytest.mark.parametrize(
    ("turns", "relation"),
    [
        (("삼성전자 최대주주 누구야?", "SK하이닉스는?"), "HOLDS"),
        (("who supplies Apple?", "and Nvidia?"), "SUPPLIES"),
    ],
)
def test_a_relation_that_was_asked_for_is_asked_of_the_next_company(
    asking: Planner, turns: tuple[str, ...], relation: str
) -> None:
    made, first = last_plan(asking, turns), asking(turns[0])
    assert relation in made.relations
    assert (made.relations, made.direction) == (first.relations, first.direction)


@pytest.mark.parametrize(
    "turns",
    [
        ("호텔신라 올해 어땠어", "작년이랑 비교하면?"),
        ("how did Apple do in 2025", "compared with 2024?"),
    ],
)
def test_a_stretch_is_set_against_the_one_just_spoken_of(asking: Planner, turns: tuple[str, ...]) -> None:
    made = last_plan(asking, turns)
    assert (made.kinds, made.clarify) == (("compare",), None)
    assert [one.from_.year for one in made.stretches] == [2024, 2025]


@pytest.mark.parametrize("turn", ["다음 종목은?", "and the next one?"])
def test_the_next_of_a_list_stands_behind_the_one_just_told_of(asking: Planner, turn: str) -> None:
    made = last_plan(asking, ("올해 코스피에서 가장 많이 오른 종목 3개", "1위 종목 뉴스", turn), TOP3)
    assert (made.kinds, made.securities) == (("news",), (TOP3[1],))


def test_the_next_stretch_is_meant_where_no_list_was_shown(asking: Planner) -> None:
    made = last_plan(asking, ("Ford in 2023", "the year after that", "and the next one"))
    assert (made.kinds, made.securities) == (("quote",), ("US:F",))
    assert made.window is not None
    assert made.window.from_.year == 2025
