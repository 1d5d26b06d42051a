"""Forecasts for readers: the newest vintage that knew nothing later, its record, and the bars known by then.

Nothing is fitted here. What is wrong with a history, a market or a model file is an error with its reason,
never a guess.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from forecasting.calibrating import Calibration, calibration, standings
from forecasting.features.design import Cells, design
from forecasting.features.inputs import Inputs, inputs
from forecasting.features.windows import Grid
from forecasting.judging import skill
from forecasting.reading import MarketBars, market_bars, relations
from forecasting.registry import Models, Stored
from forecasting.sampling import Targets, targets
from forecasting.soundness import HISTORY, Unsound, check, check_market
from stockelper.clock import end_of
from stockelper.errors import BadInput, StockelperError
from stockelper.markets.market import Market
from stockelper.markets.registry import market_of
from stockelper.store.documents import Documents
from stockelper.types import Coverage, Forecast, Interval, Skill

HORIZONS = (1, 5, 20)
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

    def forecast(self, security: str, *, horizon: int, as_of: date) -> Forecast:
        """The forecast of one security.

        Args:
            horizon: sessions ahead: 1, 5 or 20.
            as_of: a closed day stands for the session before it.

        Raises:
            BadInput: no such horizon or market.
            NoModel: no model that had seen nothing later.
            DamagedModel: the model's files are not whole.
            Unsound: what is wrong with the security's history, or its market.
        """
        made = self.forecasts([security], horizon=horizon, as_of=as_of)[security]
        if isinstance(made, StockelperError):
            raise made
        return made

    def forecasts(
        self, securities: Sequence[str], *, horizon: int, as_of: date
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
            made[security] = _made(found, security)
        return made

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
        scores = _scored(given, stored)
        found = calibration(scores, outcome)
        if found is None:
            raise Unsound("record_too_short", market=market.code, horizon=horizon)
        verdict = skill(scores, outcome, tries=stored.card.tries, step=_step(scores))
        return Situation(bars, given, stored, horizon, scores, outcome, found, verdict)

    def _read(self, market: Market, session: date) -> MarketBars:
        start = session - timedelta(days=365 * YEARS)
        return market_bars(self._documents, market, start=start, end=session, known_by=end_of(session))


def _scored(given: Inputs, stored: Stored) -> Grid:
    """Shape (T, N): the record, and the model's own scores of some sessions after it and of the last."""
    made = stored.record.on(given.panel.days, given.panel.securities)
    sessions = len(given.panel.days)
    first = given.panel.row(stored.card.trained_until)
    usable = given.panel.traded & (given.variance > 0)
    step = max(1, -(-int(usable[first:].sum()) // RECORDED))
    rows = np.unique([*range(sessions - 1, max(first, 0), -step), sessions - 1])
    inside = np.zeros_like(usable)
    inside[rows] = usable[rows]
    cells = Cells(*np.nonzero(inside))
    made[cells.rows, cells.columns] = stored.fitted.score(design(given, cells))
    return made


def _step(scores: Grid) -> int:
    """The usual number of sessions from one scored session to the next."""
    rows = np.flatnonzero(~np.isnan(scores).all(axis=1))
    return int(np.median(np.diff(rows))) if len(rows) > 1 else 1


def _made(found: Situation, security: str) -> Forecast | StockelperError:
    given = found.given
    try:
        if security not in given.panel.securities:
            raise Unsound("history_too_short", security=security, n=0, fewest=HISTORY)
        column = given.panel.securities.index(security)
        check(given, security, column)
        return _forecast(found, security, column)
    except StockelperError as error:
        return error


def _forecast(found: Situation, security: str, column: int) -> Forecast:
    given, calibrated = found.given, found.calibration
    standing = float(standings(found.scores[-1:])[0, column])
    scale = float(found.outcome.scale[-1, column])
    if not np.isfinite(standing) or not scale > 0:
        raise Unsound("not_scored", security=security, as_of=found.as_of.isoformat())
    low, high = calibrated.interval(standing, scale)
    return Forecast(
        security=security,
        as_of=found.as_of,
        horizon_days=found.horizon,
        last_close=float(given.panel.close[-1, column]),
        basis=found.bars.bases[column],
        target_date=given.market.session_offset(found.as_of, found.horizon),
        p_up=calibrated.p_up(standing),
        expected_return=calibrated.expected(standing, scale),
        interval=Interval(level=0.9, low=low, high=high),
        realised_coverage=Coverage(level=0.9, share=None, n=0),
        skill=found.skill,
        model=found.stored.card.name,
        trained_until=found.stored.card.trained_until,
        reasons=(),
        simulated=given.market.simulated,
    )


def _check_freshness(given: Inputs, session: date) -> None:
    days = given.panel.days
    if not len(days):
        raise Unsound("no_bars_in_market", market=given.market.code, as_of=session.isoformat())
    last: date = days[-1].item()
    behind = len(given.market.sessions(last, session)) - 1
    if behind > STALE:
        raise Unsound("bars_too_old", market=given.market.code, last=last.isoformat(), n=behind)
