"""Candidates of the second reader: ordered pairs of names that stand near one another, and companies with their sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from kg.extraction.learned.heard import Heard, Said
from kg.extraction.lexicon import lexicon
from kg.extraction.masking import Masked
from kg.extraction.records import Mention

MOST_NAMES = 6
"""A sentence with more names is a list: it makes no pairs."""
LONGEST = 420
"""A longer sentence is not read."""
BREAK = " ¶ "


@dataclass(frozen=True)
class Candidate:
    """A text with the places of one or two names in it: `head` alone for events, `head` and `tail` for relations.

    `text` is masked; `first` and `second` are offsets of the names' places in it; equal where both stand in one list.
    """

    text: str
    head: Mention
    tail: Mention | None
    first: int
    second: int
    korean: bool
    said: tuple[Said, ...]
    story: int
    at: int
    """The number of its sentence in the document."""


def pairs(heard: Sequence[Heard]) -> Iterator[Candidate]:
    """Ordered pairs of names within a sentence, and of names that only neighbouring sentences hold together."""
    for _, group in groupby(enumerate(heard), lambda one: one[1].story):
        story = list(group)
        met: set[tuple[str, str]] = set()
        for at, one in story:
            for candidate in _within(one, at):
                met.add(_keys(candidate))
                yield candidate
        for (at, one), (_, other) in pairwise(story):
            yield from (found for found in _across(one, other, at) if _keys(found) not in met)


def mentions(heard: Sequence[Heard]) -> Iterator[Candidate]:
    """Each company of a sentence, read with the sentences behind it that name none."""
    for _, group in groupby(enumerate(heard), lambda one: one[1].story):
        story = list(group)
        for n, (at, one) in enumerate(story):
            firms = _firms(one.masked)
            if not firms or len(firms) > MOST_NAMES or len(one.masked.text) > LONGEST:
                continue
            text, said = one.masked.text, one.said
            for _, other in story[n + 1 : n + 3]:
                if _firms(other.masked):
                    break
                text, said = text + BREAK + other.masked.text, said + other.said
            for place, mention in firms:
                yield Candidate(text, mention, None, place, place, one.masked.korean, said, one.story, at)


def _within(one: Heard, at: int) -> Iterator[Candidate]:
    names = _names(one.masked)
    if len(names) > MOST_NAMES or len(one.masked.text) > LONGEST:
        return
    for head, tail in _nearest(names, names):
        yield from _both(one.masked.text, head, tail, one, at, one.said)


def _across(one: Heard, other: Heard, at: int) -> Iterator[Candidate]:
    left, right = _names(one.masked), _names(other.masked)
    if not left or not right or len(left) + len(right) > MOST_NAMES:
        return
    shift = len(one.masked.text) + len(BREAK)
    text = one.masked.text + BREAK + other.masked.text
    if len(text) > LONGEST:
        return
    moved = [(place + shift, mention) for place, mention in right]
    for head, tail in _nearest(left, moved):
        yield from _both(text, head, tail, one, at, one.said + other.said)


Named = tuple[int, Mention]


def _names(masked: Masked) -> list[Named]:
    """Companies and people; of words that may be names only those that look like a person's."""
    return [
        (at, mention)
        for at, place in sorted(masked.places.items())
        for mention in place.mentions
        if mention.kind == "company" or looks_like_a_person(mention)
    ]


def _firms(masked: Masked) -> list[Named]:
    return [one for one in _names(masked) if one[1].kind == "company"]


def looks_like_a_person(mention: Mention) -> bool:
    """Whether a mention is a person, or a name of two or three words, or a Korean one with a surname."""
    if mention.kind != "name":
        return mention.kind == "person"
    return (
        _PERSON.fullmatch(mention.text) is not None
        or lexicon().korean_person.fullmatch(mention.text) is not None
    )


_PERSON = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z.]*){1,2}")


def _nearest(left: list[Named], right: list[Named]) -> list[tuple[Named, Named]]:
    """Of each two names, written in whatever order, the two places that lie nearest."""
    found: dict[tuple[str, str], tuple[Named, Named]] = {}
    for one in left:
        for other in right:
            if one[0] > other[0] or one[1].key == other[1].key:
                continue
            if one[0] == other[0] and left.index(one) >= left.index(other):
                continue
            ends = sorted((one[1].key, other[1].key))
            known = found.get((ends[0], ends[1]))
            if known is None or other[0] - one[0] < known[1][0] - known[0][0]:
                found[ends[0], ends[1]] = (one, other)
    return list(found.values())


def _both(
    text: str, first: Named, second: Named, one: Heard, at: int, said: tuple[Said, ...]
) -> Iterator[Candidate]:
    korean = one.masked.korean
    for head, tail in ((first, second), (second, first)):
        if tail[1].kind == "company":
            yield Candidate(text, head[1], tail[1], head[0], tail[0], korean, said, one.story, at)


def _keys(candidate: Candidate) -> tuple[str, str]:
    assert candidate.tail is not None
    ends = sorted((candidate.head.key, candidate.tail.key))
    return ends[0], ends[1]
