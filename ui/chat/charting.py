"""Charts on the page, with their switches."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from types import MappingProxyType

import numpy as np
import plotly.graph_objects as go
import polars as pl
import streamlit as st

from stockelper.measures import Array
from stockelper.store import bars as prices
from stockelper.types import Basis, Chart
from ui.charts.candles import INDICATORS, NOTHING, Indicator, candles
from ui.charts.fan import fan
from ui.charts.layout import CONFIG
from ui.charts.lines import bars, lines
from ui.chat.markup import markdown_text
from ui.chat.opened import Page

DEFAULT: tuple[Indicator, ...] = ("sma20", "volume")
WARM_UP = timedelta(days=130)
"""Days read before a chart's first, so that its longest average is there from the first candle on."""


FIGURES: Mapping[str, Callable[..., go.Figure]] = MappingProxyType({"line": lines, "bars": bars, "fan": fan})


def draw_chart(page: Page, chart: Chart, key: str, basis: Basis | None) -> None:
    """A chart. Candles offer indicators."""
    if chart.kind == "candles":
        _candles(page, chart, key, basis)
        return
    draw = FIGURES[chart.kind]
    figure = draw(chart, language=page.words.language)
    st.caption(markdown_text(chart.title))
    st.plotly_chart(figure, key=f"chart-{key}", config=CONFIG, alt=chart.title)


def _candles(page: Page, chart: Chart, key: str, basis: Basis | None) -> None:
    words = page.words
    names: dict[Indicator, str] = {name: words(f"ind_{name}") for name in INDICATORS}
    place = st.container()
    chosen: Sequence[Indicator] = st.pills(
        words("indicators"),
        INDICATORS,
        selection_mode="multi",
        default=DEFAULT,
        format_func=names.__getitem__,
        key=f"indicators-{key}",
        label_visibility="collapsed",
    )
    figure = candles(
        chart,
        scheme=page.scheme,
        language=words.language,
        indicators=chosen,
        names=names,
        before=_before(page, chart, basis),
    )
    place.plotly_chart(figure, key=f"chart-{key}", config=CONFIG, alt=chart.title)


def _before(page: Page, chart: Chart, basis: Basis | None) -> Array:
    """The closes before the chart's first day, on the same basis."""
    if chart.security is None or not chart.series or not chart.series[0].points:
        return NOTHING
    first = chart.series[0].points[0][0]
    found = prices.daily(
        page.product.documents,
        chart.security,
        start=first - WARM_UP,
        end=first - timedelta(days=1),
        known_by=page.product.clock.now(),
        basis=basis,
    )
    return found.frame["close"].cast(pl.Float64).fill_null(np.nan).to_numpy()
