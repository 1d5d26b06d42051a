"""Turns that name a month or a season and nothing else."""

import pytest

from tests.agents.planner.conftest import Planner, last_plan

INTEL = "How did Intel do in November 2025?"


@pytest.mark.parametrize(
    ("turn", "label"),
    [
        ("what about December", "2025-12"),
        ("what about July?", "2025-07"),
        ("how about March", "2025-03"),
        ("May?", "2025-05"),
        ("What about Sept?", "2025-09"),
        ("What about Dec 2024?", "2024-12"),
        ("what about the month of June?", "2025-06"),
        ("how about early February", "2025-02p1"),
        ("what about the summer?", "2025s2"),
        ("ok, January then", "2025-01"),
        ("no, I meant August", "2025-08"),
        ("12월은?", "2025-12"),
    ],
)
def test_a_bare_month_or_season_is_the_time_that_is_asked_for(asking: Planner, turn: str, label: str) -> None:
    made = last_plan(asking, (INTEL, turn))
    assert (made.kinds, made.securities) == (("quote",), ("US:INTC",))
    assert made.window is not None
    assert made.window.label == label


def test_a_month_for_another_company_changes_both(asking: Planner) -> None:
    made = last_plan(asking, (INTEL, "what about October for Tesla?"))
    assert made.securities == ("US:TSLA",)
    assert made.window is not None
    assert made.window.label == "2025-10"


@pytest.mark.parametrize("turn", ["what about Micron?", "may I ask why?", "what about a march to the top?"])
def test_what_is_no_bare_month_keeps_the_time_spoken_of(asking: Planner, turn: str) -> None:
    made = last_plan(asking, (INTEL, turn))
    assert made.window is None or made.window.label not in ("2025-05", "2025-03")
