"""Forecasts for readers: the newest vintage that knew nothing later, its record, and the bars known by then.

Nothing is fitted here. What is wrong with a history, a market or a model file is an error with its reason,
never a guess.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from threading import Lock

import numpy as np

from forecasting.drifting import Drift, drift
from forecasting.extras import Links, no_links
from forecasting.features.design import Design
from forecasting.features.inputs import Inputs
from forecasting.intervals.conformal import Intervals
from forecasting.reading import inside
from forecasting.reasons import reasons
from forecasting.registry import Models
from forecasting.replaying import PastForecast, replayed
from forecasting.situations import Situation, Situations, Wanted
from forecasting.soundness import HISTORY, Unsound, check
from forecasting.sweep import LEVEL
from stockelper.errors import BadInput, StockelperError
from stockelper.markets.market import Market
from stockelper.markets.registry import market_of
from stockelper.store.collections import BARS
from stockelper.store.documents import Documents
from stockelper.types import Coverage, Forecast, Interval, Language

HORIZONS = (1, 5, 20)


@dataclass(frozen=True)
class Asked:
    """One forecast that is wanted: of a security, so many sessions ahead, from a day; a closed one stands for the
    session before it."""

    security: str
    horizon: int
    as_of: date


Group = tuple[Market, int, date]
Answer = Forecast | StockelperError


class Forecasts:
    """The forecasts of a store's securities.

    Args:
        folder: where what forecasts share is kept between processes; nowhere when None.
        links: of the corporate graph, for models that were trained with them.
    """

    def __init__(
        self, documents: Documents, models: Models, folder: Path | None = None, links: Links = no_links
    ) -> None:
        self._documents = documents
        self._situations = Situations(documents, models, folder, links)
        self._busy = Lock()

    def forecast(self, security: str, *, horizon: int, as_of: date, language: Language = "en") -> Forecast:
        """The forecast of one security.

        Args:
            horizon: sessions ahead: 1, 5 or 20.
            as_of: a closed day stands for the session before it.
            language: of the reasons.

        Raises:
            BadInput: no such horizon or market.
            NoModel: no model that had seen nothing later.
            DamagedModel: the model's files are not whole.
            Unsound: what is wrong with the security's history, or its market.
        """
        (made,) = self.many([Asked(security, horizon, as_of)], language)
        if isinstance(made, StockelperError):
            raise made
        return made

    def many(self, asked: Sequence[Asked], language: Language = "en") -> Sequence[Answer]:
        """The forecast of each that is asked for, or why there is none, in the same order."""
        answers: list[Answer] = [BadInput("bad_horizon")] * len(asked)
        groups: dict[Group, list[int]] = {}
        for place, one in enumerate(asked):
            group = _group(one)
            if isinstance(group, StockelperError):
                answers[place] = group
            else:
                groups.setdefault(group, []).append(place)
        with self._busy:
            self._look(groups)
            wanted = _wanted(groups, asked)
            # The newest session first: what is made for it serves the earlier ones.
            for group in sorted(groups, key=lambda g: (g[0].code, -g[2].toordinal(), g[1])):
                securities = [asked[place].security for place in groups[group]]
                made = self._of_group(group, securities, wanted[group[0]], language)
                for place, answer in zip(groups[group], made, strict=True):
                    answers[place] = answer
        return answers

    def history(self, security: str, horizon: int, as_of: date) -> Sequence[PastForecast]:
        """The forecasts of a security's last year, replayed with what was known on each day, oldest first.

        One every `horizon` sessions, so that their spans do not overlap; the days on which the model, or the
        earlier ones of its walk-forward, scored the market have an expected return.

        Raises: as `forecast`.
        """
        group = _group(Asked(security, horizon, as_of))
        if isinstance(group, StockelperError):
            raise group
        with self._busy:
            self._look([group])
            found = self._situations.get(*group, Wanted(frozenset({security}), frozenset({group[2]})))
        check(found.ground.given, security, _column(found.ground.given, security))
        return replayed(found.spread, found.sweep, found.calibration)

    def drift(self, market: Market, horizon: int, as_of: date) -> Drift | None:
        """How the newest model did since it was trained; None while there is too little to say.

        Raises: as `forecast`.
        """
        group = (market, horizon, market.session_on_or_before(as_of))
        with self._busy:
            self._look([group])
            found = self._situations.get(*group, Wanted(frozenset(), frozenset({group[2]})))
        row = found.ground.given.panel.row(found.stored.card.trained_until)
        return drift(found.sweep, row)

    def prepare(self, market: Market) -> date | None:
        """Make what forecasts from the newest stored session share, for every horizon, for who waits for nothing.

        Returns that session; None where there is none.
        """
        newest = self._documents.newest(BARS.name, "date", *inside(market), by="security")
        known = {security: day for security, day in newest.items() if security and isinstance(day, date)}
        if not known:
            return None
        security, last = max(known.items(), key=itemgetter(1))
        self.many([Asked(security, horizon, last) for horizon in HORIZONS])
        return last

    def _look(self, groups: Sequence[Group] | Mapping[Group, object]) -> None:
        asked: dict[Market, list[tuple[int, date]]] = {}
        for market, horizon, session in groups:
            asked.setdefault(market, []).append((horizon, session))
        self._situations.look(asked)

    def _of_group(
        self, group: Group, securities: Sequence[str], wanted: Wanted, language: Language
    ) -> Sequence[Answer]:
        try:
            found = self._situations.get(*group, wanted)
        except StockelperError as error:
            return [error] * len(securities)
        return _answers(found, securities, language)


def _group(one: Asked) -> Group | StockelperError:
    if one.horizon not in HORIZONS:
        return BadInput("bad_horizon", horizon=one.horizon, known=", ".join(map(str, HORIZONS)))
    try:
        market = market_of(one.security)
        return market, one.horizon, market.session_on_or_before(one.as_of)
    except StockelperError as error:
        return error


def _wanted(groups: Mapping[Group, Sequence[int]], asked: Sequence[Asked]) -> Mapping[Market, Wanted]:
    securities: dict[Market, set[str]] = {}
    sessions: dict[Market, set[date]] = {}
    for (market, _, session), places in groups.items():
        sessions.setdefault(market, set()).add(session)
        securities.setdefault(market, set()).update(asked[place].security for place in places)
    return {
        market: Wanted(frozenset(securities[market]), frozenset(days)) for market, days in sessions.items()
    }


def _answers(found: Situation, securities: Sequence[str], language: Language) -> list[Answer]:
    """The moves are attributed for all of them at once: a model's trees are read once."""
    made: list[Answer] = []
    for security in securities:
        try:
            column = _column(found.ground.given, security)
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


def _column(given: Inputs, security: str) -> int:
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
