"""The facts that a sentence speaks of by name and without their figures: its 20-day average, the high, its close."""

import re
from collections.abc import Iterator

from agents.verifier.bench import Bench, Judged
from agents.verifier.facts import Fact
from agents.verifier.marks import Attribute
from agents.verifier.matching import window_fits
from agents.verifier.reading import Reading, Sentence

_PRICE = re.compile(r"주가|주식|\b(?:shares?|stocks?|price)\b", re.IGNORECASE)
_MOST = 6
"""Facts of one name from which on it tells none of them."""


def unsaid(reading: Reading, item: Judged, bench: Bench) -> list[Fact]:
    """The structured facts of the sentence's companies that it names by what they measure, over the lengths it names;
    the closes of those companies where it speaks of their shares or of a mark of theirs."""
    sentence = item.sentence
    keys = item.about.keys | frozenset(key for name in sentence.own.names for key in name.keys)
    known = [f for f in bench.facts.facts if f.printed is None and (not keys or f.context.keys & keys)]
    found = [f for word in sentence.own.attributes for f in _of(word, sentence, known)]
    if found or _PRICE.search(reading.text, sentence.start, sentence.end):
        found += [f for f in known if "close" in f.context.tags]
    if not any("close" in f.context.tags for f in found):
        texts = [
            f for f in bench.facts.facts if f.printed and "close" in f.context.tags and f.context.keys & keys
        ]
        found += texts if len(texts) == 1 else []
    found = list(dict.fromkeys(found))
    return found if len(found) <= _MOST else []


def _of(word: Attribute, sentence: Sentence, known: list[Fact]) -> Iterator[Fact]:
    """The facts that measure what a word says, of the lengths of time in the word's clause where any is told."""
    wide = {"high": {"high", "high_52w"}, "low": {"low", "low_52w"}}.get(word.tag, {word.tag})
    windows = [w for p in sentence.pieces if p.start <= word.start < p.end for w in p.own.windows]
    for fact in known:
        fits = not windows or any(window_fits(w, fact.context) for w in windows)
        if fact.context.tags & wide and (fits or not fact.context.windows):
            yield fact
