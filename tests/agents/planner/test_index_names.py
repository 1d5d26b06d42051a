"""Indices inside the names of companies and funds are none, and short names that a comparison or a list makes sure."""

import pytest

from agents.planner.mentions import named
from stockelper.securities.at import bundled_resolver


@pytest.mark.parametrize(
    ("text", "security"),
    [
        ("다우기술 배당", "KRX:023590"),
        ("다우데이타 주가", "KRX:032190"),
        ("S&P글로벌 실적", "US:SPGI"),
        ("다우케미칼 주가", "US:DOW"),
        ("차터커뮤니케이션 주가", "US:CHTR"),
        ("코덱스나스닥100 주가", "KRX:379810"),
        ("TIGER 미국나스닥100 수익률", "KRX:133690"),
    ],
)
def test_an_index_in_a_name_is_none(text: str, security: str) -> None:
    read = named(text, bundled_resolver())
    assert (read.securities, read.indices) == ((security,), False)


@pytest.mark.parametrize(
    "text",
    [
        "다우 기술주 중에 뭐가 올랐어",
        "다우 주가",
        "나스닥 100 지수 어때",
        "Which Dow stocks are down",
        "the dow today",
    ],
)
def test_an_index_by_itself_stays_one(text: str) -> None:
    read = named(text, bundled_resolver())
    assert (read.securities, read.indices) == ((), True)


@pytest.mark.parametrize(
    ("text", "securities"),
    [
        ("Is Delta less indebted then United?", {"US:DAL", "US:UAL"}),
        ("is target more expensive than walmart", {"US:TGT", "US:WMT"}),
        ("한국타이어 금호 넥센 셋 중 제일 싼 곳", {"KRX:161390", "KRX:073240", "KRX:002350"}),
        ("Kumho, Nexen, Hankook: lowest P/E", {"KRX:161390", "KRX:073240", "KRX:002350"}),
        ("로봇은 두산이냐 레인보우냐", {"KRX:454910", "KRX:277810"}),
        ("LS랑 효성중공업 비교", {"KRX:006260", "KRX:298040"}),
        ("넥센 주가", {"KRX:005720"}),
    ],
)
def test_short_names_of_a_comparison_or_a_list(text: str, securities: set[str]) -> None:
    assert set(named(text, bundled_resolver(), of_stocks=True).securities) == securities
