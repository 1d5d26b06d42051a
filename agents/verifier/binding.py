"""Which word of direction goes with a number of its clause."""

import re

from agents.verifier.marks import MONEY, Direction, Quantity
from agents.verifier.reading import Piece

SIGNING = frozenset({"move", "level", "rank"})
_FAR = 25
_ALONE = 70


def _gap(text: str, number: Quantity, word: Direction) -> float:
    korean = "가" <= text[word.start] <= "힣"
    if word.start >= number.end:
        return word.start - number.end + (0 if korean else 3)
    return number.start - word.end + (8 if korean else 0)


_AT_ONCE = re.compile(
    r"\s(?:by\s|some\s|about\s|almost\s|nearly\s|around\s)?(?!(?:19|20)\d\d\b(?![.,%]\d|%))[$₩€£]?\d"
)
"""A figure right behind; a year is none: 6.14% below 2018."""


def _is_of_next(text: str, number: Quantity, word: Direction) -> bool:
    """Whether an English word behind a number goes with the next one: "2.8% after falling 17.8%"."""
    if word.start < number.end or "가" <= text[word.start] <= "힣":
        return False
    return _AT_ONCE.match(text, word.end) is not None


def _is_of_another_word(text: str, piece: Piece, number: Quantity, word: Direction) -> bool:
    """Whether another signless figure stands between a signed one and a Korean word: +5.7%를 기록해 4.4% 하락한 코스피."""
    if not number.sign or word.start < number.end or not "가" <= text[word.start] <= "힣":
        return False
    return any(number.end <= q.start and q.end <= word.start and not q.sign for q in piece.own.quantities)


_BY = re.compile(r"\bby\s$", re.IGNORECASE)
"""Before a figure that something was raised or cut by."""
_CUT = 48
"""Characters between "cuts" and what it was cut by: what was cut stands between."""


def _by(text: str, piece: Piece, number: Quantity) -> Direction | None:
    """The word that says that something was raised or cut by a percentage."""
    if number.unit not in ("percent", "points", *MONEY) or not _BY.search(
        text, max(0, number.start - 4), number.start
    ):
        return None
    words = [d for d in piece.own.directions if d.polarity and 0 <= number.start - d.end <= _CUT]
    return words[-1] if words and words[-1].group == "rating" else None


def bound(text: str, piece: Piece, number: Quantity) -> Direction | None:
    """The word of direction that goes with a number, if one stands near it in its clause."""
    if number.unit not in ("percent", "points", "times", "index", "bare") and number.unit not in MONEY:
        return None
    if (by := _by(text, piece, number)) is not None:
        return by
    words = [d for d in piece.own.directions if d.group in SIGNING and d.polarity]
    words = [word for word in words if not _is_of_next(text, number, word)]
    words = [word for word in words if not _is_of_another_word(text, piece, number, word)]
    if not words:
        return None
    near = min(words, key=lambda word: (_gap(text, number, word), word.start))
    far = _ALONE if len(words) == 1 and len(piece.own.quantities) == 1 else _FAR
    return near if _gap(text, number, near) <= far else None
