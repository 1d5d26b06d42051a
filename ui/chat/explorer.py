"""The explorer: a company's relations as of a day, drawn, and as a table with the evidence behind every edge."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from agents.tools.tape import source_label
from kg.ontology import KIND_LABELS, RELATIONS
from stockelper.addresses import web_address
from stockelper.types import Edge, Subgraph
from ui.charts.layout import CONFIG
from ui.charts.network import network
from ui.chat.explored import TYPES, Asked, first_day, nearest_first, neighbourhood
from ui.chat.markup import markdown_text
from ui.chat.naming import named
from ui.chat.opened import Page
from ui.chat.picking import picker

NODE = "node"
STARTS = ("KRX:005930", "US:NVDA")
"""Companies that an address without one begins with, the first that the graph knows."""
DEPTHS = (1, 2, 3)


def explorer(page: Page) -> None:
    """Draw it."""
    words = page.words
    st.html(
        f'<div class="sk-hero" style="padding-top:2vh"><h1>{words("explorer_title")}</h1>'
        f"<p>{words('explorer_text')}</p></div>"
    )
    st.page_link(page.links["home"], label=words("back_to_chat"), icon=":material/arrow_back:")
    node = _company(page)
    if node is None:
        st.info(words("explorer_empty"), icon=":material/hub:")
        return
    asked = _asked(page, node)
    found = neighbourhood(page.product.graph, asked)
    if not found.edges:
        st.caption(words("explorer_nothing", date=asked.day.isoformat()))
        return
    _drawn(page, found, node)
    _table(page, found, node)


def _company(page: Page) -> str | None:
    """The node looked at: picked by name, else the one in the address, else one that the graph knows."""
    picker(page, room="explore", parameter=NODE, label=page.words("explorer_find"))
    return st.query_params.get(NODE) or _start(page)


def _start(page: Page) -> str | None:
    graph, now = page.product.graph, page.product.clock.now()
    known = graph.nodes(STARTS, known_by=now)
    best = sorted(known, key=lambda node: STARTS.index(node.id)) or graph.companies(
        market=None, known_by=now, limit=1
    )
    return best[0].id if best else None


def _asked(page: Page, node: str) -> Asked:
    """What the switches say."""
    words, today = page.words, page.product.clock.now().date()
    labels = {one.type: one.label(words.language) for one in RELATIONS.values()}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        depth = st.segmented_control(
            words("explorer_depth"), DEPTHS, default=1, key="explorer-depth", width="content"
        )
        day = st.slider(
            words("explorer_day"), first_day(page.product.graph, node, today), today, today, format="YYYY-MM-DD",
            key=f"explorer-day-{node}",
        )  # fmt: skip
    types = st.pills(
        words("explorer_types"), tuple(RELATIONS), selection_mode="multi", default=TYPES,
        format_func=labels.__getitem__, key="explorer-types",
    )  # fmt: skip
    chosen = tuple(types) or TYPES
    return Asked(node, depth or 1, chosen, day)


def _names(page: Page, found: Subgraph) -> Subgraph:
    listing = page.product.resolver().listing
    nodes = tuple(named(node, listing, page.words.language) for node in found.nodes)
    return found.model_copy(update={"nodes": nodes})


def _drawn(page: Page, found: Subgraph, node: str) -> None:
    words = page.words
    shown = _names(page, found)
    name = next((one.name for one in shown.nodes if one.id == node), node)
    caption = words("graph_caption", nodes=len(found.nodes), edges=len(found.edges))
    st.caption(f"**{markdown_text(name)}** · {caption}")
    place = 0 if words.language == "ko" else 1
    figure = network(
        shown,
        relations={one.type: one.label(words.language) for one in RELATIONS.values()},
        kinds={kind: labels[place] for kind, labels in KIND_LABELS.items()},
        focus=frozenset({node}),
    )
    figure.update_layout(height=560)
    st.plotly_chart(figure, key="explorer-graph", config=CONFIG, alt=caption)
    if found.truncated:
        st.caption(words("explorer_cut", edges=len(found.edges)))


def _table(page: Page, found: Subgraph, node: str) -> None:
    """Every edge with what it rests on."""
    words = page.words
    names = {one.id: one.name for one in _names(page, found).nodes}
    heads = ("relation", "share", "valid", "known", "confidence", "evidence")
    titles = "".join(f"<th>{escape(words(f'explorer_{one}'))}</th>" for one in heads)
    rows = "".join(_row(page, edge, names) for edge in nearest_first(found.edges, node))
    st.subheader(words("explorer_edges"))
    st.html(f'<div class="sk-scroll"><table class="sk-table sk-wide"><tr>{titles}</tr>{rows}</table></div>')


def _row(page: Page, edge: Edge, names: Mapping[str, str]) -> str:
    language = page.words.language
    label = RELATIONS[edge.type].label(language)
    ends = [escape(names.get(end, end.partition(":")[2])) for end in (edge.head, edge.tail)]
    arrow = "↔" if RELATIONS[edge.type].symmetric else "→"
    cells = (
        f"<b>{ends[0]}</b> {escape(label)} {arrow} <b>{ends[1]}</b>",
        "" if edge.ratio is None else f"{edge.ratio:.2%}",
        escape(_span(edge)),
        f"{edge.known_at:%Y-%m-%d}",
        f"{edge.confidence:.0%}",
        _evidence(page, edge),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _span(edge: Edge) -> str:
    """From when to when it holds; an open end stays open."""
    if edge.valid_from is None and edge.valid_to is None:
        return "–"
    return f"{edge.valid_from or ''} ~ {edge.valid_to or ''}"


def _evidence(page: Page, edge: Edge) -> str:
    title = escape(edge.source.title or source_label(edge.source.id, page.words.language))
    url = web_address(edge.source.url)
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{title}</a>' if url else title
