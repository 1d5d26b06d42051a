"""What is read of a market: its securities, their sectors and the ties between them, as known at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from forecasting.digests import Digests
from forecasting.panel import Panel
from stockelper.markets.market import Market
from stockelper.store.collections import BARS, RELATIONS, SECURITIES
from stockelper.store.documents import Documents, Where, among, eq
from stockelper.types import Basis

TIES = ("SUPPLIES", "COMPETES_WITH")
"""The relations over which news travels from one company to another."""
TIE_COLUMNS = ("type", "head", "tail", "valid_from", "valid_to", "known_at")


@dataclass(frozen=True, eq=False)
class MarketBars:
    """A market's bars and what its securities are.

    Attributes:
        sectors: N names in the order of the panel's securities; empty where none is known.
        bases: N bases, in the same order.
        digests: shape (T, 16), of each session's bars; see `forecasting.digests`.
    """

    market: Market
    panel: Panel
    sectors: tuple[str, ...]
    bases: tuple[Basis, ...]
    digests: Digests


def inside(market: Market) -> tuple[Where, Where]:
    """The conditions that a security is one of the market's."""
    return Where("security", ">=", f"{market.prefix}:"), Where("security", "<", f"{market.prefix};")


def relations(documents: Documents, market: Market, known_by: datetime) -> pl.DataFrame:
    """The stored ties between a market's securities: type, head, tail, valid_from, valid_to, known_at."""
    found = documents.read(RELATIONS.name, among("type", TIES), known_by=known_by, columns=TIE_COLUMNS)
    ours = [pl.col(end).str.starts_with(f"{market.prefix}:") for end in ("head", "tail")]
    return found.filter(*ours)


def with_bars(documents: Documents, market: Market) -> list[str]:
    """The market's securities that have any bar, sorted."""
    newest = documents.newest(BARS.name, "date", *inside(market), by="security")
    return sorted(security for security in newest if security)


def listed(documents: Documents, market: Market, known_by: datetime) -> pl.DataFrame:
    """security and sector, one row a security: the attributes that hold last."""
    found = documents.read(
        SECURITIES.name,
        eq("market", market.code),
        known_by=known_by,
        columns=("security", "valid_from", "sector"),
    )
    newest = found.sort("security", "valid_from").unique("security", keep="last", maintain_order=True)
    return newest.select("security", pl.col("sector").fill_null(""))


def sectors_of(listed: pl.DataFrame, securities: Sequence[str]) -> tuple[str, ...]:
    """The sector of each, empty where none is listed."""
    known = dict(listed.iter_rows())
    return tuple(known.get(security, "") for security in securities)
