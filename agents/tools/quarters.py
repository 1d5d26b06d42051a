"""A market's bars by quarter, kept as they are stored now, from which any as-of day is cut.

A bar that is stored now was the known one at every moment from its `known_at` on. So of a day's view only
those securities have to be read again that have a bar which became known later: it may hide an older version.
The same goes for securities with bars of several bases or sources, since which one a reader sees depends on
what was there by then. All others are cut from the kept arrays.

A quarter of 2,800 securities takes 7 MB; up to `QUARTERS` are kept for each store, 170 MB.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from agents.tools.sheets import COLUMNS, Mask, Sheet, blank, laid_out
from stockelper.store.bars import DAILY
from stockelper.store.documents import Documents, Where, among, between
from stockelper.store.kept import Kept

QUARTERS = 24
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_QUARTERS: Kept[Sheet] = Kept(QUARTERS)
_TRADED: Kept[list[str]] = Kept(8)


def are_kept(documents: Documents, prefix: str, days: Sequence[dt.date], stamp: object) -> bool:
    """Whether every quarter of these days is at hand."""
    return all(_QUARTERS.holds(documents, (prefix, *which, stamp)) for which in _which(days))


def cut(
    documents: Documents, prefix: str, days: list[dt.date], known_by: dt.datetime, stamp: object
) -> tuple[Sheet, Mask]:
    """These sessions of the securities with this prefix, and which of them have to be read from the store.

    Quarters that are not at hand are read. `stamp` changes whenever data was added.
    """
    ids = _TRADED.get(documents, (prefix, stamp), lambda: _traded(documents, prefix))
    whole = blank(days, ids)
    for which in _which(days):
        kept = _QUARTERS.get(
            documents, (prefix, *which, stamp), lambda which=which: _read(documents, ids, *which)
        )
        whole = _with(whole, kept)
    late = (whole.known > (known_by - _EPOCH) // dt.timedelta(microseconds=1)).any(axis=0)
    return whole, late | whole.mixed


def _with(whole: Sheet, part: Sheet) -> Sheet:
    """The bars of a quarter written into the sheet of which its days are a part."""
    place = {day: row for row, day in enumerate(part.dates)}
    into = [row for row, day in enumerate(whole.dates) if day in place]
    out_of = [place[day] for day in whole.dates if day in place]
    for name, array in whole.prices.items():
        array[into] = part.prices[name][out_of]
    whole.known[into] = part.known[out_of]
    here = part.kind != ""
    differs = here & (whole.kind != "") & (whole.kind != part.kind)
    return replace(
        whole, kind=np.where(here, part.kind, whole.kind), mixed=whole.mixed | part.mixed | differs
    )


def _which(days: Sequence[dt.date]) -> list[tuple[int, int]]:
    """The quarters that days lie in, as year and number, in order."""
    return sorted({(day.year, (day.month - 1) // 3) for day in days})


def _traded(documents: Documents, prefix: str) -> list[str]:
    """The ids that have bars, sorted."""
    span = (Where("security", ">=", f"{prefix}:"), Where("security", "<", f"{prefix};"))
    return sorted(filter(None, documents.newest("bars", "date", *span, by="security")))


def _read(documents: Documents, ids: list[str], year: int, number: int) -> Sheet:
    first = dt.date(year, 3 * number + 1, 1)
    last = (first + dt.timedelta(days=95)).replace(day=1) - dt.timedelta(days=1)
    found = documents.read(
        "bars", among("security", ids), DAILY, *between("date", first, last),
        columns=COLUMNS, order=("security", "date"),
    )  # fmt: skip
    dates: list[dt.date] = found["date"].unique().sort().to_list()
    return laid_out(found, dates, ids)
