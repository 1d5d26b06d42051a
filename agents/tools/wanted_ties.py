"""Whose relations are asked for, of which kind, and what is said where the graph has none of them."""

from datetime import date

from agents.context import Context
from agents.tools.linking import no_relations
from agents.tools.tape import name_of, security_of
from kg.port import Direction
from stockelper.errors import NoData
from stockelper.language.catalogue import render
from stockelper.markets.registry import MARKETS
from stockelper.types import Frozen, RelationType


class RelationsArguments(Frozen):
    """Whose relations, of which types (none: all), entering it, leaving it or both."""

    security: str
    types: tuple[RelationType, ...] = ()
    direction: Direction = "both"
    least: float | None = None
    """The share of ownership, a fraction, from which on holders are told."""
    market: str | None = None
    """The market whose companies alone are told; None: everybody."""
    goods: str | None = None
    """What is said to be supplied, in the question's word; None: anything."""
    day: date | None = None
    """The day as of whose end it is told; None: the clock's moment."""
    without: tuple[str, ...] = ()
    """Ids of those who are known to the asker and are not told again."""
    rest: bool = False
    """Whether the rest of a long list is asked for."""
    owners: bool = False
    """Whether whole companies are meant beside shares: parents with the holders, subsidiaries with the holdings."""


class ExposureArguments(Frozen):
    """Who is hit through this company, how many steps away."""

    security: str
    depth: int = 2


class CommonArguments(Frozen):
    """What two companies are both linked to."""

    first: str
    second: str
    types: tuple[RelationType, ...] = ()
    direction: Direction = "both"


def nothing_of(
    arguments: RelationsArguments, name: str, what: str, context: Context, *, others: bool
) -> NoData:
    """Why no `what` of a company can be told; `others`: some are known, in another market than the asked one."""
    if arguments.least is not None:
        return NoData("no_holders_over", name=name, ratio=f"{arguments.least * 100:.4g} %")
    if arguments.market is not None and others:
        market = render(context.language, f"market.market_{arguments.market}")
        return NoData("no_relations_in", name=name, what=what, market=market)
    if arguments.without:
        known = ", ".join(name_of(security_of(one, context), context.language) for one in arguments.without)
        return NoData("no_relations_besides", name=name, what=what, others=known)
    if _wants_lists(arguments, context):
        return NoData("no_subsidiaries_us", name=name, ticker=arguments.security.partition(":")[2])
    return no_relations(name, context, what, arguments.day)


def _wants_lists(arguments: RelationsArguments, context: Context) -> bool:
    """Whether a US company's subsidiaries are asked for as of now, which a source could bring."""
    is_american = arguments.security.startswith(f"{MARKETS['us'].prefix}:")
    asked = arguments.types == ("SUBSIDIARY_OF",) and arguments.direction == "in" and arguments.day is None
    return is_american and asked and context.clock.is_live
