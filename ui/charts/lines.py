"""Lines side by side (returns from a common start) and bars: chart data in, figure out."""

import plotly.graph_objects as go

from stockelper.types import Chart, Language
from ui.charts.layout import plain_text, sessions_axis, settled
from ui.charts.palette import LINES

HEIGHT = 300


def lines(chart: Chart, *, language: Language) -> go.Figure:
    """A figure of a `line` chart: one line a series, dates of all series on one axis."""
    figure = go.Figure()
    days = sorted({day for series in chart.series for day, _ in series.points})
    for n, series in enumerate(chart.series):
        values = dict(series.points)
        figure.add_trace(
            go.Scatter(
                x=[day.isoformat() for day in days],
                y=[values.get(day) for day in days],
                name=plain_text(series.name),
                mode="lines",
                connectgaps=True,
                line={"color": LINES[n % len(LINES)], "width": 2},
                hovertemplate="%{y:,.2f}",
            )
        )
    settled(figure, HEIGHT, legend=len(chart.series) > 1)
    if days:
        sessions_axis(figure, days, language)
    return figure


def bars(chart: Chart, *, language: Language) -> go.Figure:
    """A figure of a `bars` chart: one group of bars a date."""
    figure = go.Figure()
    days = sorted({day for series in chart.series for day, _ in series.points})
    for n, series in enumerate(chart.series):
        values = dict(series.points)
        figure.add_trace(
            go.Bar(
                x=[day.isoformat() for day in days],
                y=[values.get(day) for day in days],
                name=plain_text(series.name),
                marker={"color": LINES[n % len(LINES)]},
                hovertemplate="%{y:,.2f}",
            )
        )
    settled(figure, HEIGHT, legend=len(chart.series) > 1)
    if days:
        sessions_axis(figure, days, language)
    return figure
