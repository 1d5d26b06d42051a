"""How many shares of a security a sum of money buys at its last close."""

from agents.context import Context
from agents.planner.money import Money
from agents.specialist import Part
from agents.tools.health import health
from agents.tools.holdings import computed, said_money, said_shares
from agents.tools.tape import last_tape
from agents.tools.telling import together, told
from stockelper.errors import NoData
from stockelper.types import Frozen


class AffordableArguments(Frozen):
    """Which security is to be bought with how much money."""

    security: str
    money: Money


def affordable(arguments: AffordableArguments, context: Context) -> Part:
    """How many whole shares a sum of money buys at the last close, costs left out.

    Raises:
        NoData: nothing is stored, or the money is in another currency and no exchange rate is known.
    """
    tape = last_tape(arguments.security, context)
    if arguments.money.currency != tape.currency:
        raise NoData("other_currency", name=tape.name, currency=tape.currency or "")
    close = tape.stated("close", -1)
    budget = said_money(close, arguments.money)
    shares = said_shares(close, int(arguments.money.amount // (close.value or 1.0)))
    cost = computed("position", "product", (shares, close), close)
    named = {"budget": budget, "close": close, "shares": shares, "cost": cost}
    code = "portfolio.buys" if shares.value else "portfolio.buys_none"
    return together([told(code, named, {"name": tape.name}), Part(notes=health(tape, context))])
