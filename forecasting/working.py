"""What forecasting does by the clock; see `forecasting.timetable`.

It is work for a scheduler's process, at the lowest priority: nobody who asks for a forecast ever waits for it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Event
from types import MappingProxyType

from forecasting.challenging import CHALLENGERS
from forecasting.drifting import Drifted
from forecasting.means import USUAL, Means
from forecasting.registry import Models
from forecasting.service import HORIZONS, Forecasts
from forecasting.shelf import Shelf
from forecasting.timetable import Task
from forecasting.track_record import score
from forecasting.vintages import vintage
from stockelper.errors import Cancelled, NoData, NotFound
from stockelper.markets.market import Market
from stockelper.markets.registry import MARKETS
from stockelper.store.documents import Documents


@dataclass(frozen=True)
class Desk:
    """What forecasting works with: the store, the models, where what forecasts share is kept, and its means."""

    documents: Documents
    models: Models
    kept: Path
    means: Means = USUAL


CONTESTED = 7
"""Once a month, on the training of its first week, challengers are tried beside the champion."""
Counts = Mapping[str, int]
Work = Callable[[Desk, Market, datetime, Event], Counts]


def train_market(desk: Desk, market: Market, now: datetime, stop: Event) -> Counts:
    """New models of every horizon from what is known now, one after the other.

    Raises:
        Cancelled: told to stop; the models that were done stay.
        NoData: the market has too few bars.
    """
    shelf, rows, made = Shelf(desk.documents, desk.kept), 0, 0
    for horizon in HORIZONS:
        if stop.is_set():
            raise Cancelled
        kinds = CHALLENGERS if now.day <= CONTESTED else ()
        cards = vintage(
            desk.documents,
            desk.models,
            market,
            now.date(),
            [horizon],
            shelf=shelf,
            challengers=kinds,
            means=desk.means,
        )
        for card in cards:
            rows, made = rows + card.rows, made + 1
    return {"read": rows, "inserted": made}


def score_market(desk: Desk, market: Market, now: datetime, stop: Event) -> Counts:
    """Fill in what came of the market's stored forecasts, make what those of the newest session will share, and look
    whether a model does worse than its record.

    Raises:
        Drifted: one does; everything else is done all the same.
    """
    scored = score(desk.documents, now, market)
    if not stop.is_set():
        forecasts = Forecasts(desk.documents, desk.models, desk.kept, desk.means.links)
        _check_drift(desk.models, forecasts, market, forecasts.prepare(market))
    return {"changed": scored}


def _check_drift(models: Models, forecasts: Forecasts, market: Market, newest: date | None) -> None:
    known = [horizon for horizon in HORIZONS if newest and models.cards(market.code, horizon)]
    for horizon in known:
        assert newest is not None
        try:
            found = forecasts.drift(market, horizon, newest)
        except (NoData, NotFound):  # no sound market, or no model of that time: there is nothing to watch
            continue
        if found is not None and found.rings:
            raise Drifted(
                market=market.code,
                horizon=horizon,
                since=round(found.since, 3),
                before=round(found.before, 3),
                n=found.sessions,
            )


WORKS: Mapping[str, Work] = MappingProxyType({"train": train_market, "score": score_market})


def run(task: Task, desk: Desk, now: datetime, stop: Event) -> Counts:
    """Do a task's work; the counts of what it read and wrote."""
    return WORKS[task.work](desk, MARKETS[task.market], now, stop)
