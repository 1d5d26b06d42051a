"""Whether to buy, keep or sell is not judged: what is stored about the securities in question is told instead."""

from agents.context import Context
from agents.specialist import Part
from agents.tools.compare import CompareArguments, compare
from agents.tools.performance import PerformanceArguments, performance
from agents.tools.quote import QuoteArguments, quote
from agents.tools.span import days_back
from agents.tools.telling import together, told
from stockelper.types import Frozen

YEAR_DAYS = 365


class WeighedArguments(Frozen):
    """Which securities, and whether the money is borrowed or set aside for something else."""

    securities: tuple[str, ...]
    financed: bool = False


def weighed(arguments: WeighedArguments, context: Context) -> Part:
    """The last close and the year behind it of securities that somebody thinks of buying or selling, and no verdict.

    Raises:
        NoData: nothing is stored.
    """
    facts = _facts(arguments.securities, context)
    parts = [told("outlook.not_judged", {})]
    if arguments.financed:
        parts.append(told("outlook.financed", {}))
    return together([*parts, *facts])


def _facts(securities: tuple[str, ...], context: Context) -> list[Part]:
    year = days_back(context.clock.today(), YEAR_DAYS, "1y")
    if len(securities) != 1:
        return [
            compare(
                CompareArguments(securities=securities, window=year, measures=("volatility", "drawdown")),
                context,
            )
        ]
    return [
        quote(QuoteArguments(security=securities[0]), context),
        performance(PerformanceArguments(security=securities[0], window=year), context),
    ]
