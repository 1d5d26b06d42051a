"""Both shares of one company: "삼전 본주하고 우선주", "Hyundai Motor common versus preferred"."""

import re
from collections.abc import Sequence

from stockelper.securities.listing import Listing
from stockelper.securities.resolver import Mention

_COMMON, _AND = "(?:본주|보통주|원주)", "(?:하고|이랑|랑|와|과|대비|,|/|vs\\.?|의)?"
_BOTH = re.compile(
    rf"(?:의)? ?(?:{_COMMON} ?{_AND} ?우선주|우선주 ?{_AND} ?{_COMMON}|{_AND} ?{_COMMON} ?{_AND} ?우선주|(?:하고|이랑|랑|와|과) ?우선주)"
    r"|(?:'s)? (?:common|ordinary)(?: stock| shares?)?(?: (?:and|or|vs\.?|versus|against|to|over|than)(?: the| its)?) (?:preferreds?|prefs?|preference)"
    r"|(?:'s)? (?:preferreds?|prefs?|preference)(?: stock| shares?)?(?: (?:and|or|vs\.?|versus|against|to|over|than)(?: the| its)?) (?:common|ordinary)"
)
_PREFERRED = "579KLM"
"""The last signs of the codes of a Korean company's preferred shares, the first issue first."""


def both_shares(lower: str, mentions: Sequence[Mention], listing: Listing) -> list[tuple[int, str]]:
    """Where both shares of a Korean company are meant and one is named: the place behind them, and the other's id."""
    found: list[tuple[int, str]] = []
    for mention in mentions:
        said = _BOTH.match(lower, mention.end) or _BOTH.match(
            lower, mention.start + len(mention.text.split()[0])
        )
        other = _other(mention.candidates[0], listing) if len(mention.candidates) == 1 else None
        if said and other:
            found.append((said.end(), other))
    return found


def _other(security: str, listing: Listing) -> str | None:
    """The other share of a company: the first preferred one of its common share, the common one of a preferred."""
    stem, last = security[:-1], security[-1]
    if not security.startswith("KRX:"):
        return None
    signs = _PREFERRED if last == "0" else "0"
    return next((stem + sign for sign in signs if stem + sign in listing), None)
