"""Slips of the pen in the long words of the trade: "volatilty" asks for volatility.

Only English words are looked at: what a Korean syllable is one letter away from is mostly another word.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

_WORD = re.compile(r"[a-z]{6,}")
_TRADE = (
    "analyst", "average", "bollinger", "bullish", "bearish", "closing", "compare", "compared", "comparison", "competitor",
    "competitors", "customers", "dividend", "dividends", "drawdown", "earnings", "financial", "financials", "forecast",
    "fundamentals", "headlines", "highest", "holders", "increase", "indicator", "indicators", "investor", "lowest",
    "market", "momentum", "moving", "outlook", "performance", "performed", "portfolio", "prediction", "quarter",
    "quarterly", "resistance", "returns", "revenue", "rivals", "sentiment", "shareholder", "shareholders", "shares",
    "stocks", "strength", "subsidiaries", "subsidiary", "supplier", "suppliers", "supplies", "support", "technical", "tomorrow", "trading",
    "valuation", "volatile", "volatility", "volume", "yesterday",
)  # fmt: skip
_OTHERS = frozenset((
    "analyse", "averages", "averse", "closings", "companion", "compares", "comparing", "competition",
    "competitions", "covering", "customary", "divided", "divides", "dividing", "evaluation", "financially",
    "financing", "financings", "fundamentally", "grading", "hardships", "headwinds", "highness",
    "holdings", "houses", "indicated", "indicating", "indication", "inventor", "inventories", "inventors",
    "inventory", "learnings", "loving", "lowers", "making", "marked", "marker", "markers", "marketed",
    "marketing", "markets", "mooring", "morning", "mountain", "perdition", "perform", "performer",
    "performers", "performs", "predicting", "predictive", "preformed", "production", "productions",
    "projection", "protection", "raiding", "reforms", "remittance", "resistant", "retain", "retains",
    "returned", "revenge", "revenues", "roving", "shakes", "shaped", "sharks", "shaved", "shocks",
    "shores", "smokes", "snares", "stacks", "stakeholder", "stakeholders", "sticks", "stoics", "stokes",
    "stores", "strengthen", "stuck", "support", "supports", "supposed", "technician", "tracing", "trading",
    "trailing", "training", "validation", "valuations", "variation", "voltage", "volumes",
))  # fmt: skip
"""Words of their own that stand close to one of the trade."""


_SHORTENED = {"u": "you", "ur": "your", "wat": "what", "wut": "what", "thru": "through", "b4": "before"}
_SHORT = re.compile(rf"(?<![a-z0-9'&.])(?:{'|'.join(_SHORTENED)})(?=[ ?!.]|$)(?! ?[&/])")


def corrected(plain: str) -> str:
    """A lower-case text with such slips put right and chat's short words spelt out; the order of words stays."""
    written = _SHORT.sub(lambda found: _SHORTENED[found.group()], plain)
    return _WORD.sub(lambda found: _nearest(found.group()), written)


def mended(text: str, lower: str, names: Iterable[tuple[int, int]]) -> str:
    """The text with slips put right in the words outside `names`; `lower` is the text in small letters.

    The words around a name tell whether a company is meant, so they are mended before names are looked for.
    """
    kept = {at for start, end in names for at in range(start, end)}
    out: list[str] = []
    done = 0
    for found in _WORD.finditer(lower):
        word = found.group()
        right = word if found.start() in kept else _nearest(word)
        if right != word:
            out += [text[done : found.start()], right]
            done = found.end()
    return "".join([*out, text[done:]])


@lru_cache(maxsize=8_192)
def _nearest(word: str) -> str:
    """The one word of the trade that is a slip away, two slips in a long word; the word itself where none is, or several."""
    if word in _TRADE or word in _OTHERS:
        return word
    if word.endswith("ys") and (plural := f"{word[:-2]}ies") in _TRADE:
        return plural
    far = 2 if len(word) >= 9 else 1
    near = sorted(
        (distance, known)
        for known in _TRADE
        if known[0] == word[0]
        and not known.startswith(word)
        and not word.startswith(known)
        and (distance := OSA.distance(word, known, score_cutoff=far)) <= far
    )
    sure = near and (len(near) == 1 or near[0][0] < near[1][0])
    return near[0][1] if sure else word
