"""One product a server process, and what one browser session looks at."""

import atexit
import logging
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import Literal, get_args
from uuid import uuid4

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from stockelper.errors import StockelperError
from stockelper.types import Language
from ui.charts.palette import Scheme
from ui.chat.words import Words
from ui.operating import stop_all
from ui.wiring import Product, open_product

THREAD, LANGUAGE, SCHEME, RUN = "thread", "lang", "scheme", "run"


_OPENED: list[Product] = []
WARM_UP = "삼성전자 Apple 주가 price"
logger = logging.getLogger(__name__)


Room = Literal["home", "traces", "operations", "explorer", "outlook"]
"""The pages of the app: the chat, how an answer came about, the operator's, relations, forecasts."""
ROOMS: tuple[Room, ...] = get_args(Room)


@dataclass(frozen=True)
class Page:
    """What every piece of a page gets: the parts, whose they are, the words and the colours."""

    product: Product
    user: str
    words: Words
    scheme: Scheme
    links: Mapping[Room, StreamlitPage]

    @property
    def thread(self) -> str | None:
        """The conversation that the address names."""
        return st.query_params.get(THREAD)

    def open(self, thread: str | None) -> None:
        """Look at another conversation; None begins a new one."""
        st.session_state.pop(RUN, None)
        if thread is None:
            st.query_params.pop(THREAD, None)
        else:
            st.query_params[THREAD] = thread

    def ask(self, question: str) -> None:
        """Start a run in this conversation. The run goes on whatever becomes of the page."""
        thread = self.thread or uuid4().hex[:12]
        run = self.product.runs.start(question, thread, self.user, as_of=self.product.clock.as_of)
        st.query_params[THREAD] = thread
        st.session_state[RUN] = run


def arguments(given: Sequence[str]) -> Namespace:
    """What `up` hands over: the data folder, the as-of time and the user."""
    parser = ArgumentParser(prog="stockelper up", allow_abbrev=False)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--as-of")
    parser.add_argument("--user", default="local")
    return parser.parse_args(list(given))


@st.cache_resource(show_spinner=False)
def product(data: Path | None, as_of: str | None) -> Product:
    """The process's parts, shared by all sessions, let go of when the process ends.

    They are opened here, under the cache's lock, since two sessions may come at once.
    """
    opened = open_product(Namespace(data=data, as_of=as_of))
    _OPENED.append(opened)
    parts = (opened.documents, opened.graph, opened.traces, opened.conversations, opened.refresh, opened.runs)
    for part in parts:
        logger.debug("opened %s", type(part).__name__)
    Thread(target=_warm, args=(opened,), name="stockelper-warm", daemon=True).start()
    return opened


def _warm(opened: Product) -> None:
    """Plan a question for nobody and read a year of each market, so that the first person need not wait."""
    from agents.planner import plan
    from agents.tools.matrix import warm

    try:
        context = opened.context(opened.clock, "ko", "local")
        plan(WARM_UP, context, ())
        warm(context)
        if context.refresh is not None:
            import_module(
                "collectors.gathering"
            )  # every source, which the first to lack something would wait for
    except StockelperError as error:
        logger.info("not warmed up: %s", error)


def close_all() -> None:
    """Close every product of this process. They are opened anew when asked for."""
    stop_all()
    while _OPENED:
        _OPENED.pop().close()
    product.clear()


atexit.register(close_all)


def page(options: Namespace, links: Mapping[Room, StreamlitPage]) -> Page:
    """The page of this session."""
    opened = product(options.data, options.as_of)
    language = _language(opened)
    scheme: Scheme = st.session_state.get(SCHEME) or ("korean" if language == "ko" else "western")
    return Page(opened, options.user, Words(language), scheme, links)


def _language(opened: Product) -> Language:
    """The one chosen on the page, else the settings', else the browser's."""
    chosen = st.session_state.get(LANGUAGE) or st.query_params.get(LANGUAGE) or opened.settings.language
    if chosen in ("ko", "en"):
        return "ko" if chosen == "ko" else "en"
    return "ko" if (st.context.locale or "").lower().startswith("ko") else "en"
