"""Sentences that use a true figure, or none, to say something that the evidence does not."""

import datetime as dt

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import SAMSUNG, figure, news

HYNIX = "KRX:000660"
NVIDIA, AMD = "US:NVDA", "US:AMD"


def wrong(text: str, evidence: list[Evidence]) -> list[tuple[str, str, str | None]]:
    return [(c.kind, c.text, c.reason) for c in verify(text, evidence) if not c.supported]


def close(security: str, value: float, date: str, currency: str = "KRW") -> Evidence:
    return figure("close", "price", value, currency, id=f"{security}:{date}", security=security, date=date)


def returned(security: str, value: float, start: str, end: str) -> Evidence:
    period = {"from": dt.date.fromisoformat(start), "to": dt.date.fromisoformat(end)}
    return figure(
        "return",
        "return",
        value,
        "fraction",
        id=f"return:{security}",
        security=security,
        date=end,
        period=period,
    )


@pytest.fixture
def month() -> list[Evidence]:
    """A month of Samsung Electronics in which it rose 19.3 %, and its mean volume."""
    return [
        close(SAMSUNG, 100_500, "2025-11-28"),
        close(SAMSUNG, 102_800, "2025-12-16"),
        close(SAMSUNG, 119_900, "2025-12-30"),
        returned(SAMSUNG, 0.193035, "2025-11-28", "2025-12-30"),
        figure("volume_mean", "volume", 18_525_144, "shares", id="volume_mean"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "삼성전자는 2025년 11월 28일 100,500원에서 2025년 12월 30일 119,900원으로 19.3% 올랐습니다.",
        "삼성전자 최고 종가는 119,900원(2025년 12월 30일)입니다.",
        "삼성전자 최저 종가는 102,800원(2025년 12월 16일)입니다.",
        "삼성전자의 하루 평균 거래량은 18,525,144주였습니다.",
        "삼성전자 종가는 11만 9,900원입니다.",
        "Samsung Electronics rose 19.3% over the past month.",
    ],
)
def test_true_sentences_hold(text: str, month: list[Evidence]) -> None:
    assert wrong(text, month) == []


@pytest.mark.parametrize(
    "text",
    [
        "삼성전자 최저 종가는 119,900원(2025년 12월 30일)입니다.",
        "삼성전자 영업이익은 119,900원입니다.",
        "삼성전자 영업이익률은 19.3%입니다.",
        "삼성전자는 매일 19.3%씩 올랐습니다.",
        "삼성전자는 연평균 19.3% 올랐습니다.",
        "삼성전자는 오늘 19.3% 올랐습니다.",
        "삼성전자는 12월 30일 19.3% 올랐습니다.",
        "삼성전자는 내년에도 19.3% 오를 것입니다.",
        "삼성전자는 하락했습니다.",
        "삼성전자는 열두 배 올랐습니다.",
        "삼성전자 주가는 반토막이 났습니다.",
        "삼성전자 종가는 이십이만 원입니다.",
        "삼성전자 종가는 119,900엔입니다.",
        "삼성전자 종가는 119,900원이 아닙니다.",
        "삼성전자가 19.3% 올랐다는 보도는 사실이 아닙니다.",
        "삼성전자의 총 거래량은 18,525,144주였습니다.",
        "외국인은 삼성전자를 18,525,144주 순매수했습니다.",
        "삼성전자 RSI는 30입니다.",
        "경쟁사는 19.3% 올랐습니다.",
        "Samsung Electronics fell from 119,900 won to 100,500 won.",
        "Samsung Electronics rose 19.3% every day.",
        "Samsung Electronics will rise 19.3% next week.",
        "Samsung Electronics did not rise 19.3%.",
        "Samsung Electronics gained two hundred percent.",
        "The dividend yield of Samsung Electronics is 19.3%.",
        "Samsung Electronics revenue rose 19.3%.",
        "Samsung Electronics closed at 119,900 won for ten straight sessions.",
    ],
)
def test_a_true_figure_in_a_false_sentence_is_flagged(text: str, month: list[Evidence]) -> None:
    assert wrong(text, month)


@pytest.fixture
def pair() -> list[Evidence]:
    returns = [
        returned(AMD, 0.0323, "2025-12-31", "2026-01-05"),
        returned(NVIDIA, 0.0087, "2025-12-31", "2026-01-05"),
    ]
    operands = tuple(item.id for item in returns)
    gap = figure(
        "relative_return", "return", 0.0236, "fraction", id="gap", security=AMD, date="2026-01-05",
        derivation={"formula": "difference", "operands": operands},
    )  # fmt: skip
    return [*returns, gap]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("AMD was ahead of Nvidia by 2.36 percentage points.", True),
        ("AMD outperformed Nvidia.", True),
        ("Nvidia lagged AMD.", True),
        ("AMD led.", True),
        ("AMD가 엔비디아보다 더 올랐습니다.", True),
        ("AMD was ahead of Nvidia by 2.36%.", False),
        ("Nvidia beat AMD by 2.36 percentage points.", False),
        ("Nvidia was ahead of AMD.", False),
        ("Nvidia led.", False),
        ("가장 많이 오른 종목은 엔비디아입니다.", False),
        ("AMD did worst at +3.23% and Nvidia worst at +0.87%.", False),
        ("AMD rose 3.23%p.", False),
    ],
)
def test_who_is_ahead_follows_the_returns(text: str, holds: bool, pair: list[Evidence]) -> None:
    assert (wrong(text, pair) == []) is holds


@pytest.fixture
def screened() -> list[Evidence]:
    rows = [(SAMSUNG, 0.3), (HYNIX, 0.2), ("KRX:005380", 0.1)]
    return [returned(security, value, "2025-11-28", "2025-12-30") for security, value in rows]


LIST = (
    "한국 시장 코스피에서 2025년 11월 28일 이후 수익률이 가장 높은 종목은 다음과 같습니다.\n"
    "- 삼성전자(005930): +30%\n- SK하이닉스(000660): +20%\n- 현대차(005380): +10%"
)


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("코스피", "코스닥"),
        ("한국 시장", "미국 시장"),
        ("수익률이 가장", "변동성이 가장"),
        ("가장 높은", "가장 낮은"),
        ("삼성전자(005930)", "기아(005930)"),
        ("+20%", "+40%"),
    ],
)
def test_a_list_is_of_its_market_board_and_measure(said: str, instead: str, screened: list[Evidence]) -> None:
    assert wrong(LIST, screened) == []
    assert wrong(LIST.replace(said, instead, 1), screened)


INDICATORS = "삼성전자의 볼린저 밴드(20, 2)는 101,000원에서 122,000원까지이며, MACD(12, 26, 9)는 1,200원으로 시그널 900원보다 높습니다."


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("(20, 2)", "(20, 3)"),
        ("(12, 26, 9)", "(12, 36, 9)"),
        ("101,000원에서 122,000원", "122,000원에서 101,000원"),
    ],
)
def test_bands_run_upwards_and_settings_are_those_computed_with(said: str, instead: str) -> None:
    evidence = [
        figure("bollinger_upper_20_2", "indicator", 122_000, "KRW", id="upper"),
        figure("bollinger_lower_20_2", "indicator", 101_000, "KRW", id="lower"),
        figure("macd_12_26", "indicator", 1_200, "KRW", id="macd"),
        figure("macd_signal_9", "indicator", 900, "KRW", id="signal"),
    ]
    assert wrong(INDICATORS, evidence) == []
    assert wrong(INDICATORS.replace(said, instead), evidence)


REPORT = (
    "삼성전자는 10월 14일 화요일 3분기 매출이 86조원, 영업이익이 12조 1천억원이라고 밝혔다. 반도체 부문 이익률은 15%에서 20%로 올랐다. "
    "행사에는 임원 세 명이 참석했고 김영민 사장은 재고 자산이 줄었다고 말했다. Expected sales are between $4.4 billion and "
    "$4.6 billion, said Dana Whitfield of Larkfield Partners, while fifteen companies raised their total assets by 3-4 percent."
)


@pytest.mark.parametrize(
    "text",
    [
        "행사에는 임원 3명이 참석했다.",
        "Expected sales are $4.4 billion to $4.6 billion.",
        "Expected sales are $4.4-4.6 billion.",
        "삼성전자의 3분기 매출은 86조원이다.",
        "영업이익은 12조 1천억원이다.",
        "Whitfield of Larkfield Partners said so, while 15 companies raised their total assets.",
    ],
)
def test_a_report_may_be_told_in_other_words(text: str) -> None:
    assert wrong(text, [news(REPORT)]) == []


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("화요일", "목요일"),
        ("세 명", "네 명"),
        ("15%에서 20%", "20%에서 15%"),
        ("김영민 사장", "박정수 사장"),
        ("재고 자산이", "재고 부채가"),
        ("Dana Whitfield", "Paul Hargrove"),
        ("fifteen", "sixteen"),
        ("total assets", "total liabilities"),
        ("3-4 percent", "3-5 percent"),
        ("$4.6 billion", "$4.6 million"),
    ],
)
def test_one_replaced_word_of_a_report_is_found(said: str, instead: str) -> None:
    assert wrong(REPORT, [news(REPORT)]) == []
    assert wrong(REPORT.replace(said, instead), [news(REPORT)])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("엔비디아 매출은 570억 달러로 62% 늘었다.", True),
        ("엔비디아 순이익은 319억 달러다.", True),
        ("엔비디아 순이익은 62% 늘었다.", False),
        ("엔비디아 매출은 65% 증가했다.", False),
    ],
)
def test_a_growth_rate_belongs_to_its_account(text: str, holds: bool) -> None:
    source = "엔비디아는 매출이 570억 달러로 62% 늘었고, 순이익은 319억 달러로 65% 증가했다고 밝혔다."
    assert (wrong(text, [news(source)]) == []) is holds


@pytest.mark.parametrize(
    "text", ["2025년 12월 30일(화) 종가는 119,900원입니다.", "Tuesday, Dec 30, 2025: 119,900 won."]
)
def test_a_weekday_is_that_of_its_date(text: str, month: list[Evidence]) -> None:
    assert wrong(text, month) == []
    other = text.replace("(화)", "(목)").replace("Tuesday", "Thursday")
    assert wrong(other, month)


@pytest.mark.parametrize(
    "said", ["eight months", "seven months", "eleven months", "일곱 달", "여덟 달", "열한 달"]
)
def test_lengths_of_time_in_words_are_read(said: str, month: list[Evidence]) -> None:
    text = (
        f"Samsung Electronics rose 19.3% over the past {said}."
        if said[0].isascii()
        else f"삼성전자는 {said} 동안 19.3% 올랐습니다."
    )
    assert wrong(text, month)


def test_a_gap_between_two_levels_below_zero_is_read_as_one() -> None:
    evidence = [
        figure("macd_12_26", "indicator", -3_742.6, "KRW", id="line"),
        figure("macd_signal_9", "indicator", -4_496.9, "KRW", id="signal"),
        figure(
            "macd_histogram", "price", 754.3, "KRW", id="macd_histogram",
            derivation={"formula": "difference", "operands": ("line", "signal")},
        ),
    ]  # fmt: skip
    text = "삼성전자의 MACD(12, 26, 9)는 -3,743원으로 시그널 -4,497원보다 754원 높은 수준입니다."
    assert wrong(text, evidence) == []
    assert wrong(text.replace("높은", "낮은"), evidence)
    assert wrong(text.replace("-3,743원", "3,743원"), evidence)


def test_the_bound_of_a_screen_holds_whatever_the_days_around_it() -> None:
    evidence = [
        returned(SAMSUNG, 0.41, "2025-11-28", "2025-12-30"),
        figure("return", "indicator", 0.3, "fraction", id="condition:return:above:0.3", security=None),
    ]
    text = "한국 시장에서 조건(2025년 11월 28일 이후 수익률 30% 이상)에 맞는 종목은 다음과 같습니다.\n- 삼성전자(005930): +41%"
    assert wrong(text, evidence) == []
    assert wrong(text.replace("이상", "이하"), evidence)
    assert wrong(text.replace("30%", "20%"), evidence)


def test_a_story_of_several_companies_is_news_of_each() -> None:
    story = news("GE Aerospace and Boeing win orders worth $200 billion.").model_copy(
        update={"security": "US:GE"}
    )
    assert wrong("News about Boeing, newest first", [story]) == []
    assert wrong("News about Apple, newest first", [story])


def test_a_volume_is_compared_with_the_sessions_that_its_mean_covers() -> None:
    period = {"from": dt.date(2025, 12, 1), "to": dt.date(2025, 12, 29)}
    evidence = [
        figure("volume", "volume", 2_000_000, "shares", id="today"),
        figure("volume_mean", "volume", 1_000_000, "shares", id="usual", period=period),
        figure(
            "volume_ratio", "ratio", 2.0, "times", id="ratio",
            derivation={"formula": "ratio", "operands": ("today", "usual")},
        ),
    ]  # fmt: skip
    text = "삼성전자 거래량 2,000,000주는 직전 20거래일 평균의 2배입니다."
    assert wrong(text, evidence) == []
    assert wrong(text.replace("20거래일", "60거래일"), evidence)


@pytest.mark.parametrize(
    ("said", "value", "holds"),
    [
        ("과매수 구간에 있습니다", 71.0, True),
        ("과매도 구간에 있습니다", 71.0, False),
        ("과매수도 과매도도 아닌 중립 구간에 있습니다", 55.0, True),
        ("과매수 구간에 있습니다", 55.0, False),
    ],
)
def test_an_rsi_lies_in_the_zone_that_it_is_said_to(said: str, value: float, holds: bool) -> None:
    evidence = [figure("rsi_14", "indicator", value, None)]
    assert (wrong(f"삼성전자의 RSI(14)는 {value:.0f}로 {said}.", evidence) == []) is holds


def test_a_cross_is_the_one_that_was_found() -> None:
    evidence = [figure("sma_20_at_golden_cross", "indicator", 100_000, "KRW")]
    text = "삼성전자의 최근 교차는 골든크로스로, 20일 이동평균은 100,000원이었습니다."
    assert wrong(text, evidence) == []
    assert wrong(text.replace("골든", "데드"), evidence)
