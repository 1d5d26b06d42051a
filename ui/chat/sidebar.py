"""The sidebar: a new chat, stock search, the conversations, how the page looks, the state of the data."""

from html import escape

import streamlit as st

from graph.conversations import Thread
from stockelper.clock import wall_clock
from ui.chat.markup import markdown_text
from ui.chat.naming import called
from ui.chat.opened import LANGUAGE, SCHEME, Page
from ui.chat.security import security_dialog
from ui.chat.strip import LOOK_DATA, LOOK_QUARANTINE, LOOK_RUNS, Strip, look

FOUND = 6
LISTED = 40
FITTING, HEIGHT = 7, 300
LANGUAGES = {"ko": "한국어", "en": "English"}


def sidebar(page: Page) -> None:
    """Draw it."""
    words = page.words
    with st.sidebar:
        st.html(
            f'<div class="sk-brand"><b>{words("title")}</b></div><div class="sk-tagline">{words("tagline")}</div>'
        )
        st.button(
            words("new_chat"),
            icon=":material/add:",
            type="primary",
            width="stretch",
            key="new-chat",
            on_click=page.open,
            args=(None,),
        )
        _search(page)
        st.page_link(page.links["outlook"], label=words("outlook_link"), icon=":material/query_stats:")
        st.page_link(page.links["explorer"], label=words("explorer_link"), icon=":material/hub:")
        _conversations(page)
        _looks(page)
        _operator(page)


def _search(page: Page) -> None:
    words = page.words
    typed = st.text_input(
        words("search"),
        placeholder=words("search_hint"),
        icon=":material/search:",
        key="search",
        label_visibility="collapsed",
        max_chars=40,
    )
    if not typed.strip():
        return
    found = page.product.resolver().search(typed.strip(), FOUND)
    if not found:
        st.caption(words("search_none"))
    for security in found:
        label = f"{markdown_text(called(security, words.language))} :gray[{markdown_text(security.ticker)}]"
        if st.button(label, key=f"found-{security.id}", type="tertiary", width="stretch"):
            security_dialog(page, security)


def _conversations(page: Page) -> None:
    st.html(f'<div class="sk-label">{page.words("conversations")}</div>')
    threads = page.product.conversations.threads(page.user)
    if not threads:
        st.caption(page.words("no_conversations"))
    with st.container(height=HEIGHT if len(threads) > FITTING else "content", border=False, key="threads"):
        for thread in threads[:LISTED]:
            _thread(page, thread)


def _thread(page: Page, thread: Thread) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap=None, wrap=False):
        st.button(
            markdown_text(thread.title),
            key=f"thread-{thread.id}",
            type="secondary" if thread.id == page.thread else "tertiary",
            width="stretch",
            on_click=page.open,
            args=(thread.id,),
        )
        _menu(page, thread)


def _menu(page: Page, thread: Thread) -> None:
    words = page.words
    with st.popover("", type="tertiary", icon=":material/more_horiz:", key=f"menu-{thread.id}"):
        title = st.text_input(words("rename_to"), thread.title, key=f"title-{thread.id}", max_chars=60)
        if st.button(words("rename"), key=f"rename-{thread.id}", icon=":material/edit:") and title.strip():
            page.product.conversations.rename(page.user, thread.id, title.strip(), wall_clock())
            st.rerun()
        if st.button(words("delete"), key=f"hide-{thread.id}", icon=":material/delete:"):
            page.product.conversations.hide(page.user, thread.id, wall_clock())
            if thread.id == page.thread:
                page.open(None)
            st.rerun()


def _looks(page: Page) -> None:
    words = page.words
    with st.expander(words("settings"), icon=":material/tune:", key="settings"):
        chosen = st.segmented_control(
            words("language"),
            list(LANGUAGES),
            default=words.language,
            format_func=LANGUAGES.__getitem__,
            key="language-switch",
            required=True,
        )
        if chosen and chosen != words.language:
            st.session_state[LANGUAGE] = st.query_params[LANGUAGE] = chosen
            st.session_state.pop(SCHEME, None)
            st.rerun()
        scheme = st.segmented_control(
            words("colours"),
            ["korean", "western"],
            default=page.scheme,
            format_func=lambda name: words(f"colours_{name}"),
            key=f"scheme-switch-{words.language}",
            required=True,
        )
        if scheme and scheme != page.scheme:
            st.session_state[SCHEME] = scheme
            st.rerun()


@st.cache_data(ttl=20, show_spinner=False)
def _looked(_page: Page, moment: str) -> Strip:
    del moment
    return look(_page.product.documents, _page.product.clock.now(), _page.words.language)


def strip(page: Page) -> Strip:
    """The state of the data, at most twenty seconds old."""
    as_of = page.product.clock.as_of
    return _looked(page, f"{page.product.settings.data} {as_of} {page.words.language}")


def look_again() -> None:
    """Forget what was read of the data's state."""
    _looked.clear()


def _operator(page: Page) -> None:
    words = page.words
    state = strip(page)
    with st.expander(words("operator"), icon=":material/monitor_heart:", key="operator"):
        rows = [
            _row(
                words(f"market_{code}"),
                words(
                    "session_behind" if fresh.sessions_behind else "session_fresh",
                    date=fresh.date.isoformat(),
                    sessions=fresh.sessions_behind,
                ),
            )
            for code, fresh in state.markets.items()
        ]
        st.html("".join(rows) or _row(words("operator_none"), ""))
        st.code(LOOK_DATA, language=None)
        failing = [_row(one.source, one.error, warn=True) for one in state.failing] or [
            _row(words("failing_none"), "")
        ]
        st.html("".join(failing))
        st.code(LOOK_RUNS, language=None)
        st.html(_row(words("quarantined", count=state.quarantined), "", warn=state.quarantined > 0))
        st.code(LOOK_QUARANTINE, language=None)
        st.page_link(page.links["traces"], label=words("traces"), icon=":material/timeline:")
        st.page_link(
            page.links["operations"], label=words("operations_link"), icon=":material/settings_suggest:"
        )


def _row(name: str, value: str, *, warn: bool = False) -> str:
    mark = " sk-warn" if warn else ""
    return f'<div class="sk-row{mark}"><span>{escape(name)}</span><span>{escape(value)}</span></div>'
