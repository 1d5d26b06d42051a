"""The trace page: how one question was answered, span by span; without an id, the newest traces."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any

import streamlit as st

from ui.chat.markup import markdown_text
from ui.chat.opened import THREAD, Page

TRACE = "trace"
LISTED = 50


def traces(page: Page) -> None:
    """Draw it."""
    wanted = st.query_params.get(TRACE)
    if wanted is None:
        _list(page)
        return
    found = page.product.traces.show(wanted, page.user)
    with st.container(horizontal=True, gap="small"):
        thread = {THREAD: str(found["thread"])} if found and found.get("thread") else None
        st.page_link(
            page.links["home"],
            label=page.words("back_to_chat"),
            icon=":material/arrow_back:",
            query_params=thread,
        )
        st.page_link(page.links["traces"], label=page.words("trace_back"), icon=":material/list:")
    if found is None:
        st.warning(page.words("trace_missing"), icon=":material/search_off:")
        return
    _show(page, found)


def _list(page: Page) -> None:
    words = page.words
    st.html(f'<div class="sk-hero"><h1>{words("traces_title")}</h1><p>{words("traces_text")}</p></div>')
    st.page_link(page.links["home"], label=words("back_to_chat"), icon=":material/arrow_back:")
    rows: Sequence[Mapping[str, Any]] = page.product.traces.list(LISTED, page.user)
    if not rows:
        st.caption(words("traces_none"))
    for row in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.page_link(
                page.links["traces"],
                label=markdown_text(str(row["question"] or row["trace_id"])[:160]),
                icon=":material/timeline:",
                query_params={TRACE: str(row["trace_id"])},
                width="stretch",
            )
            st.html(f'<div class="sk-meta">{_summary(page, row)}</div>', width="content")


def _summary(page: Page, row: Mapping[str, Any]) -> str:
    status = page.words.or_else(f"status_{row['status']}", str(row["status"]))
    return f"<span>{escape(status)}</span><span>{row['ms'] or 0:,.0f} ms</span><span>{escape(str(row['started'])[:16])}</span>"


def _show(page: Page, trace: Mapping[str, Any]) -> None:
    words = page.words
    st.html(
        f'<div class="sk-hero" style="padding-top:1rem"><h1>{escape(str(trace["question"] or ""))}</h1></div>'
        f'<div class="sk-meta">{_summary(page, trace)}<span>{words("trace_calls")} {trace["model_calls"] or 0}</span>'
        f"<span>{escape(str(trace['trace_id']))}</span></div>"
    )
    st.html(f'<div class="sk-label">{words("trace_steps")}</div>{waterfall(trace["spans"])}')
    for span in trace["spans"]:
        with st.expander(markdown_text(f"{span['name']} ({span['kind']})")):
            for key, title in (("input", "trace_input"), ("output", "trace_output")):
                if span.get(key) is not None:
                    st.caption(words(title))
                    st.code(_text(span[key]), language=None, wrap_lines=True)
            if span.get("error"):
                st.error(markdown_text(str(span["error"])))


def waterfall(spans: Sequence[Mapping[str, Any]]) -> str:
    """Spans as bars on one time axis, children indented under their parents."""
    starts = [_seconds(span["started"]) for span in spans]
    if not spans:
        return ""
    first = min(starts)
    whole = max(
        max(s - first + (span["ms"] or 0) / 1000 for s, span in zip(starts, spans, strict=True)), 1e-6
    )
    depths: dict[Any, int] = {}
    rows: list[str] = []
    for start, span in zip(starts, spans, strict=True):
        depths[span["id"]] = depths.get(span["parent"], -1) + 1
        left, width = (start - first) / whole * 100, (span["ms"] or 0) / 1000 / whole * 100
        bad = " sk-bad" if span.get("error") else ""
        rows.append(
            f'<div class="sk-span"><div class="sk-span-name" style="padding-left:{depths[span["id"]] * 0.9:.1f}rem">'
            f'{escape(str(span["name"]))}</div><div class="sk-span-track"><div class="sk-span-bar{bad}" '
            f'style="left:{left:.2f}%;width:{min(width, 100 - left):.2f}%"></div></div>'
            f'<div class="sk-span-ms">{span["ms"] or 0:,.1f} ms</div></div>'
        )
    return "".join(rows)


def _seconds(started: Any) -> float:
    moment = started if isinstance(started, datetime) else datetime.fromisoformat(str(started))
    return moment.timestamp()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2, default=str)
