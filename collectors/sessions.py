"""An answer without a bar is no data when the market traded: it is told from a holiday by the market's other series."""

from collections.abc import Iterator
from datetime import date, datetime

import polars as pl

from collectors.source import Source
from stockelper.errors import BadInput
from stockelper.markets.market import Market
from stockelper.markets.registry import market_of
from stockelper.store.collections import BARS
from stockelper.store.documents import Documents, between, eq


class Attendance:
    """Which days each part of a run brought, and on which days its markets traded at all."""

    def __init__(self, source: Source, first: date, until: date) -> None:
        self._source, self._first, self._until = source, first, until
        self._newest: dict[str, date | None] = {}
        self._traded: dict[str, dict[date, str]] = {}

    def note(self, part: str, bars: pl.DataFrame | None) -> None:
        """One page's bars; of a source of prices, a part that brings none is remembered too."""
        if self._source.kind != "prices":
            return
        newest = self._newest.setdefault(part, None)
        market = _market(part)
        if market is None or bars is None or bars.is_empty():
            return
        days = set(bars["date"])
        self._newest[part] = max(days | ({newest} if newest else set()))
        traded = self._traded.setdefault(market.code, {})
        for day in days:
            traded.setdefault(day, part)

    def absent(self, documents: Documents, now: datetime) -> Iterator[tuple[str, date]]:
        """Parts that lack the newest session which another series of their market has, and that session."""
        markets = {part: market for part in self._newest if (market := _market(part)) is not None}
        for market in set(markets.values()):
            until = min(self._until, market.last_session(now))
            if until < self._first:
                continue
            sessions = set(market.sessions(self._first, until))
            indexed = self._indexed(documents, market) & sessions
            traded = {d: p for d, p in self._traded.get(market.code, {}).items() if d in sessions}
            for part in (p for p, m in markets.items() if m is market):
                others = indexed | {day for day, first in traded.items() if first != part}
                newest = self._newest[part]
                if others and (newest is None or newest < max(others)):
                    yield part, max(others)

    def _indexed(self, documents: Documents, market: Market) -> set[date]:
        """Days on which the market's indices have bars."""
        days: set[date] = set()
        for index in (*market.indices.values(), *market.other_indices):
            rows = documents.read(
                BARS.name,
                eq("security", index),
                *between("date", self._first, self._until),
                columns=("date",),
            )
            days |= set(rows["date"])
        return days


def _market(part: str) -> Market | None:
    try:
        return market_of(part)
    except BadInput:
        return None
