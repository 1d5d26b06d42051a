"""Who speaks: the person's question and the product's answer."""

from collections.abc import Generator
from contextlib import contextmanager
from html import escape

import streamlit as st


def asked(question: str) -> None:
    """A question as the person wrote it."""
    with st.chat_message("user", avatar=":material/person:"):
        st.html(f'<div class="sk-ask">{escape(question)}</div>')


@contextmanager
def assistant() -> Generator[None]:
    """Room for an answer."""
    with st.chat_message("assistant", avatar=":material/insights:"):
        yield
