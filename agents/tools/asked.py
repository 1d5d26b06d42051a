"""One figure of a security that a question asks for, or whether what it says of it is so, in one sentence."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from agents.context import Context
from agents.planner.claims import Claim
from agents.specialist import Part
from agents.tools.age import behind
from agents.tools.chart import candles
from agents.tools.health import health
from agents.tools.marks import levels, marks, traded
from agents.tools.pointed import Pointed, holds
from agents.tools.readings import band, cross, macd, rsi, sma, spread
from agents.tools.span import LEAD, window_tape
from agents.tools.stretched import fallen, moved, run
from agents.tools.tape import Tape, last_tape, tape_between
from agents.tools.telling import together, told
from agents.tools.traded import LEAD as BEFORE
from agents.tools.traded import traded_over
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.types import Frozen, Measure, Note, Parameter, Window

_DAYS = 640
"""Days that hold as many sessions as an indicator is computed from."""
_FIRST = dt.date(1990, 1, 1)
"""Before the first bar of any market."""
OF_TRADING: frozenset[Measure] = frozenset({"volume", "volume_ratio"})
"""What is told of how much was traded."""
_A_SESSION = 2.2
"""Days in which a session falls at least, holidays and all."""


class AskedArguments(Frozen):
    """Which figure of which security: over a window, or at a day's close (None: the newest).

    `periods` are those of an average; `claim` is what the question says of it.
    """

    security: str
    measure: Measure
    window: Window | None = None
    day: dt.date | None = None
    periods: tuple[int, ...] = ()
    claim: Claim | None = None


@dataclass(frozen=True)
class _Seen:
    """The bars that a figure is cut from, and the row of the close that a return is counted from."""

    tape: Tape
    base: int


def asked(arguments: AskedArguments, context: Context) -> Part:
    """One figure of a security, or yes or no to what a question says of it, with the figure and its date.

    Raises:
        NoData: nothing is stored for that time, or too little for the figure.
    """
    seen = _seen(arguments, context)
    point = _POINTS[arguments.measure](seen, arguments)
    if point is None:
        raise NoData("short_history", name=seen.tape.name, sessions=seen.tape.frame.height)
    settled = arguments.claim is not None and not _is_of_a_missing_day(seen.tape, arguments, context)
    said = _answer(point, arguments.claim, context) if settled and arguments.claim else ""
    shown = {"name": seen.tape.name, "answer": said, **point.parameters}
    sentence = told(f"asked.{point.code}", point.evidence, shown, operands=point.operands)
    reaching = _stored_over(seen.tape) if _ever(arguments) else Part()
    window = arguments.window
    until = window.to if window else arguments.day
    notes = (
        *health(seen.tape, context, until, window.from_ if window else None),
        *_closed(seen.tape, arguments.day),
    )
    return together([sentence, reaching, Part(charts=(candles(seen.tape, context.language),), notes=notes)])


def _is_of_a_missing_day(tape: Tape, arguments: AskedArguments, context: Context) -> bool:
    """Whether the newest day's move is asked for and its bar is not stored: an older one answers neither yes nor no."""
    newest = arguments.measure == "return" and arguments.window is None and arguments.day is None
    return newest and behind(tape.market, tape.dates[-1], None, context) > 0


def _answer(point: Pointed, claim: Claim, context: Context) -> str:
    return render(context.language, "asked.yes" if holds(point, claim) else "asked.no")


def _closed(tape: Tape, day: dt.date | None) -> tuple[Note, ...]:
    """That the day asked about had no session, so that another day's figure is told."""
    return () if day is None or tape.market.is_session(day) else (Note(code="no_session"),)


def _seen(arguments: AskedArguments, context: Context) -> _Seen:
    if arguments.window is not None:
        lead = BEFORE if arguments.measure in OF_TRADING else LEAD
        return _Seen(*window_tape(arguments.security, arguments.window, context, lead))
    if _ever(arguments):
        return _Seen(tape_between(arguments.security, _FIRST, context.clock.today(), context), 0)
    longest = max(arguments.periods, default=0)
    if arguments.day is None:
        tape = last_tape(arguments.security, context, max(420, longest + 1))
    else:
        days = max(_DAYS, int(longest * _A_SESSION))
        tape = tape_between(
            arguments.security, arguments.day - dt.timedelta(days=days), arguments.day, context
        )
    return _Seen(tape, max(tape.frame.height - 2, 0))


def _ever(arguments: AskedArguments) -> bool:
    return arguments.claim is not None and arguments.claim.ever


def _stored_over(tape: Tape) -> Part:
    """From when to when bars are stored, where all of them are looked at."""
    edges: dict[str, Parameter] = {
        "from_date": tape.dates[0].isoformat(),
        "to_date": tape.dates[-1].isoformat(),
    }
    return told("market.stored_over", {}, edges, operands=(tape.stated("close", 0), tape.stated("close", -1)))


def _closing(seen: _Seen, arguments: AskedArguments) -> Pointed | None:
    aim = arguments.claim.aim if arguments.claim else None
    if aim is None:
        return moved(seen.tape, seen.base)
    touched = arguments.claim is not None and arguments.claim.touched
    return levels(seen.tape, aim, touched=touched)


def _trading(seen: _Seen, arguments: AskedArguments) -> Pointed | None:
    """The volume of the window, or of the last session."""
    window = arguments.window
    return traded_over(seen.tape, seen.base, window) if window else traded(seen.tape)


_POINTS: Mapping[Measure, Callable[[_Seen, AskedArguments], Pointed | None]] = MappingProxyType(
    {
        "close": _closing,
        "return": lambda seen, _: moved(seen.tape, seen.base),
        "drawdown": lambda seen, _: fallen(seen.tape, seen.base),
        "streak": lambda seen, _: run(seen.tape),
        "volume": _trading,
        "volume_ratio": _trading,
        "high_52w": lambda seen, given: marks(seen.tape, highest=True, ever=_ever(given)),
        "low_52w": lambda seen, given: marks(seen.tape, highest=False, ever=_ever(given)),
        "rsi": lambda seen, _: rsi(seen.tape),
        "sma": lambda seen, given: sma(seen.tape, given.periods, settles=given.claim is not None),
        "macd": lambda seen, _: macd(seen.tape),
        "bollinger": lambda seen, _: band(seen.tape),
        "volatility": lambda seen, _: spread(seen.tape),
        "cross": lambda seen, given: cross(seen.tape, given.periods),
    }
)
ASKED: frozenset[Measure] = frozenset(_POINTS)
"""What can be asked for by itself."""
