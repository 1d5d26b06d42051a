"""A whole market side by side: closes, highs, lows and volumes of every security, for screens and briefings.

A few sessions are read from the store; more, or those whose quarters are kept already, are cut from
`agents.tools.quarters`, so that another as-of day costs next to nothing.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from agents.context import Context
from agents.tools import quarters
from agents.tools.sheets import Sheet, joined, laid_out
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.markets.registry import MARKETS, Market
from stockelper.measures import Array
from stockelper.store import bars
from stockelper.store.adjusting import splits_of
from stockelper.store.documents import Where, among, eq
from stockelper.store.kept import Kept
from stockelper.types import Basis

YEAR_OF_SESSIONS = 253
FEW_DAYS = 12
"""Up to so many sessions are read by themselves where their quarters are not kept."""
PROBED = 20
"""How many securities are asked whether they have a bar of the newest possible session."""
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


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


_MATRICES: Kept[Matrix] = Kept(3)
_NEWEST: Kept[dt.date] = Kept(256)


def matrix(market: Market, days: Sequence[dt.date], context: Context) -> Matrix:
    """The bars of a market on these sessions, as known at the clock's moment.

    Raises:
        NoData: none is stored.
    """
    days = sorted(days)
    key = (market.code, tuple(days), *_moment(market, context))
    return _MATRICES.get(context.documents, key, lambda: _read(market, days, context))


def newest_session(market: Market, context: Context, until: dt.date | None = None) -> dt.date:
    """The newest session up to `until` of which the market has bars.

    Raises:
        NoData: none is stored.
    """
    key = (market.code, until, *_moment(market, context))
    return _NEWEST.get(context.documents, key, lambda: _newest(market, context, until))


def warm(context: Context) -> None:
    """Have the last year of every market with bars at hand, so that the first screen does not wait for it."""
    for market in MARKETS.values():
        try:
            last = newest_session(market, context)
        except NoData:
            continue
        days = market.sessions(market.session_offset(last, 1 - YEAR_OF_SESSIONS), last)
        quarters.cut(context.documents, market.prefix, days, context.clock.now(), _stamp(market, context))


def _newest(market: Market, context: Context, until: dt.date | None) -> dt.date:
    latest = market.last_session(context.clock.now())
    if until is None or until >= latest:
        some = [one.id for one in context.resolver.listing.members(market=market.code)][:PROBED]
        there = (among("security", some), bars.DAILY, eq("date", latest))
        if not context.documents.read("bars", *there, known_by=context.clock.now(), limit=1).is_empty():
            return latest
    prefix = (Where("security", ">=", f"{market.prefix}:"), Where("security", "<", f"{market.prefix};"))
    bound = (Where("date", "<=", until),) if until else ()
    found = context.documents.newest("bars", "date", *prefix, *bound, known_by=context.clock.now())
    if not isinstance(day := found.get(None), dt.date):
        raise _no_bars(market, context)
    return day


def _moment(market: Market, context: Context) -> tuple[object, object]:
    """What a read depends on: the as-of moment, and what was stored by now."""
    return None if context.clock.is_live else context.clock.now(), _stamp(market, context)


def _stamp(market: Market, context: Context) -> object:
    """Changes when an import ends, and when a market grows by a session."""
    index = next(iter(market.indices.values()), "")
    grown = context.documents.newest("bars", "date", eq("security", index)).get(None)
    return context.documents.newest("runs", "ended").get(None), grown


def _no_bars(market: Market, context: Context) -> NoData:
    return NoData("no_bars_market", market=render(context.language, f"market.market_{market.code}"))


def _read(market: Market, days: list[dt.date], context: Context) -> Matrix:
    ids = [security.id for security in context.resolver.listing.members(market=market.code)]
    stamp = _stamp(market, context)
    if len(days) <= FEW_DAYS and not quarters.are_kept(context.documents, market.prefix, days, stamp):
        sheet = _from_store(ids, days, context)
    else:
        sheet = _from_quarters(market, ids, days, context)
    return _laid(market, days, sheet, context)


def of_some(market: Market, ids: Sequence[str], days: Sequence[dt.date], context: Context) -> Matrix:
    """The bars of some securities of a market on a few sessions.

    Raises:
        NoData: none is stored.
    """
    return _laid(market, sorted(days), _from_store(ids, sorted(days), context), context)


def _laid(market: Market, days: list[dt.date], sheet: Sheet, context: Context) -> Matrix:
    if not sheet.securities:
        raise _no_bars(market, context)
    basis, _, source = str(sheet.kind[-1]).partition(" ")
    newest = sheet.known[(sheet.known > 0).any(axis=1)][-1].max()
    return Matrix(
        market=market,
        dates=days,
        securities=sheet.securities,
        basis=bars.as_basis(basis),
        source=source,
        known_at=EPOCH + dt.timedelta(microseconds=int(newest)),
        **sheet.prices,
    )


def _from_store(ids: Sequence[str], days: list[dt.date], context: Context) -> Sheet:
    found = bars.on_days(context.documents, ids, days, context.clock.now())
    securities: list[str] = found["security"].unique(maintain_order=True).to_list()
    return laid_out(found, days, securities)


def _from_quarters(market: Market, ids: Sequence[str], days: list[dt.date], context: Context) -> Sheet:
    now, members = context.clock.now(), set(ids)
    whole, unsure = quarters.cut(context.documents, market.prefix, days, now, _stamp(market, context))
    member = np.array([one in members for one in whole.securities], dtype=np.bool_)
    split = splits_of(context.documents, [str(one) for one in whole.of(member).securities], days[0], now)
    unsure |= np.array([one in split for one in whole.securities], dtype=np.bool_)
    sure = whole.of(member & ~unsure).traded()
    again = whole.of(member & unsure).securities
    return joined(sure, _from_store(again, days, context)) if again else sure
