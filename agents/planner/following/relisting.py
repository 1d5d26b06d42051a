"""A turn that turns, cuts, narrows or reorders a ranking just shown: "the worst five instead?", "반도체만", "거래량 많은 건?"."""

import re
from functools import cache

from agents.numerals import NUMBER, number
from agents.planner.conditions import Operator, condition
from agents.planner.lexicon import details, patterns, table
from agents.planner.measures import measures
from agents.planner.sectors import sector_of
from stockelper.securities.listing import Listing
from stockelper.types import Language, Plan, Screen

_LONGEST = 50
"""Letters that such a turn has at most."""
_TURNED = re.compile(
    r"반대로|거꾸로|(?<![a-z])(?:the opposite|the other way(?: a?round)?|conversely|in reverse|(?:reverse|flip)(?: (?:it|that|the (?:order|list)))?)(?![a-z])"
)
_LOW = re.compile(
    r"하위|꼴찌|최하위|최악|낮은|적은|작은|(?:내린|떨어진|빠진|하락한)"
    r"|(?<![a-z])(?:worst|bottom|lowest|smallest|least|losers?|laggards?|weakest)(?![a-z])"
)
_HIGH = re.compile(
    r"상위|최고|높은|많은|큰|(?:오른|상승한)"
    r"|(?<![a-z])(?:best|top|highest|biggest|largest|most|gainers?|winners?|strongest)(?![a-z])"
)
_FALLING = re.compile(r"내린|떨어진|빠진|하락한|losers?")
_COUNT = re.compile(rf"(?P<n>{NUMBER}) ?(?:개|종목|위)?(?![a-z])")
_ONLY = re.compile(r"만(?![가-힣]*원)|(?<![a-z])(?:only|just|limit|filter|narrow|restrict)(?![a-z])")
_AMONG = re.compile(
    r"(?:그|이) ?중(?:에서|에)?|여기서|거기서|(?<![a-z])(?:of|among|from) (?:those|these|them)"
)
_FILLER = re.compile(
    r"그럼|그러면|그리고|이번엔|대신|말고|가장|제일|많이|종목|관련|업종|섹터|회사|기업|순위|순서|보여|알려|뽑아|골라|추려|주세요|줘|줄래|볼래|으로|로|주(?:들)?(?=만|[^가-힣]|$)|[은는이가을를도만건것거게요순해봐별의]"
    r"|(?<![a-z])(?:and|or|now|then|ok|okay|so|please|instead|what|about|how|show|give|tell|list|me|the|a|us|just|only|ones?|stocks?|names|shares|companies|performers?|performing|performed|sector|it|that|this|to|by|in|with|for|limit|filter|narrow|restrict|down|sort|sorted|rank|ranked|order|is|are|was|were|had|has|which|traded|volatile|keep|can|could|you|i|see|rather)(?![a-z])"
)


def relisted(text: str, last: Plan, listing: Listing, language: Language) -> Plan | None:
    """The ranking of the turn before with its order, length, sector or figure changed; None where the turn says more."""
    lower = text.lower()
    if last.kinds != ("screen",) or last.clarify or last.securities or len(text) > _LONGEST:
        return None
    sector = _sectors().search(lower) if _ONLY.search(lower) else None
    if not (sector or _reorders(lower)) or _says_more(lower):
        return None
    count = _COUNT.search(_without_sectors(lower))
    change: dict[str, object] = {"question": text, "language": language, "listed": (), "ranked": ()}
    if sector:
        change["question"] = f"{last.question.rstrip(' ?.!')}, {text}"
        change["sector"] = sector_of(sector.group(), listing, last.markets)
    if _AMONG.search(lower):
        change["among"] = last.listed
    if count:
        change["limit"] = number(count["n"])
    screens = _reordered(lower, last.screens)
    return last.model_copy(update={**change, "screens": screens, "measures": _named(lower) or last.measures})


def _reorders(lower: str) -> bool:
    """Whether a turn names an end of the list, or turns it round; a single share at an end is pointed at."""
    one = re.search(r"(?<![a-z])(?:one|stock|name|share|performer)(?![a-z])|하나", lower)
    return bool(_TURNED.search(lower) or ((_LOW.search(lower) or _HIGH.search(lower)) and not one))


def _says_more(lower: str) -> bool:
    """Whether a turn says anything beside what it changes of the list."""
    rest = _without_sectors(lower)
    for pattern in (*details("measures").values(), _AMONG, _TURNED, _LOW, _HIGH, _COUNT, _FILLER):
        rest = pattern.sub(" ", rest)
    return any(letter.isalnum() for letter in rest)


def _named(lower: str) -> tuple[str, ...]:
    """The figures that a turn orders by; that something rose or fell is only an end of the list."""
    moves = {"return", "change", "best_day", "worst_day", "close", "high", "low"}
    return tuple(one for one in measures(lower) if one not in moves)


def _reordered(lower: str, screens: tuple[Screen, ...]) -> tuple[Screen, ...]:
    """The conditions with the ranking one turned, or put by the figure that is named."""
    if _named(lower):
        kept = tuple(one for one in screens if one.operator in ("above", "below"))
        return (condition(lower, measures(lower)), *kept)
    return tuple(_turned(one, lower) for one in screens)


def _turned(one: Screen, lower: str) -> Screen:
    if one.operator not in ("top", "bottom"):
        return one
    opposite: Operator = "top" if one.operator == "bottom" else "bottom"
    end: Operator | None = opposite if _TURNED.search(lower) else None
    if _FALLING.search(lower) or _LOW.search(lower):
        end = "bottom"
    elif _HIGH.search(lower):
        end = "top"
    return one.model_copy(update={"operator": end}) if end else one


def _without_sectors(lower: str) -> str:
    return _sectors().sub(" ", lower)


@cache
def _sectors() -> re.Pattern[str]:
    names = sorted(patterns(table("details")["sectors"], "words"), key=len, reverse=True)
    return re.compile("|".join(rf"(?<![a-z]){one.lower()}(?![a-z])" for one in names))
