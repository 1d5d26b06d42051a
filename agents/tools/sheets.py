"""Bars laid out by session and security: arrays instead of rows."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import polars as pl
from numpy.typing import NDArray

from stockelper.measures import Array

PRICES = ("close", "high", "low", "volume")
COLUMNS = ("security", "date", "basis", "source", *PRICES, "known_at")

Whole = NDArray[np.int64]
Mask = NDArray[np.bool_]
Texts = NDArray[np.object_]


@dataclass(frozen=True)
class Sheet:
    """Rows are dates, columns are securities.

    Attributes:
        prices: close, high, low and volume; NaN where there is no value.
        known: when each bar became known, microseconds since 1970; 0 where there is no bar.
        kind: basis and source of each security's last bar, with a space between; empty where it has none.
        mixed: the securities with bars of several bases or sources.
    """

    dates: list[dt.date]
    securities: list[str]
    prices: dict[str, Array]
    known: Whole
    kind: Texts
    mixed: Mask

    def of(self, chosen: Mask) -> "Sheet":
        """Some of its securities."""
        if chosen.all():
            return self
        return replace(
            self,
            securities=[one for one, keep in zip(self.securities, chosen, strict=True) if keep],
            prices={name: array[:, chosen] for name, array in self.prices.items()},
            known=self.known[:, chosen],
            kind=self.kind[chosen],
            mixed=self.mixed[chosen],
        )

    def traded(self) -> "Sheet":
        """The securities that have a bar."""
        return self.of(np.any(self.known > 0, axis=0, keepdims=True)[0])


def blank(dates: list[dt.date], securities: list[str]) -> Sheet:
    """A sheet without bars."""
    shape = (len(dates), len(securities))
    prices = {name: np.full(shape, np.nan) for name in PRICES}
    known, mixed = np.zeros(shape, np.int64), np.zeros(len(securities), np.bool_)
    return Sheet(dates, securities, prices, known, np.full(len(securities), "", np.object_), mixed)


def laid_out(frame: pl.DataFrame, dates: list[dt.date], securities: list[str]) -> Sheet:
    """The sheet of a frame of bars that is sorted by security and date."""
    sheet = blank(dates, securities)
    if frame.is_empty():
        return sheet  # the places of nothing have no type that an array takes for places
    rows, columns = _places(frame["date"], dates), _places(frame["security"], securities)
    for name, array in sheet.prices.items():
        array[rows, columns] = frame[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    sheet.known[rows, columns] = frame["known_at"].to_physical().to_numpy()
    place = {security: column for column, security in enumerate(securities)}
    kinds = frame.group_by("security", "basis", "source", maintain_order=True).len()
    for security, basis, source, _ in kinds.iter_rows():
        column = place[security]
        sheet.mixed[column] = bool(sheet.kind[column])
        sheet.kind[column] = f"{basis} {source}"
    return sheet


def _places(values: pl.Series, order: Sequence[object]) -> Whole:
    places = {value: place for place, value in enumerate(order)}
    return cast("Whole", values.replace_strict(places, return_dtype=pl.Int64).to_numpy())


def joined(one: Sheet, other: Sheet) -> Sheet:
    """Two sheets of the same dates and of different securities, sorted by security."""
    names = [*one.securities, *other.securities]
    order = sorted(range(len(names)), key=names.__getitem__)
    return Sheet(
        one.dates,
        [names[at] for at in order],
        {name: np.hstack((one.prices[name], other.prices[name]))[:, order] for name in PRICES},
        np.hstack((one.known, other.known))[:, order],
        np.concatenate((one.kind, other.kind))[order],
        np.concatenate((one.mixed, other.mixed))[order],
    )
