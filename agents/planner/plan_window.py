"""The window and the horizon of a plan: what was said, what the turn before said, or the kind's own default."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from agents.planner.calendar_spans import Span
from agents.planner.horizon import DEFAULT as DEFAULT_HORIZON
from agents.planner.horizon import horizon
from agents.planner.today import Today, rolling
from stockelper.clock import Clock
from stockelper.markets.market import MarketCode
from stockelper.markets.registry import MARKETS, market_of
from stockelper.types import Kind, Plan, Window

DEFAULT = "default"
ASIDE: frozenset[Kind] = frozenset({"education", "help", "out_of_scope", "unsafe"})
"""Kinds that are about nothing on the market: no security and no dates belong to them."""
_UNDATED: frozenset[Kind] = frozenset({*ASIDE, "order", "portfolio", "relations"})
"""Kinds that no dates belong to unless some are named."""
_DEFAULTS: Mapping[Kind, tuple[int, str]] = MappingProxyType(
    {
        "quote": (1, "s"),
        "technical": (6, "m"),
        "explain_move": (5, "s"),
        "news": (1, "m"),
        "fundamentals": (1, "y"),
        "outlook": (6, "m"),
        "compare": (1, "y"),
        "screen": (1, "s"),
        "backtest": (3, "y"),
        "briefing": (1, "s"),
    }
)
"""How far back a kind looks when no dates are named: a count and its unit."""


def today(clock: Clock, securities: Sequence[str], markets: Sequence[str]) -> Today:
    """The clock's date in the market of the first security, else of the first market named, else KRX."""
    code = next((name for name in markets if name in MARKETS), "krx")
    market = market_of(securities[0]) if securities else MARKETS[code]
    return Today(
        clock.today(), market, _last_session(market.code, clock.now().replace(second=0, microsecond=0))
    )


@lru_cache(maxsize=64)
def _last_session(code: MarketCode, minute: dt.datetime) -> dt.date:
    """The newest closed session, looked up once a minute: the calendar takes longer than all the rest."""
    return MARKETS[code].last_session(minute)


def window(kinds: Sequence[Kind], spoken: Span | None, carried: Plan | None, now: Today) -> Window | None:
    """The dates a plan covers; None for kinds that no dates belong to. `carried` is the turn it continues."""
    if spoken is not None:
        return None if kinds[0] in ASIDE else window_of(spoken)
    if carried is not None and carried.window is not None and carried.window.label != DEFAULT:
        return carried.window
    if kinds[0] in _UNDATED:
        return None
    span = rolling(*_DEFAULTS[kinds[0]], now)
    return window_of(Span(span.first, span.last, DEFAULT))


def over(sides: Sequence[Window]) -> Window | None:
    """The window from the first to the last of the stretches that are set side by side; None without any."""
    if not sides:
        return None
    return Window.model_validate({"from": sides[0].from_, "to": sides[-1].to, "label": "range"})


def ahead(kinds: Sequence[Kind], plain: str, carried: Plan | None) -> int | None:
    """Sessions ahead that an outlook covers; None for other kinds."""
    if "outlook" not in kinds:
        return None
    inherited = carried.horizon_days if carried else None
    return horizon(plain) or inherited or DEFAULT_HORIZON


def window_of(span: Span) -> Window:
    """A span as a plan holds it."""
    return Window.model_validate({"from": span.first, "to": span.last, "label": span.label})
