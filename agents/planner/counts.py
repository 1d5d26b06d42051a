"""How many: results that are asked for, and sessions in a row that are spoken of."""

import re

from agents.numerals import NUMBER, number

_LIMIT = re.compile(
    rf"(?:top|bottom|best|worst|biggest|largest|상위|하위|톱|탑) ?(?P<a>{NUMBER})(?! ?(?:%|퍼센트|프로))|(?<![<>≤≥] )(?<![<>≤≥\d])(?P<b>{NUMBER}) ?(?:개(?!월)|종목|가지|군데|곳|위(?:까지)?)|(?<!below )(?<!under )(?<!over )(?<!above )(?<!than )(?<![<>≤≥] )(?<![\d.,])(?P<c>{NUMBER}) (?:stocks|names|gainers|losers|companies|movers|headlines|articles|suppliers|customers)",
    re.IGNORECASE,
)
_IN_A_ROW = re.compile(
    rf"(?P<a>{NUMBER}) ?(?:거래)?일 ?(?:째|동안)? ?(?:연속|연달아|내리|계속)|(?P<b>{NUMBER}) (?:straight|consecutive)"
    rf"|(?P<c>{NUMBER}) (?:trading )?(?:days|sessions) (?:in a row|straight|running)"
)


def limit(plain: str) -> int | None:
    """How many results are asked for."""
    return _counted(_LIMIT.search(plain))


def run_length(plain: str) -> int | None:
    """How many sessions in a row a question speaks of; None where it names no number."""
    return _counted(_IN_A_ROW.search(plain))


def without_limit(plain: str) -> str:
    """A text with a space in the place of each number of results."""
    return _LIMIT.sub(" ", plain)


def _counted(match: re.Match[str] | None) -> int | None:
    return number(next(text for text in match.groups() if text)) if match else None
