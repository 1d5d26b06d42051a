"""An empty conversation: what this is, what data there is, and questions that can be answered now."""

from html import escape

import streamlit as st

from stockelper.language.numbers import day, moment
from stockelper.markets.registry import MARKETS
from ui.chat.examples import examples
from ui.chat.markup import markdown_text
from ui.chat.opened import Page
from ui.chat.sidebar import look_again, strip

PRACTICE = "practice"
IMPORT = "stockelper import PATH --market krx"


def welcome(page: Page) -> None:
    """Draw it. While the first data is on its way, the page looks again each second."""
    words = page.words
    st.html(
        f'<div class="sk-hero"><h1>{words("greeting")}</h1><p>{words("greeting_text")}</p>{_chips(page)}</div>'
    )
    offered = _offered(page)
    if not offered:
        _wait(page)
        return
    columns = st.columns(2, gap="small")
    for n, question in enumerate(offered):
        columns[n % 2].button(
            markdown_text(question), key=f"example-{n}", width="stretch", on_click=page.ask, args=(question,)
        )
    if set(strip(page).markets) == {PRACTICE}:
        st.caption(f"{words('practice_only')} {words('practice_how')}")
        st.code(IMPORT, language=None)


def _offered(page: Page) -> list[str]:
    product = page.product
    held = [code for code in MARKETS if code in strip(page).markets]
    return examples(
        product.documents,
        product.graph,
        product.resolver().listing,
        now=product.clock.now(),
        markets=held,
        words=page.words,
    )


def _chips(page: Page) -> str:
    words, language = page.words, page.words.language
    chips = [
        words("data_until", market=words(f"market_{code}"), date=day(fresh.date, language))
        for code, fresh in strip(page).markets.items()
    ]
    as_of = page.product.clock.as_of
    if as_of is not None:
        chips.append(words("as_of", moment=moment(as_of, MARKETS["krx"].zone, language)))
    inside = "".join(f'<span class="sk-chip">{escape(chip)}</span>' for chip in chips)
    badge = (
        f'<span class="sk-badge">{words("simulated")}</span>'
        if set(strip(page).markets) == {PRACTICE}
        else ""
    )
    return f'<div class="sk-chips">{inside}{badge}</div>'


@st.fragment(run_every=1.0)
def _wait(page: Page) -> None:
    st.info(page.words("preparing"), icon=":material/hourglass_top:")
    if not page.product.is_empty():
        look_again()
        st.rerun()
