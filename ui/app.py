"""The Streamlit entry: `streamlit run ui/app.py -- --data DIR --user U`. `stockelper up` starts it."""

import sys
from collections.abc import Mapping
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from stockelper.errors import StockelperError
from ui.chat.explorer import explorer
from ui.chat.markup import markdown_text
from ui.chat.opened import Page, Room, arguments, page
from ui.chat.operations import operations
from ui.chat.outlook import outlook_page
from ui.chat.page import chat
from ui.chat.style import dress
from ui.chat.traces import traces
from ui.output import error_text


def _chat() -> None:
    chat(_opened())


def _traces() -> None:
    traces(_opened())


def _operations() -> None:
    operations(_opened())


def _outlook() -> None:
    outlook_page(_opened())


def _explorer() -> None:
    explorer(_opened())


def _opened() -> Page:
    return page(arguments(sys.argv[1:]), LINKS)


LINKS: Mapping[Room, StreamlitPage] = {
    "home": st.Page(_chat, title="Stockelper", default=True),
    "traces": st.Page(_traces, title="Stockelper", url_path="traces"),
    "operations": st.Page(_operations, title="Stockelper", url_path="operations"),
    "outlook": st.Page(_outlook, title="Stockelper", url_path="outlook"),
    "explorer": st.Page(_explorer, title="Stockelper", url_path="explorer"),
}
# A file: Streamlit fetches its named icons for the browser's tab from the network.
ICON = Path(__file__).parent / "chat" / "icon.svg"

st.set_page_config(page_title="Stockelper", page_icon=ICON, layout="centered")
dress()
try:
    st.navigation(list(LINKS.values()), position="hidden").run()
except StockelperError as error:
    st.error(markdown_text(error_text(error)), icon=":material/error:")
