"""Who is said to have done better, and whether something is more or less: as the told returns have it."""

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import HYNIX, figure, news

RETURNS = [
    figure("return", "return", 0.0721, "fraction"),
    figure("return", "return", -0.0489, "fraction", HYNIX),
]


def wrong(text: str, evidence: list[Evidence]) -> list[str]:
    return [c.text for c in verify(text, evidence) if not c.supported]


@pytest.mark.parametrize(
    ("text", "right", "turned"),
    [
        (
            "Samsung Electronics returned 7.21%, whereas SK hynix lost 4.89%, a gap in {}'s favor.",
            "Samsung Electronics",
            "SK hynix",
        ),
        (
            "Samsung Electronics gained 7.21% while SK hynix fell 4.89%, making {} the weaker of the two.",
            "SK hynix",
            "Samsung Electronics",
        ),
        (
            "삼성전자가 7.21% 오른 반면 SK하이닉스는 4.89% 내려 {} 쪽 성과가 더 나았습니다.",
            "삼성전자",
            "SK하이닉스",
        ),
    ],
)
def test_the_company_ahead_is_the_one_with_the_higher_return(text: str, right: str, turned: str) -> None:
    assert wrong(text.format(right), RETURNS) == []
    assert wrong(text.format(turned), RETURNS)


@pytest.mark.parametrize(("word", "fine"), [("larger", True), ("smaller", False)])
def test_a_change_that_rose_is_no_less(word: str, fine: bool) -> None:
    source = news("Belmont Aero's backlog rose 14% from a year earlier to $27.3 billion.")
    assert (
        wrong(f"Belmont Aero's backlog was $27.3 billion, 14% {word} than a year ago.", [source]) == []
    ) is fine
