"""A planner over the bundled listing at the end of 2025."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from agents.planner import plan
from stockelper.clock import Clock, parse_as_of
from stockelper.securities.at import bundled_resolver
from stockelper.securities.resolver import Resolver
from stockelper.types import Plan

Planner = Callable[..., Plan]


@dataclass(frozen=True)
class Asked:
    resolver: Resolver
    clock: Clock


@pytest.fixture
def asking() -> Planner:
    def ask(question: str, history: Sequence[Plan] = (), *, as_of: str = "2025-12-30") -> Plan:
        return plan(question, Asked(bundled_resolver(), Clock(parse_as_of(as_of))), history)

    return ask


def last_plan(asking: Planner, turns: Sequence[str], listed: tuple[str, ...] = ()) -> Plan:
    """The plan of the last turn; `listed` is what the answer to the first one listed."""
    history: list[Plan] = []
    for turn in turns:
        made = asking(turn, history)
        history.append(made if history else made.model_copy(update={"listed": listed}))
    return history[-1]
