"""Which securities a count is of: those stored, those that rose, fell or meet a screen's conditions."""

import re
from collections.abc import Mapping, Sequence

from agents.verifier.facts import Fact
from agents.verifier.marks import Quantity
from agents.verifier.reading import Sentence

_WORDS: Mapping[str, re.Pattern[str]] = {
    "stored_count": re.compile(r"저장\s?종목|저장된|\bstored\b|\bon\sfile\b", re.IGNORECASE),
    "up_count": re.compile(r"오른|상승|올랐|\brose\b|\bgain\w*|\badvanc\w*|\brise\w*|\brising\b|\bup\b", re.IGNORECASE),
    "down_count": re.compile(r"내린|하락|내렸|떨어진|\bfell\b|\blost\b|\bdeclin\w*|\bfall\w*|\bdown\b", re.IGNORECASE),
    "matching_count": re.compile(r"맞는|충족|해당하는|만족|\bmeet\w*|\bmatch\w*|\bpass\w*|\bqualif\w*", re.IGNORECASE),
}  # fmt: skip
_DENIED = re.compile(r"\b(?:did|do|does)\s?(?:not|n't)\s(?:rise|fall|gain|decline|advance|meet|match)\b|지\s?(?:않은|못한)\s종목", re.IGNORECASE)  # fmt: skip


def is_of_others(text: str, sentence: Sentence, number: Quantity, fact: Fact) -> bool:
    """Whether the words around a count, up to the counts beside it, speak of other securities than its evidence counts."""
    if fact.printed is not None or number.unit not in ("count", "bare"):
        return False
    own = fact.name
    if own not in _WORDS:
        return False
    start, end = _around(sentence, number)
    if own != "stored_count" and _DENIED.search(text, number.end, end):
        return True
    said = {kind for kind, words in _WORDS.items() if words.search(text, start, end)}
    return bool(said) and own not in said


def _around(sentence: Sentence, number: Quantity) -> tuple[int, int]:
    """From the figure before to the figure behind."""
    before = [q.end for q in sentence.own.quantities if q.end <= number.start]
    behind = [q.start for q in sentence.own.quantities if q.start >= number.end]
    return max(before, default=sentence.start), min(behind, default=sentence.end)


_TELLING = frozenset({"matching_count", "stored_count"})
"""Counts of which no other may be told in passing."""


def counts_are_told(text: str, sentence: Sentence, facts: Sequence[Fact]) -> bool:
    """Whether a sentence speaks of securities that are stored or meet conditions, and the evidence counts these."""
    known = {fact.name for fact in facts} & _TELLING
    return any(_WORDS[name].search(text, sentence.start, sentence.end) for name in known)
