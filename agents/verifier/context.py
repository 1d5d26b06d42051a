"""What a number in a text is about: whose it is, of when, over how long, and what it measures."""

import re

from agents.verifier.attributes import ACCOUNTS, FAMILIES
from agents.verifier.dating import both_ends, nearest, year_before
from agents.verifier.facts import ANY_INDEX, Context
from agents.verifier.lengths import is_counted_of, is_reference, names_a_quarter
from agents.verifier.marks import MONEY, Attribute, Day, Direction, Fiscal, Quantity, Window
from agents.verifier.owners import RESPECTIVELY, in_turn, subjects
from agents.verifier.reading import Marks, Piece, Reading, Sentence
from agents.verifier.settling import is_left, is_settled

_INDEX = re.compile(r"지수|\bindex\b|benchmark", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:\s?\([\d,\s]{1,12}\))?[\s(:|*=\-]*(?:은|는|이|가|인|의|was|is|as|of|at|to|stood at|came in at|기준|=)?[\s(:|*]*(?:약|about|around|approximately)?[\s$₩+\-*]*$",
    re.IGNORECASE,
)
_WHOSE = re.compile(
    r"(?:\s?\([\d,\s]{1,12}\))?\s(?:of|over|for)\s(?!which)(?:[^.,;:\n]|,\s(?:19|20)\d\d\b){2,90}?\s(?:is|was|stood\sat|came\sin\sat)\s[$₩+-]?",
    re.IGNORECASE,
)
"""What may stand between a measure and its figure: whose it is, over how long."""
SIGNING = frozenset({"move", "level", "rank"})
_FAR = 25
_ALONE = 70
_ANYWHERE = 1 << 30
CLOSE = 14
"""The reach for cited texts, whose sentences are longer and less regular than answers'."""


def _families(number: Quantity) -> frozenset[str]:
    if number.unit in ("percent", "points"):
        return frozenset({"rate"})
    if number.unit in MONEY:
        return frozenset({"price", "amount"})
    return frozenset({"volume"}) if number.unit == "shares" else frozenset(FAMILIES.values())


_EXTREME_CLOSE = re.compile(
    r"\b(?:high(?:est)?|low(?:est)?)\sclose\b|\bclosing\s(?:high|low)\b|최[고저]\s?종가|종가\s(?:기준\s)?최[고저]",
    re.IGNORECASE,
)
"""A highest or lowest close: the high and low told beside it are of closes too."""
_SAME_SENTENCE = 80
_EXTREMES = frozenset({"high", "low"})


def _is_extreme(text: str, piece: Piece, number: Quantity) -> bool:
    """Whether a plain high or low stands right before a number."""
    before = [word for word in piece.own.attributes if word.end <= number.start]
    return bool(
        before and before[-1].tag in _EXTREMES and _BETWEEN.match(text[before[-1].end : number.start])
    )


_COPULA = re.compile(r"(?:원|달러)?(?:이|가|은|는)\s(?:곧\s|바로\s)?$|,?\s(?:also\s)?(?:its|the|a)\s$")
_TOO = re.compile(r"이기도|이자|입니다|이었|이다")


def _said_as_well(text: str, piece: Piece, number: Quantity, word: Attribute) -> set[str]:
    """What else a figure is said to be: a close at an all-time high; the day's high that is the year's too."""
    also: set[str] = set()
    if word.tag in _EXTREMES and any(w.tag == "close" and w.end <= word.start for w in piece.own.attributes):
        also.add("close")
    behind = next((w for w in piece.own.attributes if w.start >= number.end), None)
    if behind and _COPULA.fullmatch(text, number.end, behind.start) and _TOO.match(text, behind.end):
        also.add(behind.tag)
    return also


def tags(text: str, piece: Piece, number: Quantity) -> frozenset[str]:
    """The measure that stands right before a number; in a table, the one in the cell's heads."""
    families = _families(number)
    if _EXTREME_CLOSE.search(text, max(0, piece.start - _SAME_SENTENCE), piece.end) and _is_extreme(
        text, piece, number
    ):
        return frozenset({"close"})
    for word in reversed(piece.own.attributes):
        between = text[word.end : number.start]
        if word.end <= number.start and (_BETWEEN.match(between) or _WHOSE.fullmatch(between)):
            both = {word.tag} | _said_as_well(text, piece, number, word)
            return frozenset(both) if FAMILIES[word.tag] in families else frozenset()
    return frozenset(word.tag for word in piece.leans.attributes if FAMILIES[word.tag] in families)


def _accounts(text: str, sentence: Sentence, piece: Piece) -> frozenset[str]:
    """The one account that the clause, or else the clause before it, speaks of."""
    at = sentence.pieces.index(piece)
    for one in (piece, *sentence.pieces[max(0, at - 1) : at]):
        said = frozenset(word.tag for word in one.own.attributes if word.tag in ACCOUNTS)
        if said:
            alone = len(said) == 1 and not RESPECTIVELY.search(text, sentence.start, sentence.end)
            return said if alone else frozenset()
    return frozenset()


def _scope(sentence: Sentence, piece: Piece) -> tuple[Marks, Marks]:
    """Where a number's dates and periods are looked for: the sentence, or a cell with its heads."""
    return (
        (piece.own, piece.leans)
        if piece.leans is not _EMPTY and _tabular(sentence)
        else (sentence.own, _EMPTY)
    )


_EMPTY = Marks()


def _tabular(sentence: Sentence) -> bool:
    return any(piece.leans != _EMPTY for piece in sentence.pieces)


def _index_unnamed(text: str, sentence: Sentence) -> frozenset[str]:
    """A stand-in for every index where a sentence speaks of one without a name that is known."""
    named = any(name.index for name in sentence.own.names)
    spoken = not named and _INDEX.search(text, sentence.start, sentence.end)
    return frozenset({ANY_INDEX} if spoken and (sentence.own.names or sentence.inherited) else ())


def _year_of(mark: Fiscal | Day) -> Fiscal:
    """A period, or the year that ends on a date: "the years ended December 31, 2019 and 2018"."""
    return mark if isinstance(mark, Fiscal) else Fiscal(mark.start, mark.end, mark.year, None)


def _is_level(text: str, piece: Piece, number: Quantity) -> bool:
    """Whether a sum of money is no change, so that what a change is counted from says nothing of it."""
    if number.unit not in MONEY or number.sign:
        return False
    return bound(text, piece, number) is None and not any(
        d.start >= piece.start for d in piece.own.directions
    )


_OF_AVERAGE = re.compile(
    r"\s?(?:선|이동\s?평균|이평)|[- ](?:day|session|week)?\s?(?:moving\s|simple\s)?(?:average|line|MA\b)",
    re.IGNORECASE,
)


def _is_of_average(text: str, number: Quantity, window: Window) -> bool:
    """Whether a length belongs to the name of a moving average, and the number is a rate and no such average."""
    rate = number.unit in ("percent", "points", "times")
    return rate and _OF_AVERAGE.match(text, window.end) is not None


_ITS_FIGURE = re.compile(r"(?:의|에는?)?\s(?:[가-힣]{1,6}\s)?|['’]s\s(?:about\s)?[$₩€£]?")


def _is_of_another(text: str, sentence: Sentence, piece: Piece, number: Quantity, fiscal: Fiscal) -> bool:
    """Whether a year is that of the figure right behind it, or an earlier clause's while this one names its own day."""
    behind = next((q for q in sentence.own.quantities if q.start >= fiscal.end), None)
    if behind is not None and behind is not number and number.end <= fiscal.start:
        return _ITS_FIGURE.fullmatch(text, fiscal.end, behind.start) is not None
    own = any(day.month and day.day and day.end <= number.start for day in piece.own.days)
    return own and fiscal.part is None and fiscal.end <= piece.start


def _is_deadline(text: str, piece: Piece, number: Quantity, fiscal: Fiscal) -> bool:
    """Whether a year is only until when another clause's figure is to be reached: 2025년까지 국내에 63조 원을, 미국에는 13조 원을."""
    between = any(fiscal.end <= q.start and q.end <= number.start for q in piece.own.quantities)
    apart = between or not piece.start <= fiscal.start < piece.end
    return apart and fiscal.part is None and text.startswith("까지", fiscal.end)


def context(
    reading: Reading, sentence: Sentence, piece: Piece, number: Quantity, reach: int = _ANYWHERE
) -> Context:
    """What the number is about, as far as the text says.

    `reach` is how far before the number the one period that is its own may stand, in characters.
    """
    text = reading.text
    first, second = _scope(sentence, piece)
    fiscals = [
        f
        for f in (*first.fiscals, *second.fiscals)
        if not (_is_deadline(text, piece, number, f) or _is_of_another(text, sentence, piece, number, f))
    ]
    days = tuple(
        day
        for day in (*first.days, *second.days)
        if not is_settled(text, sentence, piece, number, day) and not names_a_quarter(day, text)
    )
    windows = [
        w
        for w in (*first.windows, *second.windows)
        if not (w.basis and _is_level(text, piece, number))
        and not is_left(piece, w)
        and not is_counted_of(text, w)
        and not _is_of_average(text, number, w)
        and not (number.unit in MONEY and is_reference(text, w))
    ]
    dated = sorted((*fiscals, *(day for day in days if day.year)), key=lambda mark: mark.start)
    turn = in_turn(text, sentence, number, dated)
    return Context(
        keys=subjects(text, sentence, piece, number) | _index_unnamed(text, sentence),
        days=both_ends(
            text, nearest(text, piece, number, days, reach, sentence.own.quantities), sentence.own.days
        )
        if turn is None
        else tuple(day for day in (turn,) if isinstance(day, Day)),
        fiscals=year_before(
            text, number, nearest(text, piece, number, fiscals, reach, sentence.own.quantities)
        )
        if turn is None
        else (_year_of(turn),),
        windows=nearest(text, piece, number, windows, reach, sentence.own.quantities),
        tags=tags(text, piece, number),
        accounts=frozenset() if _tabular(sentence) else _accounts(text, sentence, piece),
    )


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
