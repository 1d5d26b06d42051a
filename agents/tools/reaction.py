"""What a price did before and after a report, against its index: what went together, and no cause."""

import datetime as dt
from collections.abc import Iterator

from agents.context import Context
from agents.specialist import Part
from agents.tools.health import health
from agents.tools.performance import RelativeArguments, Stretch, moved_over, relative
from agents.tools.press import Story, newest_about, stories
from agents.tools.reports import line
from agents.tools.tape import Tape, name_of, security_of, tape_between
from agents.tools.telling import together, told
from stockelper.errors import NoData
from stockelper.types import Frozen, Window

TOLD = 2
"""Reports whose surroundings one answer tells."""
AFTER = (1, 5)
"""Sessions after a report up to which the price is told."""
_LEAD = 20
_BEHIND = 30
"""Days read before and after a report."""


class ReactionArguments(Frozen):
    """The price of which security around which reports: those with these words in that window, else the newest."""

    security: str
    words: tuple[str, ...] = ()
    window: Window | None = None


def reaction(arguments: ReactionArguments, context: Context) -> Part:
    """The close before a report and those of the first and fifth session after it, against the index.

    Raises:
        NoData: no report about the security is stored, or no price of that time.
    """
    found = _reports(arguments, context)
    if not found:
        known = security_of(arguments.security, context)
        raise NoData("no_news", name=name_of(known, context.language))
    parts = [part for story in found for part in _around(story, arguments.security, context)]
    return together([told("news.together", {}), *parts])


def _reports(arguments: ReactionArguments, context: Context) -> list[Story]:
    """The reports that are meant, the newest first, one a day."""
    window = arguments.window
    start, end = (window.from_, window.to) if window else (None, None)
    found = stories(context, securities=(arguments.security,), words=arguments.words, start=start, end=end)
    if not found and (newest := newest_about(context, arguments.security)):
        found = [newest]
    of_day: dict[dt.date | None, Story] = {}
    for story in found:
        of_day.setdefault(story.evidence.date, story)
    return list(of_day.values())[:TOLD]


def _around(story: Story, security: str, context: Context) -> Iterator[Part]:
    """The report, and the price over the sessions after it."""
    day = story.evidence.date
    assert day is not None
    yield line(story)
    until = min(day + dt.timedelta(days=_BEHIND), context.clock.today())
    tape = tape_between(security, day - dt.timedelta(days=_LEAD), until, context)
    first = _first_after(tape, story.published)
    if first is None:
        yield told("news.no_session_after", {"article": story.evidence}, {"name": tape.name})
        return
    for row in dict.fromkeys(min(first + after - 1, tape.frame.height - 1) for after in AFTER):
        yield from _over(tape, first - 1, row, context)
    yield Part(notes=health(tape, context, until))


def _over(tape: Tape, before: int, row: int, context: Context) -> Iterator[Part]:
    cut = Tape(
        tape.security,
        tape.market,
        tape.name,
        tape.title,
        tape.unit,
        tape.basis,
        tape.source,
        tape.frame.head(row + 1),
    )
    yield moved_over(Stretch(cut, before))
    ends = {"from": tape.dates[before], "to": tape.dates[row], "label": "range"}
    yield relative(RelativeArguments(security=tape.security.id, window=Window.model_validate(ends)), context)


def _first_after(tape: Tape, published: dt.datetime) -> int | None:
    """The row of the first session that closed after a report, with a session before it."""
    rows = (n for n, day in enumerate(tape.dates) if n and tape.market.close_at(day) > published)
    return next(rows, None)
