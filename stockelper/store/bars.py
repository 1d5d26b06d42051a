"""Daily bars as a reader wants them: one row a date, one basis throughout, sources in a declared order.

Stored bars may overlap: several bases, several sources. Without a wish a reader gets the basis closest to
what was traded (raw, then split-adjusted, then dividend-adjusted as well) of those that reach the newest
date and cover the span; never a mixture. Raw bars over a split are brought to the scale after it, with the
splits known by then, unless `raw` was asked for: prices on both sides of a split cannot be compared. Asked for
an adjusted series where raw bars and actions are stored, it is computed here in the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast, get_args

import polars as pl

from stockelper.store.adjusting import adjusted, splits_and_dividends, splits_of
from stockelper.store.documents import Documents, Where, among, between, eq
from stockelper.types import Basis

SOURCES = ("kis", "krx", "naver_chart", "yahoo", "yahoo_macro", "fred", "practice")
"""Where sources overlap the first of these is seen; others follow by name (an imported file is `import`)."""
BASES: tuple[Basis, ...] = get_args(Basis)
"""The order of preference: raw, splits, total."""
COVERING = 0.9
"""The share of the most dates of any basis that a preferred one must have."""
COLUMNS = ("date", "open", "high", "low", "close", "volume", "halted", "known_at", "source")
STORED = (*COLUMNS, "basis", "security")
DAILY = eq("interval", "1d")
FEW_DAYS = 12
"""Up to so many days are sought one by one; more are read as a span."""


@dataclass(frozen=True)
class Bars:
    """Bars of one security, ascending by date, one row a date.

    Attributes:
        frame: date, open, high, low, close, volume, halted, known_at, source; a halt has null open,
            high and low and the last close.
        basis: what the prices are; not always what was asked for (`raw` where nothing else is known).
        source: the source of the newest row; empty without rows.
    """

    frame: pl.DataFrame
    security: str
    basis: Basis
    source: str


def daily(
    documents: Documents,
    security: str,
    *,
    start: date,
    end: date,
    known_by: datetime,
    basis: Basis | None = None,
) -> Bars:
    """The bars from `start` to `end`, both in it, as known at `known_by`."""
    if basis in {"splits", "total"} and (
        actions := splits_and_dividends(documents, security, basis, known_by)
    ):
        raw = _read(documents, security, known_by, Where("date", ">=", start), eq("basis", "raw"))
        if not raw.is_empty():
            frame = adjusted(_one_a_date(raw), actions).filter(pl.col("date") <= end)
            return _bars(frame, security, "total" if basis == "total" else "splits")
    stored = _read(documents, security, known_by, *between("date", start, end))
    chosen = _chosen(stored, security, basis)
    return chosen if basis == "raw" else _comparable(chosen, documents, known_by)


def last(documents: Documents, security: str, known_by: datetime, count: int) -> Bars:
    """The newest `count` bars known at `known_by`, of the best basis there is."""
    for most in (count, 6 * count, None):
        stored = _read(documents, security, known_by, newest=most)
        is_all = most is None or len(stored) < most
        chosen = _chosen(stored, security, None)
        if is_all or len(chosen.frame) >= count:
            newest_ones = Bars(chosen.frame.tail(count), security, chosen.basis, chosen.source)
            return _comparable(newest_ones, documents, known_by)
    raise AssertionError("the read without a limit is complete")


def on_days(
    documents: Documents, securities: Sequence[str], days: Sequence[date], known_by: datetime
) -> pl.DataFrame:
    """Bars of many securities on some days, one row for each pair that has one, one basis a security.

    Returns:
        security, date, open, high, low, close, volume, halted, known_at, source and basis, sorted by
        security and date.
    """
    wanted = sorted(set(days))
    if not wanted:
        span = (among("date", ()),)
    elif len(wanted) <= FEW_DAYS:
        span = (among("date", wanted),)
    else:
        span = between("date", wanted[0], wanted[-1])
    found = documents.read(
        "bars", among("security", securities), DAILY, *span, known_by=known_by, columns=STORED
    )
    found = found.filter(pl.col("date").is_in(wanted)).with_columns(pl.col("halted").fill_null(value=False))
    one_each = _one_basis_each(found).select("security", *COLUMNS, "basis")
    return _comparable_ones(one_each, documents, known_by)


def _comparable(found: Bars, documents: Documents, known_by: datetime) -> Bars:
    """Raw bars on the scale of their last date where a split lies after the first of them."""
    if found.basis != "raw" or found.frame.is_empty():
        return found
    splits = splits_of(documents, [found.security], found.frame.item(0, "date"), known_by)
    if not splits:
        return found
    frame = adjusted(found.frame, splits[found.security])
    return Bars(frame, found.security, "splits", found.source)


def _comparable_ones(frame: pl.DataFrame, documents: Documents, known_by: datetime) -> pl.DataFrame:
    """The same for many securities at once."""
    raw = frame.filter(pl.col("basis") == "raw")
    if raw.is_empty():
        return frame
    some = raw.get_column("security").unique().to_list()
    first = cast("date", raw.get_column("date").min())
    splits = splits_of(documents, some, first, known_by)
    if not splits:
        return frame
    parts = [
        adjusted(part, splits[name]).with_columns(basis=pl.lit("splits"))
        if (name := str(part.item(0, "security"))) in splits and part.item(0, "basis") == "raw"
        else part
        for part in frame.partition_by("security", maintain_order=True)
    ]
    return pl.concat(parts)


def _read(
    documents: Documents, security: str, known_by: datetime, *where: Where, newest: int | None = None
) -> pl.DataFrame:
    found = documents.read(
        "bars",
        eq("security", security),
        DAILY,
        *where,
        known_by=known_by,
        columns=STORED,
        order=("date",),
        descending=newest is not None,
        limit=newest,
    )
    return found.with_columns(pl.col("halted").fill_null(value=False))


def _chosen(stored: pl.DataFrame, security: str, basis: Basis | None) -> Bars:
    bases = set(stored.get_column("basis"))
    chosen = str(
        basis if basis in bases else _best_basis(stored) if len(bases) > 1 else next(iter(bases), "raw")
    )
    frame = stored.filter(pl.col("basis") == chosen) if len(bases) > 1 else stored
    return _bars(_one_a_date(frame), security, as_basis(chosen))


def as_basis(name: str) -> Basis:
    """The basis of that name."""
    return BASES[BASES.index(cast("Basis", name))]


def _bars(frame: pl.DataFrame, security: str, basis: Basis) -> Bars:
    source = "" if frame.is_empty() else str(frame.item(-1, "source"))
    return Bars(frame.select(COLUMNS), security, basis, source)


def _best_basis(stored: pl.DataFrame) -> str:
    return str(_one_basis_each(stored.with_columns(security=pl.lit(""))).item(0, "basis"))


def _one_a_date(frame: pl.DataFrame) -> pl.DataFrame:
    if frame.get_column("source").n_unique() < 2:
        return frame.sort("date")
    ranked = frame.sort("date", _rank("source", SOURCES), "source")
    return ranked.unique(subset=["date"], keep="first", maintain_order=True)


def _one_basis_each(frame: pl.DataFrame) -> pl.DataFrame:
    """For each security the rows of its best basis, of each date those of the first source.

    The store reads in key order, so what is of one basis and source is in order already.
    """
    if frame.select(pl.struct("basis", "source").n_unique()).item() > 1:
        groups = frame.group_by("security", "basis").agg(
            newest=pl.col("date").max(), dates=pl.col("date").n_unique()
        )
        newest = groups.filter(pl.col("newest") == pl.col("newest").max().over("security"))
        enough = newest.filter(pl.col("dates") >= COVERING * pl.col("dates").max().over("security"))
        best = enough.sort("security", _rank("basis", BASES)).unique("security", keep="first")
        frame = frame.join(best.select("security", "basis"), on=["security", "basis"], how="semi")
        frame = frame.sort("security", "date", _rank("source", SOURCES), "source")
        return frame.unique(["security", "date"], keep="first", maintain_order=True)
    return frame


def _rank(column: str, order: Sequence[str]) -> pl.Expr:
    ranks = {name: number for number, name in enumerate(order)}
    return pl.col(column).replace_strict(ranks, default=len(order), return_dtype=pl.Int32)
