"""A market's bars as known at any moment, from blocks of years that are read from the store once and kept as files.

A block is used only while the store holds exactly what it was made from. Securities with bars of several kinds, or raw
bars over a split, are read from the store as `stockelper.store.bars` puts them together for the moment asked for.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import polars as pl

from forecasting.blocks import VALUES, Block, from_bytes, read_block, stored_extent, to_bytes
from forecasting.digests import SIZE, Digests, row_digests
from forecasting.kept_files import content_of, put
from forecasting.panel import Mask, Panel, usable
from forecasting.reading import MarketBars, listed, sectors_of, with_bars
from stockelper.markets.market import Market
from stockelper.store.adjusting import splits_of
from stockelper.store.bars import as_basis, on_days
from stockelper.store.documents import Documents
from stockelper.types import Basis


@dataclass(frozen=True, eq=False)
class Span:
    """The blocks of some years laid side by side.

    Attributes:
        known: each bar as it stood at the end of its own day, over all securities of the blocks.
        later: what became known after that, in order.
        bases: the basis of each security that has one throughout.
        mixed: the others.
        digests: shape (T, 16), of each session of `known`.
    """

    known: Panel
    later: pl.DataFrame
    bases: dict[str, Basis]
    mixed: tuple[str, ...]
    digests: Digests


class Shelf:
    """The bars of a store's markets; `look` brings it up to what is stored."""

    def __init__(self, documents: Documents, folder: Path | None) -> None:
        self._documents, self._folder = documents, folder
        self._blocks: dict[tuple[str, int], Block] = {}
        self._spans: dict[tuple[str, int, int], Span] = {}

    def look(self, market: Market, start: date, end: date) -> None:
        """Have the blocks that cover `start` to `end`, as the store has them now."""
        names = with_bars(self._documents, market)
        for year in range(start.year, end.year + 1):
            days = market.sessions(date(year, 1, 1), date(year, 12, 31))
            if names and days:
                self._look_at(market, year, names, days)

    def bars(self, market: Market, *, start: date, end: date, known_by: datetime) -> MarketBars:
        """The bars from `start` to `end`, both in it, one basis a security, of the blocks last looked at."""
        span = self._span(market, start.year, end.year)
        mixed = sorted({*span.mixed, *self._split(span, start, known_by)})
        made, digests = _between(span, start, end)
        later = span.later.filter(
            pl.col("known_at") <= known_by,
            pl.col("date").is_between(start, end),
            ~pl.col("security").is_in(mixed),
        )
        days = [day.item() for day in made.days]
        others = usable(on_days(self._documents, mixed, days, known_by)) if mixed and days else None
        if len(later) or others is not None:
            made = _laid(made, later, mixed, others)
            digests = row_digests(made)
        made, digests = _with_bars_alone(made, digests)
        bases = span.bases | ({} if others is None else _bases_of(others))
        known = listed(self._documents, market, known_by)
        return MarketBars(
            market,
            made,
            sectors_of(known, made.securities),
            tuple(bases.get(name, "raw") for name in made.securities),
            digests,
        )

    def _split(self, span: Span, start: date, known_by: datetime) -> Collection[str]:
        """Raw ones over a split, which are brought to one scale as known by then."""
        raw = [name for name, basis in span.bases.items() if basis == "raw"]
        return splits_of(self._documents, raw, start, known_by).keys() if raw else ()

    def _look_at(self, market: Market, year: int, names: Sequence[str], days: Sequence[date]) -> None:
        extent = stored_extent(self._documents, names, days)
        key = (market.code, year)
        if key in self._blocks and self._blocks[key].extent == extent:
            return
        path = None if self._folder is None else self._folder / "bars" / market.code / f"{year}.npz"
        block = None if path is None else _kept(path)
        if block is None or block.extent != extent:
            block = read_block(self._documents, names, days, extent)
            if path is not None:
                put(path, to_bytes(block))
        self._blocks[key] = block
        self._spans = {span: made for span, made in self._spans.items() if span[0] != market.code}

    def _span(self, market: Market, first: int, last: int) -> Span:
        key = (market.code, first, last)
        if key not in self._spans:
            years = [self._blocks.get((market.code, year)) for year in range(first, last + 1)]
            self._spans[key] = _span([block for block in years if block is not None])
        return self._spans[key]


def _kept(path: Path) -> Block | None:
    """The block in a file; None where there is none, or not a whole one of this format."""
    content = content_of(path)
    if content is None:
        return None
    try:
        return from_bytes(content)
    except (ValueError, KeyError, OSError, BadZipFile, pl.exceptions.PolarsError):
        return None


def _span(blocks: Sequence[Block]) -> Span:
    kinds: dict[str, set[tuple[Basis, str]]] = {}
    mixed = {name for block in blocks for name in block.mixed}
    for block in blocks:
        for name, kind in block.kinds.items():
            kinds.setdefault(name, set()).add(kind)
    mixed |= {name for name, several in kinds.items() if len(several) > 1}
    names = tuple(sorted({*kinds, *mixed}))
    later = [block.later for block in blocks if len(block.later)]
    days = {day for block in blocks for day in block.days.tolist()}
    made = _empty(sorted(days), names)
    for block in blocks:
        _copy(block.known, made, frozenset(mixed))
    return Span(
        made,
        pl.concat(later).sort("known_at", "security", "date") if later else _NONE_LATER,
        {name: next(iter(several))[0] for name, several in kinds.items() if name not in mixed},
        tuple(sorted(mixed)),
        row_digests(made) if mixed else _joined_digests(blocks, made),
    )


def _joined_digests(blocks: Sequence[Block], made: Panel) -> Digests:
    """The blocks' own, which are of the same bars; zeros of a session that nothing was known of at its end."""
    found = np.zeros((len(made.days), SIZE), dtype=np.uint8)
    for block in blocks:
        found[np.searchsorted(made.days, block.known.days)] = block.digests
    return found


_NONE_LATER = pl.DataFrame(
    schema={"security": pl.String(), "date": pl.Date(), "known_at": pl.Datetime("us", "UTC")}
)


def _empty(days: Sequence[date], names: tuple[str, ...]) -> Panel:
    shape = (len(days), len(names))
    values = {name: np.full(shape, np.nan) for name in VALUES}
    return Panel(
        np.array(days, dtype="datetime64[D]"), names, **values, halted=np.zeros(shape, dtype=np.bool_)
    )


def _copy(part: Panel, whole: Panel, but: frozenset[str]) -> None:
    rows = np.searchsorted(whole.days, part.days)
    kept = np.array([name not in but for name in part.securities], dtype=np.bool_)
    columns = np.searchsorted(np.array(whole.securities), np.array(part.securities))[kept]
    for name in (*VALUES, "halted"):
        getattr(whole, name)[rows[:, None], columns] = getattr(part, name)[:, kept]


def _between(span: Span, start: date, end: date) -> tuple[Panel, Digests]:
    whole = span.known
    first, last = int(np.searchsorted(whole.days, np.datetime64(start, "D"))), whole.row(end) + 1
    return whole.rows(slice(first, max(first, last))), span.digests[first : max(first, last)]


def _with_bars_alone(made: Panel, digests: Digests) -> tuple[Panel, Digests]:
    """Without sessions of which nothing was known yet."""
    known: Mask = np.asarray(~np.isnan(made.close).all(axis=1), dtype=np.bool_)
    return (made, digests) if known.all() else (made.rows(known), digests[known])


def _laid(made: Panel, later: pl.DataFrame, mixed: Sequence[str], others: pl.DataFrame | None) -> Panel:
    """A copy with what became known later and what was read from the store."""
    copied = _empty(made.days.tolist(), made.securities)
    _copy(made, copied, frozenset(mixed))
    _write(copied, later.unique(["security", "date"], keep="last", maintain_order=True))
    if others is not None:
        _write(copied, others)
    return copied


def _write(made: Panel, bars: pl.DataFrame) -> None:
    if bars.is_empty():
        return
    rows = np.searchsorted(made.days, bars.get_column("date").to_numpy())
    columns = np.searchsorted(np.array(made.securities), bars.get_column("security").to_numpy())
    for name in VALUES:
        getattr(made, name)[rows, columns] = bars.get_column(name).cast(pl.Float64()).to_numpy()
    made.halted[rows, columns] = bars.get_column("halted").fill_null(value=False).to_numpy()


def _bases_of(bars: pl.DataFrame) -> dict[str, Basis]:
    found = bars.unique("security", keep="last").select("security", "basis")
    return {security: as_basis(basis) for security, basis in found.iter_rows()}
