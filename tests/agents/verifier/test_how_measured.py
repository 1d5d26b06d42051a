"""Words that say how a figure was measured, where it went, and who published what is quoted."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import HYNIX, SAMSUNG, figure

YEAR = {"from": "2024-12-30", "to": "2025-12-30"}
FIGURES = [
    figure("close", "price", 53_200, "KRW", id="then", date="2024-12-30"),
    figure("close", "price", 119_900, "KRW"),
    figure("return", "return", 119_900 / 53_200 - 1, "fraction", period=YEAR),
    figure("drawdown", "return", -0.2931, "fraction", period=YEAR),
    figure("volatility", "indicator", 0.3144, "fraction", period=YEAR),
    figure(f"correlation:{HYNIX}", "ratio", 0.58, "times", period=YEAR),
    figure("close", "price", 651_000, "KRW", HYNIX),
    figure("volume_mean", "volume", 1_023_568, "shares", period=YEAR),
    figure("return", "return", 0.0007, "fraction", None, id="sector", text="Health Care", period=YEAR),
]
ARTICLE = Evidence.model_validate(
    {
        "id": "a1", "kind": "article", "security": SAMSUNG, "name": "title", "title": "삼성전자, 평택 공장 증설...메모리 투자 확대",
        "text": "매일경제", "source": "매일경제", "date": "2025-10-30", "known_at": "2025-10-30T00:00:00Z",
    }
)  # fmt: skip
TRUE = (
    "삼성전자는 2024년 12월 30일 53,200원에서 2025년 12월 30일 119,900원으로 125.38% 올랐습니다.",
    "Samsung Electronics rose 125.38%, from a close of ₩53,200 on Dec 30, 2024 to ₩119,900 on Dec 30, 2025.",
    "The deepest fall of Samsung Electronics was 29.31%.",
    "연 환산 변동성은 31.44%입니다.",
    "삼성전자와 SK하이닉스의 일별 수익률 상관계수는 0.58입니다.",
    "On average 1,023,568 shares of Samsung Electronics a day changed hands.",
    "- Health Care: +0.07%",
    "- 2025년 10월 30일 “삼성전자, 평택 공장 증설...메모리 투자 확대” (매일경제)",
)


def wrong(text: str) -> list[str]:
    return [c.text for c in verify(text, [*FIGURES, ARTICLE]) if not c.supported]


@pytest.mark.parametrize("text", TRUE)
def test_what_is_true_holds(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "was", "now"),
    [
        (TRUE[0], "올랐", "내렸"),
        (TRUE[0], "으로 125.38% 올랐", "까지 밀렸"),
        (TRUE[0], "삼성전자는", "삼성전자는 같은 날"),
        (TRUE[1], "rose", "fell"),
        (TRUE[2], "deepest", "shallowest"),
        (TRUE[3], "연 환산", "월 환산"),
        (TRUE[4], "일별", "월별"),
        (TRUE[5], "On average", "At most"),
        (TRUE[6], "Health Care", "Industrials"),
        (TRUE[7], "(매일경제)", "(이데일리)"),
        (TRUE[7], "평택", "화성"),
        (TRUE[7], "“삼성전자", "“정몽구"),
    ],
)
def test_what_the_figure_or_article_contradicts_is_struck(text: str, was: str, now: str) -> None:
    assert was in text
    assert wrong(text.replace(was, now))
