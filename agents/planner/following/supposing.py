"""A sum put into what was just told: "if I had bought 50 shares then, what's my gain?" after a close of a year ago.

The turn names how much was put in; the company and the day are those of the turn before.
"""

import re

from agents.planner.following.replacing import MONEY, SHARES
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
_OF_TODAY = frozenset({"default", "today"})
_ABOUT_ONE: frozenset[Kind] = frozenset(
    {"quote", "technical", "explain_move", "compare", "backtest", "portfolio"}
)


def supposed(text: str, before: Plan, resolver: Resolver, language: Language) -> str:
    """The turn with the company and the day of the turn before; as it is where it puts nothing in, or names its own."""
    amount = SHARES.search(text) or MONEY.search(text)
    if amount is None or not _PUT_IN.search(text.lower()):
        return text
    if len(before.securities) != 1 or before.kinds[0] not in _ABOUT_ONE or resolver.resolve(text).mentions:
        return text
    known = resolver.listing.get(before.securities[0])
    name = known and ((known.name_en or known.name) if language == "en" else known.name)
    if not name:
        return text
    put = _put(amount.group(), name, language, counts=SHARES.fullmatch(amount.group()) is not None)
    whole = f"{text[: amount.start()]}{put}{text[amount.end() :]}"
    return _on_its_day(whole, before, language)


def _put(amount: str, name: str, language: Language, *, counts: bool) -> str:
    """What is put into whom: a number of shares, or money."""
    if language == "en":
        return f"{amount} of {name}" if counts else f"{amount} in {name}"
    return f"{name} {amount}" if counts else f"{name}에 {amount}"


def _on_its_day(text: str, before: Plan, language: Language) -> str:
    """The turn with the first day of the stretch before for "then"."""
    window = before.window
    if window is None or window.label in _OF_TODAY:
        return text
    day = window.from_.isoformat()
    return _THEN.sub(f"on {day}" if language == "en" else f"{day}에", text, count=1)
