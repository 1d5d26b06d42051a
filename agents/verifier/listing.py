"""What the heading of a list says of its items: the biggest gains, the lowest first; and counts of risers and fallers."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from agents.verifier.facts import Fact
from agents.verifier.marks import Direction, Quantity
from agents.verifier.matching import Match
from agents.verifier.reading import Piece, Reading, Sentence
from agents.verifier.values import FIRMS

_SUPERLATIVE = re.compile(
    r"가장|제일|상위|하위|\b(?:largest|biggest|smallest|least|top|most|highest|lowest|best|worst|gainers|losers)\b",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"\b(?:smallest|least)\s$|\b(?:smallest|least)\s(?=gains|losses|rises|falls|moves)", re.IGNORECASE
)
"""The smallest rises or falls: no list of the product is in that order."""
_BEHIND = 6
"""Characters between a superlative and its word: `가장 많이 오른`."""
_ITEM = re.compile(r"\s*(?:[-*•]|\d{1,2}[.)])\s")
BREADTH: Mapping[str, int] = {"up_count": 1, "down_count": -1}
"""Counts of securities that rose and that fell."""


def of_count(
    word: Direction, text: str, piece: Piece, matches: Mapping[Quantity, Match]
) -> tuple[bool, str] | None:
    """Whether the securities of a count rose or fell as the word says, and the evidence; None without a count."""
    found = [
        (number, way, match.fact.evidence)
        for number in piece.own.quantities
        if (match := matches.get(number)) and match.fact and (way := _way(number, match.fact))
    ]
    if not found:
        return None
    _, way, evidence = min(found, key=lambda one: _apart(word, one[0], text))
    return way == word.polarity, evidence


def _way(number: Quantity, fact: Fact) -> int:
    """1 for a count of securities that rose, -1 for one of those that fell; 0 for anything else."""
    told = [sign for tag, sign in BREADTH.items() if tag in fact.context.tags]
    if told or fact.sentence is None or fact.printed is None:
        return told[0] if told else 0
    ways = {word.polarity for word in fact.sentence.own.directions if word.group == "move"}
    counted = number.noun in FIRMS or fact.printed.noun in FIRMS or _tells_number(fact)
    return ways.pop() if counted and len(ways) == 1 and fact.unit in ("count", "bare", "shares") else 0


_NUMBER_OF = re.compile(r"\bnumber\sof\s(?:shares|securities|stocks|companies)\b|종목\s?수", re.IGNORECASE)


def _tells_number(fact: Fact) -> bool:
    """Whether a text's sentence tells how many securities: the number of shares that rose."""
    sentence, reading = fact.sentence, fact.reading
    return bool(sentence and reading and _NUMBER_OF.search(reading.text, sentence.start, sentence.end))


def _apart(word: Direction, number: Quantity, text: str) -> tuple[bool, int]:
    """How far a number stands from the word of what it counts: behind it in Korean, before it in English."""
    korean = "가" <= text[word.start] <= "힣"
    gap = number.start - word.end if korean else word.start - number.end
    return gap < 0, abs(gap)


def of_list(
    word: Direction, reading: Reading, sentence: Sentence, matches: Mapping[Quantity, Match]
) -> tuple[bool, str] | None:
    """Whether a list stands in the order that its heading names, and the evidence of its first item.

    None where the sentence heads no list or names no order.
    """
    if not word.polarity or not _in_order(word, reading.text, sentence.start):
        return None
    found = [pair for item in items(reading, sentence) if (pair := _figure(item, matches))]
    if not found or _LEAST.search(reading.text, sentence.start, word.end):
        return None if not found else (len(found) == 1, found[0][1])
    values = [value for value, _ in found]
    if len(values) == 1 or values[0] == values[-1]:
        fine = values[0] * word.polarity >= 0
    else:
        fine = all((a - b) * word.polarity >= 0 for a, b in pairwise(values))
    return fine, found[0][1]


def _in_order(word: Direction, text: str, start: int) -> bool:
    """Whether the word is a superlative or stands right behind one."""
    found = _SUPERLATIVE.finditer(text, start, word.end)
    return any(word.start - one.end() <= _BEHIND for one in found)


def items(reading: Reading, heading: Sentence) -> Iterator[Sentence]:
    """The items of the list that a sentence heads; none where it heads none."""
    for sentence in reading.sentences[heading.index + 1 :]:
        if not _ITEM.match(reading.text, sentence.start, sentence.end):
            return
        yield sentence


def _figure(item: Sentence, matches: Mapping[Quantity, Match]) -> tuple[float, str] | None:
    """The first figure of an item with its sign, and its evidence."""
    for number in item.own.quantities:
        match = matches.get(number)
        if match and match.found and match.fact:
            return (-number.value if number.sign < 0 else number.value), match.fact.evidence
    return None
