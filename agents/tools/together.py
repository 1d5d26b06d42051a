"""How far two series move together: the correlation of their daily returns, and beta against an index."""

from dataclasses import dataclass

import polars as pl

from agents.context import Context
from agents.specialist import Part
from agents.tools.performance import Stretch, index_of, stretch
from agents.tools.tape import Tape
from agents.tools.telling import told
from stockelper import measures
from stockelper.errors import NoData
from stockelper.measures import Array
from stockelper.types import Frozen, Window

FEWEST = 20
"""Daily returns that a correlation or a beta is computed from at least."""


class CorrelationArguments(Frozen):
    """Which two series, over which window."""

    security: str
    other: str
    window: Window


class BetaArguments(Frozen):
    """Which security against which index (None: its board's), over which window."""

    security: str
    window: Window
    index: str | None = None


@dataclass(frozen=True)
class Aligned:
    """The closes of two series on the sessions that both have."""

    own: Array
    other: Array


def correlation(arguments: CorrelationArguments, context: Context) -> Part:
    """The correlation of two series' daily returns over the sessions of a window that both traded.

    Raises:
        NoData: one of them has no prices in the window, or both share too few sessions.
    """
    own, other = (stretch(one, arguments.window, context) for one in (arguments.security, arguments.other))
    shared = _aligned(own, other)
    value = measures.correlation(shared.own, shared.other)
    evidence = own.tape.measured(
        f"correlation:{other.tape.security.id}", value, "times", own.first, -1, "ratio"
    )
    return told(
        "market.correlation", {"value": evidence}, {"name": own.tape.name, "other": other.tape.name},
        operands=(own.end, other.end),
    )  # fmt: skip


def beta(arguments: BetaArguments, context: Context) -> Part:
    """A security's beta: the slope of its daily returns on those of an index.

    Raises:
        NoData: the security or the index has no prices in the window, or both share too few sessions.
    """
    index = arguments.index or index_of(arguments.security, context)
    own = stretch(arguments.security, arguments.window, context)
    if index is None:
        raise NoData("no_beta", name=own.tape.name, other="")
    try:
        other = stretch(index, arguments.window, context)
    except NoData as error:
        raise NoData("no_beta", name=own.tape.name, other=error.parameters["name"]) from error
    shared = _aligned(own, other)
    value = measures.beta(shared.own, shared.other)
    evidence = own.tape.measured("beta", value, "times", own.first, -1, "ratio")
    return told(
        "market.beta", {"value": evidence}, {"name": own.tape.name, "index_name": other.tape.name},
        operands=(other.end,),
    )  # fmt: skip


def _aligned(own: Stretch, other: Stretch) -> Aligned:
    joined = _closes(own.tape, own.first).join(_closes(other.tape, other.first), on="date", how="inner")
    if joined.height <= FEWEST:
        raise NoData("few_shared", name=own.tape.name, other=other.tape.name, sessions=joined.height)
    return Aligned(joined["close"].to_numpy(), joined["close_right"].to_numpy())


def _closes(tape: Tape, first: int) -> pl.DataFrame:
    closes = tape.frame[first:].select("date", pl.col("close").cast(pl.Float64))
    return closes.filter(pl.col("close").is_not_null(), pl.col("close") > 0).sort("date")


def pairs(securities: tuple[str, ...]) -> list[tuple[str, str]]:
    """Every two of the first few securities."""
    few = securities[:3]
    return [(one, other) for n, one in enumerate(few) for other in few[n + 1 :]]
