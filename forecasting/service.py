"""Forecasts for readers: the newest vintage that knew nothing later, its record, and the bars known by then.

Nothing is fitted here. What is wrong with a history, a market or a model file is an error with its reason,
never a guess.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from forecasting.calibrating import Calibration, calibration
from forecasting.features.cross_section import ranks
from forecasting.features.design import Cells, Design, design
from forecasting.features.inputs import Inputs, inputs
from forecasting.features.windows import Grid
from forecasting.intervals.conformal import (
    IntervalHistory,
    Intervals,
    interval_history,
    intervals,
    market_statistics,
)
from forecasting.intervals.volatility import volatility_states
from forecasting.judging import skill
from forecasting.reading import MarketBars, market_bars, relations
from forecasting.reasons import reasons
from forecasting.registry import Models, Stored
from forecasting.replaying import PastForecast, replayed
from forecasting.sampling import Targets, targets
from forecasting.soundness import HISTORY, Unsound, check, check_market
from stockelper.clock import end_of
from stockelper.errors import BadInput, StockelperError
from stockelper.markets.market import Market
from stockelper.markets.registry import market_of
from stockelper.store.documents import Documents
from stockelper.types import Coverage, Forecast, Interval, Language, Skill

HORIZONS = (1, 5, 20)
LEVEL = 0.9
"""The probability with which an interval is to hold the return."""
YEARS = 3
"""Of bars that are read before the as-of day: two of record and one that its features look back on."""
RECORDED = 250_000
"""Scores that are made of sessions after the vintage at most; a large market is scored every few sessions."""
STALE = 5
"""Sessions that the newest bar may lie behind the as-of day's."""


@dataclass(frozen=True, eq=False)
class Situation:
    """A market as it stood at the close of a session, seen by one model."""

    bars: MarketBars
    given: Inputs
    stored: Stored
    horizon: int
    scores: Grid
    outcome: Targets
    calibration: Calibration
    skill: Skill
    spread: IntervalHistory
    intervals: Intervals
    moved: Grid
    features: tuple[str, ...]

    @property
    def as_of(self) -> date:
        """The session that forecasts start from."""
        return self.given.panel.days[-1].item()


class Forecasts:
    """The forecasts of a store's securities; what was read for one is kept for the next of the same day."""

    def __init__(self, documents: Documents, models: Models) -> None:
        self._documents = documents
        self._models = models
        self._situations: dict[tuple[str, int, date], Situation] = {}

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
        made = self.forecasts([security], horizon=horizon, as_of=as_of, language=language)[security]
        if isinstance(made, StockelperError):
            raise made
        return made

    def forecasts(
        self, securities: Sequence[str], *, horizon: int, as_of: date, language: Language = "en"
    ) -> Mapping[str, Forecast | StockelperError]:
        """The forecast of each security, or why there is none.

        Raises:
            BadInput, NoModel, DamagedModel, Unsound: for what concerns a whole market.
        """
        if horizon not in HORIZONS:
            raise BadInput("bad_horizon", horizon=horizon, known=", ".join(map(str, HORIZONS)))
        made: dict[str, Forecast | StockelperError] = {}
        for security in securities:
            found = self.situation(market_of(security), horizon, as_of)
            made[security] = _made(found, security, language)
        return made

    def history(self, security: str, horizon: int, as_of: date) -> Sequence[PastForecast]:
        """The forecasts of a security's last year, replayed with what was known on each day, oldest first.

        One every `horizon` sessions, so that their spans do not overlap; the days on which the model, or the
        earlier ones of its walk-forward, scored the market have an expected return.

        Raises: as `forecast`.
        """
        found = self.situation(market_of(security), horizon, as_of)
        check(found.given, security, _column(found.given, security))
        return replayed(
            found.spread, found.scores, found.outcome, found.calibration, _column(found.given, security)
        )

    def situation(self, market: Market, horizon: int, as_of: date) -> Situation:
        """The market at the close of the last session at or before a day, seen by its vintage."""
        session = market.session_on_or_before(as_of)
        key = (market.code, horizon, session)
        if key not in self._situations:
            card = self._models.newest(market.code, horizon, session)
            self._situations = {key: self._seen(market, self._models.load(card), session)}
        return self._situations[key]

    def _seen(self, market: Market, stored: Stored, session: date) -> Situation:
        bars = self._read(market, session)
        given = inputs(bars, relations(self._documents, market, end_of(session)))
        _check_freshness(given, session)
        check_market(given)
        horizon = stored.card.horizon
        outcome = targets(given, horizon)
        scores, last = _scored(given, stored)
        found = calibration(scores, outcome)
        if found is None:
            raise Unsound("record_too_short", market=market.code, horizon=horizon)
        verdict = skill(scores, outcome, tries=stored.card.tries, step=_step(scores))
        spread = _spread(given, horizon)
        return Situation(
            bars,
            given,
            stored,
            horizon,
            scores,
            outcome,
            found,
            verdict,
            spread,
            intervals(spread),
            _moved(stored, last, given),
            last.names,
        )

    def _read(self, market: Market, session: date) -> MarketBars:
        start = session - timedelta(days=365 * YEARS)
        return market_bars(self._documents, market, start=start, end=session, known_by=end_of(session))


def _scored(given: Inputs, stored: Stored) -> tuple[Grid, Design]:
    """Shape (T, N): the record, and the model's own scores of some sessions after it and of the last.

    The design is the last session's, a row for each security.
    """
    made = stored.record.on(given.panel.days, given.panel.securities)
    sessions, securities = given.panel.close.shape
    first = given.panel.row(stored.card.trained_until)
    usable = given.panel.traded & (given.variance > 0)
    step = max(1, -(-int(usable[first:].sum()) // RECORDED))
    inside = np.zeros_like(usable)
    inside[range(sessions - 1 - step, max(first, 0), -step)] = True
    inside &= usable
    inside[-1] = True
    cells = Cells(*np.nonzero(inside))
    whole = design(given, cells)
    made[cells.rows, cells.columns] = stored.fitted.score(whole)
    made[-1, ~usable[-1]] = np.nan
    return made, Design(whole.values[-securities:], whole.names)


def _moved(stored: Stored, last: Design, given: Inputs) -> Grid:
    """Shape (N, features): what moved the last session's scores."""
    made = np.zeros_like(last.values)
    traded = given.panel.traded[-1]
    made[traded] = stored.fitted.contributions(Design(last.values[traded], last.names))
    return made


def _reasons(found: Situation, column: int, language: Language) -> tuple[str, ...]:
    """What moved a score counts where scores move the expected return."""
    if not found.calibration.strength:
        return ()
    return reasons(found.features, found.moved[column], language)


def _spread(given: Inputs, horizon: int) -> IntervalHistory:
    with np.errstate(invalid="ignore", divide="ignore"):
        states = volatility_states(given.panel)
        return interval_history(states, market_statistics(states, horizon, level=LEVEL))


def _step(scores: Grid) -> int:
    """The usual number of sessions from one scored session to the next."""
    rows = np.flatnonzero(~np.isnan(scores).all(axis=1))
    return int(np.median(np.diff(rows))) if len(rows) > 1 else 1


def _made(found: Situation, security: str, language: Language) -> Forecast | StockelperError:
    given = found.given
    try:
        column = _column(given, security)
        check(given, security, column)
        return _forecast(found, security, column, language)
    except StockelperError as error:
        return error


def _column(given: Inputs, security: str) -> int:
    if security not in given.panel.securities:
        raise Unsound("history_too_short", security=security, n=0, fewest=HISTORY)
    return given.panel.securities.index(security)


def _forecast(found: Situation, security: str, column: int, language: Language) -> Forecast:
    given, calibrated = found.given, found.calibration
    standing = float(ranks(found.scores[-1:])[0, column])
    scale = float(found.outcome.scale[-1, column])
    if not np.isfinite(standing) or not scale > 0:
        raise Unsound("not_scored", security=security, as_of=found.as_of.isoformat())
    expected = calibrated.expected(standing, scale)
    low, high = float(found.intervals.low[column]), float(found.intervals.high[column])
    if not low <= expected <= high:  # NaN too: too little has come due for an interval
        raise Unsound("record_too_short", market=given.market.code, horizon=found.horizon)
    return Forecast(
        security=security,
        as_of=found.as_of,
        horizon_days=found.horizon,
        last_close=float(given.panel.close[-1, column]),
        basis=found.bars.bases[column],
        target_date=given.market.session_offset(found.as_of, found.horizon),
        p_up=calibrated.p_up(standing),
        expected_return=expected,
        interval=Interval(level=LEVEL, low=low, high=high),
        realised_coverage=_coverage(found.intervals, column),
        skill=found.skill,
        model=found.stored.card.name,
        trained_until=found.stored.card.trained_until,
        reasons=_reasons(found, column, language),
        simulated=given.market.simulated,
    )


def _coverage(found: Intervals, column: int) -> Coverage:
    share, number = float(found.share[column]), int(found.n[column])
    return Coverage(level=found.level, share=share if number else None, n=number)


def _check_freshness(given: Inputs, session: date) -> None:
    days = given.panel.days
    if not len(days):
        raise Unsound("no_bars_in_market", market=given.market.code, as_of=session.isoformat())
    last: date = days[-1].item()
    behind = len(given.market.sessions(last, session)) - 1
    if behind > STALE:
        raise Unsound("bars_too_old", market=given.market.code, last=last.isoformat(), n=behind)
