"""What all figures share: no title, no frame, quiet grid, transparent ground, dates without gaps."""

import datetime as dt
from collections.abc import Sequence

import plotly.graph_objects as go

from stockelper.types import Language
from ui.charts.palette import QUIET

TICKS = 6
CONFIG: dict[str, object] = {"displayModeBar": False, "scrollZoom": False, "responsive": True}
"""How the page shows a figure: no toolbar, no zoom by scrolling past it."""


def plain_text(name: str) -> str:
    """A name as it is written: plotly reads tags, links among them, in texts."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def settled(figure: go.Figure, height: int, *, legend: bool = False) -> go.Figure:
    """The figure with the shared look."""
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 8, "t": 28 if legend else 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hovermode="x unified",
        dragmode=False,
        showlegend=legend,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "xanchor": "left"},
    )
    figure.update_yaxes(side="right", gridcolor=QUIET, zeroline=False, tickformat=",", fixedrange=True)
    figure.update_xaxes(showgrid=False, zeroline=False, fixedrange=True)
    return figure


def sessions_axis(figure: go.Figure, days: Sequence[dt.date], language: Language) -> None:
    """Label a category axis of sessions: closed days leave no gap, about six days are named."""
    step = max(1, -(-len(days) // TICKS))
    marked = [*range(0, len(days), step)]
    figure.update_xaxes(
        type="category",
        tickmode="array",
        tickvals=[days[n].isoformat() for n in marked],
        ticktext=[short_day(days[n], days[0], days[-1], language) for n in marked],
        tickangle=0,
    )


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_day(day: dt.date, first: dt.date, last: dt.date, language: Language) -> str:
    """A tick: the day of a short span, the month of a long one."""
    long_span = (last - first).days > 400
    if language == "ko":
        return f"{day:%y}.{day.month}" if long_span else f"{day.month}/{day.day}"
    month = _MONTHS[day.month - 1]
    return f"{month} {day.year}" if long_span else f"{month} {day.day}"
