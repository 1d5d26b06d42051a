"""A turn that picks "of those" screens what the turn before listed, and nothing else."""

import pytest

from stockelper.types import Answer
from tests.graph.conftest import Opened
from ui.wiring import Product


def ask(product: Product, question: str, thread: str | None = None) -> Answer:
    return product.runs.answer(product.runs.start(question, thread), timeout=60)


def listed(answer: Answer) -> set[str]:
    names = [line for line in answer.answer.splitlines() if line.startswith("- ")]
    return {line.removeprefix("- ").partition(":")[0] for line in names}


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("오늘 가장 많이 오른 종목 5개", "그중에 변동성이 가장 낮은 종목은?", "그중에 RSI 1 이상인 종목"),
        (
            "top 5 gainers today",
            "of those, which stock is least volatile?",
            "of those, stocks with RSI above 1",
        ),
    ],
)
def test_a_pick_stays_among_the_names_of_the_turn_before(
    opened: Opened, first: str, second: str, third: str
) -> None:
    product = opened()
    whole = ask(product, first)
    assert len(listed(whole)) == 5
    picked = ask(product, second, whole.thread)
    assert picked.plan is not None
    assert len(picked.plan.among) == 5
    assert listed(picked) == listed(whole), "ranked anew, nobody else let in"
    assert picked.struck == 0
    again = ask(product, third, whole.thread)
    assert again.plan is not None
    assert set(again.plan.among) == set(picked.plan.among)
    assert listed(again) <= listed(whole)


def test_without_a_word_that_points_back_the_whole_market_is_screened(opened: Opened) -> None:
    product = opened()
    whole = ask(product, "오늘 가장 많이 오른 종목 5개")
    other = ask(product, "변동성이 가장 낮은 종목은?", whole.thread)
    assert other.plan is not None
    assert other.plan.among == ()
