"""Sentences on the store itself, held word for word against the records of what was looked up.

A record whose id begins with `coverage:` has the sentences as they were told. A sentence that repeats one holds as a whole; of one
that all but repeats one the words that differ are claims that do not hold, whatever else of the answer carries them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from agents.verifier.layout import lines
from agents.verifier.marks import Mark
from agents.verifier.reading import Reading, Sentence
from agents.verifier.scanning import plain
from stockelper.types import COVERAGE, Claim, Evidence

ClaimKind = Literal["number", "percent", "date", "direction", "name"]
_MARKERS = re.compile(r"\s?\[\d{1,3}\]")
_WORD = re.compile(r"[^\s]+")
_EDGES = ".,:;()“”\"'*"
_LEAST, _SHARE = 3, 0.5
"""Words, and their share of the longer sentence, from which on one sentence is the other with something changed."""


def is_record(item: Evidence) -> bool:
    """Whether an evidence records what was told of a look-up; its id says so, also where it is handed on as a bare text."""
    return item.id.startswith(COVERAGE)


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Record:
    """One sentence of a record, as its words."""

    evidence: str
    words: tuple[str, ...]


def _words(text: str, start: int, end: int) -> list[_Word]:
    """The words of a stretch without citation markers, and without what stands around a word."""
    shown = _MARKERS.sub(lambda found: " " * len(found[0]), text[start:end])
    found: list[_Word] = []
    for word in _WORD.finditer(shown):
        bare = word[0].strip(_EDGES)
        if bare:
            at = start + word.start() + word[0].index(bare)
            found.append(_Word(at, at + len(bare), bare))
    return found


def _records(records: Iterable[Evidence]) -> Iterator[_Record]:
    for item in records:
        text = item.text or ""
        for line in lines(plain(text)):
            yield _Record(item.id, tuple(word.text for word in _words(text, line.start, line.end)))


def covered(claims: Sequence[Claim], reading: Reading, records: Sequence[Evidence]) -> list[Claim]:
    """The claims, those of sentences that repeat or all but repeat a record as the record has them."""
    told = list(_records(records))
    left = Counter(record.words for record in told)
    ids = {record.words: record.evidence for record in told}
    changed: list[tuple[Sentence, list[_Word]]] = []
    result = list(claims)
    for sentence in reading.sentences if told else ():
        words = _words(reading.text, sentence.start, sentence.end)
        key = tuple(word.text for word in words)
        if left[key]:
            left[key] -= 1
            result = [*_as_told(result, sentence, ids[key]), *_silent(result, reading, sentence, ids[key])]
        elif begun := next((record.words for record in told if _begins(key, record.words, left)), None):
            left[begun] -= (
                1  # a heading that its first figures follow in one line: those are judged by themselves
            )
        elif words:
            changed.append((sentence, words))
    told = [record for record in told if left[record.words]]
    for sentence, words in changed:
        result = _as_changed(result, reading, sentence, words, told)
    return result


def _begins(words: tuple[str, ...], record: tuple[str, ...], left: Counter[tuple[str, ...]]) -> bool:
    return left[record] > 0 and len(record) >= _LEAST and words[: len(record)] == record


def _inside(one: Claim, sentence: Sentence) -> bool:
    return sentence.start <= one.start < sentence.end


def _as_told(claims: Sequence[Claim], sentence: Sentence, evidence: str) -> list[Claim]:
    """The claims, those of a sentence that a record has holding by it; markers are none of its words."""
    held = {"supported": True, "reason": "stated", "evidence_id": evidence}
    return [
        one.model_copy(update=held)
        if _inside(one, sentence) and not one.supported and one.kind != "citation"
        else one
        for one in claims
    ]


def _silent(claims: Sequence[Claim], reading: Reading, sentence: Sentence, evidence: str) -> Iterator[Claim]:
    """Claims for the figures, dates and companies of such a sentence that make none by themselves."""
    own = sentence.own
    for mark in (*own.quantities, *own.days, *own.windows, *own.names):
        if any(one.start < mark.end and mark.start < one.end for one in claims):
            continue
        words = reading.text[mark.start : mark.end]
        kind, _ = _kind(sentence, words, mark.start, mark.end)
        yield Claim(
            kind="name" if kind == "direction" else kind, text=words, start=mark.start, end=mark.end, value=None,
            supported=True, evidence_id=evidence, reason="stated",
        )  # fmt: skip


def _as_changed(
    claims: Sequence[Claim],
    reading: Reading,
    sentence: Sentence,
    words: Sequence[_Word],
    told: Sequence[_Record],
) -> list[Claim]:
    """The claims with one for each run of words that differs from the record most like the sentence, if one is."""
    own = [word.text for word in words]
    matchers = [SequenceMatcher(None, own, record.words, autojunk=False) for record in _near(own, told)]
    if not matchers:
        return list(claims)
    best = max(matchers, key=lambda one: one.ratio())
    runs = [
        (words[a].start, words[max(a, b - 1)].end)
        for tag, a, b, _, _ in best.get_opcodes()
        if tag != "equal" and a < len(words)
    ]
    rest = [one for one in claims if not any(one.start < end and start < one.end for start, end in runs)]
    return [*rest, *(_wrong(reading, sentence, start, end) for start, end in runs)]


def _near(own: Sequence[str], told: Sequence[_Record]) -> list[_Record]:
    """The records that have most of the words of a sentence, and few others."""
    counted = Counter(own)
    found: list[_Record] = []
    for record in told:
        shared = (counted & Counter(record.words)).total()
        if shared >= _LEAST and shared >= _SHARE * max(len(own), len(record.words)):
            found.append(record)
    return found


def _wrong(reading: Reading, sentence: Sentence, start: int, end: int) -> Claim:
    kind, reason = _kind(sentence, reading.text[start:end], start, end)
    return Claim(
        kind=kind, text=reading.text[start:end], start=start, end=end, value=None, supported=False, reason=reason
    )  # fmt: skip


def _kind(sentence: Sentence, text: str, start: int, end: int) -> tuple[ClaimKind, str]:
    """The kind of claim that changed words make, and what is wrong with it."""
    own = sentence.own

    def has(marks: Iterable[Mark]) -> bool:
        return any(mark.start < end and start < mark.end for mark in marks)

    if has((*own.days, *own.fiscals)):
        return "date", "date"
    if has(own.windows):
        return "date", "period"
    if any(letter.isdigit() for letter in text):
        return ("percent" if "%" in text else "number"), "value"
    return ("direction", "direction") if has(own.directions) else ("name", "name")
