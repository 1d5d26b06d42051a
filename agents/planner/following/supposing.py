"""A sum put into what was just told: "if I had bought 50 shares then, what's my gain?" after a close of a year ago.

The turn names how much was put in; the company and the day are those of the turn before.
"""

import re

from agents.planner.following.replacing import MONEY, SHARES
from agents.planner.spoken_dates import stretch
from agents.planner.today import Today
from stockelper.securities.resolver import Resolver
from stockelper.types import Kind, Language, Plan

_PUT_IN = re.compile(
    r"넣었|넣어 ?(?:놨|뒀)|투자했|투자해 ?(?:놨|뒀)|묻었|묻어 ?(?:놨|뒀)|샀|사 ?(?:놨|뒀|두었)|매수했|담았|질렀|들어갔"
    r"|(?<![a-z])(?:put|invested|bought|purchased|parked|dropped|placed|held)(?![a-z])"
)
_THEN = re.compile(
    r"(?:바로 )?(?:그 ?때|그 ?당시|그 ?시점|그 ?날|그 ?가격|그 ?종가|그 ?시기)(?:에|에다|으로|로|부터)?(?![가-힣])"
    r"|(?<![a-z])(?:back then|at (?:that|the) (?:time|point|price|close|level)|(?:on|for|from) that (?:day|date|price)|that day|then)(?![a-z])",
    re.IGNORECASE,
)
"""The day that was just told of."""
_BOUGHT = re.compile(
    r"(?<![a-z])(?:bought|purchased|held|invested in|invested)(?: it)?(?![a-z])", re.IGNORECASE
)
_OF_TODAY = frozenset({"default", "today"})
_ABOUT_ONE: frozenset[Kind] = frozenset(
    {"quote", "technical", "explain_move", "compare", "backtest", "portfolio"}
)


def supposed(text: str, before: Plan, resolver: Resolver, now: Today, language: Language) -> str:
    """The turn with the company and the day of the turn before; as it is where it puts nothing in, or names its own."""
    amount = SHARES.search(text) or MONEY.search(text)
    if not _PUT_IN.search(text.lower()) or not (amount or _THEN.search(text)):
        return text
    if len(before.securities) != 1 or before.kinds[0] not in _ABOUT_ONE or resolver.resolve(text).mentions:
        return text
    known = resolver.listing.get(before.securities[0])
    name = known and ((known.name_en or known.name) if language == "en" else known.name)
    if not name:
        return text
    dated = _on_its_day(text, before, now, language)
    return _put(dated, name, language)


def _put(text: str, name: str, language: Language) -> str:
    """What is put into whom: a number of shares, money, or no sum at all."""
    counted = SHARES.search(text)
    amount = counted or MONEY.search(text)
    if amount is None:
        return f"{name} {text}" if language == "ko" else _BOUGHT.sub(rf"\g<0> {name}", text, count=1)
    if language == "en":
        said = f"{amount.group()} {'of' if counted else 'in'} {name}"
    else:
        said = f"{name}{'' if counted else '에'} {amount.group()}"
    return f"{text[: amount.start()]}{said}{text[amount.end() :]}"


def _on_its_day(text: str, before: Plan, now: Today, language: Language) -> str:
    """The turn with the first day of the stretch before for "then", or where it names no time."""
    window = before.window
    if window is None or window.label in _OF_TODAY:
        return text
    day = window.from_.isoformat()
    placed = f"on {day}" if language == "en" else f"{day}에"
    if _THEN.search(text):
        return _THEN.sub(placed, text, count=1)
    amount = SHARES.search(text) or MONEY.search(text)
    if amount is None or stretch(text.lower(), now):
        return text
    at = amount.end() if language == "en" else amount.start()
    return f"{text[:at]} {placed} {text[at:]}".strip()
