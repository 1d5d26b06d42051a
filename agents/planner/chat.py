"""Chat put into the words that the tables know: slips of the pen, shortened words, drawn-out letters, interjections.

"whyyy 빠졋어 ㅠㅠ" is read as "why 빠졌어".
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from agents.planner.lexicon import table

_DRAWN = re.compile(r"([a-pr-z])\1{2,}", re.IGNORECASE)
"""Letters that are drawn out; nobody draws out a q, and QQQ is a fund."""
_DOUBLED = frozenset("eol")
"""Letters that words have twice more often than once where somebody draws them out (see, good, sell)."""
_TICKER = re.compile(r"(?<![A-Za-z])[A-Z]?([B-DF-HJ-NP-TV-Z])\1\1(?![A-Za-z])")
"""A fund's ticker that is drawn out by nature: QQQ, TQQQ."""
_SPACE = re.compile(r"\s+")
_LATIN = re.compile("[a-z]", re.IGNORECASE)


def spelled(text: str) -> str:
    """A normalised question in usual spelling; as it is where nothing would be left."""
    out = _DRAWN.sub(_shortened, text)
    for pattern, usual in _slips():
        out = pattern.sub(usual, out)
    out = _SPACE.sub(" ", out).strip()
    return out if any(letter.isalnum() for letter in out) else text


def _shortened(match: re.Match[str]) -> str:
    """One letter of three or more; two where the word may have two, unless it ends in them."""
    letter = match[1]
    if any(
        match.start() < found.end() and found.start() < match.end()
        for found in _TICKER.finditer(match.string)
    ):
        return match.group()
    ends = not _LATIN.match(match.string, match.end())
    return letter * 2 if letter.lower() in _DOUBLED and not ends else letter


@cache
def _slips() -> tuple[tuple[re.Pattern[str], str], ...]:
    ours = cast("Mapping[str, str]", table("slang")["ko"])
    latin = cast("Mapping[str, str]", table("slang")["en"])
    korean = [(re.compile(pattern), usual) for pattern, usual in ours.items()]
    return (
        *korean,
        *((re.compile(rf"(?<![\w.$&'-])(?:{p})(?![\w&'-])"), usual) for p, usual in latin.items()),
    )
