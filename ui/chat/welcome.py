"""An empty conversation: what this is, what data there is, and questions that can be answered now."""

from datetime import datetime, timedelta
from html import escape

import streamlit as st

from stockelper.clock import wall_clock
from stockelper.language.numbers import day, moment
from stockelper.markets.registry import MARKETS
from stockelper.store.collections import RUNS
from stockelper.store.documents import Documents, eq
from ui.chat.examples import examples
from ui.chat.markup import markdown_text
from ui.chat.opened import Page
from ui.chat.sidebar import look_again, strip
from ui.first_look import JOB, SECONDS
from ui.practising import is_empty

PRACTICE = "practice"
SHOWN_FOR = timedelta(minutes=2)
"""So long after the first start the page says that no source could be reached."""
IMPORT = "stockelper import PATH --market krx"


def welcome(page: Page) -> None:
    """Draw it. While the first data is on its way, the page looks again each second."""
    words = page.words
    st.html(
        f'<div class="sk-hero"><h1>{words("greeting")}</h1><p>{words("greeting_text")}</p>{_chips(page)}</div>'
    )
    if sees_first_look(page.product.documents, wall_clock()):
        _looking(page)
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


def _outcome(documents: Documents) -> list[tuple[datetime, str]]:
    """When each run of the first start's look began, and how it ended."""
    rows = documents.read(RUNS.name, eq("job", JOB), columns=("started", "state"))
    return [(row[0], str(row[1])) for row in rows.rows()]


def sees_first_look(documents: Documents, now: datetime) -> bool:
    """Whether the sources are being asked for the first time, or were just now and nothing came."""
    found = _outcome(documents)
    if not found or "done" in {state for _, state in found}:
        return False
    return now - min(since for since, _ in found) < SHOWN_FOR


@st.fragment(run_every=1.0)
def _looking(page: Page) -> None:
    """How far the first look at the sources is, and that none could be reached."""
    words, found = page.words, _outcome(page.product.documents)
    since = min((began for began, _ in found), default=wall_clock())
    share = (wall_clock() - since).total_seconds() / SECONDS
    if "done" in {state for _, state in found}:
        look_again()
        st.rerun()
    elif share < 1.0 and "running" in {state for _, state in found}:
        st.progress(share, text=words("first_look"))
    else:
        st.caption(words("first_look_failed"))


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
    if not is_empty(page.product.documents):
        look_again()
        st.rerun()
