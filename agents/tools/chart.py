"""Chart data of the market tools: candles of one security, lines of several set to a common start."""

import datetime as dt

import polars as pl

from agents.tools.tape import Tape
from stockelper.language.catalogue import render
from stockelper.types import Chart, Language, Series

CANDLES = 120


def candles(tape: Tape, language: Language, rows: int = CANDLES) -> Chart:
    """Open, high, low, close and volume of the last `rows` sessions."""
    frame = tape.frame.tail(rows)
    prices = tuple(
        Series(name=name, unit=tape.unit, points=_points(frame, name))
        for name in ("open", "high", "low", "close")
    )
    volume = Series(name="volume", unit="shares", points=_points(frame, "volume"))
    title = render(language, "market.chart_candles", name=tape.name)
    return Chart(kind="candles", title=title, security=tape.security.id, series=(*prices, volume))


def normalised(tapes: list[Tape], start: dt.date, language: Language) -> Chart:
    """The closes of several securities, each set to 100 at its last close up to `start`."""
    series = tuple(Series(name=tape.name, unit="index", points=_rebased(tape, start)) for tape in tapes)
    return Chart(kind="line", title=render(language, "market.chart_normalised"), series=series)


def _rebased(tape: Tape, start: dt.date) -> tuple[tuple[dt.date, float | None], ...]:
    first = tape.row_on_or_before(start) or 0
    frame = tape.frame.slice(first).with_columns((pl.col("close") / pl.col("close").first() * 100).round(4))
    return _points(frame, "close")


def _points(frame: pl.DataFrame, column: str) -> tuple[tuple[dt.date, float | None], ...]:
    return tuple(zip(frame["date"].to_list(), frame[column].cast(pl.Float64).to_list(), strict=True))
