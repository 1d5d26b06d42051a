"""The US market: NYSE, NASDAQ and NYSE American."""

import re
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

from stockelper.markets.calendar import Calendar
from stockelper.markets.market import Market
from stockelper.markets.rules import Ladder, Rule, ladder

NEW_YORK = ZoneInfo("America/New_York")
BOARDS = ("NYSE", "NASDAQ", "AMEX")

# Decimal prices everywhere from 2001-04-09 (SEC release 34-42914); a cent from one dollar up, a hundredth of
# a cent below (Regulation NMS, rule 612).
_CENTS = ladder(("1", "0.0001"), (None, "0.01"))
TICKS: dict[str, tuple[Rule[Ladder], ...]] = {board: (Rule(date(2001, 4, 9), _CENTS),) for board in BOARDS}
# Limit up-limit down halts a share, it does not bound the day's price: no daily limit.
LIMITS: dict[str, tuple[Rule[Decimal | None], ...]] = {board: (Rule(date.min, None),) for board in BOARDS}
# No transaction tax on the seller; the SEC's section 31 fee belongs to a broker's costs.
TAXES: dict[str, tuple[Rule[Decimal], ...]] = {board: (Rule(date.min, Decimal(0)),) for board in BOARDS}

US = Market(
    code="us",
    prefix="US",
    zone=NEW_YORK,
    currency="USD",
    boards=BOARDS,
    default_basis="total",
    indices={"NYSE": "INDEX:SPX", "NASDAQ": "INDEX:IXIC", "AMEX": "INDEX:SPX"},
    symbol=re.compile(r"[A-Z][A-Z0-9]{0,5}(\.[A-Z]{1,3}){0,2}"),
    rewrite=((re.compile(r"[-/]"), "."),),
    calendar=Calendar("us.csv", NEW_YORK),
    ticks=TICKS,
    limits=LIMITS,
    taxes=TAXES,
    settlement=1,
)
