"""A thumb with a reason, kept in the store and as a score of the trace."""

from typing import Literal

import streamlit as st

from stockelper.clock import wall_clock
from stockelper.types import Answer
from ui.chat.opened import Page

SCORE = "feedback"
Thumb = Literal[1, -1]
REASONS: dict[Thumb, tuple[str, ...]] = {
    -1: ("wrong", "missed", "unclear", "old"),
    1: ("useful", "clear", "sources"),
}


def feedback(page: Page, answer: Answer) -> None:
    """The thumbs of an answer; once given, a small form asks for the reason."""
    key = f"thumb-{answer.run}"
    given = page.product.conversations.rating(answer.user, answer.run)
    st.feedback(
        "thumbs",
        key=key,
        default=None if given is None else int(given > 0),
        on_change=_thumb,
        args=(page, answer, key),
    )
    if st.session_state.get(_open(answer)):
        _why(page, answer, 1 if st.session_state.get(key) else -1)


def _open(answer: Answer) -> str:
    return f"why-{answer.run}"


def _thumb(page: Page, answer: Answer, key: str) -> None:
    chosen = st.session_state.get(key)
    if chosen is None:
        return
    _keep(page, answer, 1 if chosen else -1, None)
    st.session_state[_open(answer)] = True


def _why(page: Page, answer: Answer, thumb: Thumb) -> None:
    words = page.words
    with (
        st.popover(
            words("why_good" if thumb == 1 else "why_bad"), type="tertiary", icon=":material/edit_note:"
        ),
        st.form(f"reason-{answer.run}", border=False),
    ):
        reasons = st.pills(
            words("why_good" if thumb == 1 else "why_bad"),
            REASONS[thumb],
            selection_mode="multi",
            format_func=lambda name: words(f"reason_{name}"),
        )
        more = st.text_input(words("reason_words"), max_chars=500)
        if st.form_submit_button(words("send"), type="primary"):
            reason = "; ".join([*reasons, *([more.strip()] if more.strip() else [])])
            _keep(page, answer, thumb, reason or None)
            st.toast(words("thanks"), icon=":material/favorite:")


def _keep(page: Page, answer: Answer, thumb: Thumb, reason: str | None) -> None:
    page.product.conversations.rate(answer, thumb, reason, wall_clock())
    if answer.trace_id:
        page.product.traces.score(answer.trace_id, SCORE, float(thumb), reason)
