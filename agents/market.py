"""The market specialist: prices, volume, indicators, comparisons, screens and the market as a whole."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from agents.context import Context
from agents.indices import indices, unstored
from agents.planner.details import run_length, way
from agents.planner.reading import words
from agents.specialist import Call, Specialist, call, tool
from agents.tools.absent import AbsentArguments, absent, asks_worth, unpicked
from agents.tools.briefing import BriefingArguments, IndexArguments, briefing, index_level
from agents.tools.compare import COMPARED, CompareArguments, compare
from agents.tools.days import TOLD, DaysArguments, days
from agents.tools.events import (
    EVENTS,
    EventsArguments,
    PriceGapArguments,
    SinceExtremeArguments,
    events,
    price_gap,
    since_extreme,
)
from agents.tools.holding import FirstStoredArguments, PaidArguments, first_stored, paid, since_paid
from agents.tools.indicators import TOLD as INDICATORS
from agents.tools.indicators import IndicatorArguments, indicators
from agents.tools.moves import MovesArguments, explain_move
from agents.tools.performance import PerformanceArguments, RelativeArguments, performance, relative
from agents.tools.periods import PeriodsArguments, periods
from agents.tools.quote import QuoteArguments, quote
from agents.tools.scope import markets_of
from agents.tools.screen import ScreenArguments, screen, screen_arguments
from agents.tools.sectors import SectorsArguments, sectors
from agents.tools.span import days_back, is_one_day
from agents.tools.together import BetaArguments, CorrelationArguments, beta, correlation, pairs
from stockelper.language.normalise import detect
from stockelper.markets.registry import MARKETS, is_series, market_of
from stockelper.types import PRICE_MEASURES, Kind, Measure, Need, Plan, Window

COMPARED_DAYS, MOVED_DAYS, YEAR_DAYS, EVER_DAYS = 91, 31, 365, 365 * 35
_UNNAMED = frozenset({"default", "today"})
MOST = 5
"""Securities that one answer goes through one by one."""
UNSTORED = re.compile(
    r"외국인|외인(?!구)|연기금|기관(?!지)|개인 ?(?:순매|매수)|순매수|순매도|거래 ?정지|foreign(?:er)?s? (?:net|buy|b[uo])"
    r"|net (?:buying|selling)|institutional|halted",
    re.IGNORECASE,
)
"""What people rank securities by and no stored price tells."""
FLOWS = re.compile(
    r"순매수|순매도|수급|net (?:buying|selling)|institutional (?:buying|selling)", re.IGNORECASE
)
"""Who bought and sold, which no stored price tells either."""

LOWEST = re.compile(
    r"작은|낮은|적은|덜 |안정|안전|\b(?:safer|safest|stable|steadi\w+|lowest|least|smallest|calmest|less)\b",
    re.IGNORECASE,
)
"""Asks for the lowest first."""
OF_MEMBERS = ("INDEX:KS200", "INDEX:SPX")
"""Stored indices that people screen the members of, which no record names; the others stand for a whole board."""
RECOMMENDED = re.compile(
    r"추천|유망|뭐 ?(?:사|살)|살 ?만한|(?:제일|가장) ?(?:좋은|나은)|뭐가 ?(?:제일 ?)?(?:좋|나[아을은])"
    r"|\b(?:recommend\w*|(?:best|good|top) (?:stocks?|shares?|picks?) (?:to buy|right now|now|today)|(?:should|to) (?:i )?buy|picks?|will (?:double|triple))\b",
    re.IGNORECASE,
)
"""Asks which securities to buy, and not which have done something."""
UNCOMPUTED = re.compile(
    r"지지[선대]|저항[선대]|목표 ?주?가|적정 ?(?:주가|가격|가치)|손절가|내재 ?가치|샤프(?: ?(?:지수|비율))?|소르티노|트레이너|정보 ?비율|젠센|알파(?: ?값)|스토캐스틱|일목균형표|이격도|왜도|첨도"
    r"|\b(?:support(?: and resistance)?(?: levels?| lines?| zones?)?|resistance(?: levels?| lines?| zones?)?|sharpe|sortino|treynor|information ratio|jensen'?s alpha|stochastics?|ichimoku|vwap|obv|atr|adx|cci"
    r"|skewness|kurtosis|(?:price )?targets?(?: price)?|fair value|intrinsic value|value at risk)\b",
    re.IGNORECASE,
)
"""Figures that people ask for by name and that are not computed."""
LISTED = re.compile(
    r"공모 ?가|상장 ?(?:일|날|첫 ?날|당일)(?:[의 ]*종가)?|(?:언제|며칠에?) ?상장|상장 ?언제|\b(?:ipo price|offer(?:ing)? price|ipo date|listing (?:date|day)|first day of trading|(?:go|went) public)\b",
    re.IGNORECASE,
)
"""What is asked of a company's listing, which no record tells."""
FUNDS = re.compile(
    r"\betfs?\b|이티에프|인덱스 ?펀드|상장 ?지수 ?펀드|펀드|kodex|코덱스|\btiger \w|kbstar|arirang|hanaro|\bfunds?\b",
    re.IGNORECASE,
)
"""Funds, which no listing here has."""
TO_COME = re.compile(
    r"(?:오를|뜰|급등할|상승할|터질|갈|유망한|유망) ?(?:만한 ?|것 ?같은 ?|거 ?같은 ?)?(?:종목|주식|회사|기업|거|것|주(?![가-힣]))|대박 ?(?:날|칠|종목)"
    r"|\b(?:will|going to|gonna|about to|likely to|set to|could|might) (?:\w+ )?(?:rise|go up|moon|double|triple|explode|soar|jump|skyrocket|rally|outperform|pop|rip|run)\b|\bnext (?:big thing|nvidia|tesla|10x|multibagger)",
    re.IGNORECASE,
)
"""Asks of a screen what is still to come."""
EVER = re.compile(
    r"전고점|역대|사상|상장 ?이후|all[- ]time|\bever\b|\bpeak\b|꼭지|최고점|최저점", re.IGNORECASE
)
"""Asks for an extreme of all time."""


def calls(plan: Plan, context: Context) -> Sequence[Call]:
    """The tool calls that answer a plan's market part."""
    if not plan.securities:
        return list(_market_calls(plan, context))
    if plan.stretches and plan.kinds[0] in ("compare", "quote"):
        return [*_over_stretches(plan.securities, plan), *_not_computed(plan)]
    if "compare" in plan.kinds and len(plan.securities) > 1:
        return [*_compared(plan, context), *_not_computed(plan)]
    told = [one for security in plan.securities[:MOST] for one in _security_calls(security, plan, context)]
    return [*told, *_not_computed(plan)]


def _compared(plan: Plan, context: Context) -> Iterator[Call]:
    """What is measured between the securities first; no returns where only that was asked for."""
    window = plan.window or days_back(context.clock.today(), COMPARED_DAYS, "3m")
    if "price_gap" in plan.measures:
        yield call(price_gap, PriceGapArguments(securities=plan.securities))
        return
    if "correlation" in plan.measures:
        for security, other in pairs(plan.securities):
            arguments = CorrelationArguments(security=security, other=other, window=window)
            yield call(correlation, arguments)
    if plan.measures == ("correlation",):
        return
    asked: list[Measure] = [one for one in plan.measures if one in INDICATORS and one not in COMPARED]
    if asked:
        for security in plan.securities[:MOST]:
            yield call(
                indicators, IndicatorArguments(security=security, measures=tuple(asked), periods=plan.periods)
            )
        if len(asked) == len(plan.measures):
            return
    for security in plan.securities[:MOST]:
        yield from _beside(security, plan, context)
    yield _compare(plan, context)
    yield from _against_indices(plan, context)


def _beside(security: str, plan: Plan, context: Context) -> Iterator[Call]:
    """What is asked of the days of a security, and of how it moves with an index."""
    window = _span(plan) or days_back(context.clock.today(), YEAR_DAYS, "1y")
    if asked := _of_days(plan):
        yield call(days, DaysArguments(security=security, window=window, measures=asked))
    named = _asked_indices(plan)
    if "beta" in plan.measures:
        for index in named or (None,):
            yield call(beta, BetaArguments(security=security, window=window, index=index))
    if "correlation" in plan.measures and len(plan.securities) == 1:
        for index in named:
            yield call(correlation, CorrelationArguments(security=security, other=index, window=window))


def _over_stretches(securities: Sequence[str], plan: Plan) -> Iterator[Call]:
    """Each security or index over the stretches of time that the question sets side by side."""
    for security in securities[:MOST]:
        arguments = PeriodsArguments(security=security, windows=plan.stretches, measures=plan.measures)
        yield call(periods, arguments)


def _not_computed(plan: Plan) -> Iterator[Call]:
    """A note on a figure that is asked for by name and that nothing here computes."""
    if found := UNCOMPUTED.search(plan.question):
        yield call(absent, AbsentArguments(code="not_computed", name=found.group()))


def _compare(plan: Plan, context: Context) -> Call:
    window = plan.window or days_back(context.clock.today(), COMPARED_DAYS, "3m")
    arguments = CompareArguments(
        securities=plan.securities,
        window=window,
        measures=plan.measures,
        ascending=LOWEST.search(plan.question) is not None,
    )
    return call(compare, arguments)


def _against_indices(plan: Plan, context: Context) -> Iterator[Call]:
    window = plan.window or days_back(context.clock.today(), COMPARED_DAYS, "3m")
    for index in _asked_indices(plan):
        for security in plan.securities:
            yield call(relative, RelativeArguments(security=security, window=window, index=index))


def _asked_indices(plan: Plan) -> list[str]:
    """The indices that a question sets securities against."""
    return [index for index in indices(plan.question) if index.startswith("INDEX:")]


def _security_calls(security: str, plan: Plan, context: Context) -> Iterator[Call]:
    kinds: set[Kind] = set(plan.kinds)
    if FLOWS.search(plan.question):
        yield call(absent, AbsentArguments(code="no_flows", security=security))
    if told := list(_of_history(security, plan, context)):
        yield from told
        return
    if "explain_move" in kinds:
        window = plan.window or days_back(context.clock.today(), MOVED_DAYS, "1m")
        said = way(plan.question.lower()) if len(plan.securities) == 1 else None
        yield call(explain_move, MovesArguments(security=security, window=window, said=said))
        return
    beside = list(_beside(security, plan, context))
    yield from beside
    if beside and plan.measures == ("correlation",):
        return
    named = bool(set(plan.measures) & INDICATORS)
    span, technical = _told_span(security, plan, context), _technical(plan) and (named or not beside)
    if span or "compare" in kinds:
        window = span or days_back(context.clock.today(), COMPARED_DAYS, "3m")
        yield from _over_window(security, window, _asked_indices(plan))
    elif not technical or "quote" in kinds:
        yield call(quote, QuoteArguments(security=security, day=_day(plan), measures=plan.measures))
    if technical and not (span and not set(plan.measures) & INDICATORS):
        yield call(
            indicators, IndicatorArguments(security=security, measures=plan.measures, periods=plan.periods)
        )


def _of_history(security: str, plan: Plan, context: Context) -> Iterator[Call]:
    """What is asked of a security's whole past, or of what no record tells of it: no card of the day answers that."""
    ever = days_back(context.clock.today(), EVER_DAYS, "ever")
    if price := paid(plan.question):
        yield call(since_paid, PaidArguments(security=security, price=price))
    elif listed := LISTED.search(plan.question):
        yield call(first_stored, FirstStoredArguments(security=security, what=listed.group().strip()))
    elif asked := _in_history(plan):
        least = run_length(plan.question.lower())
        window = _span(plan) or ever
        yield call(events, EventsArguments(security=security, window=window, measures=asked, least=least))
    elif found := {"from_high", "from_low"} & set(plan.measures):
        window = _span(plan) or (
            ever if EVER.search(plan.question) else days_back(context.clock.today(), YEAR_DAYS, "1y")
        )
        lowest = "from_high" not in found
        yield call(since_extreme, SinceExtremeArguments(security=security, window=window, lowest=lowest))


def _span(plan: Plan) -> Window | None:
    """The stretch of time that the question itself names."""
    window = plan.window
    return window if window and window.label not in _UNNAMED and not is_one_day(window) else None


def _told_span(security: str, plan: Plan, context: Context) -> Window | None:
    """The stretch to tell of; none where its market had no session in it, a year where a fall was asked for."""
    span = _span(plan)
    if span is None and "drawdown" in plan.measures and _day(plan) is None:
        return days_back(context.clock.today(), YEAR_DAYS, "1y")
    return span if span and market_of(security).sessions(span.from_, span.to) else None


def _day(plan: Plan) -> dt.date | None:
    """The day that the question names; None where it means the newest."""
    return plan.window.to if plan.window and plan.window.label not in _UNNAMED else None


def _spoken(plan: Plan) -> Window | None:
    """The window that the question names, be it a day; None where it means the newest day."""
    return None if _day(plan) is None else plan.window


def _technical(plan: Plan) -> bool:
    return "technical" in plan.kinds or bool(set(plan.measures) & INDICATORS)


def _over_window(security: str, window: Window, asked: Sequence[str]) -> Iterator[Call]:
    """The security over the window, against the indices that were asked for, else its board's."""
    yield call(performance, PerformanceArguments(security=security, window=window))
    if not is_series(security):
        for index in asked or (None,):
            yield call(relative, RelativeArguments(security=security, window=window, index=index))


def _market_calls(plan: Plan, context: Context) -> Iterator[Call]:
    if "screen" in plan.kinds and words()["ranked_sectors"].search(plan.question.lower()):
        yield call(
            sectors,
            SectorsArguments(markets=markets_of(plan), window=_spoken(plan), asked_in=detect(plan.question)),
        )
        return
    if "screen" in plan.kinds and (code := _is_picking(plan)):
        yield call(absent, AbsentArguments(code=code))
        return
    if "screen" in plan.kinds and _is_unpickable(plan):
        yield call(absent, unpicked(plan.question))
        return
    if "screen" in plan.kinds:
        yield call(screen, screen_arguments(plan))
        yield from _members(plan)
        if RECOMMENDED.search(plan.question):
            yield call(absent, AbsentArguments(code="no_recommendation"))
        return
    if FUNDS.search(plan.question) and not indices(plan.question):
        yield call(absent, AbsentArguments(code="no_funds"))
        return
    named = () if plan.sector else indices(plan.question)
    if not named and not plan.sector and (other := unstored(plan.question)) and "briefing" not in plan.kinds:
        yield call(absent, AbsentArguments(code="no_index_level", name=other.removesuffix("지수").strip()))
        return
    if named and plan.stretches and "briefing" not in plan.kinds:
        yield from _over_stretches(named, plan)
        return
    if named and "briefing" not in plan.kinds:
        yield from _among_indices(named, plan, context)
        yield from (one for index in named for one in _index_calls(index, plan))
        return
    yield from _briefings(plan)


def _briefings(plan: Plan) -> Iterator[Call]:
    for markets in _apart(markets_of(plan)):
        arguments = BriefingArguments(
            markets=markets, sector=plan.sector, window=_spoken(plan), asked_in=detect(plan.question)
        )
        yield call(briefing, arguments)


def _apart(markets: tuple[str, ...]) -> Sequence[tuple[str, ...]]:
    """The markets that are told one after the other: both where both are named, else what is named as it is."""
    both = [(code,) for code in markets if code in MARKETS]
    return both if len(both) > 1 and len(both) == len(markets) else [markets]


def _members(plan: Plan) -> Iterator[Call]:
    """A note where a screen is asked of an index, whose members are not stored."""
    if other := unstored(plan.question):
        yield call(absent, AbsentArguments(code="no_members", name=other.strip()))
    for index in set(indices(plan.question)) & set(OF_MEMBERS):
        yield call(absent, AbsentArguments(code="no_members", security=index))


def _is_picking(plan: Plan) -> str | None:
    """The note for a screen that asks what to buy or what will rise, and names no condition to look up."""
    if FUNDS.search(plan.question):
        return "no_funds"
    if TO_COME.search(plan.question):
        return "no_pick"
    open_ended = not plan.measures and all(
        one.threshold is None and one.operator == "top" for one in plan.screens
    )
    return "no_pick" if open_ended and RECOMMENDED.search(plan.question) else None


def _is_unpickable(plan: Plan) -> bool:
    """Whether nothing of a screen can be told from prices."""
    priced = any(one.measure in PRICE_MEASURES for one in plan.screens)
    return bool(UNSTORED.search(plan.question)) or (not priced and asks_worth(plan.question))


def _among_indices(named: Sequence[str], plan: Plan, context: Context) -> Iterator[Call]:
    """What is asked of the days of indices, and of how two of them move together."""
    window = _span(plan) or days_back(context.clock.today(), YEAR_DAYS, "1y")
    if "correlation" in plan.measures:
        for one, other in pairs(tuple(named)):
            yield call(correlation, CorrelationArguments(security=one, other=other, window=window))
    if asked := _of_days(plan):
        for index in named:
            yield call(days, DaysArguments(security=index, window=window, measures=asked))


def _in_history(plan: Plan) -> tuple[Measure, ...]:
    asked: list[Measure] = [one for one in plan.measures if one in EVENTS]
    return tuple(asked)


def _of_days(plan: Plan) -> tuple[Measure, ...]:
    asked: list[Measure] = [one for one in plan.measures if one in TOLD]
    return tuple(asked)


def _index_calls(index: str, plan: Plan) -> Iterator[Call]:
    if span := _span(plan):
        yield call(performance, PerformanceArguments(security=index, window=span))
    else:
        yield call(index_level, IndexArguments(index=index, day=_day(plan)))


def needs(plan: Plan) -> Sequence[Need]:
    """Prices, and news where a move is to be explained."""
    return ("prices", "news") if "explain_move" in plan.kinds else ("prices",)


MARKET = Specialist(
    name="market",
    purpose="Prices, returns, indicators, volume, comparisons, screens and market briefings.",
    prompt="market.md",
    tools=(
        tool(quote, QuoteArguments),
        tool(performance, PerformanceArguments),
        tool(relative, RelativeArguments),
        tool(indicators, IndicatorArguments),
        tool(days, DaysArguments),
        tool(beta, BetaArguments),
        tool(correlation, CorrelationArguments),
        tool(events, EventsArguments),
        tool(since_extreme, SinceExtremeArguments),
        tool(price_gap, PriceGapArguments),
        tool(since_paid, PaidArguments),
        tool(first_stored, FirstStoredArguments),
        tool(compare, CompareArguments),
        tool(periods, PeriodsArguments),
        tool(explain_move, MovesArguments),
        tool(screen, ScreenArguments),
        tool(sectors, SectorsArguments),
        tool(briefing, BriefingArguments),
        tool(index_level, IndexArguments),
    ),
    calls=calls,
    needs=needs,
)
