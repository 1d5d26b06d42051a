"""The chat page: the conversation that the address names, the run under way, and the box to ask in."""

import streamlit as st

from stockelper.errors import NotFound
from ui.chat.answers import exchange
from ui.chat.live import failure, follow
from ui.chat.opened import RUN, Page
from ui.chat.scrolling import to_newest_question, to_top
from ui.chat.sidebar import sidebar
from ui.chat.welcome import welcome

LONGEST = 4_000


def chat(page: Page) -> None:
    """Draw the page. A run that has not ended is followed last, so that all else is there while it works."""
    sidebar(page)
    typed = st.chat_input(page.words("ask"), max_chars=LONGEST, key="question")
    st.bottom.html(f'<div class="sk-advice">{page.words("not_advice")}</div>')
    if typed and typed.strip():
        page.ask(typed)
        st.rerun()
    thread = page.thread
    answers = page.product.conversations.answers(page.user, thread) if thread else ()
    active = page.product.runs.active(page.user, thread) if thread else None
    failed = None if active else _failed(page, [answer.run for answer in answers])
    if not answers and active is None and failed is None:
        welcome(page)
        to_top()
    for left, answer in zip(range(len(answers) - 1, -1, -1), answers, strict=True):
        exchange(page, answer, newest=left == 0 and active is None)
    if answers and active is None and failed is None:
        to_newest_question(answers[-1].run)
    if failed is not None:
        failure(page, failed)
    if active is not None:
        follow(page, active)


def _failed(page: Page, stored: list[str]) -> str | None:
    """This session's last run where it ended without an answer."""
    run = st.session_state.get(RUN)
    if run is None or run in stored:
        return None
    try:
        events = page.product.runs.seen(run)
    except NotFound:
        return None
    return run if events and events[-1].type == "error" else None
