"""What a number in a text is about: whose it is, of when, over how long, and what it measures."""

import re
from collections.abc import Sequence

from agents.verifier.attributes import ACCOUNTS, FAMILIES
from agents.verifier.binding import bound
from agents.verifier.dating import both_ends, nearest, year_before
from agents.verifier.facts import ANY_INDEX, Context
from agents.verifier.lengths import is_counted_of, is_reference, names_a_quarter
from agents.verifier.marks import MONEY, Attribute, Day, Fiscal, Quantity, Window
from agents.verifier.owners import RESPECTIVELY, in_turn, subjects
from agents.verifier.reading import Marks, Piece, Reading, Sentence
from agents.verifier.settling import is_left, is_settled
from agents.verifier.years import is_anothers

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


def context(
    reading: Reading, sentence: Sentence, piece: Piece, number: Quantity, reach: int = _ANYWHERE
) -> Context:
    """What the number is about, as far as the text says.

    `reach` is how far before the number the one period that is its own may stand, in characters.
    """
    text = reading.text
    every = sentence.own.quantities
    days, fiscals, windows = _times(text, sentence, piece, number)
    dated = sorted((*fiscals, *(day for day in days if day.year)), key=lambda mark: mark.start)
    turn = in_turn(text, sentence, number, dated)
    near = both_ends(text, nearest(text, piece, number, days, reach, every), sentence.own.days)
    years = year_before(text, number, nearest(text, piece, number, fiscals, reach, every))
    return Context(
        keys=subjects(text, sentence, piece, number) | _index_unnamed(text, sentence),
        days=near if turn is None else tuple(day for day in (turn,) if isinstance(day, Day)),
        fiscals=years if turn is None else (_year_of(turn),),
        windows=nearest(text, piece, number, windows, reach, every),
        tags=tags(text, piece, number),
        accounts=frozenset() if _tabular(sentence) else _accounts(text, sentence, piece),
    )


def _times(
    text: str, sentence: Sentence, piece: Piece, number: Quantity
) -> tuple[Sequence[Day], Sequence[Fiscal], Sequence[Window]]:
    """The dates, years and lengths of time that may be a number's, none of those that are another's alone."""
    first, second = _scope(sentence, piece)
    days = tuple(
        day
        for day in (*first.days, *second.days)
        if not is_settled(text, sentence, piece, number, day) and not names_a_quarter(day, text)
    )
    fiscals = [
        f for f in (*first.fiscals, *second.fiscals) if not is_anothers(text, sentence, piece, number, f)
    ]
    windows = [
        w
        for w in (*first.windows, *second.windows)
        if not (w.basis and _is_level(text, piece, number))
        and not is_left(text, piece, w)
        and not is_counted_of(text, w)
        and not _is_of_average(text, number, w)
        and not (number.unit in MONEY and is_reference(text, w))
    ]
    return days, fiscals, windows
