"""One security over several stretches of time that are set against each other."""

import datetime as dt

import pytest

from stockelper.types import Language
from tests.agents.conftest import NVIDIA, SAMSUNG, Ask, days_of, walk, window
from tests.agents.test_briefing_windows import unsupported

SPRING = (dt.date(2025, 3, 1), dt.date(2025, 5, 31))
AUTUMN = (dt.date(2025, 9, 1), dt.date(2025, 11, 30))


def moved(security: str, first: dt.date, last: dt.date) -> float:
    """The return from the last close before `first` to the last one up to `last`."""
    days = days_of(security)
    close = walk(security, days)["close"].to_list()
    start = max(n for n, day in enumerate(days) if day < first)
    end = max(n for n, day in enumerate(days) if day <= last)
    return close[end] / close[start] - 1.0


def stretches() -> tuple[object, ...]:
    return tuple(window(*each, label=name) for name, each in (("a", SPRING), ("b", AUTUMN)))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", ["compare", "quote"])
def test_each_stretch_has_its_return_and_the_best_comes_first(
    ask: Ask, language: Language, kind: str
) -> None:
    found = ask(kinds=(kind,), securities=(SAMSUNG,), stretches=stretches(), language=language)
    lead = found.findings[0].statements[0]
    values = {name: found.evidence[lead.evidence[name]].value for name in ("best", "worst", "ahead")}
    returns = sorted(moved(SAMSUNG, *each) for each in (SPRING, AUTUMN))
    assert values["worst"] == pytest.approx(returns[0])
    assert values["best"] == pytest.approx(returns[1])
    assert values["ahead"] == pytest.approx(returns[1] - returns[0])
    assert unsupported(found) == []


def test_what_is_measured_besides_is_told_of_each_stretch(ask: Ask) -> None:
    found = ask(
        kinds=("compare",),
        securities=(NVIDIA,),
        stretches=stretches(),
        measures=("volatility",),
        language="en",
    )
    assert len([one for one in found.evidence.values() if one.name == "volatility"]) == 2
    assert unsupported(found) == []


def test_a_stretch_without_prices_is_said_and_the_other_told(ask: Ask) -> None:
    early = window(dt.date(2001, 1, 1), dt.date(2001, 12, 31), label="2001")
    found = ask(kinds=("compare",), securities=(SAMSUNG,), stretches=(early, stretches()[1]))
    assert found.draft.status == "partial"
    assert "no_bars" in {note.code for note in found.draft.notes}
