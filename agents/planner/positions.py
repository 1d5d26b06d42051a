"""How many shares of which company somebody speaks of: "삼성전자 10주, 하이닉스 5주", "10 AAPL and 5 NVDA"."""

import re

from agents.planner.mentions import COMPANY, Named
from stockelper.types import Frozen

_COUNT = r"(?P<{name}>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}})(?![\d.%])"
_BEHIND = re.compile(
    rf"{COMPANY}(?: ?(?:주식|보통주|우선주))?(?:을|를|이|가|은|는)? ?(?:[x×:-] ?)?{_COUNT.format(name='n')} ?(?:주(?! ?(?:년|일|째|간|전|동안|최|신[고저]|[고저][가점]|변동|만에|차))|shares?(?![a-z])|(?=,|\.|;| and |$|\)| [{COMPANY}]))"
)
_BEFORE = re.compile(
    rf"(?<![\d.$₩]){_COUNT.format(name='n')} ?(?:(?:(?:more )?shares? )?(?:of |in )|shares? |주의? ?|x |× )?(?:the )?{COMPANY}"
)


class Position(Frozen):
    """So many shares of a security."""

    security: str
    shares: int


def positions(named: Named) -> tuple[Position, ...]:
    """The numbers of shares that a question names with their companies, in its order; none where it names none."""
    places = [at for at, sign in enumerate(named.plain) if sign == COMPANY]
    certain = [one.candidates[0] for one in named.mentions if len(one.candidates) == 1]
    if len(places) != len(certain):
        return ()
    counted = _counts(named.plain, _BEHIND, first=True) or _counts(named.plain, _BEFORE, first=False)
    of_place = dict(zip(places, certain, strict=True))
    summed: dict[str, int] = {}
    for at, count in sorted(counted.items()):
        summed[of_place[at]] = summed.get(of_place[at], 0) + count
    return tuple(Position(security=one, shares=count) for one, count in summed.items() if count)


def _counts(plain: str, pattern: re.Pattern[str], *, first: bool) -> dict[int, int]:
    """The place of each company's sign to the number beside it."""
    return {
        (found.start() if first else found.end() - 1): int(found["n"].replace(",", ""))
        for found in pattern.finditer(plain)
    }
