"""The second reader: what the models find in a document beside the rules, below their confidence and never against them.

It takes away what a single rule says and the models find most improbable.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from kg.extraction.factuality import status
from kg.extraction.learned.candidates import BREAK, Candidate, mentions, pairs
from kg.extraction.learned.features import Vector, vector
from kg.extraction.learned.heard import STATED, TALK, TITLE, Heard
from kg.extraction.learned.weights import Model, Models
from kg.extraction.records import Extracted, FoundEvent, FoundRelation, Mention
from kg.extraction.slots import slots
from kg.ontology import RELATIONS
from stockelper.types import EventType, Language, RelationType

EVENTS: tuple[EventType, ...] = get_args(EventType)
_NEGATIVES = frozenset({TALK, "denied", "rumoured", "considered", "ended"})
"""What a rule calls one of these, nobody adds."""
MOST_CONFIDENT = 0.78
"""No find of the second reader is surer than one of a rule."""
_ALIKE = (frozenset({"earnings_surprise", "guidance"}), frozenset({"contract_won", "contract_lost"}))
"""Events that are told in the same words: of a company the rules' word on one stands for both."""
_MET = re.compile(
    r"\bin line with|\bas (?:forecast|expected|predicted|projected)\b|\b(?:match|meet|met)(?:e[ds])?\s(?:\w+\s){0,3}(?:forecast|estimate|expectation|consensus)"
    r"|부합|예상(?:한)?\s?대로|전망(?:치)?\s?그대로|기대만큼",
    re.IGNORECASE,
)
"""Results that are no surprise."""
_AS_SURE = 0.4
"""Companies of one sentence share an event when their margins lie so near."""
_OF_PEOPLE = frozenset({"LEADS", "HOLDS", "ACQUIRES", "INVESTS_IN"})
"""Relations whose head may be a person."""


@dataclass(frozen=True)
class Guess:
    """A type for a candidate with its margin."""

    type: str
    candidate: Candidate
    margin: float


Vectored = Sequence[tuple[Candidate, Vector]]
Ends = tuple[str, str, str]
"""A type with both ends; an event has one."""


@dataclass(frozen=True)
class Weighed:
    """Candidates with the margins of each type, shape (candidates, types)."""

    model: Model
    candidates: Sequence[Candidate]
    margins: NDArray[np.float32]


def added(found: Extracted, heard: Sequence[Heard], models: Models) -> Extracted:
    """What the rules found less what is doubted, and what the second reader adds from the text; of titles it makes nothing."""
    language: Language = "ko" if any(one.masked.korean for one in heard) else "en"
    relations, events = list(found.relations), list(found.events)
    if model := models.get((language, "relations")):
        read = weighed(model, _vectored(pairs(heard)))
        relations = [one for one in relations if not _is_doubted(of_find(one), read, heard)]
        for guess in ranked(read, heard, model.thresholds):
            if _is_new(guess, relations):
                relations.append(_relation(guess, model))
    if model := models.get((language, "events")):
        read = weighed(model, _vectored(mentions(heard)))
        events = [one for one in events if not _is_doubted(of_find(one), read, heard)]
        for guess in ranked(read, heard, model.thresholds):
            if _happens(guess, events):
                events.append(_event(guess, model, heard))
    return Extracted(tuple(relations), tuple(events), found.read_by)


def _vectored(candidates: Iterator[Candidate]) -> Vectored:
    return [(one, vector(one)) for one in candidates if one.story != TITLE]


def weighed(model: Model, rows: Vectored) -> Weighed:
    """What a model says of candidates."""
    return Weighed(model, [one for one, _ in rows], model.margins([found for _, found in rows]))


def of_find(one: FoundRelation | FoundEvent) -> Ends:
    """What tells a find from others, as `ends` does of a guess."""
    if isinstance(one, FoundEvent):
        return one.type, one.company.key, ""
    return _ends(one.type, one.head.key, one.tail.key)


def once_said(find: Ends, heard: Sequence[Heard]) -> bool:
    """Whether one rule alone, in one sentence alone, states a find."""
    said = {
        (n, one.rule)
        for n, sentence in enumerate(heard)
        for one in sentence.said
        if one.outcome == STATED and _ends(one.type, one.head, one.tail) == find
    }
    return len(said) < TWICE


TWICE = 2


def margin_of(find: Ends, read: Weighed) -> float:
    """The best margin of a find; infinite where it is no candidate or of a type that nobody learned."""
    if find[0] not in read.model.types:
        return float("inf")
    column = read.model.types.index(find[0])
    said = [
        float(read.margins[row, column])
        for row, one in enumerate(read.candidates)
        if _ends(find[0], one.head.key, one.tail.key if one.tail else "") == find
    ]
    return max(said, default=float("inf"))


def _is_doubted(find: Ends, read: Weighed, heard: Sequence[Heard]) -> bool:
    return margin_of(find, read) < read.model.doubt and once_said(find, heard)


def ranked(read: Weighed, heard: Sequence[Heard], least: float | NDArray[np.float32]) -> list[Guess]:
    """Guesses from a margin on (one for all types or one for each), the surest first: each once, of a relation and its
    reverse the surer one.

    No question makes one, no name that the ontology does not let stand there, and no rule's negative.
    """
    guesses = [
        Guess(read.model.types[column], read.candidates[row], float(read.margins[row, column]))
        for row, column in zip(*np.nonzero(read.margins >= least), strict=True)
        if not read.candidates[row].text.rstrip().endswith("?")
    ]
    fitting = [one for one in guesses if fits(one.type, one.candidate) and not refused(one, heard)]
    return _best(sorted(fitting, key=lambda one: -one.margin))


def fits(type_: str, candidate: Candidate) -> bool:
    """Whether names of such kinds may stand at the ends of a relation, or have such an event."""
    if candidate.tail is None:
        return True
    if type_ == "LEADS":
        return candidate.head.kind != "company"
    return candidate.head.kind == "company" or type_ in _OF_PEOPLE


def ends(guess: Guess) -> Ends:
    """What tells a guess from others: its type and both ends, in order where direction does not matter."""
    one = guess.candidate
    return _ends(guess.type, one.head.key, one.tail.key if one.tail else "")


def _ends(type_: str, head: str, tail: str) -> Ends:
    both = sorted((head, tail)) if tail and type_ in _SYMMETRIC else (head, tail)
    return type_, both[0], both[1]


_SYMMETRIC = frozenset(name for name, one in RELATIONS.items() if one.symmetric)


def _best(found: Sequence[Guess]) -> list[Guess]:
    """The surest of each; a company whose event is told less surely than another's in the same sentence has none."""
    best: dict[tuple[str, str, str], Guess] = {}
    surest: dict[tuple[str, int], float] = {}
    for one in found:
        type_, head, tail = ends(one)
        top = surest.setdefault((type_, one.candidate.at), one.margin)
        beside = one.candidate.tail is None and one.margin < top - _AS_SURE
        if (type_, head, tail) not in best and (type_, tail, head) not in best and not beside:
            best[type_, head, tail] = one
    return list(best.values())


def _is_new(guess: Guess, relations: Sequence[FoundRelation]) -> bool:
    """Whether the rules tell neither the relation nor its reverse, nor another who leads the company."""
    _, head, tail = ends(guess)
    alike = [one for one in relations if one.type == guess.type]
    led = guess.type == "LEADS" and any(one.tail.key == tail for one in alike)
    return not led and not any({one.head.key, one.tail.key} == {head, tail} for one in alike)


def _happens(guess: Guess, events: Sequence[FoundEvent]) -> bool:
    """Whether the rules tell neither the event nor one of that company that is told in the same words; a result as expected is none."""
    if guess.type == "earnings_surprise" and _MET.search(guess.candidate.text):
        return False
    alike = next((one for one in _ALIKE if guess.type in one), {guess.type})
    return not any(one.type in alike and one.company.key == guess.candidate.head.key for one in events)


def refused(guess: Guess, heard: Sequence[Heard]) -> bool:
    """Whether a rule calls the same thing denied, rumoured, ended, … or talk, or the clause of a relation says so."""
    _, head, tail = ends(guess)
    said = [one for sentence in heard for one in sentence.said if one.outcome in _NEGATIVES]
    if any(one.type == guess.type and {one.head, one.tail} == {head, tail} for one in said):
        return True
    one = guess.candidate
    if one.tail is None or BREAK in one.text:
        return False
    return status(heard[one.at].masked, one.first, one.second + 1) in _NEGATIVES


def _type(guess: Guess) -> RelationType:
    return next(one for one in RELATIONS if one == guess.type)


def _relation(guess: Guess, model: Model) -> FoundRelation:
    one = guess.candidate
    assert one.tail is not None
    return FoundRelation(_type(guess), one.head, one.tail, None, _confidence(guess, model))


def _event(guess: Guess, model: Model, heard: Sequence[Heard]) -> FoundEvent:
    one = guess.candidate
    type_ = _event_type(guess.type)
    return FoundEvent(
        type_, one.head, _confidence(guess, model), slots(type_, heard[one.at].masked, one.first)
    )


def _event_type(name: str) -> EventType:
    return next(one for one in EVENTS if one == name)


def _confidence(guess: Guess, model: Model) -> float:
    return round(min(model.confidence(guess.margin), MOST_CONFIDENT), 2)


def mentioned(heard: Sequence[Heard]) -> list[Mention]:
    """Every name of a document."""
    return [one for sentence in heard for place in sentence.masked.places.values() for one in place.mentions]
