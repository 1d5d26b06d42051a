"""Who a relation is told of, and where in a sentence the parties stand."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from agents.verifier.listing import items
from agents.verifier.marks import Mark
from agents.verifier.places import codes
from agents.verifier.reading import Reading, Sentence
from agents.verifier.sounds import sounds_like

Side = Literal["head", "tail"]


@dataclass(frozen=True, slots=True)
class Party(Mark):
    """Somebody a relation is told of: security ids where a listing knows it, and the words of its name."""

    keys: frozenset[str]
    words: frozenset[str]
    guessed: bool = False
    """Told by nothing but its particle."""

    def is_(self, other: "Party") -> bool:
        """Whether both may be the same."""
        if self.keys and other.keys:
            return bool(self.keys & other.keys)
        if self.words and other.words and (self.words <= other.words or other.words <= self.words):
            return True
        return any(sounds_like(one, theirs) for one in self.words for theirs in other.words)

    def same(self, other: "Party") -> bool:
        """Whether both are surely the same: a group's name may stand for any of its companies."""
        return self.words == other.words or bool(self.keys and self.keys == other.keys)


@dataclass(frozen=True, slots=True)
class Told:
    """One relation as told: `head` supplies, holds, acquires, is a subsidiary of `tail`; `said` is the mark that says so."""

    type: str
    head: Party
    tail: Party
    said: Party


WHO_KO = re.compile(r"(?:이|가|은|는|께서)\s")
_CLAUSE_END = re.compile(
    r"(?:이고|이며|이지만|인데|[었았였했됐]고|[었았였했됐]으며|하고|하며|있고|있으며),?\s|;\s"
)
_REST = 25


def words_of(text: str) -> frozenset[str]:
    """The words of a name, folded."""
    return frozenset(re.findall(r"\w+", text.lower()))


def party_at(reading: Reading, sentence: Sentence, start: int, end: int, guessed: bool = False) -> Party:
    """What stands in a span, with the ids of the listed companies in it."""
    inside = (name for name in sentence.own.names if start <= name.start and name.end <= end)
    keys = frozenset(key for name in inside for key in name.keys if ":" in key)
    keys |= frozenset(code for code in codes(reading.text[start:end]) if code.startswith("ORG-"))
    return Party(start, end, keys, words_of(reading.text[start:end]), guessed)


def parties_of(reading: Reading, sentence: Sentence) -> list[Party]:
    """The names of a sentence, listed or not, in order."""
    names = [name for name in sentence.own.names if not name.index]
    spans = [(name.start, name.end) for name in names]
    for other in sentence.own.others:
        if not any(start < other.end and other.start < end for start, end in spans):
            spans.append((other.start, other.end))
    return [party_at(reading, sentence, *span) for span in sorted(spans)]


def pair(type_: str, side: Side, whose: Party, others: Sequence[Party]) -> Iterator[Told]:
    """The relations of one anchor with all that play the role's side."""
    for other in others:
        head, tail = (other, whose) if side == "head" else (whose, other)
        yield Told(type_, head, tail, other)


def behind(reading: Reading, sentence: Sentence, parties: Sequence[Party], at: int) -> list[Party]:
    """The parties behind a place of a sentence; where there is none, the first of each item of the list below."""
    ends = _CLAUSE_END.search(reading.text, at, sentence.end)
    later = [party for party in parties if at <= party.start < (ends.end() if ends else sentence.end)]
    return later or [
        party for item in items(reading, sentence) if (party := _first(reading, item)) is not None
    ]


def _first(reading: Reading, item: Sentence) -> Party | None:
    found = re.match(r"\s*(?:[-*•]|\d{1,2}[.)])\s+([^:\[\n(]{2,40})", reading.text[item.start : item.end])
    return party_at(reading, item, item.start + found.start(1), item.start + found.end(1)) if found else None


def written_before(reading: Reading, sentence: Sentence, at: int) -> Party | None:
    """The words right before a place, from the beginning of their sentence on, as a party without a listing."""
    said = reading.text[sentence.start : at].lstrip(" \t-*•#>")
    return Party(at - len(said), at, frozenset(), words_of(said)) if 2 <= len(said) <= _REST else None
