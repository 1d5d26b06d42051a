"""Figures, filings and tables told in a reader's own words: what is true keeps its claims, one thing changed loses one."""

import datetime as dt

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import figure, news

SNOWFLAKE = (
    "Snowflake reported first-quarter adjusted earnings of 24 cents a share on revenue of $1.04 billion. Analysts surveyed by FactSet "
    "were expecting earnings of 20 cents a share on revenue of $1 billion."
)
GRAKON = "| (Dollars in Millions) | Fiscal 2019 | Fiscal 2018 |\n|---|---|---|\n| Revenues | $1,073.3 | $1,095.0 |\n| Net Income | $106.4 | $70.5 |"
PENSIONS = (
    "| | 2019 €m | 2018 €m | 2017 €m |\n|---|---|---|---|\n| Defined contribution schemes | 166 | 178 | 192 |\n"
    "| Defined benefit schemes | 57 | 44 | 20 |\n| Total | 223 | 222 | 212 |"
)
EMISSIONS = "Our total emissions dropped by 6.14 per cent from 2018, and our emissions per $ million of revenue were down by 10.9 per cent."
STAKES = "LONE PINE CAPITAL CUTS SHARE STAKE IN META BY 13.7% TO 1.8 MILLION CLASS A SHARES - LONE PINE CAPITAL RAISES SHARE STAKE IN AMAZON BY 14.9% TO 4.4 MILLION SHARES"
FLOWS = "외국인 투자자는 이날 유가증권시장에서 3,215억 원어치를 순매수했다. 개인은 4,102억 원을 순매도했고 기관은 812억 원을 사들였다."
GROWTH = "이 회사의 영업이익은 전년 동기 대비 277.4% 증가했다. 올해 성장률 전망치는 1.5%에서 0.8%로 낮췄다."
CARS = "Analysts expect Carvana's operating profits to more than double in 2025 and jump another 25% in 2026."
DEALS = "The deals are worth over $200 billion, the White House said."


def wrong(text: str, *evidence: str | Evidence) -> list[str]:
    items = [news(e, f"n{i}") if isinstance(e, str) else e for i, e in enumerate(evidence)]
    return [c.text for c in verify(text, items) if not c.supported]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (SNOWFLAKE, "Snowflake's adjusted EPS came to $0.24 against the 20 cents analysts had pencilled in."),
        (GRAKON, "Revenue slipped about 2% in fiscal 2019 to $1,073.3 million, yet net income jumped to $106.4 million from $70.5 million."),
        (PENSIONS, "Costs totalled €223 million in 2019; defined contribution charges declined to €166 million."),
        (EMISSIONS, "Emissions came in 6.14% below 2018."),
        (STAKES, "Lone Pine trimmed its Meta holding 13.7% but added to Amazon (+14.9%)."),
        (FLOWS, "외국인이 3,215억원, 기관이 812억원 매수 우위를 보였고 개인만 4,102억원어치를 팔았다."),
        (GROWTH, "영업이익은 1년 전의 3.8배 가까이로 불었다."),
        (GROWTH, "경제성장률 전망은 1.5%에서 0.8%로 하향했다."),
        (CARS, "Carvana's operating profit is to double in 2025 and to grow a further 25% the following year."),
        (DEALS, "The White House puts the agreements above $200 billion."),
    ],
)  # fmt: skip
def test_a_true_restatement_keeps_its_claims(source: str, text: str) -> None:
    assert wrong(text, source) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (SNOWFLAKE, "Snowflake's adjusted EPS came to $0.42 against the 20 cents analysts had pencilled in."),
        (GRAKON, "Revenue rose about 2% in fiscal 2019 to $1,073.3 million."),
        (GRAKON, "Revenue slipped about 2% in fiscal 2019 to $1,073.3 billion."),
        (PENSIONS, "Costs totalled €223 billion in 2019."),
        (PENSIONS, "Defined benefit charges came to €166 million in 2019."),
        (EMISSIONS, "Emissions came in 6.14% above 2018."),
        (STAKES, "Lone Pine increased its Meta holding by 13.7%."),
        (STAKES, "Lone Pine cut its Amazon holding by 14.9%."),
        (FLOWS, "기관이 3,215억원, 외국인이 812억원 매수 우위를 보였다."),
        (FLOWS, "개인만 4,102억원어치를 샀다."),
        (GROWTH, "영업이익은 1년 전의 4.8배로 불었다."),
        (CARS, "Carvana's operating profit is to grow a further 52% the following year."),
        (DEALS, "The White House puts the agreements above $200 million."),
    ],
)  # fmt: skip
def test_one_thing_changed_loses_a_claim(source: str, text: str) -> None:
    assert wrong(text, source)


FIRST, LAST = dt.date(2025, 9, 30), dt.date(2025, 12, 30)
COURSE = [
    figure("close", "price", 5_230, "KRW", "KRX:X00001", id="a", date=FIRST),
    figure("close", "price", 7_110, "KRW", "KRX:X00001", id="b"),
    figure("high", "price", 7_240, "KRW", "KRX:X00001", id="c"),
    figure("low", "price", 6_980, "KRW", "KRX:X00001", id="d"),
    figure("volume", "volume", 262_531, "shares", "KRX:X00001", id="e"),
]


@pytest.mark.parametrize(
    "text",
    [
        "9월 말 5,230원이던 주가가 7,110원으로 올랐다.",
        "장중 7,240원까지 올랐다가 6,980원까지 내려갔다.",
        "26만여 주가 거래됐다.",
        "종가 7,110원은 9월 30일의 5,230원보다는 높다.",
        "The stock ran from September 30 to December 30, when it rose from 5,230 won to 7,110 won.",
    ],
)
def test_a_course_told_in_prose_holds(text: str) -> None:
    assert wrong(text, *COURSE) == []


@pytest.mark.parametrize(
    "text",
    [
        "9월 말 7,110원이던 주가가 5,230원으로 내렸다.",
        "장중 7,240원까지 내렸다가 6,980원까지 올랐다.",
        "26억여 주가 거래됐다.",
    ],
)
def test_a_course_turned_round_does_not(text: str) -> None:
    assert wrong(text, *COURSE)


SOFTWARE = "소프트웨어 업체 B사는 지난해 매출 3,412억 원에 영업손실 127억 원을 냈다. 전년에는 매출 2,980억 원, 영업이익 45억 원이었다."
RATES = "The Federal Reserve held its benchmark rate at 4.25% to 4.50% on May 7. Inflation eased to 2.3% in April from 2.4% in March."
CARRIER = "Carrier shares fell 10.6% on Tuesday, the biggest one-day drop since March 2020."
PREMARKET = "Tesla rose by 0.8% in pre-bell activity, swinging from a 2.3% decline from Monday's session."
ORDER = "C조선은 D해운으로부터 1,240억 원 규모의 기자재를 수주했다고 5일 밝혔다."
SHIPS = "LNG 운반선 4척 건조 계약을 맺었다."
PLANTS = "The plan covers three new fabs and two packaging facilities."
HALVES = "| $m | H1 2025 | H1 2024 |\n|---|---|---|\n| Copper sales | 4,310 | 3,905 |\n| Iron ore sales | 2,870 | 3,340 |"
TURNOVER = "Comparable sales fell 1.7% in the quarter while total sales slipped 2% to $20.9 billion."
TRADES = "외국인과 기관이 각각 1,024억 원, 388억 원을 순매도했고 개인이 1,530억 원을 순매수했다."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (SOFTWARE, "B사는 지난해 매출이 14.5% 늘어 3,412억원이 됐다."),
        (RATES, "The Fed left its rate unchanged on May 7. Inflation slowed between March and April, to 2.3% from 2.4%."),
        (CARRIER, "Its stock suffered on Tuesday its sharpest daily fall since March 2020: 10.6%."),
        (PREMARKET, "Tesla recovered 0.8% of ground after losing 2.3% on Monday."),
        (SHIPS, "LNG 운반선 네 척을 짓는 계약이다."),
        (PLANTS, "It is enough for three more fabs."),
        (HALVES, "Iron ore brought in $2.87 billion in the first half of 2025, 14% less than a year before."),
        (TURNOVER, "Turnover was down 2% at $20.9 billion in the quarter."),
        (TRADES, "개인이 1,530억원어치를 사들였지만 외국인과 기관이 각각 1,024억원, 388억원어치를 팔았다."),
    ],
)  # fmt: skip
def test_what_a_figure_came_from_may_be_left_out(source: str, text: str) -> None:
    assert wrong(text, source) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (SOFTWARE, "B사는 지난해 매출이 14.5% 줄어 3,412억원이 됐다."),
        (SOFTWARE, "B사는 지난해 매출이 41.5% 늘어 3,412억원이 됐다."),
        (RATES, "The Fed raised its rate on May 7."),
        (RATES, "Inflation accelerated between March and April, to 2.3% from 2.4%."),
        (CARRIER, "Its stock suffered on Friday its sharpest daily fall since March 2020: 10.6%."),
        (PREMARKET, "Tesla recovered 0.8% of ground after gaining 2.3% on Monday."),
        (ORDER, "D해운이 C조선에 1,240억원어치 기자재를 납품한다."),
        (SHIPS, "LNG 운반선 여섯 척을 짓는 계약이다."),
        (PLANTS, "It is enough for five more fabs."),
        (HALVES, "Iron ore brought in $2.87 billion in the second half of 2025."),
        (HALVES, "Iron ore brought in $2.87 billion in the first half of 2024."),
        (TURNOVER, "Turnover was up 2% at $20.9 billion in the quarter."),
    ],
)  # fmt: skip
def test_the_other_way_round_it_is_wrong(source: str, text: str) -> None:
    assert wrong(text, source)


def test_rivals_of_a_third_are_told_of_it_alone() -> None:
    link = figure("COMPETES_WITH", "relation", 0.0, None, "US:AMD", id="r").model_copy(
        update={"value": None, "text": "Competitors of Advanced Micro Devices: Arm Holdings, Nvidia."}
    )
    assert wrong("Arm and Nvidia are named as rivals of AMD.", link) == []
    assert wrong("Intel and Nvidia are named as rivals of AMD.", link)
