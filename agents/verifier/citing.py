"""The citation markers of an answer: each must point to evidence that carries its sentence."""

from collections.abc import Iterator, Mapping, Sequence

from agents.verifier.bench import Bench, Judged
from agents.verifier.claims import Known, claim
from agents.verifier.facts import Fact
from agents.verifier.marks import Cite
from agents.verifier.matching import conflict
from agents.verifier.reading import Reading, Sentence
from agents.verifier.values import candidates
from stockelper.types import Claim

_ASTRAY = 1
"""How many markers may point amiss: more of them count by another rule than is known here."""


def markers(reading: Reading, bench: Bench, known: Known) -> Iterator[Claim]:
    """Markers: they must point to evidence and, where it is known which, to one that carries the sentence."""
    cited = [(s, cite) for s in reading.sentences for cite in s.own.cites]
    carried = {cite: _carries(s, _covered(reading, s), cite, bench, known) for s, cite in cited}
    told = [value for value in carried.values() if value is not None]
    strict = known.citations is not None or (any(told) and told.count(False) <= _ASTRAY)
    for sentence, cite in cited:
        there = bool(_targets(cite, known))
        beside = _is_beside_a_carrier(reading.text, sentence, cite, carried) and not _is_of_another(
            reading, sentence, cite, bench, known
        )
        fine = there and not (strict and carried[cite] is False and not beside)
        yield claim(
            reading,
            cite,
            "citation",
            fine,
            "evidence" if fine else "citation",
            value=float(cite.n),
            evidence_id=next(iter(_targets(cite, known)), None),
        )


_APART = 4
"""Characters between two markers of one group: `[1][2]`, `[1], [2]`."""


def _is_beside_a_carrier(
    text: str, sentence: Sentence, cite: Cite, carried: Mapping[Cite, bool | None]
) -> bool:
    """Whether a marker stands in one group with one that carries the sentence: the others tell what is around it."""
    group = [cite]
    for other in sentence.own.cites:
        if any(abs(other.start - one.end) <= _APART or abs(one.start - other.end) <= _APART for one in group):
            group.append(other)
    return any(carried.get(one) for one in group)


def _is_of_another(reading: Reading, sentence: Sentence, cite: Cite, bench: Bench, known: Known) -> bool:
    """Whether a marker's evidence is all of companies that the sentence is not about."""
    told = _covered(reading, sentence)
    keys = frozenset(key for one in told for name in one.own.names for key in name.keys) | sentence.inherited
    targets = _targets(cite, known)
    own = [fact.context.keys for fact in bench.facts.facts if fact.evidence in targets and fact.context.keys]
    return bool(keys) and bool(own) and all(keys.isdisjoint(one) for one in own)


def _covered(reading: Reading, sentence: Sentence) -> Sequence[Sentence]:
    """The sentence of a marker and those right before it that have none: one marker may stand for all of them."""
    first = sentence.index
    while first and not reading.sentences[first - 1].own.cites and "\n" not in _end(reading, first - 1):
        first -= 1
    return reading.sentences[first : sentence.index + 1]


def _end(reading: Reading, index: int) -> str:
    sentence = reading.sentences[index]
    return reading.text[sentence.start : sentence.end].removeprefix("\n")


def _targets(cite: Cite, known: Known) -> Sequence[str]:
    if known.citations is not None:
        return known.citations.get(cite.n, ())
    if 1 <= cite.n <= len(known.ids):
        return known.ids[cite.n - 1 : cite.n]
    return [name for name in known.ids if name in (str(cite.n), f"e{cite.n}")]


_SEVERAL = 2


def cited_by(sentence: Sentence, known: Known) -> frozenset[str]:
    """The evidence that a sentence cites, where it cites several: its words may be of each."""
    found = frozenset(source for cite in sentence.own.cites for source in _targets(cite, known))
    return found if len(found) >= _SEVERAL else frozenset()


def _carries(
    sentence: Sentence, told: Sequence[Sentence], cite: Cite, bench: Bench, known: Known
) -> bool | None:
    """Whether cited evidence carries a number of the sentence; None when no number was matched."""
    targets = frozenset(_targets(cite, known))
    if quoted := [source for quote in sentence.own.quotes for source in quote.sources]:
        return not targets.isdisjoint(quoted)
    if known.citations is None and 1 <= cite.n <= len(known.by_source):  # a marker may count the sources
        targets |= frozenset(known.by_source[cite.n - 1])
    found = [item for one in told for item in bench.of(one) if item.match.found and item.match.fact]
    if not found:
        return None
    facts = {fact.evidence for item in found for fact in _behind(item, bench)}
    return not targets.isdisjoint(facts)


def _behind(item: Judged, bench: Bench) -> Iterator[Fact]:
    """Every fact that has a number's value for what the number is about, and those that it was computed from."""
    if item.match.fact is not None:
        yield item.match.fact
    yield from item.match.operands
    for fact in candidates(item.number, bench.facts):
        if conflict(item.about, fact.context) is None:
            yield fact
