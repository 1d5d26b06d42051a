"""Which of the years of a sentence are another figure's, or only a deadline."""

import re

from agents.verifier.marks import Fiscal, Quantity
from agents.verifier.reading import Piece, Sentence

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


def is_anothers(text: str, sentence: Sentence, piece: Piece, number: Quantity, fiscal: Fiscal) -> bool:
    """Whether a year of the sentence is not the number's."""
    return _is_deadline(text, piece, number, fiscal) or _is_of_another(text, sentence, piece, number, fiscal)
