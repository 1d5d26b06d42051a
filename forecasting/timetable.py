"""When forecasting works by the clock: new vintages every week, scores of what has come due after every session."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from stockelper.markets.market import MarketCode


@dataclass(frozen=True)
class Task:
    """One piece of work, in its market's time; `by_session`: there is nothing to do on a day without a session."""

    name: str
    work: Literal["train", "score"]
    market: MarketCode
    hour: str
    minute: str
    weekdays: str
    by_session: bool


TASKS: Sequence[Task] = (
    Task("train-krx", "train", "krx", "6", "10", "sat", by_session=False),
    Task("train-us", "train", "us", "6", "10", "sat", by_session=False),
    Task("score-krx", "score", "krx", "17", "30", "mon-fri", by_session=True),
    Task("score-us", "score", "us", "17", "30", "mon-fri", by_session=True),
)
