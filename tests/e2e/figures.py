"""What an answer about one practice company may say, computed anew from the store."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from stockelper.store.documents import eq
from stockelper.store.sqlite import SqliteDocuments

INDEX = "INDEX:PRACTICE"
WHOLE = 1_000
"""No practice price or volume is below, no percentage above."""
_DATE = re.compile(r"(\d{4})년 (\d{1,2})월 (\d{1,2})일")
_NAMED = re.compile(r"\d{1,2}:\d\d|(?<![\d,])52주|RSI\(\d+\)|\d+일 이동평균|(?<!\d)20거래일")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True)
class History:
    """One company's daily bars, oldest first."""

    days: tuple[dt.date, ...]
    columns: dict[str, NDArray[np.float64]]

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        return self.columns[name]


def history(data: Path, security: str) -> History:
    """Read from the store's file."""
    documents = SqliteDocuments(data / "documents.db")
    frame = documents.read("bars", eq("security", security), order=("date",))
    documents.close()
    names = ("open", "high", "low", "close", "volume")
    columns = {name: frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy() for name in names}
    return History(tuple(frame["date"].to_list()), columns)


def companies(data: Path) -> list[tuple[str, str]]:
    """Id and Korean name of the practice companies, by id."""
    documents = SqliteDocuments(data / "documents.db")
    frame = documents.read("securities", eq("market", "practice"), order=("security",))
    documents.close()
    return [(id_, name) for id_, name in frame.select("security", "name").iter_rows() if id_ != INDEX]


def dates_in(text: str) -> list[dt.date]:
    """The dates that a Korean text names."""
    return [dt.date(int(year), int(month), int(day)) for year, month, day in _DATE.findall(text)]


def numbers_in(text: str) -> list[float]:
    """Every number of a text but dates, times and the names of windows."""
    bare = _NAMED.sub(" ", _DATE.sub(" ", text))
    return [float(found.replace(",", "")) for found in _NUMBER.findall(bare)]


def permitted(own: History, index: History, starts: Sequence[dt.date]) -> list[float]:
    """Every figure that is true of the last session, and of the windows that begin on `starts`."""
    values = [*_last_session(own), *_year(own), *_indicators(own), *_last_cross(own["close"], 20, 60)]
    for start in starts:
        if start in own.days[:-1]:
            values += _window(own, index, own.days.index(start))
    return values


def is_true(number: float, values: Sequence[float]) -> bool:
    """Whether a shown number is one of the values as rounded for showing.

    Prices and volumes are shown whole, everything else to two decimals; halves go up.
    """
    return any(abs(number - abs(value)) <= (0.5 if abs(value) >= WHOLE else 0.005) + 1e-6 for value in values)


def _last_session(own: History) -> list[float]:
    close = own["close"]
    change = close[-1] - close[-2]
    prices = [float(own[name][-1]) for name in ("open", "high", "low", "close", "volume")]
    return [*prices, float(close[-2]), float(change), float(change / close[-2] * 100)]


def _year(own: History) -> list[float]:
    since = own.days[-1] - dt.timedelta(days=364)
    inside = np.array([day > since for day in own.days])
    high, low = float(np.nanmax(own["high"][inside])), float(np.nanmin(own["low"][inside]))
    return [high, low, *((float(own["close"][-1]) / extreme - 1) * 100 for extreme in (high, low))]


def _indicators(own: History) -> list[float]:
    close = own["close"]
    values = [_rsi(close, 14)]
    for periods in (5, 20, 60, 120):
        mean = float(close[-periods:].mean())
        values += [mean, (float(close[-1]) / mean - 1) * 100]
    return values


def _last_cross(close: NDArray[np.float64], short: int, long: int) -> list[float]:
    """The short average on the session since which it has stood on this side of the long one."""
    fast, slow = (
        np.array([close[at - n + 1 : at + 1].mean() for at in range(long - 1, len(close))])
        for n in (short, long)
    )
    above = fast > slow
    crossed = np.flatnonzero(above[1:] != above[:-1])
    return [float(fast[crossed[-1] + 1])] if len(crossed) else []


def _rsi(close: NDArray[np.float64], periods: int) -> float:
    """Wilder, New Concepts in Technical Trading Systems (1978), section VI."""
    moves = np.diff(close)
    up, down = np.maximum(moves, 0), np.maximum(-moves, 0)
    gain, loss = float(up[:periods].mean()), float(down[:periods].mean())
    for rise, fall in zip(up[periods:], down[periods:], strict=True):
        gain = (gain * (periods - 1) + float(rise)) / periods
        loss = (loss * (periods - 1) + float(fall)) / periods
    return 100 - 100 / (1 + gain / loss)


def _window(own: History, index: History, first: int) -> list[float]:
    close, volume = own["close"][first:], own["volume"][first:]
    peaks = np.maximum.accumulate(close)
    deepest = int(np.argmin(close / peaks))
    moved = float(close[-1] / close[0] - 1) * 100
    market = index["close"][index.days.index(own.days[first]) :]
    market_moved = float(market[-1] / market[0] - 1) * 100
    return [
        float(close[0]), float(close[-1]), moved, float(close.max()), float(close.min()), float(peaks[deepest]),
        float(close[deepest]), float(close[deepest] / peaks[deepest] - 1) * 100, float(np.nanmean(volume)),
        float(np.nanmean(volume[1:])), market_moved, moved - market_moved,
    ]  # fmt: skip
