"""Answers whose evidence is nothing but sentences: what these say is found, and what is changed is struck."""

import datetime as dt

import pytest

from agents.verifier import verify
from stockelper.types import Claim, Evidence
from tests.agents.verifier.conftest import figure, news

CROSS = "The 20-day moving average at the golden cross of Samsung Electronics on May 20, 2025 was ₩37,083."
MACD = (
    "2025-12-30 삼성전자의 MACD(12, 26)는 -8,121원이다. 2025-12-30 삼성전자의 MACD 시그널(9)은 -4,754원이다. "
    "2025-12-30 삼성전자의 MACD와 시그널의 차이는 -3,367원이다."
)
BREADTH = (
    "The number of shares that rose on the US market on 2025-12-30 was 171.",
    "The number of shares that fell on the US market on 2025-12-30 was 246.",
)
MARKS = (
    "The 52-week high of Samsung Electronics on November 17, 2021 was ₩145,200.",
    "The 52-week low of Samsung Electronics on July 4, 2022 was ₩47,700.",
)
MOVE = "삼성전자의 주가는 2024-11-01 종가에서 2024-11-04 종가까지 0.98% 하락했다."
NOBODY_SAID = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
STORY = "Samsung Electronics and AST SpaceMobile have been highlighted. (2025-05-23)"


def struck(text: str, *evidence: str | Evidence) -> list[str]:
    items = [
        news(e, f"n{i}").model_copy(update={"date": None, "known_at": NOBODY_SAID})
        if isinstance(e, str)
        else e
        for i, e in enumerate(evidence)
    ]
    return [one.text for one in verify(text, items) if not one.supported]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("삼성전자의 MACD(12, 26, 9)는 -8,121원으로 시그널 -4,754원보다 3,367원 낮은 수준입니다.", (MACD,)),
        ("Across the US market, 171 securities rose and 246 fell on Dec 30, 2025.", BREADTH),
        ("The 52-week high is ₩145,200 (Nov 17, 2021) and the 52-week low ₩47,700 (Jul 4, 2022).", MARKS),
        ("삼성전자는 2024년 11월 4일에 전 거래일보다 0.98% 내렸습니다.", (MOVE,)),
        ("No news about Naver is stored for that time; the newest is “Samsung Electronics and AST SpaceMobile have been highlighted” (x) of May 23, 2025.", (STORY,)),
    ],
)  # fmt: skip
def test_what_plain_sentences_say_is_found(text: str, evidence: tuple[str, ...]) -> None:
    assert struck(text, *evidence) == []


@pytest.mark.parametrize(
    ("text", "evidence", "wrong"),
    [
        ("삼성전자의 MACD(12, 26, 9)는 -8,121원으로 시그널 +4,754원보다 3,367원 낮은 수준입니다.", (MACD,), "+4,754원"),
        ("Across the US market, 171 securities fell and 246 fell on Dec 30, 2025.", BREADTH, "fell"),
        ("Across the US market, 171 securities rose and 246 rose on Dec 30, 2025.", BREADTH, "rose"),
        ("The 52-week high is ₩145,200 (Nov 17, 2021) and the 52-week high ₩47,700 (Jul 4, 2022).", MARKS, "₩47,700"),
        ("The last cross was a death cross on May 20, 2025, at a 20-day average of ₩37,083.", (CROSS,), "₩37,083"),
        ("삼성전자는 2024년 11월 1일에 전 거래일보다 0.98% 내렸습니다.", (MOVE,), "2024년 11월 1일"),
        ("No news about Naver is stored for that time; the newest is “Samsung Electronics and AST SpaceMobile have been highlighted” (x) of Dec 23, 2025.", (STORY,), "Dec 23, 2025"),
    ],
)  # fmt: skip
def test_what_plain_sentences_do_not_say_is_struck(text: str, evidence: tuple[str, ...], wrong: str) -> None:
    assert wrong in struck(text, *evidence)


def test_a_change_over_a_session_is_none_over_a_month_though_other_figures_are() -> None:
    high = figure("high_52w", "price", 125_000, "KRW", period={"from": "2024-12-30", "to": "2025-12-30"})
    day = figure("return", "return", -0.0054, "fraction", period={"from": "2025-12-29", "to": "2025-12-30"})
    said = "Samsung Electronics fell 0.54% from the previous {} on Dec 30, 2025."
    assert struck(said.format("session"), high, day) == []
    assert "from the previous month" in struck(said.format("month"), high, day)


def test_the_distance_from_the_lower_band_is_none_from_the_upper() -> None:
    away = figure(
        "from_band", "return", -0.0235, "fraction", id="from_band:indicator:bollinger_lower_20_2>close"
    )
    band = figure("bollinger_lower_20_2", "indicator", 112_340.5, "KRW")
    said = "종가는 볼린저 밴드 {}보다 2.35% 낮은 수준입니다."
    assert struck(said.format("하단"), away, band) == []
    assert struck(said.format("상단"), away, band)


@pytest.mark.parametrize(
    "explained",
    [
        "다이버전스는 주가와 지표가 서로 다른 쪽으로 가는 것입니다. 고점이 낮아지면 약세 다이버전스라 합니다.",
        "대신 등락률, 변동성, 연속 하락으로는 고를 수 있습니다.",
        "Backtests are not supported yet. I can answer about the return and the deepest fall of simply holding a security.",
    ],
)  # fmt: skip
def test_what_is_explained_or_offered_without_a_citation_claims_nothing(explained: str) -> None:
    rise = figure(
        "return_1m", "return", 0.1921, "fraction", period={"from": "2025-11-28", "to": "2025-12-30"}
    )
    claims: list[Claim] = verify(f"삼성전자는 19.21% 올랐습니다 [1].\n\n{explained}", [rise])
    assert [one.text for one in claims if not one.supported] == []


def test_sessions_in_a_row_went_the_way_of_the_change_over_them() -> None:
    run = figure("run", "indicator", 3, "count", period={"from": "2025-12-26", "to": "2025-12-30"})
    fall = figure("return", "return", -0.0042, "fraction", period={"from": "2025-12-24", "to": "2025-12-30"})
    year = figure(
        "return_1y", "return", 0.4877, "fraction", period={"from": "2024-12-30", "to": "2025-12-30"}
    )
    said = "Samsung Electronics {} 3 sessions in a row to Dec 30, 2025."
    assert struck(said.format("fell"), run, fall, year) == []
    assert struck(said.format("rose"), run, fall, year) == ["rose"]
