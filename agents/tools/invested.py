"""What a sum, or so many shares, put into a security at an earlier close is worth at a later one."""

import datetime as dt
import re
from collections.abc import Sequence

from agents.context import Context
from agents.planner.money import Money
from agents.specialist import Part
from agents.tools.chart import candles
from agents.tools.health import health
from agents.tools.holdings import computed, said_money, said_shares
from agents.tools.performance import Stretch, moved_over
from agents.tools.span import LEAD
from agents.tools.tape import Tape, no_bars, tape_between
from agents.tools.telling import direction, together, told
from stockelper.types import Evidence, Frozen, Note, Window

_COUNTED_BACK = re.compile(r"\d+[dwmy]|after_.*|default")
"""Labels of stretches that begin at the last close up to their first day: "three years ago"."""


class InvestedArguments(Frozen):
    """Which security, the time when money was put in, and how much money or how many shares (none: the return alone).

    `from_end`: at the last close of that time and not at its first. `until`: the last day (None: the newest close).
    """

    security: str
    window: Window
    money: Money | None = None
    shares: int | None = None
    from_end: bool = False
    until: dt.date | None = None


def invested(arguments: InvestedArguments, context: Context) -> Part:
    """What money or shares put into a security at an earlier close are worth at the last: a price return alone.

    Raises:
        NoData: no session from that time on is stored.
    """
    found = _stretch(arguments, context)
    tape = found.tape
    said = _worth(found, arguments)
    notes = health(tape, context, arguments.until or context.clock.today(), arguments.window.from_)
    rows = tape.frame.height - found.first
    return together(
        [*said, _bare(tape, arguments), Part(charts=(candles(tape, context.language, rows),), notes=notes)]
    )


def _stretch(arguments: InvestedArguments, context: Context) -> Stretch:
    """The closes from the time when it was put in to the last day."""
    window = arguments.window
    end = arguments.until or context.clock.today()
    tape = tape_between(arguments.security, window.from_ - dt.timedelta(days=LEAD), end, context)
    if arguments.from_end or _COUNTED_BACK.fullmatch(window.label):
        day = window.to if arguments.from_end else window.from_
        return Stretch(tape, tape.row_on_or_before(day) or 0)
    first = next((row for row, day in enumerate(tape.dates) if day >= window.from_), None)
    if first is None:
        raise no_bars(arguments.security, context)
    return Stretch(tape, first)


def _worth(found: Stretch, arguments: InvestedArguments) -> Sequence[Part]:
    if arguments.money:
        return [_of_money(found, arguments.money)]
    if arguments.shares:
        return [_of_shares(found, arguments.shares)]
    return [moved_over(found)]


def _of_money(found: Stretch, money: Money) -> Part:
    start, end = found.start, found.end
    amount = said_money(start, money)
    growth = computed("growth", "ratio", (end, start), end, kind="ratio", unit="times", currency=None)
    worth = computed("invested_worth", "product", (amount, growth), amount, date=end.date)
    named = {"amount": amount, "start": start, "end": end, "worth": worth, "moved": found.moved}
    return told(
        f"market.invested_{direction(found.moved.value)}",
        named,
        {"name": found.tape.name},
        operands=(growth,),
    )


def _of_shares(found: Stretch, count: int) -> Part:
    shares = said_shares(found.start, count)
    cost = computed("cost", "product", (shares, found.start), found.start)
    worth = computed("position", "product", (shares, found.end), found.end)
    gain = computed("gain", "difference", (worth, cost), worth)
    named: dict[str, Evidence] = {
        "shares": shares,
        "start": found.start,
        "cost": cost,
        "end": found.end,
        "worth": worth,
        "gain": gain,
        "moved": found.moved,
    }
    return told(f"market.bought_{direction(gain.value)}", named, {"name": found.tape.name})


def _bare(tape: Tape, arguments: InvestedArguments) -> Part:
    """What the figure leaves out: dividends unless prices count them in, costs and taxes, the exchange rate."""
    notes = [Note(code=f"invested_{tape.basis}")]
    if arguments.money and arguments.money.currency != tape.currency:
        notes.append(Note(code="invested_abroad", parameters={"currency": tape.currency or ""}))
    return Part(notes=tuple(notes))
