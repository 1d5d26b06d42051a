"""From what is known of a market on a day to what is said of its securities: forecasts with their reasons."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np

from forecasting.features.design import Design
from forecasting.features.inputs import Inputs
from forecasting.intervals.conformal import Intervals
from forecasting.reasons import reasons
from forecasting.situations import Situation
from forecasting.soundness import HISTORY, Unsound, check
from forecasting.sweep import LEVEL
from stockelper.errors import StockelperError
from stockelper.types import Coverage, Forecast, Interval, Language

Answer = Forecast | StockelperError


def answers(found: Situation, securities: Sequence[str], language: Language) -> list[Answer]:
    """The forecast of each security, or why there is none, in the same order.

    The moves are attributed for all of them at once: a model's trees are read once.
    """
    made: list[Answer] = []
    for security in securities:
        try:
            column = column_of(found.ground.given, security)
            check(found.ground.given, security, column)
            made.append(_forecast(found, security, column))
        except StockelperError as error:
            made.append(error)
    told = _reasons(found, [one.security for one in made if isinstance(one, Forecast)], language)
    return [
        one.model_copy(update={"reasons": told.get(one.security, ())}) if isinstance(one, Forecast) else one
        for one in made
    ]


def _reasons(
    found: Situation, securities: Sequence[str], language: Language
) -> Mapping[str, tuple[str, ...]]:
    """What moved a score counts where scores move the expected return."""
    if not found.calibration.strength or not securities:
        return {}
    names = sorted(set(securities))
    rows = np.searchsorted(np.array(found.day.securities), np.array(names))
    design = found.day.made
    moved = found.stored.fitted.contributions(Design(design.values[rows], design.names))
    return {name: reasons(design.names, row, language) for name, row in zip(names, moved, strict=True)}


def column_of(given: Inputs, security: str) -> int:
    """Where a security stands in a panel.

    Raises:
        Unsound: it has no close there.
    """
    column = _place(given.panel.securities, security)
    if column is None or np.isnan(given.panel.close[:, column]).all():
        raise Unsound("history_too_short", security=security, n=0, fewest=HISTORY)
    return column


def _place(names: Sequence[str], name: str) -> int | None:
    """Where a name stands among sorted ones; None where it does not."""
    place = bisect_left(names, name)
    return place if place < len(names) and names[place] == name else None


def _forecast(found: Situation, security: str, column: int) -> Forecast:
    given, calibrated = found.ground.given, found.calibration
    scored = _place(found.day.securities, security)
    standing = np.nan if scored is None else float(found.standing[scored])
    scale = float(found.scale[column])
    if not np.isfinite(standing) or not scale > 0:
        raise Unsound("not_scored", security=security, as_of=found.as_of.isoformat())
    expected = calibrated.expected(standing, scale)
    low, high, coverage = _interval(found.intervals, security)
    if not low <= expected <= high:  # NaN too: too little has come due for an interval
        raise Unsound("record_too_short", market=given.market.code, horizon=found.horizon)
    return Forecast(
        security=security,
        as_of=found.as_of,
        horizon_days=found.horizon,
        last_close=float(given.panel.close[-1, column]),
        basis=found.ground.bars.bases[column],
        target_date=given.market.session_offset(found.as_of, found.horizon),
        p_up=calibrated.p_up(standing),
        expected_return=expected,
        interval=Interval(level=LEVEL, low=low, high=high),
        realised_coverage=coverage,
        skill=found.skill,
        model=found.stored.card.name,
        trained_until=found.stored.card.trained_until,
        simulated=given.market.simulated,
    )


def _interval(found: Intervals, security: str) -> tuple[float, float, Coverage]:
    place = bisect_left(found.securities, security)
    share, number = float(found.share[place]), int(found.n[place])
    coverage = Coverage(level=found.level, share=share if number else None, n=number)
    return float(found.low[place]), float(found.high[place]), coverage
