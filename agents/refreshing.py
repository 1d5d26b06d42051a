"""Collecting on demand: what a question needs and the store holds too old or not at all, asked for through `Refresh`.

Only a question about the present has anything collected, and never about the practice market. What does not come is
said in a note, with the day up to which the answer knows.
"""

import asyncio
import datetime as dt
from collections.abc import Iterator, Sequence

from agents.context import Context
from agents.tools.tape import name_of, security_of
from stockelper.errors import StockelperError
from stockelper.language.telling import sentence
from stockelper.markets.registry import is_series, market_of
from stockelper.store.bars import DAILY
from stockelper.store.documents import Where, eq, has
from stockelper.types import Need, Note, Plan, Wish

BACK = dt.timedelta(days=400)
"""How far back prices are asked for at least."""
NEWS_AGE = dt.timedelta(hours=1)
"""News is fresh for so long after the newest story."""
NEWS_BACK = dt.timedelta(days=7)
"""Sources of news are not asked about days that have been over for longer."""
MOST = 8
"""Securities that one question has something collected about."""


async def refresh(needs: Sequence[Need], plan: Plan, context: Context) -> tuple[Note, ...]:
    """Have collected what is old or missing of the plan's securities; a note on each that nothing came of."""
    port = context.refresh
    asked = tuple(one for one in plan.securities if not is_series(one) and not market_of(one).simulated)
    if port is None or not context.clock.is_live or not asked:
        return ()
    port.note([one for one in asked if one in context.resolver.listing])
    wishes = await asyncio.to_thread(lacking, asked[:MOST], needs, plan, context) if needs else []
    if not wishes:
        return ()
    if context.tracing is None:
        errors = await port.collect(wishes)
    else:
        told = [f"{wish.need} {wish.security.id}" for wish in wishes]
        with context.tracing.span("refresh", "tool", told) as span:
            errors = await port.collect(wishes)
            span.output([error.code if error else "done" for error in errors])
    failed = [(wish, error) for wish, error in zip(wishes, errors, strict=True) if error]
    return tuple([await asyncio.to_thread(_note, wish, error, context) for wish, error in failed])


def lacking(securities: Sequence[str], needs: Sequence[Need], plan: Plan, context: Context) -> list[Wish]:
    """What of the needs is stored too old, or not at all, for the time that the plan asks about."""
    wishes: list[Wish] = []
    for security in securities:
        if "prices" in needs:
            wishes += _prices(security, plan, context)
        if "news" in needs:
            wishes += _news(security, plan, context)
    return wishes


def _prices(security: str, plan: Plan, context: Context) -> Iterator[Wish]:
    """Nothing where the last session of the plan's time is stored.

    Asked for is all that is stored of the security too: what comes may replace it as the series that is read.
    """
    market, today = market_of(security), context.clock.today()
    wanted = market.last_session(context.clock.now())
    if plan.window and plan.window.to < wanted:
        wanted = market.session_on_or_before(plan.window.to)
    newest = _newest_bar(security, context)
    if newest is not None and newest >= wanted:
        return
    since = [today - BACK, *([plan.window.from_] if plan.window else [])]
    if newest is not None:
        first = context.documents.read(
            "bars", eq("security", security), DAILY, columns=("date",), order=("date",), limit=1
        )
        since += first["date"].to_list()
    yield Wish(need="prices", security=security_of(security, context), since=min(since))


def _news(security: str, plan: Plan, context: Context) -> Iterator[Wish]:
    """Nothing where a story of the end of the plan's time is stored; sources give none of times that are long over."""
    zone, now = market_of(security).zone, context.clock.now()
    today, wanted = now.astimezone(zone).date(), now - NEWS_AGE
    if plan.window and plan.window.to < min(today, context.clock.today()):
        if plan.window.to < today - NEWS_BACK:
            return
        wanted = dt.datetime.combine(plan.window.to, dt.time.max, zone)
    if _newest_story(security, context, Where("published", ">=", wanted)) is None:
        yield Wish(need="news", security=security_of(security, context), since=today)


def _newest_bar(security: str, context: Context) -> dt.date | None:
    found = context.documents.newest(
        "bars", "date", eq("security", security), DAILY, known_by=context.clock.now()
    ).get(None)
    return found if isinstance(found, dt.date) else None


def _newest_story(security: str, context: Context, *where: Where) -> dt.datetime | None:
    """When the newest of a security's stories was published: of those that meet the conditions, which makes it quick."""
    found = context.documents.read(
        "articles", has("securities", security), *where, known_by=context.clock.now(), columns=("published",),
        order=("published",), descending=True, limit=1,
    )  # fmt: skip
    return next(iter(found["published"].to_list()), None)


def _known_up_to(wish: Wish, context: Context) -> dt.date | None:
    """The local date of the newest bar or story of a security; None without any."""
    security = wish.security.id
    if wish.need == "prices":
        return _newest_bar(security, context)
    story = _newest_story(security, context)
    return story.astimezone(market_of(security).zone).date() if story else None


def _note(wish: Wish, error: StockelperError, context: Context) -> Note:
    """That nothing newer came and why, and up to when the store knows."""
    reason = sentence(error, context.language).rstrip(".")
    parameters = {"name": name_of(wish.security, context.language), "reason": reason}
    newest = _known_up_to(wish, context)
    if newest is None:
        return Note(code=f"refresh_no_{wish.need}", parameters=dict(parameters))
    return Note(code=f"refresh_{wish.need}", parameters={**parameters, "date": newest.isoformat()})
