"""What is asked of a company that only reports and filings tell: its own shares bought back, its insiders' trades, short sellers."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from agents.patterns import mixed
from agents.planner.lexicon import patterns, table
from agents.planner.reading import Reading
from stockelper.types import Kind

_TAKEN_FOR: frozenset[Kind] = frozenset(
    {"outlook", "quote", "relations", "screen", "order", "technical", "out_of_scope", "help", "briefing", "education", "portfolio"}
)  # fmt: skip
"""What such a question is heard as by its other words: buying, selling, who, how much."""
_IN_NO_BOOKS = frozenset({"shorts"})
"""Topics that no statement of a company tells of."""
_MEANS = frozenset({"asked_meaning", "general_why", "effect_asked"})


def press_topics(plain: str) -> tuple[str, ...]:
    """The topics of a question in small letters, by name, in the order of the table."""
    return tuple(name for name, asked in _asked().items() if asked.search(plain))


def topic_words(plain: str) -> tuple[str, ...]:
    """The words by which reports on the topics of a question are found."""
    found = (patterns(table("press_topics")[name], "found") for name in press_topics(plain))
    return tuple(dict.fromkeys(word for words in found for word in words))


def asks_of_press(found: Sequence[Kind], read: Reading) -> bool:
    """Whether such a topic of a named company was taken for something else; what a word means is no topic."""
    topics = press_topics(read.plain)
    taken_for = _TAKEN_FOR | {"fundamentals"} if _IN_NO_BOOKS & set(topics) else _TAKEN_FOR
    misheard = len(found) < 2 and set(found) <= taken_for
    of_one = "one" in read.facts or {"nobody", "follow"} <= read.facts
    return misheard and of_one and not read.facts & _MEANS and bool(topics)


@cache
def _asked() -> Mapping[str, re.Pattern[str]]:
    entries = table("press_topics").items()
    return MappingProxyType({name: mixed(patterns(entry, "asked")) for name, entry in entries})
