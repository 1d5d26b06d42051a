"""What was reported: stored articles and filings about companies, a topic, or the market."""

import datetime as dt

from agents.context import Context
from agents.specialist import Part
from agents.tools.press import Story, stories
from agents.tools.tape import name_of, security_of
from agents.tools.telling import together, told
from stockelper.errors import NoData
from stockelper.types import Frozen, Note, Window

SHOWN = 5
MARKET_DAYS = 3
OLD_DAYS = 31
"""From this age on the newest story stored is said to be old."""


class NewsArguments(Frozen):
    """About which company (None: any), with which words, in which window, at most how many."""

    security: str | None = None
    words: tuple[str, ...] = ()
    window: Window | None = None
    limit: int = SHOWN


def news(arguments: NewsArguments, context: Context) -> Part:
    """Articles and filings about a company or a topic, newest first, with publisher, date and a short quote."""
    securities = (arguments.security,) if arguments.security else ()
    window = arguments.window
    start, end = (window.from_, window.to) if window else (None, None)
    found = stories(context, securities=securities, words=arguments.words, start=start, end=end)
    if not found and window and window.label == "default":
        found = stories(context, securities=securities, words=arguments.words, end=end)
    if not found:
        return _none(arguments, context)
    return together(
        [
            _heading(arguments, found[0], context),
            *(line(story) for story in found[: arguments.limit]),
            Part(notes=_old(found[0], window, context)),
        ]
    )


def _old(newest: Story, window: Window | None, context: Context) -> tuple[Note, ...]:
    """That nothing newer is stored, where the newest story is older than what people call news.

    Of a time that is over older stories are what was asked for.
    """
    assert newest.evidence.date is not None
    if window and window.label != "default" and window.to < context.clock.today():
        return ()
    days = (context.clock.today() - newest.evidence.date).days
    if days <= OLD_DAYS:
        return ()
    return (Note(code="news_old", parameters={"date": newest.evidence.date.isoformat()}),)


class MarketNewsArguments(Frozen):
    """Up to which day (None: today)."""

    day: dt.date | None = None


def market_news(arguments: MarketNewsArguments, context: Context) -> Part:
    """The newest stored articles of the last days, whatever they are about."""
    day = arguments.day or context.clock.today()
    found = stories(context, start=day - dt.timedelta(days=MARKET_DAYS), end=day)
    if not found:
        return Part()
    heading = told("news.heading_market", {"first": found[0].evidence})
    return together([heading, *(line(story) for story in found[:SHOWN])])


def line(story: Story) -> Part:
    """One line of a list of reports."""
    item = story.evidence
    code = "filing" if item.kind == "filing" else "item_quoted" if story.quote else "item"
    return told(f"news.{code}", {"article": item}, {"publisher": item.source, "quote": story.quote})


def _heading(arguments: NewsArguments, first: Story, context: Context) -> Part:
    named = {"first": first.evidence}
    if arguments.security:
        name = name_of(security_of(arguments.security, context), context.language)
        return told("news.heading", named, {"name": name})
    if arguments.words:
        return told("news.heading_words", named, {"words": " ".join(arguments.words)})
    return told("news.heading_market", named)


def _none(arguments: NewsArguments, context: Context) -> Part:
    """Nothing in the window: the newest stored story, if any, else what is missing."""
    words = " ".join(arguments.words)
    if not arguments.security:
        raise NoData("no_news_words", words=words or "…")
    name = name_of(security_of(arguments.security, context), context.language)
    any_time = stories(context, securities=(arguments.security,)) if arguments.window else []
    if not any_time:
        raise NoData("no_news", name=name)
    newest = any_time[0].evidence.model_copy(update={"security": arguments.security})
    code = "news.none_of_words" if arguments.words else "news.none_newest"
    said = told(code, {"article": newest}, {"name": name, "publisher": newest.source})
    return together([said, Part(missing=True)])
