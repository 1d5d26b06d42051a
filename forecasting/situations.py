"""A market as it stood at the close of a session, seen by the newest model that knew nothing later.

What many forecasts share is made once: bars and fingerprints for every horizon, the features of a session for every
model, a sweep for every session up to its own. It is kept in memory and in the data folder.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from forecasting import sweep as sweeps
from forecasting.calibrating import Calibration
from forecasting.cards import Card, DamagedModel, NoModel, Vintages
from forecasting.day_designs import DayDesign, DayDesigns, recent
from forecasting.extras import Extra, Links, extras_of, no_links
from forecasting.features.cross_section import ranks
from forecasting.ground import REACH, Ground, ground
from forecasting.intervals.conformal import IntervalHistory, Intervals, intervals
from forecasting.labels import scale
from forecasting.models.model import Vector
from forecasting.registry import Models, Stored
from forecasting.shelf import Shelf
from forecasting.soundness import Unsound, check_market
from forecasting.sweep import Sweep
from stockelper.markets.market import Market
from stockelper.store.documents import Documents
from stockelper.types import Skill

BEFORE = timedelta(days=913)
"""Two and a half years: bars are read from the beginning of the year in which that lies before a vintage."""
STALE = 5
"""Sessions that the newest bar may lie behind the as-of day's; no more than the horizon: what is forecast would be past."""


@dataclass(frozen=True)
class Wanted:
    """What else will be asked for of the same market, so that it is made together: securities, and sessions."""

    securities: frozenset[str]
    sessions: frozenset[date]


@dataclass(frozen=True, eq=False)
class Situation:
    """What a forecast of any of the wanted securities is read off.

    Attributes:
        standing: where each security that can be scored stands among them, -0.5 to 0.5; in the order of `day`.
        scale: shape (N,), in the panel's order: the deviation expected of each return.
        spread: the intervals of the wanted securities on every session.
        intervals: those of the last.
    """

    ground: Ground
    stored: Stored
    sweep: Sweep
    day: DayDesign
    standing: Vector
    scale: Vector
    calibration: Calibration
    skill: Skill
    spread: IntervalHistory
    intervals: Intervals

    @property
    def as_of(self) -> date:
        """The session that forecasts start from."""
        return self.ground.given.panel.days[-1].item()

    @property
    def horizon(self) -> int:
        """Sessions ahead."""
        return self.sweep.horizon


class Situations:
    """The situations of a store's markets; `look` brings them up to what is stored."""

    def __init__(
        self, documents: Documents, models: Models, folder: Path | None, links: Links = no_links
    ) -> None:
        self._documents, self._models, self._folder, self._links = documents, models, folder, links
        self._shelf, self._days = Shelf(documents, folder), DayDesigns(folder)
        self._vintages: dict[tuple[str, int], Vintages] = {}
        self._stored: dict[str, Stored] = {}
        self._ground: tuple[tuple[str, date, date, frozenset[Extra]], Ground] | None = None
        self._sweeps: dict[str, Sweep] = {}
        self._spreads: dict[str, IntervalHistory] = {}

    def look(self, asked: Mapping[Market, Collection[tuple[int, date]]]) -> None:
        """Read what is new in the store and among the models, for the horizons and sessions of each market."""
        self._vintages.clear()
        self._ground = None
        for market, wanted in asked.items():
            until = [
                _start(card)
                for horizon, session in wanted
                for card in self._readable(market, horizon, session)
            ]
            if until:
                self._shelf.look(market, min(until), max(session for _, session in wanted))

    def get(self, market: Market, horizon: int, session: date, wanted: Wanted) -> Situation:
        """The market at the close of a session.

        Raises:
            NoModel: no model that had seen nothing later.
            DamagedModel: the model's files are not whole, or of another version.
            Unsound: what is wrong with the market.
        """
        card = self._newest(market, horizon, session)
        stored = self._loaded(card)
        base = self._ground_of(market, _start(card), session, extras_of(card.features))
        _check_freshness(base, session, horizon)
        check_market(base.given)
        found = self._sweep(base, stored)
        row = len(base.given.panel.days) - 1
        calibrated = found.calibration(row)
        if calibrated is None:
            raise Unsound("record_too_short", market=market.code, horizon=horizon)
        day = self._days.get(base, wanted.sessions)
        spread = self._spread(base, found, stored, wanted.securities)
        with np.errstate(invalid="ignore", divide="ignore"):
            standing = ranks(stored.score(day.made)[None, :])[0]
            near = recent(base.given, max(0, row + 1 - REACH), row + 1)
            deviation = scale(near, horizon)[-1]
        return Situation(
            base,
            stored,
            found,
            day,
            standing,
            deviation,
            calibrated,
            found.skill(row, card.tries),
            spread,
            intervals(spread),
        )

    def _newest(self, market: Market, horizon: int, session: date) -> Card:
        """Raises NoModel or DamagedModel."""
        key = (market.code, horizon)
        if key not in self._vintages:
            self._vintages[key] = self._models.vintages(*key)
        found = self._vintages[key].newest(session)
        if found is None:
            raise NoModel(market=market.code, horizon=horizon, as_of=session.isoformat())
        return found

    def _readable(self, market: Market, horizon: int, session: date) -> Iterator[Card]:
        """The model of a session, where there is one; who asks for its forecast is told why not."""
        with suppress(NoModel, DamagedModel):
            yield self._newest(market, horizon, session)

    def _loaded(self, card: Card) -> Stored:
        found = self._stored.get(card.name)
        if found is None or found.card != card:
            found = self._stored[card.name] = self._models.load(card)
        return found

    def _ground_of(self, market: Market, start: date, session: date, extras: frozenset[Extra]) -> Ground:
        key = (market.code, start, session, extras)
        if self._ground is None or self._ground[0] != key:
            made = ground(self._documents, self._shelf, market, start, session, extras, self._links)
            self._ground = (key, made)
        return self._ground[1]

    def _sweep(self, base: Ground, stored: Stored) -> Sweep:
        """The one in memory or in the data folder where it serves, else a new one in its place."""
        name, chain = stored.card.name, sweeps.chain_of(base, stored)
        found = self._sweeps.get(name)
        if found is not None and found.serves(chain):
            return found
        path = None if self._folder is None else sweeps.path_of(self._folder, stored)
        found = None if path is None else sweeps.kept(path)
        if found is None or not found.serves(chain):
            found = sweeps.sweep(base, stored)
            if path is not None:
                sweeps.keep(found, path)
        self._sweeps[name] = found
        self._spreads.pop(name, None)
        return found

    def _spread(
        self, base: Ground, found: Sweep, stored: Stored, securities: Collection[str]
    ) -> IntervalHistory:
        """Of the securities that are wanted and have a bar, up to the ground's session."""
        name, sessions = stored.card.name, len(base.given.panel.days)
        known = {security: column for column, security in enumerate(base.given.panel.securities)}
        columns = np.array(sorted(known[one] for one in securities if one in known), dtype=np.intp)
        kept = self._spreads.get(name)
        names = tuple(base.given.panel.securities[column] for column in columns.tolist())
        if kept is None or len(kept.days) < sessions or kept.securities != names:
            kept = self._spreads[name] = sweeps.spread(found, base, columns)
        return sweeps.cut(kept, sessions) if len(kept.days) > sessions else kept


def _start(card: Card) -> date:
    return date((card.trained_until - BEFORE).year, 1, 1)


def _check_freshness(made: Ground, session: date, horizon: int) -> None:
    days, market = made.given.panel.days, made.given.market
    if not len(days):
        raise Unsound("no_bars_in_market", market=market.code, as_of=session.isoformat())
    last: date = days[-1].item()
    behind = len(market.sessions(last, session)) - 1
    if behind > min(STALE, horizon):
        raise Unsound("bars_too_old", market=market.code, last=last.isoformat(), n=behind)
