"""One year of a market's bars with every version of them, as matrices that a file keeps.

Reading a year of a large market from the store takes seconds, reading its matrices a tenth of one. A block holds no
opinion on what was known when: beside each bar as it stood at the end of its own day lie the versions that became
known later, so that the bars of any moment can be put together from it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

import numpy as np
import polars as pl

from forecasting.digests import Digests, row_digests
from forecasting.panel import Days, Panel, panel, usable
from stockelper.store.bars import DAILY, as_basis
from stockelper.store.collections import BARS
from stockelper.store.documents import Documents, Extent, among, between
from stockelper.types import Basis

FORMAT = 2
AT_ONCE = 400
"""Securities a read, so that four million bars never stand in memory as rows."""
VALUES = ("open", "high", "low", "close", "volume")
NEEDED = ("security", "date", *VALUES, "halted", "known_at", "basis", "source")
LATER = ("security", "date", *VALUES, "halted", "known_at")
_SCHEMA = pl.Schema({
    "security": pl.String(), "date": pl.Date(), **dict.fromkeys(VALUES, pl.Float64()), "halted": pl.Boolean(),
    "known_at": pl.Datetime("us", "UTC"), "basis": pl.String(), "source": pl.String(),
})  # fmt: skip


@dataclass(frozen=True, eq=False)
class Block:
    """A year of a market.

    Attributes:
        extent: of the stored rows that it was made from.
        days: shape (D,), the sessions on which any security has a bar, whenever that became known.
        known: each bar's version of the end of its own day.
        digests: shape (T, 16), of each session of `known`.
        later: `LATER`, the versions that became known after that, in the order in which they did.
        kinds: security to basis and source, of those that have one of each.
        mixed: securities with several; they are read from the store.
    """

    extent: Extent
    days: Days
    known: Panel
    digests: Digests
    later: pl.DataFrame
    kinds: Mapping[str, tuple[Basis, str]]
    mixed: frozenset[str]


def stored_extent(documents: Documents, names: Sequence[str], days: Sequence[date]) -> Extent:
    """What is stored of some securities from the first to the last of some days."""
    span = between("date", days[0], days[-1])
    return documents.extent(BARS.name, among("security", names), DAILY, *span)


def read_block(documents: Documents, names: Sequence[str], days: Sequence[date], extent: Extent) -> Block:
    """The block of some securities and days, from the store."""
    parts = [
        _versions(documents, names[at : at + AT_ONCE], days, revised=extent.earlier > 0)
        for at in range(0, len(names), AT_ONCE)
    ]
    found = pl.concat([pl.DataFrame(schema=_SCHEMA), *parts])
    return _block(found.filter(pl.col("date").is_in(list(days))), extent)


def _versions(
    documents: Documents, names: Sequence[str], days: Sequence[date], *, revised: bool
) -> pl.DataFrame:
    where = (among("security", names), DAILY, *between("date", days[0], days[-1]))
    if revised:
        found = documents.versions(BARS.name, *where)
    else:
        found = documents.read(BARS.name, *where, columns=NEEDED)
    return usable(found.select(NEEDED).with_columns(pl.col("halted").fill_null(value=False)).cast(_SCHEMA))


def _block(found: pl.DataFrame, extent: Extent) -> Block:
    kinds = found.group_by("security").agg(
        pl.struct("basis", "source").n_unique().alias("many"), pl.col("basis", "source").first()
    )
    single: dict[str, tuple[Basis, str]] = {
        security: (as_basis(basis), source)
        for security, many, basis, source in kinds.iter_rows()
        if many == 1
    }
    plain = found.filter(pl.col("security").is_in(list(single)))
    midnight = (pl.col("date") + timedelta(days=1)).cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    in_time = pl.col("known_at") < midnight
    known = plain.filter(in_time).sort("security", "date", "known_at")
    made = panel(known.unique(["security", "date"], keep="last", maintain_order=True))
    return Block(
        extent,
        found.get_column("date").unique().sort().to_numpy().astype("datetime64[D]"),
        made,
        row_digests(made),
        plain.filter(~in_time).sort("known_at", "security", "date").select(LATER),
        single,
        frozenset(kinds.get_column("security").to_list()) - single.keys(),
    )


def to_bytes(block: Block) -> bytes:
    """A NumPy archive; `from_bytes` reads it back."""
    file, known = BytesIO(), block.known
    names = sorted(block.kinds)
    later = BytesIO()
    block.later.write_ipc(later)
    extent = block.extent
    numbers = (extent.current, extent.current_stored, extent.earlier, extent.earlier_stored)
    np.savez(
        file,
        format=FORMAT,
        extent=np.array([-1 if number is None else number for number in numbers], dtype=np.int64),
        all_days=block.days,
        days=known.days,
        securities=np.array(known.securities, dtype=np.str_),
        halted=known.halted,
        digests=block.digests,
        later=np.frombuffer(later.getvalue(), dtype=np.uint8),
        kinds=np.array([(name, *block.kinds[name]) for name in names], dtype=np.str_).reshape(-1, 3),
        mixed=np.array(sorted(block.mixed), dtype=np.str_),
        **{name: getattr(known, name) for name in VALUES},
    )
    return file.getvalue()


def from_bytes(content: bytes) -> Block:
    """What `to_bytes` wrote. Raises ValueError, KeyError or OSError when it is not whole or of another format."""
    with np.load(BytesIO(content), allow_pickle=False) as found:
        if int(found["format"]) != FORMAT:
            raise ValueError("format")
        current, stored, earlier, moved = (None if n < 0 else int(n) for n in found["extent"])
        known = Panel(
            found["days"],
            tuple(found["securities"].tolist()),
            **{name: found[name] for name in (*VALUES, "halted")},
        )
        return Block(
            Extent(current or 0, stored, earlier or 0, moved),
            found["all_days"],
            known,
            found["digests"],
            pl.read_ipc(BytesIO(found["later"].tobytes())),
            {name: (as_basis(basis), source) for name, basis, source in found["kinds"].tolist()},
            frozenset(found["mixed"].tolist()),
        )
