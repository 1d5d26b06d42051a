"""What happened to a company's suppliers, customers and competitors, that may reach it in the next sessions.

Cohen and Frazzini, "Economic links and predictable returns" (2008): news about a customer or supplier moves the
linked company days later.
"""

from collections.abc import Iterator
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from forecasting.features.inputs import Inputs
from forecasting.features.windows import Grid, lagged, rolling_sum

Side = Literal["suppliers", "customers", "competitors"]
SIDES: tuple[Side, ...] = ("suppliers", "customers", "competitors")


def neighbours(given: Inputs) -> Iterator[tuple[str, Grid]]:
    """Name and grid of each feature: the neighbours' mean residual return of the day, the day before, five days."""
    for side in SIDES:
        today = neighbours_mean(given, side)
        yield f"{side}_1", today
        yield f"{side}_1_lag_1", lagged(today, 1)
        yield f"{side}_5", np.where(np.isnan(today), np.float32(np.nan), rolling_sum(today, 5))


def neighbours_mean(given: Inputs, side: Side) -> Grid:
    """The mean residual return of a company's neighbours on one side; NaN where it has none that day."""
    total = np.zeros_like(given.residual)
    count = np.zeros_like(given.residual)
    for start, end, of, to in _edges(given, side):
        moved = given.residual[start:end, to]
        total[start:end, of] += np.nan_to_num(moved, nan=0.0)
        count[start:end, of] += ~np.isnan(moved)
    return np.where(count > 0, total / np.maximum(count, 1), np.float32(np.nan))


def _edges(given: Inputs, side: Side) -> Iterator[tuple[int, int, int, int]]:
    """First row, row after the last, the company's column and its neighbour's, for each tie once."""
    columns = {security: number for number, security in enumerate(given.panel.securities)}
    for row in _ties(given, side).iter_rows(named=True):
        of, to = columns.get(row["of"]), columns.get(row["to"])
        if of is not None and to is not None:
            yield *_rows(given, row), of, to


def _ties(given: Inputs, side: Side) -> pl.DataFrame:
    ties = given.ties.select(
        "type", "head", "tail", "valid_to", known=pl.col("known_at").dt.date(), since="valid_from"
    )
    head, tail = (pl.col("tail"), pl.col("head")) if side == "suppliers" else (pl.col("head"), pl.col("tail"))
    kind = "COMPETES_WITH" if side == "competitors" else "SUPPLIES"
    found = ties.filter(pl.col("type") == kind).with_columns(of=head, to=tail)
    if side == "competitors":
        found = pl.concat([found, found.with_columns(of=pl.col("to"), to=pl.col("of"))])
    return found.unique(["of", "to", "since", "valid_to"], keep="first", maintain_order=True).sort(
        "of", "to", "since", "known"
    )


def _rows(given: Inputs, row: dict[str, object]) -> tuple[int, int]:
    """The sessions on which a tie held and was known: from the day after it became known."""
    known = np.datetime64(str(row["known"]), "D") + 1
    since = known if row["since"] is None else max(known, np.datetime64(str(row["since"]), "D"))
    days: NDArray[np.datetime64] = given.panel.days
    start = int(np.searchsorted(days, since))
    until = row["valid_to"]
    end = len(days) if until is None else int(np.searchsorted(days, np.datetime64(str(until), "D")))
    return start, max(start, end)
