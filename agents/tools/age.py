"""How far stored prices lie behind the sessions that have closed."""

import datetime as dt

from agents.context import Context
from agents.tools.outage import outage
from stockelper.language.catalogue import render
from stockelper.markets.registry import Market
from stockelper.types import Note, Parameter


def behind(market: Market, last: dt.date, until: dt.date | None, context: Context) -> int:
    """How many sessions closed since the last stored one, up to `until` where that is given."""
    newest = market.last_session(context.clock.now())
    if until is not None:
        newest = min(newest, market.session_on_or_before(until))
    return len(market.sessions(last, newest)) - 1 if newest > last else 0


def age(
    name: str, market: Market, last: dt.date, until: dt.date | None, context: Context
) -> tuple[Note, ...]:
    """That prices end too early, and which source fails; nothing where they do not."""
    missing = behind(market, last, until, context)
    if missing <= 0:
        return ()
    parameters: dict[str, Parameter] = {"name": name, "date": last.isoformat(), "sessions": missing}
    return (Note(code="stale", parameters=parameters), *outage(market, context))


def age_of_market(market: Market, last: dt.date, until: dt.date | None, context: Context) -> tuple[Note, ...]:
    """The same of a whole market whose newest session stored is `last`."""
    return age(render(context.language, f"market.market_{market.code}"), market, last, until, context)
