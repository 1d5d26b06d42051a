"""Questions that want one thing: a yes or a no about what prices did, or a single figure."""

import re
from collections.abc import Iterator

from agents.context import Context
from agents.indices import indices
from agents.market.beside import of_days
from agents.market.single import LISTED
from agents.market.windows import days_span, last_month, last_quarter, last_year, named_day, named_span
from agents.planner.best_time import end_asked
from agents.planner.claims import Claim, claim
from agents.planner.counts import run_length
from agents.planner.mentions import named
from agents.planner.recovering import Recovery, crisis, recovery, whole_year
from agents.planner.surpassing import Surpassing, beside_index, names_the_market, surpassing
from agents.planner.whether import asks_whether
from agents.specialist import Call, call
from agents.tools.asked import ASKED, OF_TRADING, AskedArguments, asked
from agents.tools.days import DaysArguments, days
from agents.tools.holding import FirstStoredArguments, first_stored
from agents.tools.performance import RelativeArguments, index_of, relative
from agents.tools.quote import QuoteArguments, quote
from agents.tools.recovered import RecoveredArguments, recovered
from agents.tools.surpassed import SurpassedArguments, surpassed
from agents.tools.together import BetaArguments, beta
from stockelper.markets.registry import is_series
from stockelper.types import Kind, Measure, Plan, Window

MOST = 3
"""Securities whose figure one answer tells."""
_KINDS: frozenset[Kind] = frozenset({"quote", "technical"})
OPEN = re.compile(
    r"흐름|추이|동향|어때|어땠|어떤|어떻|상황|분석|자세|전반|정리|요약|차트|그래프|움직임|같이|함께|설명"
    r"|\b(?:doing|do(?:ne)? (?:this|last|in|over|since)|about|perform\w*|overview|trend\w*|history|charts?|summar\w*|analy\w+|look(?:s|ing)?|details?|explain|faring|behav\w+|story)\b",
    re.IGNORECASE,
)
"""Asks openly, so that a full answer is wanted."""
_EXACTLY = re.compile(
    r"종가|현재가|얼마|몇|만 |만$|딱|\b(?:clos(?:e|ed|ing)|trading at|how much|only|just|exact\w*|current)\b",
    re.IGNORECASE,
)
"""Asks for the price itself and nothing of the day around it."""
_TREND = re.compile(
    r"세(?:야|인가|임|니|이?냐|인지|예요|이?에요|인가요)|\btrend\w*\b|\b(?:going|heading|moving) (?:up|down|higher|lower)\b|\b(?:rising|falling|climbing|dropping)\b",
    re.IGNORECASE,
)
"""Asks of a direction that lasts: 상승세야?"""
_WITH_THE_CLOSE: frozenset[Measure] = frozenset(
    {"volume", "open", "high", "low", "high_52w", "low_52w", "change"}
)
"""Figures that a price is read beside only where it is asked for as well: the whole card tells both."""
_OF_A_WINDOW: frozenset[Measure] = frozenset({"return", "drawdown"})
_OF_THE_DAY: frozenset[Measure] = frozenset({"close", "change", "open", "high", "low"})


def plain_calls(plan: Plan, context: Context) -> Iterator[Call]:
    """The calls of such a question; none where more is asked."""
    securities = _asked_about(plan)
    if not securities or plan.stretches:
        return
    if listed := list(_listed_or_by_time(securities, plan, context)):
        yield from listed
        return
    if fell := recovery(plan.question):
        yield from (_way_back(security, fell, plan) for security in securities)
        return
    if (two := list(_of_two(plan, context))) or "compare" in plan.kinds:
        yield from two
        return
    if said := claim(plan.question, plan.measures, run_length(plan.question.lower())):
        for security in securities:
            yield from _settled(security, said, plan, context)
        return
    if (span := named_span(plan)) and _asks_how_much_was_traded(plan):
        for security in securities:
            yield call(asked, AskedArguments(security=security, measure="volume", window=span))
        return
    if measure := single(plan):
        yield from (one for security in securities for one in _figure(security, measure, plan, context))


def _asks_how_much_was_traded(plan: Plan) -> bool:
    """Whether the volume is asked for, openly or not, and no other figure."""
    return bool(plan.measures) and set(plan.measures) <= OF_TRADING and set(plan.kinds) <= _KINDS


def _asked_about(plan: Plan) -> tuple[str, ...]:
    if plan.securities:
        return plan.securities[:MOST]
    listing = plan.sector or {"screen", "briefing"} & set(plan.kinds)
    return () if listing else tuple(one for one in indices(plan.question) if one.startswith("INDEX:"))[:MOST]


def _listed_or_by_time(securities: tuple[str, ...], plan: Plan, context: Context) -> Iterator[Call]:
    """What is asked of a listing's first day, or of each year or month: no figure of a day answers it."""
    if listed := LISTED.search(plan.question):
        what = listed.group().strip()
        for security in plan.securities[:MOST]:
            yield call(first_stored, FirstStoredArguments(security=security, what=what))
    elif of_time := _by_time(plan):
        window = days_span(plan, context)
        end = end_asked(plan.question)
        for security in securities:
            yield call(days, DaysArguments(security=security, window=window, measures=of_time, end=end))


def _by_time(plan: Plan) -> tuple[Measure, ...]:
    """Returns of each year or month, which are a list whatever else the words say."""
    asked: list[Measure] = [one for one in plan.measures if one in ("monthly_return", "yearly_return")]
    return () if "compare" in plan.kinds else tuple(asked)


def _way_back(security: str, fell: Recovery, plan: Plan) -> Call:
    """The fall of the time that is named, by its own name or by its dates, and the way back from it."""
    window = crisis(plan.question) or whole_year(plan.question, named_span(plan))
    arguments = RecoveredArguments(
        security=security,
        asked=fell,
        window=window,
        whether=asks_whether(plan.question.lower().strip()),
    )
    return call(recovered, arguments)


def _of_two(plan: Plan, context: Context) -> Iterator[Call]:
    """Whether one of two has more than the other; the index where it is set against one."""
    found = indices(plan.question)
    sides = [*plan.securities, *(one for one in found if one.startswith("INDEX:"))]
    if len(plan.securities) == len(sides) == 1 and names_the_market(plan.question):
        sides += [one for one in (index_of(sides[0], context),) if one]
    if len(sides) != 2:
        return
    said = surpassing(plan.question, named(plan.question, context.resolver).plain, plan.measures)
    if said is None and len(plan.securities) == 1:
        said = beside_index(plan.question, plan.measures)
    if said is None:
        return
    one, other = reversed(sides) if said.turned and not found else sides
    arguments = SurpassedArguments(
        security=one, other=other, window=_of_both(plan, said, context), claim=said
    )
    yield call(surpassed, arguments)


def _of_both(plan: Plan, said: Surpassing, context: Context) -> Window:
    """The stretch over which two are held against each other: the one that is named, else a comparison's own."""
    own = plan.window and (plan.window.label != "default" or "compare" in plan.kinds)
    fallback = last_year(context) if said.measure != "return" else last_quarter(context)
    return plan.window if plan.window and own else fallback


def _settled(security: str, said: Claim, plan: Plan, context: Context) -> Iterator[Call]:
    """Yes or no, and beside a move that of the index."""
    window = _stretch(said, plan, context)
    arguments = AskedArguments(
        security=security,
        measure=said.measure,
        window=window,
        day=None if window else named_day(plan),
        periods=plan.periods,
        claim=said,
    )
    yield call(asked, arguments)
    if window and said.measure == "return" and not is_series(security):
        yield call(relative, RelativeArguments(security=security, window=window))


def _stretch(said: Claim, plan: Plan, context: Context) -> Window | None:
    if said.measure in OF_TRADING:
        return named_span(plan)
    if said.measure != "return":
        return None
    return named_span(plan) or (last_month(context) if _TREND.search(plan.question) else None)


def single(plan: Plan) -> Measure | None:
    """The one figure that a question asks for; None where it asks for more, or openly."""
    if (
        not set(plan.kinds) <= _KINDS
        or OPEN.search(plan.question)
        or not any(map(str.isalpha, plan.question))
    ):
        return None
    if "close" in plan.measures and _WITH_THE_CLOSE & set(plan.measures):
        return None
    wanted: list[Measure] = [one for one in plan.measures if one != "close"] or list(plan.measures)
    return wanted[0] if len(wanted) == 1 else None


def _figure(security: str, measure: Measure, plan: Plan, context: Context) -> Iterator[Call]:
    span, day = named_span(plan), named_day(plan)
    if of_days(plan):
        yield call(
            days, DaysArguments(security=security, window=days_span(plan, context), measures=of_days(plan))
        )
    elif measure == "beta" and not is_series(security):
        yield call(beta, BetaArguments(security=security, window=span or last_year(context)))
    elif measure in _OF_THE_DAY and span is None and not is_series(security):
        exact = _EXACTLY.search(plan.question) is not None
        yield call(
            quote,
            QuoteArguments(security=security, day=day, measures=(measure,), sentences=1 if exact else 2),
        )
    elif measure in _OF_A_WINDOW and (span or measure == "drawdown"):
        arguments = AskedArguments(security=security, measure=measure, window=span or last_year(context))
        yield call(asked, arguments)
    elif measure in ASKED - _OF_A_WINDOW - _OF_THE_DAY and span is None and len(plan.periods) < 2:
        yield call(asked, AskedArguments(security=security, measure=measure, day=day, periods=plan.periods))
