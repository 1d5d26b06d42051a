"""Which words beside a code or in brackets are taken for a name that waits for a person."""

import pytest

from kg.aliasing import proposals
from stockelper.securities.at import bundled_resolver


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("별빛솔루션(373220)이 상승했다.", [("별빛솔루션", "KRX:373220")]),
        ("Brightlight Devices (NASDAQ: NVDA) rose.", [("Brightlight Devices", "US:NVDA")]),
        ("에코프로비엠(에비엠)은 증설한다.", [("에비엠", "KRX:247540")]),
    ],
)
def test_unknown_names_in_apposition_are_proposed(text: str, found: list[tuple[str, str]]) -> None:
    assert proposals(text, bundled_resolver()) == found


@pytest.mark.parametrize(
    "text",
    [
        "삼성전자(005930)가 올랐다.",
        "Nvidia (NVDA) rose.",
        "삼성전자(사진)가 신제품을 냈다.",
        "현대차(정의선 회장)가 투자한다.",
        "목표주가 15만원(M)",
        "Meta Platforms, Inc. (META) fell.",
        "Artificial Intelligence (AI) is everywhere.",
    ],
)
def test_known_names_captions_and_words_are_not(text: str) -> None:
    assert proposals(text, bundled_resolver()) == []
