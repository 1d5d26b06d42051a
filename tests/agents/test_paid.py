"""The price of one share that a question says was paid, told from other averages."""

import pytest

from agents.tools.holding import paid


@pytest.mark.parametrize(
    ("question", "price"),
    [
        ("my average is 120 on NVDA", 120.0),
        ("average cost $55, am I up?", 55.0),
        ("bought AAPL at 150", 150.0),
        ("평단 12만 삼전", 120_000.0),
        ("Disney 50-day moving average vs 200-day", None),
        ("moving average 200", None),
        ("average price target 200", None),
        ("average volume over 30 days", None),
    ],
)
def test_only_what_was_paid_is_a_price_paid(question: str, price: float | None) -> None:
    assert paid(question) == price
