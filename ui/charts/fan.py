"""A forecast as a fan: the closes so far, and from the last one the interval with its middle."""

import plotly.graph_objects as go

from stockelper.types import Chart, Language, Series
from ui.charts.layout import plain_text, sessions_axis, settled
from ui.charts.palette import LINES

HEIGHT = 320
SHADE = "rgba(61, 143, 127, 0.18)"


def fan(chart: Chart, *, language: Language) -> go.Figure:
    """A figure of a `fan` chart; its series are closes, low end, middle and high end, then what happened, if known."""
    closes, low, middle, high, *later = chart.series
    figure = go.Figure()
    _line(figure, closes, {"color": LINES[0], "width": 2})
    _line(figure, low, {"color": LINES[0], "width": 1, "dash": "dot"})
    _line(figure, high, {"color": LINES[0], "width": 1, "dash": "dot"}, fill="tonexty")
    _line(figure, middle, {"color": LINES[1], "width": 2, "dash": "dash"})
    for series in later:
        _line(figure, series, {"color": LINES[2], "width": 2})
    days = sorted({day for series in chart.series for day, _ in series.points})
    settled(figure, HEIGHT, legend=True)
    if days:
        sessions_axis(figure, days, language)
        figure.update_xaxes(categoryorder="array", categoryarray=[day.isoformat() for day in days])
    return figure


def _line(figure: go.Figure, series: Series, line: dict[str, object], fill: str = "none") -> None:
    figure.add_trace(
        go.Scatter(
            x=[day.isoformat() for day, _ in series.points],
            y=[value for _, value in series.points],
            name=plain_text(series.name),
            mode="lines",
            connectgaps=True,
            line=line,
            fill=fill,
            fillcolor=SHADE,
            hovertemplate="%{y:,.2f}",
        )
    )
