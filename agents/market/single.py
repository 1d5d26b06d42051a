"""One security: its price, its course over a stretch, what moved it, its whole past."""

import re
from collections.abc import Iterator

from agents.context import Context
from agents.market.beside import asked_indices, beside_calls
from agents.market.windows import (
    all_time,
    last_month,
    last_quarter,
    last_year,
    named_day,
    named_span,
    told_span,
)
from agents.planner.counts import run_length
from agents.planner.up_or_down import way
from agents.specialist import Call, call
from agents.tools.absent import AbsentArguments, absent
from agents.tools.events import EVENTS, EventsArguments, SinceExtremeArguments, events, since_extreme
from agents.tools.holding import FirstStoredArguments, PaidArguments, first_stored, paid, since_paid
from agents.tools.indicators import TOLD as INDICATORS
from agents.tools.indicators import IndicatorArguments, indicators
from agents.tools.moves import MovesArguments, explain_move
from agents.tools.performance import PerformanceArguments, RelativeArguments, performance, relative
from agents.tools.quote import QuoteArguments, quote
from stockelper.markets.registry import is_series
from stockelper.types import Kind, Measure, Plan, Window

FLOWS = re.compile(
    r"순매수|순매도|수급|net (?:buying|selling)|institutional (?:buying|selling)", re.IGNORECASE
)
"""Who bought and sold, which no stored price tells either."""
LISTED = re.compile(
    r"공모 ?가|상장 ?(?:일(?!정|본)|날|첫 ?날|당일)(?:[의 ]*종가)?|상장(?:하고|한|하자|되고|된)? ?(?:첫 ?(?:날|거래일)|당일|날)(?:[의 ]*종가)?|상장 ?(?:이?후)? ?첫 ?(?:날|거래일)|(?:언제|며칠에?) ?상장|상장 ?언제|\b(?:ipo price|offer(?:ing)? price|ipo date|listing (?:date|day)|first (?:trading )?day (?:of trading|on the (?:market|exchange)|as a (?:public|listed) company|public|listed)|(?:market |trading |stock market )?debut|ipo day|(?:go|went) public)\b",
    re.IGNORECASE,
)
"""What is asked of a company's listing, which no record tells."""
PRICE_TOO = re.compile(
    r"얼마(?:야|예요|에요|인가|인지|지|임|니|냐|고|며|이고|인데|,|\?|$)|현재가|지금 ?(?:주가|가격|시세)|(?:종가|주가|가격|시세)(?:는|가|랑|하고|와|도|이랑)? ?(?:얼마|알려|좀|그리고|및|,|왜)"
    r"|\b(?:price of|current (?:share |stock )?price|trading at|trade at|what(?:'s| is) (?:the|its) (?:\w+ )?price|(?:stock |share )?price and|how much is|last close|closing price)\b",
    re.IGNORECASE,
)
"""Asks for the price itself beside the reason of a move."""
EVER = re.compile(
    r"전고점|역대|사상|상장 ?이후|all[- ]time|\bever\b|\bpeak\b|꼭지|최고점|최저점", re.IGNORECASE
)
"""Asks for an extreme of all time."""


def security_calls(security: str, plan: Plan, context: Context) -> Iterator[Call]:
    """What is asked of one security: of its past, of a move, or its price and course and what stands beside."""
    kinds: set[Kind] = set(plan.kinds)
    if FLOWS.search(plan.question):
        yield call(absent, AbsentArguments(code="no_flows", security=security))
    if told := list(_of_history(security, plan, context)):
        yield from told
        return
    if "explain_move" in kinds:
        window = plan.window or last_month(context)
        if PRICE_TOO.search(plan.question):
            yield call(quote, QuoteArguments(security=security, day=named_day(plan), sentences=1))
        said = way(plan.question.lower()) if len(plan.securities) == 1 else None
        yield call(explain_move, MovesArguments(security=security, window=window, said=said))
        return
    beside = list(beside_calls(security, plan, context))
    yield from beside
    if beside and plan.measures == ("correlation",):
        return
    named = bool(set(plan.measures) & INDICATORS)
    span, technical = told_span(security, plan, context), _technical(plan) and (named or not beside)
    if span or "compare" in kinds:
        window = span or last_quarter(context)
        yield from _over_window(security, window, plan)
    elif not technical or "quote" in kinds:
        yield call(quote, QuoteArguments(security=security, day=named_day(plan), measures=plan.measures))
    if technical and not (span and not set(plan.measures) & INDICATORS):
        yield call(
            indicators, IndicatorArguments(security=security, measures=plan.measures, periods=plan.periods)
        )


def _technical(plan: Plan) -> bool:
    return "technical" in plan.kinds or bool(set(plan.measures) & INDICATORS)


def _over_window(security: str, window: Window, plan: Plan) -> Iterator[Call]:
    """The security over the window, against the indices that were asked for, else its board's."""
    yield call(performance, PerformanceArguments(security=security, window=window))
    if is_series(security):
        return
    asked = "compare" in plan.kinds or "relative_return" in plan.measures
    for index in asked_indices(plan) or (None,):
        yield call(relative, RelativeArguments(security=security, window=window, index=index, asked=asked))


def _of_history(security: str, plan: Plan, context: Context) -> Iterator[Call]:
    """What is asked of a security's whole past, or of what no record tells of it: no card of the day answers that."""
    ever = all_time(context)
    if price := paid(plan.question):
        yield call(since_paid, PaidArguments(security=security, price=price))
    elif listed := LISTED.search(plan.question):
        yield call(first_stored, FirstStoredArguments(security=security, what=listed.group().strip()))
    elif asked := _in_history(plan):
        least = run_length(plan.question.lower())
        window = named_span(plan) or ever
        yield call(events, EventsArguments(security=security, window=window, measures=asked, least=least))
    elif found := {"from_high", "from_low"} & set(plan.measures):
        window = named_span(plan) or (ever if EVER.search(plan.question) else last_year(context))
        lowest = "from_high" not in found
        yield call(since_extreme, SinceExtremeArguments(security=security, window=window, lowest=lowest))


def _in_history(plan: Plan) -> tuple[Measure, ...]:
    asked: list[Measure] = [one for one in plan.measures if one in EVENTS]
    return tuple(asked)
