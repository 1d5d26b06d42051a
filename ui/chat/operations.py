"""The operator's page: how fresh the data is, the scheduled jobs, what fails, the last runs, and quarantine."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from html import escape

import streamlit as st

from collectors.quality.releasing import discard, release
from collectors.scheduling.states import change
from stockelper.clock import wall_clock
from stockelper.errors import StockelperError
from stockelper.store.documents import Documents
from ui.chat.markup import markdown_text
from ui.chat.opened import Page
from ui.chat.sidebar import look_again, strip
from ui.chat.times import in_words
from ui.commands.jobs import history, listed, quarantine
from ui.health import part
from ui.jobs import JOBS
from ui.operating import is_running, start
from ui.output import error_text

SHOWN = 20
EVERY = 5.0
"""Seconds between looks at the store while the page is open."""
Row = Mapping[str, object]
BESIDE = (6, 1.3, 1.3)
"""How wide a row's text is, and the two buttons beside it."""
DECISIONS = (("release", release), ("discard", discard))

_REFUSED = "operations_refused"
"""Where the reason stands why a row was not released, until it is shown."""


def operations(page: Page) -> None:
    """Draw it."""
    words = page.words
    st.html(
        f'<div class="sk-hero"><h1>{words("operations_title")}</h1><p>{words("operations_text")}</p></div>'
    )
    st.page_link(page.links["home"], label=words("back_to_chat"), icon=":material/arrow_back:")
    _state(page)


@st.fragment(run_every=EVERY)
def _state(page: Page) -> None:
    """All that changes while somebody looks."""
    if refused := st.session_state.pop(
        _REFUSED, None
    ):  # shown here: drawn by a callback it would take the page's style away
        st.toast(markdown_text(str(refused)), icon=":material/error:")
    _freshness(page)
    _jobs(page)
    _failing(page)
    _runs(page)
    _quarantine(page)


def _heading(page: Page, key: str) -> None:
    st.subheader(page.words(key))


def _freshness(page: Page) -> None:
    words = page.words
    _heading(page, "operator")
    markets = strip(page).markets
    if not markets:
        st.caption(words("operator_none"))
        return
    rows = [
        (
            words(f"market_{code}"),
            words("session_behind", date=fresh.date.isoformat(), sessions=fresh.sessions_behind)
            if fresh.sessions_behind
            else words("session_fresh", date=fresh.date.isoformat()),
            fresh.source,
        )
        for code, fresh in markets.items()
    ]
    st.html(_table((words("ops_market"), words("ops_newest"), words("ops_source")), rows))


def _jobs(page: Page) -> None:
    words = page.words
    _heading(page, "ops_jobs")
    state = part(page.product, "jobs", words.language)
    st.caption(
        markdown_text(
            words("ops_leader", detail=str(state["detail"]), leader=str(state.get("leader") or "-"))
        )
    )
    for row in listed(page.product.documents, SHOWN, words.language):
        _job(page, row)


def _job(page: Page, row: Row) -> None:
    words, name = page.words, str(row["job"])
    last = words.or_else(f"run_{row['last_state']}", "-")
    cron, times = escape(str(row["schedule"])), escape(in_words(JOBS[name], words))
    text, run, pause = st.columns(BESIDE, vertical_alignment="center")
    text.html(
        f'<div><b>{escape(name)}</b><div class="sk-meta"><span title="{cron}">{times}</span>'
        f"<span>{escape(_due(page, row))}</span><span>{escape(words('ops_last', state=last))}</span></div></div>",
        width="stretch",
    )
    running = is_running(name)
    label = words("ops_running") if running else words("ops_run")
    run.button(
        label, key=f"run-{name}", disabled=running, on_click=_start, args=(page, name), width="stretch"
    )
    switch = words("ops_resume") if row["paused"] else words("ops_pause")
    pausing = (page, name, not row["paused"])
    pause.button(switch, key=f"pause-{name}", on_click=_pause, args=pausing, width="stretch")


def _due(page: Page, row: Row) -> str:
    """When a job runs next, and what it failed at where it is tried again."""
    if row["paused"]:
        return page.words("ops_paused")
    if row["failures"]:
        return page.words("ops_again", time=_when(row["next_run"]), reason=str(row["reason"]))
    return page.words("ops_next", time=_when(row["next_run"]))


def _start(page: Page, name: str) -> None:
    start(page.product, name)
    look_again()


def _pause(page: Page, name: str, paused: bool) -> None:
    change(page.product.documents, name, paused=paused)


def _failing(page: Page) -> None:
    words = page.words
    _heading(page, "ops_failing")
    failing = strip(page).failing
    if not failing:
        st.caption(words("failing_none"))
        return
    st.html(_table((words("ops_source"), words("ops_reason")), [(one.source, one.error) for one in failing]))


def _runs(page: Page) -> None:
    words = page.words
    _heading(page, "ops_runs")
    rows = history(page.product.documents, SHOWN, words.language)
    if not rows:
        st.caption(words("ops_no_runs"))
        return
    names = ("job", "source", "started", "state", "read", "inserted", "changed", "rejected", "error")
    shown = [
        [
            _when(row[name]) if name == "started"
            else words.or_else(f"run_{row[name]}", str(row[name])) if name == "state"
            else "" if row[name] is None else str(row[name])
            for name in names
        ]
        for row in rows
    ]  # fmt: skip
    st.html(_table([words(f"ops_{name}") for name in names], shown))


def _quarantine(page: Page) -> None:
    words = page.words
    _heading(page, "ops_quarantine")
    rows = quarantine(page.product.documents, SHOWN, words.language)
    if not rows:
        st.caption(words("ops_no_quarantine"))
    for row in rows:
        text, *buttons = st.columns(BESIDE, vertical_alignment="center")
        text.html(
            f'<div>{escape(str(row["key"]))}<div class="sk-meta"><span>{escape(str(row["kind"]))}</span>'
            f"<span>{escape(str(row['source']))}</span><span>{escape(str(row['reason']))}</span>"
            f"<span>{escape(_when(row['first_seen']))}</span></div></div>",
            width="stretch",
        )
        for button, (name, act) in zip(buttons, DECISIONS, strict=True):
            button.button(
                words(f"ops_{name}"),
                key=f"{name}-{row['id']}",
                on_click=_decide,
                args=(page, act, str(row["id"])),
                width="stretch",
            )


def _decide(page: Page, act: Callable[[Documents, str, datetime], object], row: str) -> None:
    """Let a row in or throw it away; one that is no whole record cannot be let in, and the page says so."""
    try:
        act(page.product.documents, row, wall_clock())
    except StockelperError as error:
        st.session_state[_REFUSED] = error_text(error, page.words.language)
    look_again()


def _when(moment: object) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC" if isinstance(moment, datetime) else "-"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """An HTML table; every cell is escaped."""
    titles = "".join(f"<th>{escape(title)}</th>" for title in head)
    lines = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="sk-scroll"><table class="sk-table sk-wide"><tr>{titles}</tr>{lines}</table></div>'
