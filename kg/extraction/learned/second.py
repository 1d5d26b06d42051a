"""The second reader: what the models find in a document beside the rules, below their confidence and never against them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from kg.extraction.learned.candidates import Candidate, mentions, pairs
from kg.extraction.learned.features import vector
from kg.extraction.learned.hearing import STATED, Heard, key
from kg.extraction.learned.weights import Model, Models
from kg.extraction.records import Extracted, FoundEvent, FoundRelation, Mention
from kg.extraction.slots import slots
from kg.ontology import RELATIONS
from stockelper.types import EventType, Language, RelationType

EVENTS: tuple[EventType, ...] = get_args(EventType)
MOST_CONFIDENT = 0.78
"""No find of the second reader is surer than one of a rule."""
_OF_PEOPLE = frozenset({"LEADS", "HOLDS", "ACQUIRES", "INVESTS_IN"})
"""Relations whose head may be a person."""


@dataclass(frozen=True)
class Guess:
    """A type for a candidate with its margin."""

    type: str
    candidate: Candidate
    margin: float


def added(found: Extracted, heard: Sequence[Heard], models: Models, *, titled: bool) -> Extracted:
    """What the rules found and what the second reader adds; `titled`: the first story is the title."""
    if not heard:
        return found
    language: Language = "ko" if any(one.masked.korean for one in heard) else "en"
    title = heard[0].story if titled else 0
    relations, events = list(found.relations), list(found.events)
    if model := models.get((language, "relations")):
        for guess in _best(guesses(model, list(pairs(heard)), title), symmetric=True):
            if _is_new(guess, relations) and not refused(guess, heard):
                relations.append(_relation(guess, model))
    if model := models.get((language, "events")):
        for guess in _best(guesses(model, list(mentions(heard)), title), symmetric=False):
            known = any(one.type == guess.type and key(one.company) == key(guess.candidate.head) for one in events)
            if not known and not refused(guess, heard):
                events.append(_event(guess, model, heard))
    return Extracted(tuple(relations), tuple(events), found.read_by)


def guesses(model: Model, candidates: Sequence[Candidate], title: int) -> Iterator[Guess]:
    """Every type whose margin reaches the threshold, where the ontology lets such names stand."""
    kept = [one for one in candidates if not one.text.rstrip().endswith("?")]
    if not kept:
        return
    for one, row in zip(kept, model.margins([vector(one) for one in kept]), strict=True):
        least = model.title_threshold if one.story == title else model.threshold
        for type_, margin in zip(model.types, row, strict=True):
            if margin >= least and fits(type_, one):
                yield Guess(type_, one, float(margin))


def fits(type_: str, candidate: Candidate) -> bool:
    """Whether names of such kinds may stand at the ends of a relation, or have such an event."""
    if candidate.tail is None:
        return True
    person = candidate.head.kind == "person" or (candidate.head.kind == "name" and " " in candidate.head.text)
    return person if type_ == "LEADS" else candidate.head.kind != "person" or type_ in _OF_PEOPLE


def ends(guess: Guess) -> tuple[str, str, str]:
    """What tells a guess from others: its type and both ends, in order where direction does not matter."""
    one = guess.candidate
    both = [key(one.head), key(one.tail) if one.tail else ""]
    if one.tail and RELATIONS[_type(guess)].symmetric:
        both.sort()
    return guess.type, both[0], both[1]


def _best(found: Iterator[Guess], *, symmetric: bool) -> list[Guess]:
    """The surest guess of each relation or event; of a relation and its reverse only the surer one."""
    best: dict[tuple[str, str, str], Guess] = {}
    for one in sorted(found, key=lambda guess: -guess.margin):
        type_, head, tail = ends(one)
        if (type_, head, tail) not in best and not (symmetric and (type_, tail, head) in best):
            best[type_, head, tail] = one
    return list(best.values())


def _is_new(guess: Guess, relations: Sequence[FoundRelation]) -> bool:
    """Whether the rules tell neither the relation nor its reverse."""
    _, head, tail = ends(guess)
    return not any(one.type == guess.type and {key(one.head), key(one.tail)} == {head, tail} for one in relations)


def refused(guess: Guess, heard: Sequence[Heard]) -> bool:
    """Whether a rule calls the same thing denied, rumoured, ended, … or talk anywhere in the document."""
    _, head, tail = ends(guess)
    said = [one for sentence in heard for one in sentence.said if one.outcome != STATED]
    return any(one.type == guess.type and {one.head, one.tail} == {head, tail} for one in said)


def _type(guess: Guess) -> RelationType:
    return next(one for one in RELATIONS if one == guess.type)


def _relation(guess: Guess, model: Model) -> FoundRelation:
    one = guess.candidate
    assert one.tail is not None
    return FoundRelation(_type(guess), one.head, one.tail, None, _confidence(guess, model))


def _event(guess: Guess, model: Model, heard: Sequence[Heard]) -> FoundEvent:
    one = guess.candidate
    type_ = _event_type(guess.type)
    return FoundEvent(type_, one.head, _confidence(guess, model), slots(type_, heard[one.at].masked, one.first))


def _event_type(name: str) -> EventType:
    return next(one for one in EVENTS if one == name)


def _confidence(guess: Guess, model: Model) -> float:
    return round(min(model.confidence(guess.margin), MOST_CONFIDENT), 2)


def mentioned(heard: Sequence[Heard]) -> list[Mention]:
    """Every name of a document."""
    return [one for sentence in heard for place in sentence.masked.places.values() for one in place.mentions]
