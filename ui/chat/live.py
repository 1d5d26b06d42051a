"""A run under way: its steps, its text as it comes, and a way to stop it. The page only watches."""

from html import escape
from time import perf_counter

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from graph.events import Event
from ui.chat.bubbles import asked, assistant
from ui.chat.markup import answer_html, markdown_text
from ui.chat.opened import Page

PATIENCE = 0.25
"""Seconds between looks when nothing comes: how soon a click on the page is heard."""


class Progress:
    """What has been seen of a run."""

    def __init__(self, page: Page) -> None:
        self._words = page.words
        self.steps: dict[str, str] = {}
        self.text = ""

    def take(self, event: Event) -> None:
        """Note an event."""
        data = event.data
        if event.type == "step":
            name = str(data.get("name", ""))
            took = self._words("step_ms", ms=f"{data['ms']:g}") if "ms" in data else "…"
            self.steps[name] = f"{self._words.or_else(f'step_{name}', name)} <span>{escape(took)}</span>"
        elif event.type == "evidence":
            name = str(data.get("specialist", ""))
            found = self._words("found", count=data.get("count", 0))
            self.steps[name] = f"{self._words.or_else(f'step_{name}', name)} <span>{escape(found)}</span>"
        elif event.type == "token":
            self.text += str(data.get("text", ""))


def follow(page: Page, run: str) -> None:
    """Show the run until it ends, then show the page anew with its answer."""
    runs, words = page.product.runs, page.words
    asked(runs.question(run))
    with assistant():
        status = st.status(words("working"), expanded=True)
        steps, text = status.empty(), st.empty()
        st.button(
            words("stop"), key=f"stop-{run}", icon=":material/stop_circle:", on_click=runs.cancel, args=(run,)
        )
    progress, after, started = Progress(page), 0, perf_counter()
    while True:
        try:
            for event in runs.events(run, after, timeout=PATIENCE):
                after = event.seq
                progress.take(event)
                _draw(progress, steps, text)
            break
        except TimeoutError:
            # Every message to the browser is also where Streamlit hears clicks and reloads.
            status.update(label=words("working_for", seconds=f"{perf_counter() - started:.0f}"))
    st.rerun()


def _draw(progress: Progress, steps: DeltaGenerator, text: DeltaGenerator) -> None:
    steps.html(f'<div class="sk-steps">{"<br>".join(progress.steps.values())}</div>')
    if progress.text:
        text.html(answer_html(progress.text, {}))


def failure(page: Page, run: str) -> None:
    """What ended a run without an answer, with the question to ask again."""
    last = page.product.runs.seen(run)[-1]
    question = page.product.runs.question(run)
    asked(question)
    with assistant():
        if last.data.get("code") == "cancelled":
            st.info(_one_line(last), icon=":material/pause_circle:")
        else:
            st.warning(f"{page.words('failed_title')}  \n{_one_line(last)}", icon=":material/error:")
        st.button(
            page.words("again"),
            key=f"again-{run}",
            icon=":material/refresh:",
            on_click=page.ask,
            args=(question,),
        )


def _one_line(event: Event) -> str:
    return markdown_text(str(event.data.get("text", "")))
