"""Which line of a table a figure stands in: one told under another line's label is wrong."""

from agents.verifier.facts import Fact
from agents.verifier.reading import Reading, Sentence
from agents.verifier.saying import stems

_LINES = 40
"""Lines of a table from which on their labels are not compared."""


def _label(reading: Reading, sentence: Sentence) -> frozenset[str]:
    """The words of a table line's first cell; none where it is no line of a table with heads."""
    cells = sentence.pieces
    if len(cells) < 2 or not (cells[1].leans.fiscals or cells[1].leans.days):
        return frozenset()
    return stems(reading.text[cells[0].start : cells[0].end])


def is_of_another_line(text: str, start: int, end: int, fact: Fact) -> bool:
    """Whether a clause tells another line's label than that of its figure.

    `start` and `end` bound the clause.
    """
    if fact.reading is None or fact.sentence is None or fact.printed is None:
        return False
    own = _label(fact.reading, fact.sentence)
    if not own or len(fact.reading.sentences) > _LINES:
        return False
    said = stems(text[start:end])
    labels = (_label(fact.reading, other) for other in fact.reading.sentences if other is not fact.sentence)
    return any(_is_told(label - own, own - label, said) for label in labels)


def _is_told(theirs: frozenset[str], ours: frozenset[str], said: frozenset[str]) -> bool:
    """Whether a clause has all the words that only one label has, and none that only the other has."""
    return bool(theirs and ours) and theirs <= said and not ours & said
