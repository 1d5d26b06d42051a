"""When a security moved most in a window, and what was reported around and before those days; never why."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal

import numpy as np

from agents.context import Context
from agents.specialist import Part
from agents.tools.background import background
from agents.tools.chart import candles
from agents.tools.health import health
from agents.tools.press import Story, newest_about, stories
from agents.tools.span import window_tape
from agents.tools.surroundings import surroundings
from agents.tools.tape import Tape
from agents.tools.telling import direction, together, told
from stockelper.types import Evidence, Frozen, Window

LARGEST = 2
AROUND = dt.timedelta(days=1)
NEWS_A_MOVE = 2


class MovesArguments(Frozen):
    """Which security, in which window, and which way the question says that it went."""

    security: str
    window: Window
    said: Literal["up", "down"] | None = None


def explain_move(arguments: MovesArguments, context: Context) -> Part:
    """The largest daily moves of a window with the news around them and what was reported before, claiming no cause."""
    tape, base = window_tape(arguments.security, arguments.window, context)
    moved = _largest(tape, base, arguments.said)
    largest = _largest(tape, base, None)[:1]
    parts = [_move(tape, base, row, first=n == 0, largest=row in largest) for n, row in enumerate(moved)]
    news = [story for row in moved for story in _around(tape, row, context)]
    notes = health(tape, context, arguments.window.to)
    chart = Part(charts=(candles(tape, context.language, tape.frame.height),), notes=notes)
    return together(
        [
            _premise(tape, base, arguments.said),
            _overall(tape, base),
            *parts,
            *(() if news else _alone(tape, moved, context)),
            _told_news(news, tape, moved, context),
            _before(tape, moved, news, context),
            chart,
        ]
    )


def _before(tape: Tape, moved: list[int], news: list[Story], context: Context) -> Part:
    """What came before the larger move, beyond what is told of the days around it."""
    if not moved:
        return Part()
    shown = frozenset(story.evidence.id for story in news)
    return background(tape.security.id, tape.name, tape.dates[moved[0]], shown, context)


def _largest(tape: Tape, base: int, said: Literal["up", "down"] | None) -> list[int]:
    """The sessions of the largest moves; those that went the way the question says, where there are any."""
    close = tape.column("close")
    moves = np.nan_to_num(close[base + 1 :] / close[base:-1] - 1.0)
    asked = {"up": np.maximum(moves, 0.0), "down": np.minimum(moves, 0.0)}.get(said or "", moves)
    sizes = np.abs(asked if asked.any() else moves)
    order = np.argsort(-sizes, kind="stable")[:LARGEST]
    return [base + 1 + int(at) for at in order if sizes[at] > 0]


def _premise(tape: Tape, base: int, said: Literal["up", "down"] | None) -> Part:
    """That the price went the other way than the question says."""
    moved = tape.derived("return", "return", tape.stated("close", base), tape.stated("close", -1))
    went = direction(moved.value)
    if said is None or went == said:
        return Part()
    return told("market.moves_other_way", {}, {"name": tape.name})


def _overall(tape: Tape, base: int) -> Part:
    if tape.frame.height - base <= 2:
        return Part()
    start, end = tape.stated("close", base), tape.stated("close", -1)
    moved = tape.derived("return", "return", start, end)
    named = {"start": start, "end": end, "moved": moved}
    return told(f"market.return_{direction(moved.value)}", named, {"name": tape.name})


def _move(tape: Tape, base: int, row: int, *, first: bool, largest: bool) -> Part:
    before, after = tape.stated("close", row - 1), tape.stated("close", row)
    moved = tape.derived("return", "return", before, after)
    way = direction(moved.value)
    alone = tape.frame.height - base <= 2 or (first and not largest)
    code = f"market.moves_{'day_' if alone else '' if first else 'also_'}{way}"
    if alone and not tape.follows(row):
        return told(
            f"market.return_{way}", {"moved": moved, "start": before, "end": after}, {"name": tape.name}
        )
    return told(code, {"moved": moved, "day": after}, {"name": tape.name}, operands=(before,))


def _around(tape: Tape, row: int, context: Context) -> list[Story]:
    day = tape.dates[row]
    found = stories(context, securities=(tape.security.id,), start=day - AROUND, end=day + AROUND)
    return found[:NEWS_A_MOVE]


def _alone(tape: Tape, moved: list[int], context: Context) -> Iterator[Part]:
    """What else moved on the day of the largest move, where no news tells of it."""
    if moved:
        yield surroundings(tape, moved[0], context)


def _no_news(tape: Tape, moved: list[int], context: Context) -> Part:
    """Up to when stored news of the company reaches, where it ends before the moves."""
    newest = newest_about(context, tape.security.id)
    if newest is None or newest.evidence.date is None:
        return told("market.moves_no_news_ever", {}, {"name": tape.name})
    if any(newest.evidence.date >= tape.dates[row] - AROUND for row in moved):
        return told("market.moves_no_news", {})
    return told("market.moves_no_news_until", {"article": newest.evidence}, {"name": tape.name})


def _told_news(news: list[Story], tape: Tape, moved: list[int], context: Context) -> Part:
    unique: dict[str, Evidence] = {story.evidence.id: story.evidence for story in news}
    if not unique:
        return _no_news(tape, moved, context)
    lines = [
        told("market.moves_news", {"article": item}, {"publisher": item.source}) for item in unique.values()
    ]
    return together([told("market.moves_no_cause", {}), *lines])
