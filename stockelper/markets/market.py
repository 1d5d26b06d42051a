"""What a market is: identifiers, currency, sessions and rules, as one frozen record."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

import polars as pl

from stockelper.errors import BadInput
from stockelper.markets.calendar import Calendar
from stockelper.markets.rules import Ladder, Rules, in_force, tick_of
from stockelper.types import Basis

MarketCode = Literal["krx", "us", "practice"]


@dataclass(frozen=True, eq=False)
class Market:
    """One market. Days are its local trading dates, moments aware UTC, prices in `currency`.

    Attributes:
        symbol: what a ticker looks like once `rewrite` has been applied.
        rewrite: patterns of other spellings and what they become, applied in order.
        default_basis: the basis of imported bars that do not say theirs.
        indices: board to the id of its index; the first is the market's main one.
        other_indices: further index ids that belong to this market.
        rates: ids of what a foreign currency costs in its own.
        settlement: sessions from trade to settlement, which decides the tax.
        simulated: whether its companies and figures are invented; such a market stands in no count or
            answer with a real one.
    """

    code: MarketCode
    prefix: str
    zone: ZoneInfo
    currency: Literal["KRW", "USD"]
    boards: tuple[str, ...]
    default_basis: Basis
    indices: dict[str, str]
    symbol: re.Pattern[str]
    calendar: Calendar
    ticks: Rules[Ladder]
    limits: Rules[Decimal | None]
    taxes: Rules[Decimal]
    settlement: int
    rewrite: tuple[tuple[re.Pattern[str], str], ...] = ()
    other_indices: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    simulated: bool = False

    def security_id(self, symbol: str) -> str:
        """The canonical id of a symbol in any spelling of this market.

        Raises:
            BadInput: when it is malformed. Whether it is listed is the listing's question.
        """
        ticker = symbol.strip().upper().removeprefix(f"{self.prefix}:").removeprefix("$")
        for pattern, replacement in self.rewrite:
            ticker = pattern.sub(replacement, ticker)
        if not self.symbol.fullmatch(ticker):
            raise BadInput("malformed_symbol", symbol=symbol, market=self.code)
        return f"{self.prefix}:{ticker}"

    def sessions(self, start: date, end: date) -> list[date]:
        """The sessions from `start` to `end`, both in it."""
        return self.calendar.sessions(start, end)

    def is_session(self, day: date) -> bool:
        """Whether the market trades on that date."""
        return self.calendar.is_session(day)

    def closed_days(self, days: Iterable[date]) -> list[date]:
        """Those of the days on which the market is known to have been closed."""
        return self.calendar.closed_days(days)

    def session_on_or_before(self, day: date) -> date:
        """The newest session that is not after `day`."""
        return self.calendar.session_on_or_before(day)

    def session_offset(self, day: date, count: int) -> date:
        """`count` sessions after (before) `day`; a closed day counts from the session before it."""
        return self.calendar.session_offset(day, count)

    def open_at(self, day: date) -> datetime:
        """The session's open, aware UTC."""
        return self.calendar.open_at(day)

    def close_at(self, day: date) -> datetime:
        """The session's close, aware UTC."""
        return self.calendar.close_at(day)

    def close_times(self, days: pl.Series) -> pl.Series:
        """The closes of many dates at once; a closed day gets the regular close of that time."""
        return self.calendar.close_times(days)

    def last_session(self, now: datetime) -> date:
        """The newest session that had closed by `now`."""
        return self.calendar.last_session(now)

    def tick(self, price: Decimal, day: date, board: str | None = None) -> Decimal:
        """The smallest price step at that price."""
        return tick_of(in_force(self.ticks, board or self.boards[0], day), price)

    def ladder(self, day: date, board: str | None = None) -> Ladder:
        """The whole table of tick sizes of that day."""
        return in_force(self.ticks, board or self.boards[0], day)

    def price_limit(self, day: date, board: str | None = None) -> Decimal | None:
        """How far a price may move from the day's reference price, a fraction; None when unlimited."""
        return in_force(self.limits, board or self.boards[0], day)

    def sale_tax(self, day: date, board: str | None = None) -> Decimal:
        """The tax on a sale made on `day`, a fraction of the proceeds; the settlement day decides."""
        return in_force(self.taxes, board or self.boards[0], self.session_offset(day, self.settlement))
