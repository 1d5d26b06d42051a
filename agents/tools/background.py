"""What was reported of a company in the weeks before a day: the stories that the graph knows, each with its article."""

import datetime as dt

from agents.context import Context
from agents.specialist import Part
from agents.tools.press import Story, told_by
from agents.tools.telling import together, told
from kg.stories import Told, told_of
from stockelper.language.catalogue import render

BEFORE = dt.timedelta(days=60)
MOST = 3


def background(security: str, name: str, day: dt.date, shown: frozenset[str], context: Context) -> Part:
    """The last stories before a day, oldest first; `shown` are the ids of evidence that the answer has already."""
    if context.graph is None:
        return Part()
    found = told_of(
        context.graph,
        security,
        known_by=context.clock.now(),
        start=day - BEFORE,
        end=day - dt.timedelta(days=1),
    )
    lines = [line for story in found if (line := _line(story, shown, context)) is not None][-MOST:]
    return together([told("market.moves_before", {}, {"name": name}), *lines]) if lines else Part()


def _line(story: Told, shown: frozenset[str], context: Context) -> Part | None:
    """The story's last report that is stored, with what kind of event it tells and how many reports there are."""
    articles: list[Story] = told_by(context, [edge.source.id for edge in reversed(story.reports)])
    if not articles or articles[0].evidence.id in shown:
        return None
    item = articles[0].evidence
    label = render(context.language, f"event.{story.type or 'other'}")
    code = "market.moves_before_more" if len(story.reports) > 1 else "market.moves_before_one"
    return told(
        code, {"article": item}, {"publisher": item.source, "event": label, "count": len(story.reports)}
    )
