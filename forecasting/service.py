"""Forecasts for readers: the newest vintage that knew nothing later, its record, and the bars known by then.

Nothing is fitted here. What is wrong with a history, a market or a model file is an error with its reason,
never a guess.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from pathlib import Path
from threading import Lock

from forecasting.answering import Answer, answers, column_of
from forecasting.drifting import Drift, drift
from forecasting.extras import Links, no_links
from forecasting.reading import inside
from forecasting.registry import Models
from forecasting.replaying import PastForecast, replayed
from forecasting.situations import Situations, Wanted
from forecasting.soundness import check
from stockelper.errors import BadInput, StockelperError
from stockelper.markets.market import Market
from stockelper.markets.registry import market_of
from stockelper.store.collections import BARS
from stockelper.store.documents import Documents
from stockelper.types import Forecast, Language

HORIZONS = (1, 5, 20)


@dataclass(frozen=True)
class Asked:
    """One forecast that is wanted: of a security, so many sessions ahead, from a day; a closed one stands for the
    session before it."""

    security: str
    horizon: int
    as_of: date


Group = tuple[Market, int, date]


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
        told: list[Answer] = [BadInput("bad_horizon")] * len(asked)
        groups: dict[Group, list[int]] = {}
        for place, one in enumerate(asked):
            group = _group(one)
            if isinstance(group, StockelperError):
                told[place] = group
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
                    told[place] = answer
        return told

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
        check(found.ground.given, security, column_of(found.ground.given, security))
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
        return answers(found, securities, language)


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
