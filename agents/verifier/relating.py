"""Whether a relation of an answer is the one that the evidence has, between the same two and in the same sense."""

from collections.abc import Iterator, Sequence

from agents.verifier.claims import claim
from agents.verifier.dealings import dealings
from agents.verifier.parties import Party, Told
from agents.verifier.reading import Reading, Sentence
from agents.verifier.relations import SYMMETRIC, told
from agents.verifier.roles import tells
from stockelper.types import Claim, Evidence

_ALSO: dict[str, frozenset[str]] = {
    "HOLDS": frozenset({"HOLDS", "INVESTS_IN", "ACQUIRES"}),
    "INVESTS_IN": frozenset({"INVESTS_IN", "HOLDS", "ACQUIRES"}),
    "AFFILIATE_OF": frozenset({"AFFILIATE_OF", "SUBSIDIARY_OF", "HOLDS"}),
    "PARTNERS_WITH": frozenset({"PARTNERS_WITH", "SUPPLIES"}),
}
"""What may be called so as well: who invested in a company holds a stake in it."""


def relations(reading: Reading, readings: Sequence[tuple[Evidence, Reading]]) -> Iterator[Claim]:
    """A claim for each relation that contradicts the evidence.

    The links of a graph tell all that is known: what an answer tells beyond them of the same companies is wrong. A text
    tells only some: there a relation is wrong that it has the other way round, and nowhere as the answer has it.
    """
    said = _every(reading)
    linked = [one for item, text in readings if said and item.kind == "relation" for one in told(text)]
    written = [one for item, text in readings if said and item.kind != "relation" for one in _every(text)]
    flagged: set[tuple[int, int]] = set()
    for one in said:
        span = (one.said.start, one.said.end)
        if span not in flagged and _is_wrong(one, linked, written) and not _is_in_words(one, readings):
            flagged.add(span)
            yield claim(reading, one.said, "name", False, "company")


_WORDS = {"COMPETES_WITH": "rival", "PARTNERS_WITH": "partner"}


def _is_in_words(one: Told, readings: Sequence[tuple[Evidence, Reading]]) -> bool:
    """Whether some sentence of a text names both parties and has a word of their relation, however it tells it."""
    kind = _WORDS.get(one.type)
    if kind is None or one.head.same(one.tail):
        return False
    return any(
        tells(kind, text.text[s.start : s.end]) and _names(one.head, text, s) and _names(one.tail, text, s)
        for item, text in readings
        if item.kind != "relation"
        for s in text.sentences
    )


def _names(party: Party, text: Reading, sentence: Sentence) -> bool:
    said = text.text[sentence.start : sentence.end].lower()
    keys = frozenset(key for name in sentence.own.names for key in name.keys)
    return bool(party.keys & keys) or (bool(party.words) and all(word in said for word in party.words))


def _every(reading: Reading) -> list[Told]:
    return [*told(reading), *dealings(reading)]


def _is_wrong(one: Told, linked: Sequence[Told], written: Sequence[Told]) -> bool:
    if one.head.same(one.tail):
        return bool(linked or written)
    if any(_says(one, other) for other in (*linked, *written)):
        return False
    return _is_reversed(one, written) or _is_otherwise(one, written) or _is_unknown(one, linked)


_OVER = frozenset({"HOLDS", "ACQUIRES"})
_OF_ONE = frozenset({"SUPPLIES", "ACQUIRES"})
"""What a text that tells of others tells completely."""
_KINDS = frozenset({"COMPETES_WITH", "PARTNERS_WITH", "MERGES_WITH", "SUBSIDIARY_PAIR"})


def _is_otherwise(one: Told, written: Sequence[Told]) -> bool:
    """Whether a text tells another relation of the two than partners, rivals or merged, or another parent."""
    if one.type in _KINDS:
        pair = (one.head, one.tail)
        return any(other.type in _KINDS and _between(other, *pair) for other in written)
    if one.type in _OF_ONE:
        others = [o for o in written if o.type == one.type and o.tail.is_(one.tail)]
        known = any(end.is_(one.head) for o in written if o not in others for end in (o.head, o.tail))
        return bool(others) and known
    if one.type == "SUBSIDIARY_OF":
        return any(other.type == one.type and other.head.is_(one.head) for other in written)
    return False


def _between(other: Told, one: Party, two: Party) -> bool:
    return (other.head.is_(one) and other.tail.is_(two)) or (other.head.is_(two) and other.tail.is_(one))


def _says(one: Told, other: Told) -> bool:
    """Whether an edge of the evidence carries a relation of the answer."""
    if other.type != one.type and other.type not in _ALSO.get(one.type, frozenset()):
        return _holds_a_subsidiary(one, other)
    same = one.head.is_(other.head) and one.tail.is_(other.tail)
    return same or (one.type in SYMMETRIC and one.head.is_(other.tail) and one.tail.is_(other.head))


def _holds_a_subsidiary(one: Told, other: Told) -> bool:
    holds = {one.type, other.type} == {"HOLDS", "SUBSIDIARY_OF"}
    return holds and one.head.is_(other.tail) and one.tail.is_(other.head)


def _is_reversed(one: Told, written: Sequence[Told]) -> bool:
    if any(
        o.type == "SUBSIDIARY_OF" and one.type in _OVER and one.head.is_(o.head) and one.tail.is_(o.tail)
        for o in written
    ):
        return True  # a subsidiary does not own its parent
    if one.type == "SUBSIDIARY_OF" and any(
        o.type in _OVER and one.head.is_(o.head) and one.tail.is_(o.tail) for o in written
    ):
        return True
    alike = (other for other in written if other.type == one.type and one.type not in SYMMETRIC)
    return any(one.head.is_(other.tail) and one.tail.is_(other.head) for other in alike)


def _is_unknown(one: Told, linked: Sequence[Told]) -> bool:
    """Whether the graph's links speak of one of the two, and none of them tells this relation."""
    if one.head.guessed or one.tail.guessed:
        return False
    ends = [end for other in linked for end in (other.head, other.tail)]
    return any(one.head.is_(end) or one.tail.is_(end) for end in ends)
