"""Words that say which way something went from one stated level to another: the levels themselves tell.

From $593.29 to $404.69 is no rise, whatever other figure stands beside it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from agents.verifier.bench import Bench
from agents.verifier.claims import claim
from agents.verifier.marks import MONEY, Direction, Quantity
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim

_FROM_KO = re.compile(r"(?:\([^()\n]{0,20}\))?\s?에서\s")
_TO_KO = re.compile(r"(?:\([^()\n]{0,20}\))?\s?(?:까지(?:로)?|으?로)[\s,]")
_FROM = re.compile(r"\bfrom\s(?:(?:a|its|the)\s(?:[\w-]+\s){0,2}(?:of|at)\s)?$", re.IGNORECASE)
_TO = re.compile(r"\bto\s(?:(?:a|its|the)\s(?:[\w-]+\s){0,2}(?:of|at)\s)?$", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:not|never|would|could|may|might|if|target|range[ds]?|between|band)\b|않|못|예상|전망|목표|범위|밴드",
    re.IGNORECASE,
)
_BEFORE, _BEHIND = 60, 24
"""Characters between a word of direction and the levels that it is said of."""


def journeys(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each word that two found levels of its own sentence contradict."""
    for sentence in reading.sentences:
        if _CONDITION.search(reading.text, sentence.start, sentence.end):
            continue
        for first, second in _legs(reading.text, sentence, bench):
            word = _word(reading.text, sentence, first, second)
            way = (second.value > first.value) - (second.value < first.value)
            if word is not None and way and word.polarity == -way:
                yield claim(reading, word, "direction", False, "direction")


def _legs(text: str, sentence: Sentence, bench: Bench) -> Iterator[tuple[Quantity, Quantity]]:
    """Each two found levels of which one is where the other came from."""
    levels = [
        q
        for q in sentence.own.quantities
        if q.unit in (*MONEY, "index") and q in bench.judged and bench.judged[q].match.found
    ]
    for first, second in pairwise(levels):
        if first.unit != second.unit:
            continue
        between = text[first.end : second.start]
        korean = _FROM_KO.match(between) and _TO_KO.match(text, second.end)
        english = _FROM.search(text[max(sentence.start, first.start - 40) : first.start].rstrip("$₩€£")) and (
            _TO.search(between.rstrip("$₩€£"))
        )
        if korean or english:
            yield first, second


def _word(text: str, sentence: Sentence, first: Quantity, second: Quantity) -> Direction | None:
    """The word that says which way: behind the levels in Korean, before or right behind them in English."""
    moves = [word for word in sentence.own.directions if word.group == "move" and word.polarity]
    if _FROM_KO.match(text, first.end):
        return next((word for word in moves if 0 <= word.start - second.end <= _BEHIND), None)
    return next((word for word in reversed(moves) if 0 <= first.start - word.end <= _BEFORE), None)
