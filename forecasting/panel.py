"""Daily bars of one market as matrices: one row a session, one column a security."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]
Days = NDArray[np.datetime64]


@dataclass(frozen=True, eq=False)
class Panel:
    """The bars of a market over T sessions and N securities.

    Attributes:
        days: shape (T,), `datetime64[D]`, ascending: the sessions on which any security has a bar.
        securities: N ids, sorted.
        open, high, low, close: shape (T, N), prices of one basis; NaN where there is no bar. On a halt
            the close is the last one and the others are NaN.
        volume: shape (T, N), shares; NaN where there is no bar, 0 on a halt.
        halted: shape (T, N); a halt is no bar to learn from.
    """

    days: Days
    securities: tuple[str, ...]
    open: Matrix
    high: Matrix
    low: Matrix
    close: Matrix
    volume: Matrix
    halted: Mask

    @property
    def traded(self) -> Mask:
        """Shape (T, N): where a price was made on that day."""
        return ~np.isnan(self.close) & ~self.halted

    def row(self, day: date) -> int:
        """The row of the last session at or before a day; -1 where the panel begins later."""
        return int(np.searchsorted(self.days, np.datetime64(day, "D"), side="right")) - 1

    def until(self, day: date) -> "Panel":
        """The panel as it stood at the close of a day: no later row, the same columns."""
        return self.rows(slice(self.row(day) + 1))

    def last(self, sessions: int) -> "Panel":
        """The last sessions alone, the same columns; all when there are fewer."""
        return self.rows(slice(max(0, len(self.days) - sessions), None))

    def rows(self, rows: slice | Mask) -> "Panel":
        """Some sessions, the same columns."""
        return Panel(
            days=self.days[rows],
            securities=self.securities,
            open=self.open[rows],
            high=self.high[rows],
            low=self.low[rows],
            close=self.close[rows],
            volume=self.volume[rows],
            halted=self.halted[rows],
        )

    def of(self, columns: NDArray[np.intp]) -> "Panel":
        """Some securities, the same sessions."""
        return Panel(
            days=self.days,
            securities=tuple(self.securities[column] for column in columns.tolist()),
            open=self.open[:, columns],
            high=self.high[:, columns],
            low=self.low[:, columns],
            close=self.close[:, columns],
            volume=self.volume[:, columns],
            halted=self.halted[:, columns],
        )


def usable(bars: pl.DataFrame) -> pl.DataFrame:
    """The bars with null for what is no price or volume, such as infinity or zero; a bar without a close is none.

    One of them would go into the means of a whole market.
    """
    priced, counted = pl.col("close").is_finite() & (pl.col("close") > 0), pl.col("volume")
    return bars.with_columns(
        *(
            pl.when(priced, pl.col(name).is_finite() & (pl.col(name) > 0)).then(pl.col(name))
            for name in ("open", "high", "low", "close")
        ),
        pl.when(priced, counted.is_finite() & (counted >= 0)).then(counted),
        (pl.col("halted") & priced).fill_null(value=False),
    )


def panel(bars: pl.DataFrame) -> Panel:
    """The matrices of bars, one row a security and date.

    Args:
        bars: security, date, open, high, low, close, volume, halted in any order of rows.
    """
    dates = bars.get_column("date")
    days = dates.unique().sort()
    securities = bars.get_column("security").unique().sort()
    rows = np.searchsorted(days.to_numpy(), dates.to_numpy())
    columns = np.searchsorted(securities.to_numpy(), bars.get_column("security").to_numpy())
    shape = (len(days), len(securities))

    def matrix(name: str) -> Matrix:
        made = np.full(shape, np.nan)
        made[rows, columns] = bars.get_column(name).cast(pl.Float64()).to_numpy()
        return made

    halted = np.zeros(shape, dtype=np.bool_)
    halted[rows, columns] = bars.get_column("halted").fill_null(value=False).to_numpy()
    return Panel(
        days=days.to_numpy().astype("datetime64[D]"),
        securities=tuple(securities.to_list()),
        open=matrix("open"),
        high=matrix("high"),
        low=matrix("low"),
        close=matrix("close"),
        volume=matrix("volume"),
        halted=halted,
    )
