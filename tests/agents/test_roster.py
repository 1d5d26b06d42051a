"""What every specialist of the roster must offer; a new one is tested by its line there."""

from importlib.resources import files
from typing import get_args

import pytest

from agents.roster import SPECIALISTS
from agents.specialist import Specialist
from stockelper.language.catalogue import codes
from stockelper.types import Frozen, SpecialistName

EVERY = pytest.mark.parametrize("one", SPECIALISTS.values(), ids=list(SPECIALISTS))
OF_NO_SPECIALIST = ("model_planner.md", "model_writer.md")
"""What instructs a model as reader and as writer."""


def test_every_name_that_a_plan_may_hold_is_a_specialist() -> None:
    assert set(SPECIALISTS) == set(get_args(SpecialistName))


def test_every_prompt_is_somebodys() -> None:
    written = {file.name for file in files("agents.prompts").iterdir() if file.name.endswith(".md")}
    assert written == {*OF_NO_SPECIALIST, *(one.prompt for one in SPECIALISTS.values())}


@EVERY
def test_a_specialist_says_what_it_is_for_and_is_instructed(one: Specialist) -> None:
    assert one.purpose.endswith(".")
    assert len(one.instructions().split()) > 20


@EVERY
def test_a_tool_is_described_as_a_model_needs_it(one: Specialist) -> None:
    assert len({tool.name for tool in one.tools}) == len(one.tools)
    for tool in one.tools:
        assert tool.purpose.endswith("."), tool.name
        assert issubclass(tool.arguments, Frozen)
        assert tool.arguments.model_json_schema()["type"] == "object"
        assert tool.arguments.__doc__, tool.name


@EVERY
def test_the_page_has_a_word_for_a_specialists_step(one: Specialist) -> None:
    assert f"page.step_{one.name}" in codes("ko")


def test_no_two_specialists_share_a_tool() -> None:
    names = [tool.name for one in SPECIALISTS.values() for tool in one.tools]
    assert len(set(names)) == len(names)
