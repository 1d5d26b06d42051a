"""Candles with volume and the indicators that a reader switches on: chart data in, figure out."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from stockelper import measures
from stockelper.measures import Array
from stockelper.types import Chart, Language
from ui.charts.layout import sessions_axis, settled
from ui.charts.palette import LINES, SCHEMES, Directions, Scheme

Indicator = Literal["sma20", "sma60", "bollinger", "volume", "rsi", "macd"]
INDICATORS: tuple[Indicator, ...] = get_args(Indicator)
BELOW: tuple[Indicator, ...] = ("volume", "rsi", "macd")
"""Indicators that get a panel of their own under the prices."""
PRICE_HEIGHT, PANEL_HEIGHT = 300, 96
NOTHING: Array = np.zeros(0)


@dataclass(frozen=True)
class Tape:
    """Columns of a `candles` chart, oldest first, NaN where nothing was traded."""

    days: tuple[dt.date, ...]
    columns: Mapping[str, Array]
    before: Array
    """Closes of the sessions before the first, so that averages do not begin empty."""

    @classmethod
    def of(cls, chart: Chart, before: Array) -> "Tape":
        """The columns of a chart's series, which share their dates."""
        days = tuple(day for day, _ in chart.series[0].points)
        columns = {
            series.name: np.array([np.nan if v is None else v for _, v in series.points], dtype=np.float64)
            for series in chart.series
        }
        return cls(days, columns, before)

    def __getitem__(self, name: str) -> Array:
        return self.columns[name]

    @property
    def closes(self) -> Array:
        """All closes, earlier ones first."""
        return np.concatenate([self.before, self["close"]])

    def own(self, values: Array) -> Array:
        """The part of something computed from `closes` that belongs to the chart's days."""
        return values[len(self.before) :]


def candles(
    chart: Chart,
    *,
    scheme: Scheme,
    language: Language,
    indicators: Collection[Indicator],
    names: Mapping[Indicator, str],
    before: Array = NOTHING,
) -> go.Figure:
    """A figure of a `candles` chart; `names` labels the indicators, `before` are the closes before its first."""
    tape, colours = Tape.of(chart, before), SCHEMES[scheme]
    panels: list[Indicator] = [name for name in BELOW if name in indicators]
    height = PRICE_HEIGHT + PANEL_HEIGHT * len(panels)
    shares = [PRICE_HEIGHT / height, *([PANEL_HEIGHT / height] * len(panels))]
    figure = make_subplots(
        rows=1 + len(panels), cols=1, shared_xaxes=True, vertical_spacing=0.04, row_heights=shares
    )
    days = [day.isoformat() for day in tape.days]
    figure.add_trace(_prices(tape, days, colours), row=1, col=1)
    for trace in _over_prices(tape, days, indicators, names):
        figure.add_trace(trace, row=1, col=1)
    for row, panel in enumerate(panels, start=2):
        for trace in _panel(panel, tape, days, colours, names):
            figure.add_trace(trace, row=row, col=1)
    settled(figure, height, legend=bool(set(indicators) - {"volume"}))
    sessions_axis(figure, tape.days, language)
    figure.update_xaxes(rangeslider_visible=False)
    return figure


def _prices(tape: Tape, days: list[str], colours: Directions) -> go.Candlestick:
    return go.Candlestick(
        x=days,
        open=tape["open"],
        high=tape["high"],
        low=tape["low"],
        close=tape["close"],
        increasing={"line": {"color": colours.up, "width": 1}, "fillcolor": colours.up},
        decreasing={"line": {"color": colours.down, "width": 1}, "fillcolor": colours.down},
        name="",
        showlegend=False,
    )


def _line(days: list[str], values: Array, name: str, colour: str, dash: str = "solid") -> go.Scatter:
    style = {"color": colour, "width": 1.5, "dash": dash}
    return go.Scatter(x=days, y=values, name=name, mode="lines", line=style, hovertemplate="%{y:,.2f}")


def _over_prices(
    tape: Tape, days: list[str], indicators: Collection[Indicator], names: Mapping[Indicator, str]
) -> list[go.Scatter]:
    close = tape.closes
    lines: list[go.Scatter] = []
    if "sma20" in indicators:
        lines.append(_line(days, tape.own(measures.sma(close, 20)), names["sma20"], LINES[1]))
    if "sma60" in indicators:
        lines.append(_line(days, tape.own(measures.sma(close, 60)), names["sma60"], LINES[2]))
    if "bollinger" in indicators:
        bands = measures.bollinger(close)
        lines.append(_line(days, tape.own(bands.upper), names["bollinger"], LINES[4], "dot"))
        lower = _line(days, tape.own(bands.lower), names["bollinger"], LINES[4], "dot")
        lower.update(showlegend=False, fill="tonexty", fillcolor="rgba(79, 143, 168, 0.07)")
        lines.append(lower)
    return lines


def _panel(
    panel: Indicator, tape: Tape, days: list[str], colours: Directions, names: Mapping[Indicator, str]
) -> list[go.Scatter | go.Bar]:
    close = tape.closes
    if panel == "volume":
        fell = tape.own(np.diff(close, prepend=close[:1])) < 0
        colour = np.where(fell, colours.down, colours.up).tolist()
        return [_bars(days, tape["volume"], names["volume"], colour)]
    if panel == "rsi":
        return [_line(days, tape.own(measures.rsi(close)), names["rsi"], LINES[3])]
    macd = measures.macd(close)
    colour = np.where(np.nan_to_num(tape.own(macd.histogram)) < 0, colours.down, colours.up).tolist()
    signal = _line(days, tape.own(macd.signal), names["macd"], LINES[1])
    signal.update(showlegend=False)
    bars = _bars(days, tape.own(macd.histogram), names["macd"], colour)
    return [bars, _line(days, tape.own(macd.line), names["macd"], LINES[0]), signal]


def _bars(days: list[str], values: Array, name: str, colour: list[str]) -> go.Bar:
    return go.Bar(
        x=days,
        y=values,
        name=name,
        marker={"color": colour, "opacity": 0.55, "line": {"width": 0}},
        showlegend=False,
        hovertemplate="%{y:,.0f}",
    )
