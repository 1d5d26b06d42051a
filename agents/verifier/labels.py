"""What a cited text lists, each thing with its figure: a figure that an answer tells of another thing of the list is wrong.

    방산 +14.2%, 조선 +9.8%: "조선이 14.2% 올랐다" takes the one's figure for the other's.

The things need be no names: what stands before one figure of a text sentence, and before none of its others, is its label.
"""

import re
from collections.abc import Iterator

from agents.verifier.bench import Bench, Judged
from agents.verifier.claims import claim
from agents.verifier.facts import Fact
from agents.verifier.marks import Quantity
from agents.verifier.others import common
from agents.verifier.reading import Reading, Sentence
from stockelper.types import Claim

_WORD = re.compile(r"[A-Z][A-Za-z&]{2,}|[가-힣]{2,}")
_TAIL = re.compile(r"(?:은|는|이|가|을|를|의|와|과|도|만|로|으로|에서|에|이고|이며)$")
_OWN = 2
"""Words of a label, the last before its figure."""
_LONGEST = 40
"""Characters before a figure in which its label stands."""


def labels(reading: Reading, bench: Bench) -> Iterator[Claim]:
    """A claim for each figure that stands beside the label of another of its text sentence, and not beside its own."""
    for sentence in reading.sentences:
        for item in bench.of(sentence):
            fact = item.match.fact
            if not item.match.found or fact is None or fact.printed is None or fact.sentence is None:
                continue
            beside = _alike(fact, bench)
            own = _label(fact, fact.printed)
            said = _said(reading.text, sentence, item)
            others = [_label(other, other.printed) - own for other in beside if other.printed]
            rest = frozenset[str]().union(*others)
            own -= rest
            if own and not own & _around(reading.text, sentence) and any(o and o <= said for o in others):
                kind = "percent" if item.number.unit in ("percent", "points") else "number"
                yield claim(reading, item.number, kind, False, "company", value=item.number.signed_value)


def _alike(fact: Fact, bench: Bench) -> list[Fact]:
    """The other figures of a fact's unit in its sentence; none where another text sentence has the same figure."""
    twins = [f for f in bench.facts.between(fact.value, fact.value) if f.unit == fact.unit and f is not fact]
    if twins:
        return []
    return [
        f
        for f in bench.facts.facts
        if f.sentence is fact.sentence and f.reading is fact.reading and f.unit == fact.unit and f is not fact
    ]


def _words(text: str) -> frozenset[str]:
    return frozenset(_TAIL.sub("", word) if len(word) > 2 else word for word in _WORD.findall(text))


def _label(fact: Fact, number: Quantity) -> frozenset[str]:
    """The words before a figure of a text, behind the figure before it."""
    if fact.reading is None or fact.sentence is None:
        return frozenset()
    start = max(
        [fact.sentence.start, number.start - _LONGEST]
        + [q.end for q in fact.sentence.own.quantities if q.end <= number.start]
    )
    words = [
        word
        for word in _WORD.findall(fact.reading.text[start : number.start])
        if not (word.isascii() and common(word))
    ]
    return _words(" ".join(words[-_OWN:]))


def _said(text: str, sentence: Sentence, item: Judged) -> frozenset[str]:
    """The words of the answer between the figure before and this one."""
    before = [q.end for q in sentence.own.quantities if q.end <= item.number.start]
    return _words(text[max([sentence.start, *before]) : item.number.start])


def _around(text: str, sentence: Sentence) -> frozenset[str]:
    return _words(text[sentence.start : sentence.end])
