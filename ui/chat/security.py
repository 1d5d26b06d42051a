"""A security found by name: its price header, its candles and questions about it."""

import polars as pl
import streamlit as st

from stockelper.store import bars
from stockelper.types import Basis, Chart, Security, Series
from ui.chat.charting import draw_chart
from ui.chat.markup import markdown_text
from ui.chat.naming import called
from ui.chat.opened import Page
from ui.chat.prices import header, header_html

SESSIONS = 180
QUESTIONS = ("example_month", "example_technical", "example_news", "example_moves")


def security_dialog(page: Page, security: Security) -> None:
    """Open it over the page."""
    name = called(security, page.words.language)

    @st.dialog(page.words("search"), width="medium")
    def shown() -> None:
        _body(page, security, name)

    shown()


def _body(page: Page, security: Security, name: str) -> None:
    words = page.words
    chart, basis = recent(page, security)
    above = header(chart, security, basis, words.language)
    if above is None:
        st.info(words("no_prices", name=markdown_text(name)), icon=":material/info:")
    else:
        st.html(header_html(above, words, page.scheme))
        draw_chart(page, chart, f"security-{security.id}", basis)
    st.html(f'<div class="sk-label">{words("ask_about")}</div>')
    for key in QUESTIONS:
        question = words(key, name=name)
        if st.button(markdown_text(question), key=f"about-{security.id}-{key}", width="stretch"):
            page.ask(question)
            st.rerun()


def recent(page: Page, security: Security) -> tuple[Chart, Basis]:
    """The last sessions known at the clock's moment, as chart data."""
    found = bars.last(page.product.documents, security.id, page.product.clock.now(), SESSIONS)
    days = found.frame["date"].to_list()
    series = tuple(
        Series(
            name=name,
            unit="shares" if name == "volume" else security.currency,
            points=tuple(zip(days, found.frame[name].cast(pl.Float64).to_list(), strict=True)),
        )
        for name in ("open", "high", "low", "close", "volume")
    )
    title = called(security, page.words.language)
    return Chart(kind="candles", title=title, security=security.id, series=series), found.basis
