"""Families of changes in the product's own answers: each true sentence holds, each changed one is wrong."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence, Period
from tests.agents.verifier.conftest import HYNIX, figure, news


def wrong(text: str, evidence: list[Evidence]) -> list[str]:
    return [c.text for c in verify(text, evidence) if not c.supported]


TITLED = [
    news("본문", "n1", "2025-05-16").model_copy(update={"title": "삼성전자, 새 공장 착공"}),
    news("본문", "n2", "2025-05-19").model_copy(update={"title": "SK하이닉스, 증설 발표"}),
]


@pytest.mark.parametrize(
    ("day", "fine"), [("May 16, 2025", True), ("May 19, 2025", False), ("May 16, 2024", False)]
)
def test_the_date_behind_a_quoted_title_is_that_of_its_text(day: str, fine: bool) -> None:
    text = f"No news about LG is stored for that time; the newest is “삼성전자, 새 공장 착공” (a.com) of {day} [1]."
    assert (day not in wrong(text, TITLED)) is fine


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("Samsung Electronics fell 17.24%, from a close of $73.93 on Dec 31, 2024 to $61.19 on Dec 30, 2025.", True),
        ("Samsung Electronics fell 34.48%, from a close of $73.93 on Dec 31, 2024 to $61.19 on Dec 30, 2025.", False),
        ("삼성전자는 2024년 12월 31일 종가 73.93달러에서 2025년 12월 30일 61.19달러로 17.24% 내렸습니다.", True),
        ("삼성전자는 2024년 12월 31일 종가 73.93달러에서 2025년 12월 30일 61.19달러로 34.48% 내렸습니다.", False),
        ("Samsung Electronics closed at $61.19 on Dec 30, 2025, down $1.22 (1.95%) from the previous session.", True),
        ("Samsung Electronics closed at $61.19 on Dec 30, 2025, down $1.22 (17.24%) from the previous session.", False),
    ],
)  # fmt: skip
def test_a_percentage_is_what_the_figures_beside_it_make(text: str, fine: bool) -> None:
    evidence = [
        news("Samsung Electronics fell 17.24% between Dec 31, 2024 and Dec 30, 2025.", "n1"),
        news("Samsung Electronics closed at $73.93 on Dec 31, 2024.", "n2"),
        news("Samsung Electronics closed at $61.19 on Dec 30, 2025.", "n3"),
        news("The maximum drawdown of Samsung Electronics was 34.48%.", "n4"),
        news("Samsung Electronics fell $1.22 on Dec 30, 2025 from the previous session, or 1.95%.", "n5"),
    ]
    percents = [one for one in wrong(text, evidence) if one.endswith("%")]
    assert (percents == []) is fine


COUNTS = [
    figure("up_count", "index", 975, "count", None),
    figure("down_count", "index", 1523, "count", None, id="down"),
    figure("stored_count", "index", 2661, "count", None, id="stored", text="코스피"),
    figure("matching_count", "index", 3, "count", None, id="m", text="RSI(14) at most 30"),
    figure("rsi_14", "indicator", 30.0, "points", None, id="condition:rsi:below:30.0"),
]


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("한국 시장 코스피 저장 종목 2,661개에서 오른 종목은 975개, 내린 종목은 1,523개입니다.", True),
        ("한국 시장 코스피 저장 종목 975개에서 오른 종목은 2,661개, 내린 종목은 1,523개입니다.", False),
        ("한국 시장 코스닥 저장 종목 2,661개에서 오른 종목은 975개, 내린 종목은 1,523개입니다.", False),
        ("Of them 975 securities rose and 1,523 fell.", True),
        ("Of them 975 securities did not rise and 1,523 fell.", False),
        ("3 securities meet the conditions (RSI(14) at most 30).", True),
        ("한국 시장 코스피 저장 종목 16개에는 조건에 맞는 종목이 없습니다.", False),
        ("30 securities meet the conditions (RSI(14) at most 30).", False),
    ],
)
def test_a_count_is_of_the_securities_that_its_evidence_counts(text: str, fine: bool) -> None:
    assert (wrong(text, COUNTS) == []) is fine


SECTORS = [
    figure("return", "return", 0.0129, "fraction", None, id="s1", text="건설"),
    figure("return", "return", -0.0199, "fraction", None, id="s2", text="이차전지"),
    figure("change", "return", 0.0199, "fraction"),
]


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("- 건설: +1.29%\n- 이차전지: -1.99%", True),
        ("- 건설: -1.99%\n- 이차전지: +1.29%", False),
        ("- 삼성전자(005930): +1.99%", True),
        ("- 삼성전자(005930): -1.99%", False),
        ("평균 등락률이 높은 업종은 다음과 같습니다.\n- 건설: +1.29%\n- 이차전지: -1.99%", True),
        ("평균 등락률이 낮은 업종은 다음과 같습니다.\n- 건설: +1.29%\n- 이차전지: -1.99%", False),
    ],
)
def test_a_sectors_mean_is_that_sectors_alone(text: str, fine: bool) -> None:
    assert (wrong(text, SECTORS) == []) is fine


TRADED = [
    figure("change", "return", 0.01, "fraction"),
    figure("change", "return", 0.02, "fraction", HYNIX),
    figure("turnover", "volume", 2e12, "KRW"),
    figure("turnover", "volume", 1e12, "KRW", HYNIX),
    figure("turnover_from_top", "index", 0.5, "fraction", None),
]
LISTED = "\n- 삼성전자(005930): +1%\n- SK하이닉스(000660): +2%"


@pytest.mark.parametrize(
    ("heading", "fine"),
    [
        ("거래대금 상위 종목은 다음과 같습니다.", True),
        ("거래대금 하위 종목은 다음과 같습니다.", False),
        ("The most traded by turnover:", True),
        ("The least traded by turnover:", False),
        ("거래대금 상위 절반에서 고른 종목은 다음과 같습니다.", True),
        ("거래대금 하위 절반에서 고른 종목은 다음과 같습니다.", False),
        ("Those in the busier half of the market:", True),
        ("Those in the quieter half of the market:", False),
    ],
)
def test_a_list_is_of_the_most_traded_as_its_turnovers_say(heading: str, fine: bool) -> None:
    assert (wrong(heading + LISTED, TRADED) == []) is fine


CHART = news(
    "On Dec 30, 2025 the close of Samsung Electronics was 2.31% below its 20-day moving average. "
    "On Dec 30, 2025 the close of Samsung Electronics was 4.31% below its 60-day moving average. "
    "The RSI(14) of Samsung Electronics was 53.57 on Dec 30, 2025. "
    "The MACD signal of Samsung Electronics was -₩2,502 on Dec 30, 2025. "
    "MACD(12, 26, 9) of Samsung Electronics was ₩1,405 on Dec 30, 2025. "
    "The latest cross of Samsung Electronics was a golden cross on Nov 24, 2025, when the 20-day average was ₩97,000. "
    "Samsung Electronics closed 12.65% below its 52-week high. "
    "On average 644,485 shares of Samsung Electronics a day changed hands."
)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("The close of Samsung Electronics is 2.31% below its 20-day moving average.", True),
        ("The close of Samsung Electronics is 4.31% below its 20-day moving average.", False),
        ("삼성전자의 RSI(14)는 53.57로 과매수도 과매도도 아닌 중립 구간에 있습니다.", True),
        ("삼성전자의 RSI(14)는 53.57로 과매도 구간에 있습니다.", False),
        ("삼성전자의 MACD(12, 26, 9) 시그널은 -2,502원입니다.", True),
        ("삼성전자의 MACD(12, 26, 9) 시그널은 2,502원입니다.", False),
        ("삼성전자의 MACD(12, 26, 9)는 1,405원입니다.", True),
        ("삼성전자의 MACD(5, 35, 5)는 1,405원입니다.", False),
        ("The last cross was a golden cross on Nov 24, 2025, at a 20-day average of ₩97,000.", True),
        ("The last cross was a death cross on Nov 24, 2025, at a 20-day average of ₩97,000.", False),
        ("The close of Samsung Electronics is 12.65% below the high.", True),
        ("The close of Samsung Electronics is 12.65% below the low.", False),
        ("On average 644,485 shares a day changed hands.", True),
        ("On average 644,485 shares a month changed hands.", False),
    ],
)
def test_a_cited_figure_is_told_of_what_its_own_sentence_says(text: str, fine: bool) -> None:
    assert (wrong(text, [CHART]) == []) is fine


@pytest.mark.parametrize("since", ["전월", "지난주", "전주"])
@pytest.mark.parametrize(
    "source",
    [
        "2025년 12월 26일 삼성전자는 전 거래일보다 2.19% 하락했다.",
        "삼성전자 수익률(2025.12.24~2025.12.26) -2.19%",
    ],
)
def test_what_a_cited_change_is_counted_from(since: str, source: str) -> None:
    told = "삼성전자는 2025년 12월 26일에 {}보다 2.19% 내렸습니다."
    assert wrong(told.format("전 거래일"), [news(source)]) == []
    assert wrong(told.format(since), [news(source)])


def test_the_date_in_brackets_lies_as_far_back_as_its_word_says() -> None:
    closes = [
        figure("close", "price", 232_500, "KRW"),
        figure("close", "price", 232_500, "KRW", date="2025-12-29", id="b"),
    ]
    told = "삼성전자는 2025년 12월 30일 종가 기준 232,500원으로 {}(2025년 12월 29일)과 같습니다."
    assert wrong(told.format("전 거래일"), closes) == []
    assert wrong(told.format("전월"), closes)


ROWS = news(
    "Kia | close | ₩98,200 | 2025-12-30\nKia | open | ₩97,100 | 2025-12-30\nKia | 52-week high | ₩110,300 | 2025-10-14"
)


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("Kia closed at ₩98,200 on Dec 30, 2025.", True),
        ("Kia opened at ₩98,200 on Dec 30, 2025.", False),
        ("The 52-week high of Kia is ₩110,300 (Oct 14, 2025).", True),
        ("The 52-week high of Kia is ₩110,300 (Oct 11, 2025).", False),
        ("The 52-week low of Kia is ₩110,300 (Oct 14, 2025).", False),
    ],
)
def test_a_row_without_heads_says_what_its_figure_is_and_of_when(text: str, fine: bool) -> None:
    assert (wrong(text, [ROWS]) == []) is fine


@pytest.mark.parametrize(
    ("text", "source", "fine"),
    [
        ("Suppliers of Hyundai Motor: SL.", "Suppliers of Hyundai Motor: SL.", True),
        ("Competitors of Hyundai Motor: SL.", "Suppliers of Hyundai Motor: SL.", False),
        ("두산에너빌리티는 기계 업종에 속합니다.", "두산에너빌리티는 기계 업종이다.", True),
        ("두산에너빌리티는 기계 업종에 공급합니다.", "두산에너빌리티는 기계 업종에 속합니다.", False),
        ("TSMC의 경쟁사는 Intel입니다.", "Intel와 TSMC는 서로 경쟁한다.", True),
        ("TSMC의 공급사는 Intel입니다.", "Intel와 TSMC는 서로 경쟁한다.", False),
    ],
)
def test_a_word_of_relation_is_one_that_the_texts_about_both_have(text: str, source: str, fine: bool) -> None:
    assert (wrong(text, [news(source)]) == []) is fine


@pytest.mark.parametrize(
    "name",
    ["BRC Group Holdings, Inc.", "Big Tree Cloud Holdings Limited", "Procure Space ETF", "DK&D"],
)
def test_a_name_of_ordinary_words_or_few_letters_is_none_of_the_evidence(name: str) -> None:
    evidence = [news("The 52-week high of HMM is ₩38,350 (Oct 14, 2025).")]
    assert wrong("The 52-week high of HMM is ₩38,350 (Oct 14, 2025).", evidence) == []
    assert wrong(f"The 52-week high of {name} is ₩38,350 (Oct 14, 2025).", evidence)


@pytest.mark.parametrize(("code", "fine"), [("005930", True), ("059180", False)])
def test_the_code_of_a_lists_item_is_its_companys(code: str, fine: bool) -> None:
    assert (wrong(f"- 삼성전자({code}): +1%", [figure("change", "return", 0.01, "fraction")]) == []) is fine


GROWTH = [
    figure("net_income_growth", "ratio", 0.1143, "fraction", date="2025-09-30"),
    figure("total_assets_growth", "ratio", 0.0656, "fraction", date="2025-09-30"),
    figure("equity_growth", "ratio", 0.0822, "fraction", date="2025-09-30"),
]


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("삼성전자의 순이익은 11.43% 늘었습니다.", True),
        ("삼성전자의 순이익은 6.56% 늘었습니다.", False),
        ("삼성전자의 자본총계는 8.22% 늘었습니다.", True),
        ("삼성전자의 자본총계는 6.56% 늘었습니다.", False),
    ],
)
def test_the_growth_of_one_account_is_not_that_of_another(text: str, fine: bool) -> None:
    assert (wrong(text, GROWTH) == []) is fine


FORECAST = [
    figure("forecast_level", "forecast", 0.9, "fraction"),
    figure("forecast_coverage", "forecast", 0.836, "fraction"),
    figure("forecast_p_up", "forecast", 0.5073, "fraction"),
    figure("forecast_sessions_ahead", "forecast", 20, "count"),
]


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("Of the intervals of 90%, 83.6% held what happened.", True),
        ("Of the intervals of 83.6%, 90% held what happened.", False),
        ("삼성전자가 오를 확률을 50.73%로 봅니다.", True),
        ("삼성전자가 오를 확률을 83.6%로 봅니다.", False),
        ("20 sessions later it may stand anywhere.", True),
        ("5 sessions later it may stand anywhere.", False),
    ],
)
def test_the_figures_of_a_forecast_are_told_apart(text: str, fine: bool) -> None:
    assert (wrong(text, FORECAST) == []) is fine


@pytest.mark.parametrize(
    "text",
    [
        "스토캐스틱은 계산하지 않습니다.",
        "이 시점의 5거래일 예측 모델이 아직 없어 앞으로의 가격 범위는 말씀드릴 수 없습니다.",
        "여기서 크로스는 20일 이동평균이 최근 5거래일 안에 60일 이동평균을 넘거나 내려선 것입니다.",
        "A cross here means that the 20-day average has gone over or under the 60-day one within the last 5 sessions.",
        "`stockelper train --market krx --as-of 2024-11-29`로 만들 수 있습니다.",
        "대신 종목별 수익률과 변동성 비교는 답할 수 있습니다.",
    ],
)
def test_what_is_not_there_or_may_be_asked_is_no_claim(text: str) -> None:
    closes = [
        figure("close", "price", 119_900, "KRW"),
        figure("return", "return", 0.01, "fraction", period={"from": "2025-09-30", "to": "2025-12-30"}),
    ]
    assert wrong(f"삼성전자는 119,900원에 마감했습니다. {text}", closes) == []


def test_each_of_a_row_of_names_may_stand_in_a_text_of_its_own() -> None:
    texts = [news("SL supplies Hyundai Motor.", "n1"), news("Inzi Controls supplies Hyundai Motor.", "n2")]
    assert wrong("Suppliers of Hyundai Motor: SL, Inzi Controls.", texts) == []


def test_a_move_told_next_is_no_larger_than_the_largest() -> None:
    texts = [
        news("삼성전자 수익률(2025.12.24~2025.12.26) -2.19%", "n1"),
        news("삼성전자 수익률(2025.12.29~2025.12.30) -1.33%", "n2"),
    ]
    told = "삼성전자는 이 기간 2025년 12월 26일에 2.19% 내려 가장 {} 움직였습니다. 그다음으로 2025년 12월 30일에 1.33% 내렸습니다."
    assert wrong(told.format("크게"), texts) == []
    assert wrong(told.format("작게"), texts)


CLOSES = [
    figure("close", "price", 53_200, "KRW"),
    figure("close", "price", 173_900, "KRW", HYNIX),
    figure("close", "price", 212_000, "KRW", "KRX:005380"),
    figure("return", "return", -0.031, "fraction"),
    figure("return", "return", -0.024, "fraction", HYNIX),
    figure("return", "return", 0.017, "fraction", "KRX:005380"),
]


def test_a_figure_of_the_other_two_is_none_of_the_last_one_named() -> None:
    text = (
        "Samsung Electronics finished at ₩53,200, SK hynix at ₩173,900 and Hyundai Motor at ₩212,000, so only "
        "Hyundai Motor rose (+1.7%) while the two chipmakers lost {}% and 2.4% respectively."
    )
    assert wrong(text.format("3.1"), CLOSES) == []
    assert wrong(text.format("3.9"), CLOSES)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Of Kia's three trading days that week one was the worst: it fell 8.2% on Wednesday.", "Kia fell 8.2% on Wednesday from the previous day."),
        ("Kia shares changed hands 41.5 million times a day on average.", "On average 41,500,000 shares of Kia a day changed hands."),
        ("Kia guided the December quarter to $12.5 billion of revenue.", "Kia guided revenue of its first fiscal quarter to $12.5 billion."),
        ("Kia's volume of 121 million shares was nearly twice its average of 65.5 million shares.", "Kia: 121 million shares traded, 65.5 million shares on average."),
        ("삼성생명과 삼성물산, 계열사 두 곳은 삼성전자 지분 8.44%와 5.05%를 보유합니다.", "삼성생명은 삼성전자 지분 8.44%를, 삼성물산은 삼성전자 지분 5.05%를 보유하고 있다."),
    ],
)  # fmt: skip
def test_what_is_told_freely_and_contradicts_nothing_holds(text: str, source: str) -> None:
    assert wrong(text, [news(source)]) == []


@pytest.mark.parametrize(("word", "fine"), [("종가", True), ("시가", False)])
def test_a_close_called_an_open_is_not_saved_by_arithmetic(word: str, fine: bool) -> None:
    texts = [
        news("2025년 12월 30일 한국전력 종가는 47,200원이다.", "n1"),
        news("2025년 12월 29일 한국전력 종가는 47,250원이다.", "n2"),
        news("2025년 12월 30일 한국전력은 전 거래일보다 50원 내렸다.", "n3"),
        news("2025년 12월 30일 한국전력 시가는 47,500원이다.", "n4"),
    ]
    told = f"한국전력은 2025년 12월 30일 {word} 기준 47,200원으로 전 거래일보다 50원 내렸습니다."
    assert (wrong(told, texts) == []) is fine


STORED_OF = [
    figure("stored_count", "index", 43, "count", None, id="stored", text="sector Information Technology"),
    figure("change", "return", -0.0201, "fraction"),
]


@pytest.mark.parametrize(
    ("count", "fine"),
    [("43", True), ("34", False)],
)
def test_a_count_under_the_name_of_its_sector_is_of_that_sector(count: str, fine: bool) -> None:
    text = f"Lowest return on the day in the sector Information Technology, among the {count} shares stored of it [1]:"
    assert (wrong(text, STORED_OF) == []) is fine


@pytest.mark.parametrize(("days", "fine"), [("1,383 days", True), ("1,838 days", False), ("383 days", False)])
def test_a_length_of_more_than_a_thousand_days_is_one_length(days: str, fine: bool) -> None:
    length = figure("days_from_high", "indicator", 1383, "count", None).model_copy(
        update={"period": Period.model_validate({"from": "2021-12-31", "to": "2025-10-14"})}
    )
    text = f"It was back at its earlier close {days} after that one [1]."
    assert (wrong(text, [length]) == []) is fine


def test_the_ticker_of_a_wire_service_says_nothing_of_a_board() -> None:
    evidence = [news("SK하이닉스 NYSE:NKE 납품", "n1", "2025-05-16")]
    assert wrong("SK하이닉스 NYSE:NKE 납품", evidence) == []


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("삼성전자는 하락 전 종가에 다시 이르러 12.5% 올랐습니다 [1].", True),
        ("삼성전자는 12.5% 하락했습니다 [1].", False),
    ],
)
def test_what_was_before_a_fall_is_no_fall(text: str, fine: bool) -> None:
    assert (wrong(text, [figure("return", "return", 0.125, "fraction")]) == []) is fine
