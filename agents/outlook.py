"""The outlook specialist: what may come, with its uncertainty, and whether the model has shown any skill."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agents.context import Context
from agents.planner.aims import Aim
from agents.planner.aims import aim as asked_aim
from agents.planner.horizon import DEFAULT, horizon
from agents.planner.whether_to_trade import asks_whether_to_trade
from agents.specialist import Call, Specialist, call, tool
from agents.tools.absent import AbsentArguments, absent
from agents.tools.aims import AimArguments, aim
from agents.tools.outlook import HORIZONS, OutlookArguments, outlook
from agents.tools.tape import last_tape
from agents.tools.weighed import WeighedArguments, weighed
from stockelper.errors import NoData
from stockelper.markets.registry import is_series
from stockelper.types import Need, Plan

MOST = 3
_YEAR = re.compile(r"(?<![\d.,$₩])20\d\d(?!\d|[.,]\d| ?(?:원|달러|불|주|won|dollars|shares|%))")
"""A year of the calendar, which no price or number of shares is."""
_SESSIONS_A_WEEK, _DAYS_A_WEEK = 5, 7
"""Securities that one answer looks ahead for."""
TARGETS = re.compile(
    r"목표 ?(?:주가|가)|투자 ?의견|컨센서스|\b(?:price targets?|target prices?|pts?|analysts?|ratings?|consensus)\b",
    re.IGNORECASE,
)
"""Asks what brokers expect, which no record tells."""
ADVICE = re.compile(
    r"뭐 ?(?:사|살|담)|뭘 ?(?:사|살|담)|몰빵|나한테|저한테|나에게|사회 ?초년생|은퇴|노후|\d ?만 ?원|천만 ?원|억|추천|\bshould i\b|\bfor me\b|\bmy (?:money|savings|age)",
    re.IGNORECASE,
)
"""Asks for advice that fits the asker."""


TRADES = re.compile(
    r"(?:사|담|타|들어가|넣|투자해|매수해|매도해|팔|줍|물타|버티|들고 ?가)(?:도|아도|어도|어야|아야|야|는 ?게|면|지) ?(?:되|될|돼|됨|댐|괜|좋|하|할|늦|안|어|나[을은])|살까|팔까|탈까|살지|팔지|담을까|들어갈까|넣을까|살 ?만|산다면"
    r"|뭐(?:를|가)? ?(?:살|사)|뭘 ?(?:살|사)|손절|익절|물타|불타기|존버|몰빵|올인|풀 ?매수|매수 ?(?:타이밍|할|해|적기)|매도 ?(?:타이밍|할|해)|홀[딩드]|추천"
    r"|\b(?:should|shall|can|could|would|do) (?:i|we|you|one)\b(?! (?:see|think|expect|predict|believe|know)\b)|\b(?:a |strong |good )?(?:buy|sell|hold)\b|\b(?:buying|selling|holding|invest\w*|all[- ]in|(?<!be )worth|dump|bail)\b|\bgood (?:time|idea|bet|entry)\b|\binto\b",
    re.IGNORECASE,
)
"""Asks whether to buy, keep or sell."""
FINANCED = re.compile(
    r"대출|빚|신용|마통|마이너스 ?통장|카드론|영끌|미수|담보|전세금|보증금|전 ?재산|퇴직금|노후|은퇴|비상금|생활비|학자금|등록금|결혼 ?자금|적금|연금"
    r"|\b(?:borrow\w*|loans?|(?:re)?mortgag\w*|refinanc\w*|home equity|credit cards?|margin|leverage|savings|retirement|college fund|emergency fund|401\(?k\)?|ira|pension|tuition|rent money|all[- ]in|everything)\b",
    re.IGNORECASE,
)
"""Speaks of money that is borrowed or meant for something else."""


def _calls(plan: Plan, context: Context) -> Sequence[Call]:
    if not plan.securities:
        fit = ADVICE.search(plan.question) is not None
        return [call(absent, AbsentArguments(code="no_fit" if fit else "outlook_which"))]
    targets = [call(absent, AbsentArguments(code="no_targets"))] if TARGETS.search(plan.question) else []
    return [
        *targets,
        *_facts(plan, context),
        *(one for security in plan.securities[:MOST] for one in _ahead(security, plan, context)),
    ]


def _aim(security: str, plan: Plan, context: Context) -> Aim | None:
    """The price or move that is asked of a security; None also where no share of it can cost that much."""
    asked = asked_aim(_without_codes(plan))
    if asked is None or asked.price is None:
        return asked
    try:
        tape = last_tape(security, context, 1)
    except NoData:
        return asked
    close = tape.stated("close", -1).value or 0.0
    return asked if asked.is_price(close, tape.currency or "") else None


def _without_codes(plan: Plan) -> str:
    """The question without the codes of its securities ("011200 다음 주 오를까"), which are no prices unless a unit follows."""
    symbols = [one.partition(":")[2] for one in plan.securities]
    codes = "|".join(symbol for symbol in symbols if symbol.isdigit())
    return (
        re.sub(rf"(?<![\d.,])(?:{codes})(?![\d,]|\.\d| ?(?:원|달러|won))", " ", plan.question)
        if codes
        else plan.question
    )


def _facts(plan: Plan, context: Context) -> Iterator[Call]:
    """What is known of securities that somebody thinks of buying or selling; no verdict on it."""
    thinks = TRADES.search(plan.question) or asks_whether_to_trade(plan.question.lower())
    if thinks and not any(_aim(one, plan, context) for one in plan.securities[:MOST]):
        financed = FINANCED.search(plan.question) is not None
        yield call(weighed, WeighedArguments(securities=plan.securities[:MOST], financed=financed))


def _ahead(security: str, plan: Plan, context: Context) -> Iterator[Call]:
    """The forecast of a security, and before it the price that the question asks about."""
    if is_series(security):
        yield call(absent, AbsentArguments(code="no_outlook_series", security=security))
        return
    asked = _aim(security, plan, context)
    ahead = _sessions_ahead(plan, context)
    if asked and horizon(plan.question) is None:
        ahead = HORIZONS[-1]
    if asked:
        yield call(aim, AimArguments(security=security, aim=asked, sessions=ahead))
    yield call(outlook, OutlookArguments(security=security, horizon=ahead, aim=asked))


def _sessions_ahead(plan: Plan, context: Context) -> int:
    """Sessions ahead: as many as the question names, else those up to a time to come that it names."""
    window, today = plan.window, context.clock.today()
    year = max((int(found) for found in _YEAR.findall(plan.question)), default=today.year)
    named = window.from_ if window is not None else today
    ahead = max(named, date(year, 1, 1))
    if ahead <= today:
        return plan.horizon_days or DEFAULT
    return max(1, (ahead - today).days * _SESSIONS_A_WEEK // _DAYS_A_WEEK)


def _needs(plan: Plan) -> Sequence[Need]:
    del plan
    return ("prices",)


OUTLOOK = Specialist(
    name="outlook",
    purpose="What may come, with its uncertainty.",
    prompt="outlook.md",
    tools=(tool(outlook, OutlookArguments), tool(aim, AimArguments), tool(weighed, WeighedArguments)),
    calls=_calls,
    needs=_needs,
)
