"""What LangGraph checkpoints: plain JSON with a version, never our own types.

After a field changes, langgraph would rebuild an old pydantic object without it, silently; so the state
holds JSON, a version, and only what the next turn of a conversation needs. Evidence and findings live in
the run's record.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, NotRequired, TypedDict

from pydantic import ValidationError

from stockelper.types import Plan, SpecialistName

STATE_VERSION = 1
TURNS_KEPT = 12

Json = dict[str, object]


def _last_turns(old: list[Json], new: list[Json]) -> list[Json]:
    return [*old, *new][-TURNS_KEPT:]


class State(TypedDict):
    """One conversation.

    `turns` are the plans of its finished questions, oldest first; `plan` and `evidence` (ids) belong to
    the question under way.
    """

    state_version: int
    question: str
    turns: Annotated[list[Json], _last_turns]
    plan: NotRequired[Json | None]
    evidence: NotRequired[list[str]]


class Assignment(TypedDict):
    """What `Send` hands to one specialist."""

    specialist: SpecialistName


def is_readable(values: Mapping[str, object]) -> bool:
    """Whether a checkpoint found on disk is one that this version can continue."""
    if not values:
        return True
    turns = values.get("turns")
    return values.get("state_version") == STATE_VERSION and isinstance(turns, list)


def past_plans(turns: Sequence[Json]) -> list[Plan]:
    """The plans of earlier turns, oldest first; turns that no longer validate are left out."""
    plans: list[Plan] = []
    for turn in turns:
        try:
            plans.append(Plan.model_validate(turn))
        except ValidationError:
            continue
    return plans
