"""A security picked for a page: a name is typed and what it may mean is offered; the address remembers it."""

from collections.abc import Sequence

import streamlit as st

from stockelper.types import Security
from ui.chat.markup import markdown_text
from ui.chat.naming import called
from ui.chat.opened import Page

FOUND = 8


def picker(page: Page, *, room: str, parameter: str, label: str, offered: Sequence[Security] = ()) -> None:
    """Draw the search, and what it found as buttons.

    Args:
        room: the page, for the keys of its widgets.
        parameter: of the address: what is picked becomes its value.
        offered: while nothing is typed.
    """
    key = f"{room}-search"
    typed = st.text_input(
        label, placeholder=page.words("search_hint"), key=key, max_chars=40, icon=":material/search:",
        on_change=_pick_if_plain, args=(page, key, parameter),
    ).strip()  # fmt: skip
    found = _found(page, typed) if typed else list(offered)
    if typed and not found:
        st.caption(page.words("search_none"))
    with st.container(horizontal=True, gap="small"):
        for one in found:
            name = markdown_text(called(one, page.words.language))
            text = f"{name} :gray[{markdown_text(one.ticker)}]"
            st.button(text, key=f"{room}-{one.id}", on_click=_pick, args=(parameter, one.id))


def _found(page: Page, typed: str) -> list[Security]:
    return list(page.product.resolver().search(typed, FOUND))


def _pick(parameter: str, security: str) -> None:
    st.query_params[parameter] = security


def _pick_if_plain(page: Page, key: str, parameter: str) -> None:
    """What is found alone, or is called or numbered just so, needs no button."""
    typed = str(st.session_state[key]).strip()
    found = _found(page, typed) if typed else []
    exact = [one for one in found if typed.casefold() in _names(one)]
    if len(exact) == 1 or (not exact and len(found) == 1):
        _pick(parameter, (exact or found)[0].id)


def _names(security: Security) -> set[str]:
    return {name.casefold() for name in (security.name, security.name_en, security.ticker) if name}
