"""Whether one end of an interval or band is told as the other."""

import re

from agents.verifier.facts import Fact
from agents.verifier.reading import Piece

_UPPER = re.compile(
    r"상단|상한|\b(?:upper|top|high)\s(?:end|bound|edge|(?:bollinger\s)?band)\b", re.IGNORECASE
)
_LOWER = re.compile(
    r"하단|하한|\b(?:lower|bottom|low)\s(?:end|bound|edge|(?:bollinger\s)?band)\b", re.IGNORECASE
)
_FORECAST = re.compile(r"^forecast:.*:(?P<end>low|high)$")
_BAND = re.compile(r"bollinger_(?P<end>lower|upper)")
_BANDS = frozenset({"from_band"})
"""Names of what a close lies away from one of two bands: its evidence says which."""


def is_the_other_bound(text: str, piece: Piece, fact: Fact) -> bool:
    """Whether the lower end of a forecast's interval is told as the upper one, or the other way round."""
    found = _FORECAST.match(fact.evidence) or (_BAND.search(fact.evidence) if fact.name in _BANDS else None)
    upper, lower = (bool(p.search(text, piece.start, piece.end)) for p in (_UPPER, _LOWER))
    return found is not None and upper != lower and upper == (found["end"] in ("low", "lower"))
