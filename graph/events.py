"""The one event schema of a run: page and command line read these, in order, by number."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from stockelper.types import Frozen

EVENT_VERSION = 1
EventType = Literal["step", "token", "evidence", "answer", "error"]


class Event(Frozen):
    """Something that happened in a run.

    `seq` counts from 1 without gaps. `data` by type: step {name, state: started|done, ms?}, token {text},
    evidence {specialist, count}, answer {the Answer}, error {code, text}.
    `answer` and `error` end a run.
    """

    v: int = EVENT_VERSION
    run: str
    seq: int
    type: EventType
    at: datetime
    data: dict[str, object] = Field(default_factory=dict)

    @property
    def is_last(self) -> bool:
        """Whether nothing follows."""
        return self.type in {"answer", "error"}
