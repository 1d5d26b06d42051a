"""Past intervals against what happened: a bar a forecast, a dot for the return that came."""

from collections.abc import Sequence

import plotly.graph_objects as go

from forecasting.replaying import PastForecast
from stockelper.types import Language
from ui.charts.layout import sessions_axis, settled
from ui.charts.palette import LINES

HEIGHT = 280
MISSED = "#c98a2b"


def track(past: Sequence[PastForecast], *, language: Language, inside: str, outside: str) -> go.Figure:
    """A figure of past intervals by the day they were made from, in percent.

    Args:
        inside, outside: what a return within its interval and one beyond it are called.
    """
    figure = go.Figure()
    days = [one.as_of for one in past]
    figure.add_trace(
        go.Bar(
            x=[day.isoformat() for day in days],
            base=[100 * one.low for one in past],
            y=[100 * (one.high - one.low) for one in past],
            marker={"color": LINES[0], "opacity": 0.28},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    for name, held, colour in ((inside, True, LINES[0]), (outside, False, MISSED)):
        dots = [one for one in past if one.realised is not None and one.held is held]
        figure.add_trace(
            go.Scatter(
                x=[one.as_of.isoformat() for one in dots],
                y=[100 * (one.realised or 0.0) for one in dots],
                name=name,
                mode="markers",
                marker={"color": colour, "size": 7, "symbol": "circle" if held else "x"},
                hovertemplate="%{y:+.2f}%",
            )
        )
    settled(figure, HEIGHT, legend=True)
    figure.update_yaxes(ticksuffix="%", zeroline=True)
    if days:
        sessions_axis(figure, days, language)
        figure.update_xaxes(categoryorder="array", categoryarray=[day.isoformat() for day in days])
    return figure
