"""Years that stand alone, days of a month, and currency words before particles."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import figure, news


def _wrong(text: str, evidence: list[Evidence]) -> list[str]:
    return [claim.kind for claim in verify(text, evidence) if not claim.supported]


@pytest.mark.parametrize(
    ("text", "true", "false"),
    [
        ("주가 조정은 기회,2018년에도 사상 최대 실적 경신 전망", "2018년", "2015년"),
        ("크게 부진,2018년 실적 우상향 전망", "2018년", "8018년"),
        ("The fund sold 9.5 million shares between mid-2023 and early 2025.", "mid-2023", "mid-2323"),
        ("It is a 50% increase since February 2024, the company said.", "February 2024", "February 9"),
    ],
)
def test_a_year_is_a_date_wherever_it_stands(text: str, true: str, false: str) -> None:
    evidence = [news(text, day="2025-05-20")]
    assert _wrong(text.replace("실적", "이익"), evidence) == []
    assert "date" in _wrong(text.replace("실적", "이익").replace(true, false), evidence)


@pytest.mark.parametrize("word", ["won로", "KRW로", "원에", "won"])
def test_a_currency_word_is_read_before_a_particle(word: str) -> None:
    evidence = [figure("close", "price", 472.85, "USD", "US:MSFT", currency="USD")]
    assert "number" in _wrong(f"Microsoft는 472.85 {word} 마감했습니다.", evidence)
    assert _wrong("Microsoft는 472.85 USD로 마감했습니다.", evidence) == []


def test_a_sum_in_a_korean_text_is_in_won_unless_it_says_otherwise() -> None:
    assert _wrong("1분기 매출은 77.78조 원입니다.", [news("1분기 매출 77.78조 기록")]) == []
    assert _wrong("Revenue was 77.78 trillion dollars.", [news("1분기 매출 77.78조 기록")]) == ["number"]
    assert _wrong("사업 규모는 12억 달러입니다.", [news("그린수소 12억弗 작전")]) == []
    assert _wrong("사업 규모는 12억 원입니다.", [news("그린수소 12억弗 작전")]) == ["number"]
