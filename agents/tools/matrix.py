"""A whole market side by side: closes, highs, lows and volumes of every security, for screens and briefings.

Reading one takes a while, so matrices are kept: one for each store, market, span, day and known moment. With
a live clock the moment is replaced by the store's last ingestion run, so that new data is seen at once.
"""

import datetime as dt
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from threading import Lock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl

from agents.context import Context
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.markets.registry import Market
from stockelper.measures import Array
from stockelper.store import bars
from stockelper.store.documents import Documents, Where
from stockelper.types import Basis

YEAR_OF_SESSIONS = 253

V = TypeVar("V")
Key = tuple[object, ...]


@dataclass(frozen=True)
class Matrix:
    """Rows are sessions, oldest first; columns are securities. NaN where a security has no bar.

    `known_at` is when the last session's bars became known.
    """

    market: Market
    dates: list[dt.date]
    securities: list[str]
    close: Array
    high: Array
    low: Array
    volume: Array
    basis: Basis
    source: str
    known_at: dt.datetime
    moment: object
    """The known moment that it was read for."""

    def rows(self, days: Sequence[dt.date]) -> "Matrix":
        """The same of some of its sessions."""
        at = [self.dates.index(day) for day in days]
        arrays = {name: getattr(self, name)[at] for name in ("close", "high", "low", "volume")}
        return replace(self, dates=list(days), **arrays)


class _Kept(Generic[V]):
    """The last values that were asked for, shared by all threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._stores: WeakKeyDictionary[Documents, OrderedDict[Key, V]] = WeakKeyDictionary()

    def get(self, documents: Documents, key: Key) -> V | None:
        with self._lock:
            values = self._stores.get(documents, OrderedDict[Key, V]())
            if key in values:
                values.move_to_end(key)
            return values.get(key)

    def values(self, documents: Documents) -> list[V]:
        with self._lock:
            return list(self._stores.get(documents, OrderedDict[Key, V]()).values())

    def put(self, documents: Documents, key: Key, value: V) -> V:
        with self._lock:
            values = self._stores.setdefault(documents, OrderedDict[Key, V]())
            values[key] = value
            while len(values) > self._size:
                values.popitem(last=False)
        return value


_MATRICES: _Kept[Matrix] = _Kept(8)
_NEWEST: _Kept[dt.date] = _Kept(256)


def matrix(market: Market, days: Sequence[dt.date], context: Context) -> Matrix:
    """The bars of a market on these sessions, as known at the clock's moment.

    Raises:
        NoData: none is stored.
    """
    key = (market.code, tuple(days), _moment(context))
    if (found := _MATRICES.get(context.documents, key)) is None:
        held = _MATRICES.values(context.documents)
        wider = next((one for one in held if one.market is market and _holds(one, days, context)), None)
        found = wider.rows(days) if wider else _read(market, sorted(days), context)
        _MATRICES.put(context.documents, key, found)
    return found


def _holds(wider: Matrix, days: Sequence[dt.date], context: Context) -> bool:
    """Whether a kept matrix has these days as they are known at the clock's moment."""
    return wider.moment == _moment(context) and set(days) <= set(wider.dates) and days[-1] == wider.dates[-1]


def newest_session(market: Market, context: Context, until: dt.date | None = None) -> dt.date:
    """The newest session up to `until` of which the market has bars.

    Raises:
        NoData: none is stored.
    """
    key = (market.code, until, _moment(context))
    if (found := _NEWEST.get(context.documents, key)) is None:
        found = _NEWEST.put(context.documents, key, _newest(market, context, until))
    return found


def _newest(market: Market, context: Context, until: dt.date | None) -> dt.date:
    prefix = (Where("security", ">=", f"{market.prefix}:"), Where("security", "<", f"{market.prefix};"))
    bound = (Where("date", "<=", until),) if until else ()
    found = context.documents.newest("bars", "date", *prefix, *bound, known_by=context.clock.now())
    if not isinstance(day := found.get(None), dt.date):
        raise NoData("no_bars_market", market=render(context.language, f"market.market_{market.code}"))
    return day


def _moment(context: Context) -> object:
    if not context.clock.is_live:
        return context.clock.now()
    return context.documents.newest("runs", "ended").get(None)


def _read(market: Market, days: Sequence[dt.date], context: Context) -> Matrix:
    ids = [security.id for security in context.resolver.listing.members(market=market.code)]
    frame = bars.on_days(context.documents, ids, days, context.clock.now())
    if frame.is_empty():
        raise NoData("no_bars_market", market=render(context.language, f"market.market_{market.code}"))
    known_at = frame.filter(pl.col("date") == frame["date"].max())["known_at"].max()
    assert isinstance(known_at, dt.datetime)
    frame = frame.with_columns(
        column=pl.col("security").rle_id(), row=pl.col("date").replace_strict(_places(days))
    )
    shape = (len(days), int(frame["column"].n_unique()))
    arrays = {name: _scattered(frame, name, shape) for name in ("close", "high", "low", "volume")}
    return Matrix(
        market=market,
        dates=list(days),
        securities=frame["security"].unique(maintain_order=True).to_list(),
        basis=frame["basis"][-1],
        source=frame["source"][-1],
        known_at=known_at,
        moment=_moment(context),
        **arrays,
    )


def _places(days: Sequence[dt.date]) -> dict[dt.date, int]:
    return {day: at for at, day in enumerate(days)}


def _scattered(frame: pl.DataFrame, name: str, shape: tuple[int, int]) -> Array:
    """A column of the frame laid out by session and security."""
    out = np.full(shape, np.nan)
    values = frame[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    out[frame["row"].to_numpy(), frame["column"].to_numpy()] = values
    return out
