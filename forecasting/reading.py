"""A market's bars, listing and relations, read from the store as they were known at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from forecasting.panel import Panel, panel
from stockelper.markets.market import Market
from stockelper.store.bars import on_days
from stockelper.store.collections import BARS, RELATIONS, SECURITIES
from stockelper.store.documents import Documents, Where, among, eq
from stockelper.types import Basis

AT_ONCE = 400
"""Securities a read, so that four million bars never stand in memory as rows."""
KEPT = ("security", "date", "open", "high", "low", "close", "volume", "halted", "basis")
TIES = ("SUPPLIES", "COMPETES_WITH")
"""The relations over which news travels from one company to another."""
TIE_COLUMNS = ("type", "head", "tail", "valid_from", "valid_to", "known_at")


@dataclass(frozen=True, eq=False)
class MarketBars:
    """A market's bars and what its securities are.

    Attributes:
        sectors: N names in the order of the panel's securities; empty where none is known.
        bases: N bases, in the same order.
    """

    market: Market
    panel: Panel
    sectors: tuple[str, ...]
    bases: tuple[Basis, ...]


def market_bars(
    documents: Documents, market: Market, *, start: date, end: date, known_by: datetime
) -> MarketBars:
    """The bars from `start` to `end`, both in it, one basis a security."""
    listed = _listed(documents, market, known_by)
    days = market.sessions(start, end)
    names = _with_bars(documents, market)
    parts = [
        on_days(documents, names[at : at + AT_ONCE], days, known_by).select(KEPT)
        for at in range(0, len(names), AT_ONCE)
    ]
    bars = pl.concat(parts) if parts else _no_bars()
    made = panel(bars)
    return MarketBars(market, made, _sectors(listed, made.securities), _bases(bars, made.securities))


def inside(market: Market) -> tuple[Where, Where]:
    """The conditions that a security is one of the market's."""
    return Where("security", ">=", f"{market.prefix}:"), Where("security", "<", f"{market.prefix};")


def relations(documents: Documents, market: Market, known_by: datetime) -> pl.DataFrame:
    """The stored ties between a market's securities: type, head, tail, valid_from, valid_to, known_at."""
    found = documents.read(RELATIONS.name, among("type", TIES), known_by=known_by, columns=TIE_COLUMNS)
    ours = [pl.col(end).str.starts_with(f"{market.prefix}:") for end in ("head", "tail")]
    return found.filter(*ours)


def _with_bars(documents: Documents, market: Market) -> list[str]:
    newest = documents.newest(BARS.name, "date", *inside(market), by="security")
    return sorted(security for security in newest if security)


def _listed(documents: Documents, market: Market, known_by: datetime) -> pl.DataFrame:
    """security and sector, one row a security: the attributes that hold last."""
    found = documents.read(
        SECURITIES.name,
        eq("market", market.code),
        known_by=known_by,
        columns=("security", "valid_from", "sector"),
    )
    newest = found.sort("security", "valid_from").unique("security", keep="last", maintain_order=True)
    return newest.select("security", pl.col("sector").fill_null(""))


def _sectors(listed: pl.DataFrame, securities: Sequence[str]) -> tuple[str, ...]:
    known = dict(listed.iter_rows())
    return tuple(known.get(security, "") for security in securities)


def _bases(bars: pl.DataFrame, securities: Sequence[str]) -> tuple[Basis, ...]:
    known = dict(bars.unique("security", keep="last").select("security", "basis").iter_rows())
    return tuple(known[security] for security in securities)


def _no_bars() -> pl.DataFrame:
    return pl.DataFrame(schema={name: pl.String() for name in KEPT}).cast(
        {"date": pl.Date(), "halted": pl.Boolean()}
    )
