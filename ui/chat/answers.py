"""A finished answer: price header, text, charts, relations, sources, what to ask next and how it was made."""

from html import escape

import streamlit as st

from kg.ontology import KIND_LABELS, RELATIONS
from stockelper.markets.registry import market_of
from stockelper.types import Answer, Chart, Security, Subgraph
from ui.charts.layout import CONFIG
from ui.charts.network import network
from ui.chat.bubbles import asked, assistant
from ui.chat.charting import draw_chart
from ui.chat.citing import sources_html
from ui.chat.feedback import feedback
from ui.chat.markup import answer_html, markdown_text
from ui.chat.naming import named
from ui.chat.opened import Page
from ui.chat.prices import Header, basis_of, header, header_html
from ui.chat.words import Words

CANDLES = 2
"""Answers about more securities show their candles behind the comparison, not all of them."""


def exchange(page: Page, answer: Answer, *, newest: bool) -> None:
    """A question and its answer. Follow-ups are offered under the newest alone."""
    asked(answer.question)
    with assistant():
        _body(page, answer)
        if answer.citations:
            with st.expander(
                page.words("sources", count=len(answer.citations)), icon=":material/format_quote:"
            ):
                st.html(sources_html(answer, page.words))
        if newest and answer.follow_ups:
            _follow_ups(page, answer)
        _footer(page, answer)


def _body(page: Page, answer: Answer) -> None:
    drawn = [chart for chart in answer.charts if chart.kind == "candles"]
    shown = [(chart, _header(page, answer, chart)) for chart in drawn[:CANDLES]]
    for _, above in shown:
        if above:
            st.html(header_html(above, page.words, page.scheme))
    if answer.simulated and not any(above for _, above in shown):
        st.html(f'<span class="sk-badge">{page.words("simulated")}</span>')
    st.html(answer_html(answer.answer, {citation.n: citation.title for citation in answer.citations}))
    _notes(answer)
    for n, chart in enumerate(answer.charts):
        if chart.kind != "candles" or chart in drawn[:CANDLES]:
            basis = basis_of(chart.security or "", answer.evidence)
            draw_chart(page, chart, f"{answer.run}-{n}", basis)
    if answer.subgraph and answer.subgraph.edges:
        _relations(page, answer, answer.subgraph)


def _header(page: Page, answer: Answer, chart: Chart) -> Header | None:
    if chart.security is None:
        return None
    security = security_of(page, chart.security, chart.title)
    return header(chart, security, basis_of(chart.security, answer.evidence), page.words.language)


def security_of(page: Page, id_: str, title: str) -> Security:
    """The listed security; an index or an unlisted one goes by its chart's title."""
    known = page.product.resolver().listing.get(id_)
    if known is not None:
        return known
    market = market_of(id_)
    return Security(
        id=id_, market=market.code, ticker=id_.partition(":")[2], name=title,
        currency=market.currency, simulated=market.simulated,
    )  # fmt: skip


def _relations(page: Page, answer: Answer, subgraph: Subgraph) -> None:
    language = page.words.language
    relations = {type_: relation.label(language) for type_, relation in RELATIONS.items()}
    kinds = {kind: labels[0 if language == "ko" else 1] for kind, labels in KIND_LABELS.items()}
    focus = frozenset(answer.plan.securities) if answer.plan else frozenset[str]()
    listing = page.product.resolver().listing
    nodes = tuple(named(node, listing, language) for node in subgraph.nodes)
    drawn = subgraph.model_copy(update={"nodes": nodes})
    figure = network(drawn, relations=relations, kinds=kinds, focus=focus)
    caption = page.words("graph_caption", nodes=len(subgraph.nodes), edges=len(subgraph.edges))
    st.caption(f"{page.words('graph')} · {caption}")
    st.plotly_chart(figure, key=f"graph-{answer.run}", config=CONFIG, alt=caption)


def _notes(answer: Answer) -> None:
    notes = [note.text for note in answer.notes if note.text and note.text not in answer.answer]
    if notes:
        st.html(f'<div class="sk-notes">{"".join(f"<div>{escape(note)}</div>" for note in notes)}</div>')


def _follow_ups(page: Page, answer: Answer) -> None:
    with st.container(horizontal=True, gap="small", key=f"next-{answer.run}"):
        for n, question in enumerate(answer.follow_ups):
            st.button(
                markdown_text(question),
                key=f"next-{answer.run}-{n}",
                icon=":material/subdirectory_arrow_right:",
                on_click=page.ask,
                args=(question,),
            )


def _footer(page: Page, answer: Answer) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"made-{answer.run}"):
        feedback(page, answer)
        st.html(
            f'<div class="sk-meta">{"".join(f"<span>{escape(part)}</span>" for part in made(page, answer))}</div>'
        )
        if answer.trace_id:
            st.page_link(
                page.links["traces"],
                label=page.words("trace", id=answer.trace_id[:8]),
                icon=":material/timeline:",
                query_params={"trace": answer.trace_id},
            )


def made(page: Page, answer: Answer) -> list[str]:
    """How the answer came about: planner, writer, verifier's result, time and cost."""
    words, parts = page.words, list[str]()
    if answer.plan:
        rules = answer.plan.planner == "rules"
        parts.append(words("planner_rules") if rules else words("planner_model", name=answer.plan.planner))
    parts.append(
        words("writer_rules") if answer.writer == "rules" else words("writer_model", name=answer.writer)
    )
    good = sum(claim.supported for claim in answer.claims)
    parts.append(
        words("verified", good=good, all=len(answer.claims)) if answer.claims else words("verified_none")
    )
    if answer.struck:
        parts.append(words("struck", count=answer.struck))
    parts.append(words("took", seconds=f"{answer.ms / 1000:.2f}"))
    parts.append(_cost(answer, words))
    return parts


def _cost(answer: Answer, words: Words) -> str:
    if not answer.model_calls:
        return words("cost_none")
    return words("cost_unknown") if answer.cost_usd is None else words("cost", cost=f"{answer.cost_usd:.4f}")
