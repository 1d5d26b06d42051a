"""What a model says of a security, and how far it is to be trusted."""

import datetime as dt
from typing import Literal

from stockelper.types.frozen import Frozen
from stockelper.types.words import Basis


class Interval(Frozen):
    """Where a return lies with probability `level`: simple returns, `low` at or below `high`."""

    level: float
    low: float
    high: float


class Coverage(Frozen):
    """How often intervals of a level held so far: the share of `n` that have come due."""

    level: float
    share: float | None
    n: int


SKILL_CONFIDENCE = 0.95
"""The confidence level of a verdict's interval."""


class Skill(Frozen):
    """Whether a model did better than none, by a metric with its interval at `SKILL_CONFIDENCE`."""

    verdict: Literal["skill", "no_skill", "unknown"]
    metric: str
    value: float | None
    ci: tuple[float, float] | None


class Forecast(Frozen):
    """What a model says of one security: simple returns from the close of `as_of` to that of `target_date`.

    Attributes:
        as_of: the session whose close the return starts from.
        last_close: that close, in the market's currency and of `basis`.
        p_up: the probability of a return above zero.
        trained_until: the date of the last label that the model has seen.
        reasons: plain sentences on what moved the forecast, strongest first.
    """

    security: str
    as_of: dt.date
    horizon_days: int
    last_close: float
    basis: Basis
    target_date: dt.date
    p_up: float
    expected_return: float
    interval: Interval
    realised_coverage: Coverage
    skill: Skill
    model: str
    trained_until: dt.date
    reasons: tuple[str, ...] = ()
    simulated: bool = False
