"""Cited sentences told in other words: what is true holds, what says the opposite does not."""

import pytest

from agents.verifier import verify
from tests.agents.verifier.conftest import news


def wrong(text: str, source: str) -> list[str]:
    return [c.text for c in verify(text, [news(source)]) if not c.supported]


PAY = (
    "The Company recognized $2.3 million, $2.1 million and $1.9 million of stock-based compensation expense for the years ended "
    "March 31, 2019, 2018 and 2017, respectively."
)
SALE = "Netflix's Chief Accounting Officer, Jeffrey Karbowski, sold 160 shares of common stock on Monday for $160,000."
CHIPS = (
    "Nvidia was climbing early Friday as the market digested reports from Alphabet and rival chip maker Intel.Nvidia shares were up "
    "1.2% at $107.70.The stock rose 3.6% on Thursday."
)
FUTURES = (
    "Tesla stock fell early.\nStock in the electric-vehicle maker was 3.4% down at $336.01 in the premarket, while S&P 500 and Dow "
    "Jones Industrial Average futures were 0.6% and 0.4% lower, respectively."
)
GROWTH = "TCS' revenue grew 19% in FY 2019, compared to 4.4% in the prior year, on demand in Indonesia."
BEARS = "Thirty-two percent of respondents are bearish on the outlook for stocks, the highest percentage since at least 1997."
TARGET = "카카오 투자의견 매수 유지, 목표주가 50만원, 인도네시아 시장은 긍정적. 영업이익 17.8조원 전망"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (PAY, "Stock-based pay cost $2.3 million in 2019, up from $2.1 million in 2018."),
        (SALE, "Jeffrey Karbowski let go of 160 shares of Netflix for $160,000."),
        (CHIPS, "Nvidia was up 1.2% at $107.70, having risen 3.6% the day before."),
        (FUTURES, "Tesla traded 3.4% lower at $336.01 before the bell. Futures on the S&P 500 lost 0.6% and those on the Dow 0.4%."),
        (GROWTH, "TCS grew its revenue by 19% in FY 2019, against 4.4% the year before. Indonesian demand helped."),
        (BEARS, "Bears made up 32% of those asked."),
        (TARGET, "카카오 목표주가는 50만 원, 의견은 매수이고 영업이익은 17조 8천억 원으로 전망됐습니다."),
    ],
)  # fmt: skip
def test_a_true_restatement_keeps_all_its_claims(source: str, text: str) -> None:
    assert wrong(text, source) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (PAY, "Stock-based pay cost $2.3 million in 2019, down from $2.1 million in 2018."),
        (PAY, "Stock-based pay cost $2.1 million in 2019, up from $1.9 million in 2017."),
        (SALE, "Jeffrey Karbowski bought 160 shares of Netflix for $160,000."),
        (SALE, "Jeffrey Karbowski sold 160 shares of Netflix on Tuesday for $160,000."),
        (SALE, "Netflix's Reed Hastings sold 160 shares for $160,000."),
        (FUTURES, "Tesla traded 3.4% lower at $336.01 after the bell."),
        (GROWTH, "TCS grew its revenue by 4.4% in FY 2019, against 19% the year before."),
        (GROWTH, "TCS grew its revenue by 19% in FY 2019 on demand in Vietnam."),
        (BEARS, "Bulls made up 32% of those asked."),
        (BEARS, "32% of those asked are bearish, the lowest share since 1997."),
        (TARGET, "카카오 목표주가는 50만 원, 의견은 매도입니다."),
        (TARGET, "카카오 목표주가는 50만 원이며 베트남 시장은 긍정적입니다."),
    ],
)
def test_a_restatement_that_says_the_opposite_is_wrong(source: str, text: str) -> None:
    assert wrong(text, source)
