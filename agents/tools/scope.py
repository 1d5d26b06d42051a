"""Which market a question without companies means, and which part of it."""

from dataclasses import dataclass

from agents.context import Context
from agents.indices import boards
from stockelper.errors import NoData
from stockelper.language.catalogue import codes, render
from stockelper.markets.registry import MARKETS, Market
from stockelper.securities.sectors import sector_name
from stockelper.store.documents import Where
from stockelper.types import Language, Plan


@dataclass(frozen=True)
class Scope:
    """A market and the ids inside it that count; None: all of them.

    `listed` is how many securities the listing has of it; None where the group is no part of a listing.
    """

    market: Market
    board: str | None
    members: frozenset[str] | None
    label: str
    listed: int | None = None


def markets_of(plan: Plan) -> tuple[str, ...]:
    """The market or board that a plan is about; a board only where its question names just one."""
    named = boards(plan.question)
    return named if len(named) == 1 else plan.markets


def scope_of(
    markets: tuple[str, ...], sector: str | None, context: Context, asked_in: Language | None = None
) -> Scope:
    """The market (or board, or sector of it) that was named, else the stored one that fits the question's language.

    `asked_in` is that language; None takes the answer's.

    Raises:
        NoData: no market has bars.
    """
    market, board = _named(markets) or (_stored(context, asked_in or context.language), None)
    label = _label(board, sector, context.language)
    found = context.resolver.listing.members(market=market.code, board=board, sector=sector)
    members = frozenset(security.id for security in found) if board or sector else None
    return Scope(market, board, members, label, len(found))


def _label(board: str | None, sector: str | None, language: Language) -> str:
    code = f"market.group_{board or 'all'}"
    place = render(language, code) if code in codes(language) else str(board)
    if not sector:
        return place
    named = sector_name(sector, language)
    if board:
        return render(language, "market.group_board_sector", board=place, sector=named)
    return render(language, "market.group_sector", sector=named)


def _named(markets: tuple[str, ...]) -> tuple[Market, str | None] | None:
    """The first board, else the first market: a board is the more exact of the two."""
    boarded = [(market, word) for word in markets for market in MARKETS.values() if word in market.boards]
    if len(boarded) == 1:
        return boarded[0]
    return next(((MARKETS[word], None) for word in markets if word in MARKETS), None)


def _stored(context: Context, asked_in: Language) -> Market:
    order = ("krx", "us", "practice") if asked_in == "ko" else ("us", "krx", "practice")
    for code in order:
        if has_bars(MARKETS[code], context):
            return MARKETS[code]
    raise NoData("no_bars_market", market=render(context.language, f"market.market_{order[0]}"))


def has_bars(market: Market, context: Context) -> bool:
    """Whether any bar of the market was known at the clock's moment."""
    inside = (Where("security", ">=", f"{market.prefix}:"), Where("security", "<", f"{market.prefix};"))
    found = context.documents.read(
        "bars", *inside, known_by=context.clock.now(), columns=("security",), limit=1
    )
    return found.height > 0
