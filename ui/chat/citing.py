"""The sources of an answer as HTML: each with its figures, when it became known and where it can be read."""

import re
from html import escape
from zoneinfo import ZoneInfo

from stockelper.addresses import web_address
from stockelper.errors import BadInput
from stockelper.language.numbers import count, day, moment, money, percent, plain
from stockelper.markets.registry import market_of
from stockelper.types import Answer, Citation, Evidence, Language
from ui.chat.words import Words

FIGURES = 12
TEXT = 400


def sources_html(answer: Answer, words: Words) -> str:
    """Every citation of the answer."""
    evidence = {item.id: item for item in answer.evidence}
    return "".join(
        _source(citation, [evidence[key] for key in citation.evidence_ids if key in evidence], words)
        for citation in answer.citations
    )


def _source(citation: Citation, items: list[Evidence], words: Words) -> str:
    known = words("source_known", moment=_known(citation, items, words.language))
    url = web_address(citation.url)
    link = (
        f' · <a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{words("source_open")}</a>'
        if url
        else ""
    )
    return (
        f'<div class="sk-source"><div class="sk-source-title"><sup class="sk-cite">{citation.n}</sup> '
        f"{escape(citation.title)}</div>"
        f'<div class="sk-source-meta">{escape(citation.source)} · {escape(known)}{link}</div>'
        f"{_texts(items)}{_figures(items, words)}</div>"
    )


def _known(citation: Citation, items: list[Evidence], language: Language) -> str:
    zone = next((zone for item in items if item.security and (zone := _zone(item.security))), None)
    if zone is None:
        return f"{citation.known_at:%Y-%m-%d %H:%M} UTC"
    return moment(citation.known_at, zone, language)


def _zone(security: str) -> ZoneInfo | None:
    """The market's zone; None for ids of the graph that no market has."""
    try:
        return market_of(security).zone
    except BadInput:
        return None


def _texts(items: list[Evidence]) -> str:
    texts = dict.fromkeys(item.text for item in items if item.text and item.text != item.title)
    return "".join(
        f'<div class="sk-source-text">{escape(text if len(text) <= TEXT else f"{text[:TEXT]}…")}</div>'
        for text in texts
    )


def _figures(items: list[Evidence], words: Words) -> str:
    valued = [item for item in items if item.value is not None]
    if not valued:
        return ""
    rows = "".join(
        f"<tr><td>{escape(_label(item, words))}</td><td>{escape(value_text(item, words.language))}</td>"
        f"<td>{day(item.date, words.language) if item.date else ''}</td></tr>"
        for item in valued[:FIGURES]
    )
    rest = len(valued) - FIGURES
    more = f'<div class="sk-source-meta">{words("figures_more", count=rest)}</div>' if rest > 0 else ""
    return f'<table class="sk-table">{rows}</table>{more}'


def _label(item: Evidence, words: Words) -> str:
    """What a figure is called: `sma_20` is the moving average (20)."""
    if item.kind == "relation":
        return item.text or item.name
    whole = words.or_else(f"ev_{item.name}", "")
    if whole:
        return whole
    name, *periods = re.split(r"_(?=\d)", item.name)
    shown = words.or_else(f"ev_{name}", name.replace("_", " "))
    return f"{shown} ({', '.join(periods)})" if periods else shown


def value_text(item: Evidence, language: Language) -> str:
    """A value with its unit as people read it; empty where there is none."""
    if item.value is None:
        return ""
    if item.currency and item.unit == item.currency:
        return money(item.value, item.currency, language)
    if item.unit == "fraction":
        return percent(item.value, language)
    if item.unit == "shares":
        return count(item.value, language)
    return plain(item.value)
