"""The price header of an answer or a security: the last close, its change, its time and its basis."""

from dataclasses import dataclass
from datetime import date
from html import escape

from stockelper.language.catalogue import render
from stockelper.language.numbers import money, percent, plain
from stockelper.markets.registry import market_of
from stockelper.types import Basis, Chart, Evidence, Language, Security
from ui.charts.palette import Scheme, colour_of
from ui.chat.naming import called
from ui.chat.words import Words


@dataclass(frozen=True)
class Header:
    """What stands above a chart. `currency` None is an index; `change` None: there is no session before."""

    name: str
    security: str
    close: float
    day: date
    change: float | None
    fraction: float | None
    currency: str | None
    basis: Basis | None
    simulated: bool


def header(chart: Chart, security: Security, basis: Basis | None, language: Language) -> Header | None:
    """The header of a `candles` chart; None where nothing was traded."""
    closes = next((series for series in chart.series if series.name == "close"), None)
    points = [(day, value) for day, value in closes.points if value is not None] if closes else []
    if closes is None or not points:
        return None
    day, close = points[-1]
    before = points[-2][1] if len(points) > 1 else None
    return Header(
        name=called(security, language),
        security=security.id,
        close=close,
        day=day,
        change=None if before is None else close - before,
        fraction=close / before - 1 if before else None,
        currency=None if closes.unit == "points" else closes.unit,
        basis=None if closes.unit == "points" else basis,
        simulated=security.simulated,
    )


def basis_of(security: str, evidence: tuple[Evidence, ...]) -> Basis | None:
    """The basis that an answer's evidence on this security has."""
    return next((item.basis for item in evidence if item.security == security and item.basis), None)


def moment_text(shown: Header, words: Words) -> str:
    """When and of what kind: "12/30 15:30 종가, 수정주가"."""
    market = market_of(shown.security)
    local = market.close_at(shown.day).astimezone(market.zone)
    given = {"month": local.month, "day": local.day, "time": f"{local:%H:%M}"}
    if shown.basis is None:
        return words("index_moment", **given)
    return words("price_moment", **given, basis=render(words.language, f"market.basis_{shown.basis}"))


def header_html(shown: Header, words: Words, scheme: Scheme) -> str:
    """The header as HTML."""
    badge = f'<span class="sk-badge">{words("simulated")}</span>' if shown.simulated else ""
    return (
        '<div class="sk-quote"><div class="sk-quote-top">'
        f'<span class="sk-quote-name">{escape(shown.name)}</span>'
        f'<span class="sk-quote-id">{escape(shown.security.replace(":", " "))}</span>{badge}</div>'
        f'<div class="sk-quote-line"><span class="sk-quote-price">{_amount(shown.close, shown, words.language)}</span>'
        f'<span class="sk-quote-change" style="color:{colour_of(shown.change, scheme)}">{_change(shown, words)}</span>'
        f'</div><div class="sk-quote-time">{moment_text(shown, words)}</div></div>'
    )


def _amount(value: float, shown: Header, language: Language) -> str:
    return plain(value) if shown.currency is None else money(value, shown.currency, language)


def _change(shown: Header, words: Words) -> str:
    if shown.change is None or shown.fraction is None:
        return ""
    if shown.change == 0:
        return words("unchanged")
    arrow = "▲" if shown.change > 0 else "▼"
    share = percent(shown.fraction, words.language, signed=True)
    return f"{arrow} {_amount(abs(shown.change), shown, words.language)} ({share})"
