"""Free prose over figures and cited texts: what is true keeps its claims, one thing changed loses one."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import HYNIX, SAMSUNG, figure, news

ACCOUNTS = (
    "Oracle, fiscal years ended May 31 (in millions): Total revenues 2019 $39,506, 2018 $39,383. Net income 2019 $11,083, 2018 $3,587. "
    "Cash dividends declared per common share 2019 $0.81."
)
TABLE = "Net sales (in thousands) | 2018 | 2019 ; Ceramic Components | $226,204 | $421,849 ; Advanced Components | 642,775 | 485,208"
LOSS = "Net profit/(loss) after tax was $(9.8) million (2018: $6.6 million). EBITDA improved from $62.6 million to $85.1 million."
BUYBACK = "In May 2003, our Board approved a stock repurchase program. As of April 26, 2019, it has authorized the repurchase of up to $13.6 billion."
INDEX = "The S&P 500 rose 2.9% this week as April jobs data came in above expectations. It slipped 0.8% in April, its third-consecutive monthly decline."
STREAK = "UiPath has experienced a challenging year, with its stock sliding 37%. Over the past month, it has rebounded 23%."
BANK = "한국은행 금융통화위원회는 2025년 5월 29일 기준금리를 연 2.75%에서 2.50%로 0.25%포인트 인하했다."
BUY = "정의선 현대차그룹 수석부회장, 현대차·현대모비스 주식 190억원어치 매수…닷새간 쏟아 부어"
PRIZE = "美교통당국, 현대차·기아 내부고발자에 280억 포상금 첫 지급"
CHIPS = "Dell shares have surged 36.6% over the past month, outperforming the Zacks Computer sector's appreciation of 18.8%."


def wrong(text: str, *evidence: str | Evidence) -> list[str]:
    items = [news(e, f"n{i}") if isinstance(e, str) else e for i, e in enumerate(evidence)]
    return [c.text for c in verify(text, items) if not c.supported]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (ACCOUNTS, "오라클의 2019 회계연도 순이익은 110억 8,300만 달러다."),
        (ACCOUNTS, "Oracle's revenue edged up to $39.5 billion in fiscal 2019 and its dividend was 81 cents per share."),
        (TABLE, "Sales of Advanced Components fell to $485.2 million in 2019."),
        (LOSS, "The bottom line swung to a loss of $9.8 million, while EBITDA rose to $85.1 million."),
        (LOSS, "세후 손익은 -980만 달러였고, EBITDA는 8,510만 달러로 개선됐다."),
        (BUYBACK, "자사주 매입 프로그램은 2003년 5월 승인됐고, 한도는 136억 달러까지 늘어났다."),
        (INDEX, "미국 S&P 500은 한 주간 2.9% 올랐지만 4월에는 -0.8%로 3개월째 뒷걸음쳤다."),
        (STREAK, "유아이패스는 1년간 -37%를 기록했지만 최근 한 달 동안 23% 반등했다."),
        (BANK, "한국은행은 5월 29일 기준금리를 2.5%로 내렸다."),
        (BUY, "정의선 수석부회장이 현대차 등의 주식 190억 원어치를 사들였다."),
        (PRIZE, "미국 교통당국이 현대차와 기아의 내부고발자에게 280억 원을 처음으로 지급했다."),
        (CHIPS, "Dell did better than its sector over a month: 36.6% against 18.8%."),
        ("글로벌 수소차 판매 2배 증가", "세계 수소차 판매는 두 배로 불었고, 수요가 늘었다."),
    ],
)  # fmt: skip
def test_a_text_told_freely_keeps_its_claims(source: str, text: str) -> None:
    assert wrong(text, source) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (ACCOUNTS, "Oracle's revenue edged down to $39.5 billion in fiscal 2019."),
        (ACCOUNTS, "오라클의 2019 회계연도 순이익은 110억 8,300만 원이다."),
        (TABLE, "Sales of Advanced Components grew to $485.2 million in 2019."),
        (TABLE, "Sales of Advanced Components fell to $485.2 thousand in 2019."),
        (LOSS, "The bottom line swung to a profit of $9.8 million."),
        (INDEX, "April payrolls fell short of forecasts and the S&P 500 rose 2.9% this week."),
        (INDEX, "Its April loss was the fifth monthly fall in a row."),
        (BANK, "한국은행은 5월 29일 기준금리를 2.5%로 올렸다."),
        (BANK, "미 연준은 5월 29일 기준금리를 2.5%로 내렸다."),
        (BUY, "정의선 수석부회장이 열흘 동안 현대차 등의 주식 190억 원어치를 사들였다."),
        (PRIZE, "미국 교통당국이 현대차와 기아의 내부고발자에게 280억 원을 두 번째로 지급했다."),
        (CHIPS, "Dell did worse than its sector over a month: 36.6% against 18.8%."),
    ],
)
def test_a_text_told_freely_with_one_thing_changed_loses_a_claim(source: str, text: str) -> None:
    assert wrong(text, source)


YEAR = {"from": "2024-12-30", "to": "2025-12-30"}
NOVEMBER = {"from": "2025-10-31", "to": "2025-11-28"}
KOSPI = "INDEX:KS11"
FIGURES = [
    figure("close", "price", 119_900, "KRW"),
    figure("close", "price", 119_500, "KRW", date="2025-12-29", id="before"),
    figure("high_52w", "price", 121_200, "KRW"),
    figure("low_52w", "price", 50_800, "KRW", date="2025-02-03"),
    figure("return", "return", 1.2537, "fraction", period=YEAR),
    figure("change", "price", 400, "KRW"),
    figure("return", "return", 2.7435, "fraction", HYNIX, period=YEAR),
    figure("return", "return", 0.7563, "fraction", KOSPI, period=YEAR),
]
MONTH = [
    figure("return", "return", 0.0569, "fraction", "KRX:068270", period=NOVEMBER, date="2025-11-28"),
    figure("return", "return", -0.044, "fraction", KOSPI, period=NOVEMBER, date="2025-11-28"),
]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("삼성전자는 11만 9,900원으로 장을 마쳐 하루 전보다 400원 비싸졌다.", FIGURES),
        ("삼성전자는 이날 52주 최고가를 새로 썼다.", FIGURES),
        ("삼성전자의 1년 내 저점은 2월 3일 기록한 50,800원이고, 현재가는 11만 9,900원이다.", FIGURES),
        ("지난 1년 동안 SK하이닉스가 삼성전자보다 더 많이 올랐다.", FIGURES),
        ("지난 1년 동안 코스피는 삼성전자에 뒤졌다.", FIGURES),
        ("셀트리온은 11월 +5.7%의 수익률을 기록해 같은 기간 4.4% 하락한 코스피를 앞질렀다.", MONTH),
    ],
)
def test_figures_told_freely_keep_their_claims(text: str, evidence: list[Evidence]) -> None:
    assert wrong(text, *evidence) == []


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("삼성전자는 11만 9,900원으로 장을 마쳐 하루 전보다 400원 싸졌다.", FIGURES),
        ("삼성전자는 이날 52주 최저가를 새로 썼다.", FIGURES),
        ("삼성전자의 52주 고점은 2월 3일 기록한 50,800원이다.", FIGURES),
        ("지난 1년 동안 삼성전자가 SK하이닉스보다 더 많이 올랐다.", FIGURES),
        ("지난 1년 동안 코스피가 삼성전자를 크게 앞섰다.", FIGURES),
        ("지난 1년 동안 SK하이닉스는 코스피에 뒤졌다.", FIGURES),
        ("셀트리온은 11월 +5.7%의 수익률을 기록해 같은 기간 4.4% 상승한 코스피를 앞질렀다.", MONTH),
    ],
)
def test_figures_told_freely_with_one_thing_changed_lose_a_claim(text: str, evidence: list[Evidence]) -> None:
    assert wrong(text, *evidence)


RISERS = [
    figure("change", "return", value, "fraction", security, period={"from": "2025-12-29", "to": "2025-12-30"})
    for security, value in ((SAMSUNG, 0.21), (HYNIX, 0.14), ("KRX:005380", 0.13), ("KRX:000270", 0.12))
]


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("12월 30일 상승률 1위는 삼성전자로 21% 뛰었다.", True),
        ("현대차의 상승률 13%는 세 번째로 높았다.", True),
        ("SK hynix came second with 14%.", True),
        ("현대차의 상승률 13%는 두 번째로 높았다.", False),
        ("SK hynix came third with 14%.", False),
    ],
)
def test_a_place_in_an_order_is_that_of_the_figures(text: str, fine: bool) -> None:
    assert (wrong(text, *RISERS) == []) is fine


ROSE = "Intel said third-quarter revenue rose 55% to $94.4 billion from a year earlier."
CLOSED = "Shares of Intel closed 55.2% lower at $582.67 on July 21, 2021."
DEAL = "NAVER는 SK하이닉스와 8340억원 규모의 장비 공급 계약을 체결했다. 계약 기간은 2021년 3월 15일까지다."
OTHER = "LG전자는 3월 6일 LG화학과 5400억원 규모의 공급 계약을 체결했다. 계약 기간은 2021년 3월 6일까지다."


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Intel's revenue rose 55% to $94.4 billion.", []),
        ("Intel's revenue fell 55% to $94.4 billion.", ["fell", "55%"]),
    ],
)
def test_a_figure_is_taken_from_the_text_that_carries_the_rest(text: str, struck: list[str]) -> None:
    assert wrong(text, ROSE, CLOSED) == struck


@pytest.mark.parametrize(("day", "struck"), [("15일", []), ("6일", ["2021년 3월 6일"])])
def test_a_date_alone_is_one_of_the_text_that_carries_the_sentence_before(
    day: str, struck: list[str]
) -> None:
    text = f"NAVER는 SK하이닉스와 8,340억 원 규모의 계약을 맺었습니다. 계약은 2021년 3월 {day}까지입니다."
    assert wrong(text, DEAL, OTHER) == struck
