"""Companies of a conversation by the first word of their names, which alone would mean nobody: "drop United", "and delta?"."""

import re
from collections.abc import Sequence

from agents.planner.lexicon import patterns, table
from stockelper.securities.resolver import Resolver
from stockelper.types import Plan

_RECENT = 4
"""Turns back that a company is still called so."""
_LEAST = 4
"""Letters of such a word."""
_COMMON = frozenset(
    {"first", "general", "american", "national", "international", "global", "public", "best", "great", "western",
     "southern", "northern", "eastern", "advanced", "applied", "digital", "home", "energy", "health", "bank", "capital"}
)  # fmt: skip
"""First words of names that are as often no name."""
_NO_COMPANY = r"(?! (?:stocks?|shares|companies|sector|market|states|\w+ stocks)(?![a-z]))"


_FRAME = re.compile(
    r"^(?:(?:and|now|ok|okay|so|then|what about|how about|how's|the|same|but|again|do|try|thing|question|for|with|on|of) )+(?P<name>[a-z][\w&.'-]*(?: [\w&.'-]+)?)(?:'s)?(?: (?:then|too|as well|please|instead))*[\s.?!]*$",
    re.IGNORECASE,
)
"""A turn that only names whom the question before is asked of."""


_TICKER = re.compile(r"^(?P<name>[A-Z]{2,5})(?:'s)?[\s?.!]*$")


def spelled_out(text: str, history: Sequence[Plan], resolver: Resolver) -> str:
    """The turn with the whole names of companies of the turns before that it calls by their first word."""
    spoken_of = dict.fromkeys(one for plan in history[-_RECENT:] for one in plan.securities)
    for security in spoken_of:
        known = resolver.listing.get(security)
        name = (known.name_en or known.name) if known else ""
        word = name.partition(" ")[0]
        if _calls(word, name):
            text = _replaced(text, word, name, resolver)
    return text


def in_a_frame(text: str, resolver: Resolver) -> str:
    """The turn with a company's name in full where its frame leaves place for nothing else: "same but for oracle"."""
    found = _FRAME.match(text) or _TICKER.match(text)
    if found is None or is_word(found["name"]) or resolver.resolve(text).mentions:
        return text
    mentions = resolver.resolve(found["name"], of_stocks=True).mentions
    whole = [m for m in mentions if m.text.strip() == found["name"] and len(m.candidates) == 1]
    known = resolver.listing.get(whole[0].candidates[0]) if whole else None
    return text if known is None else f"{text[: found.start('name')]}{known.name}{text[found.end('name') :]}"


def _calls(word: str, name: str) -> bool:
    small = word.lower()
    common = small in _COMMON or is_word(small)
    return word != name and len(word) >= _LEAST and word.isalpha() and not common


def is_word(name: str) -> bool:
    """Whether a name in small letters is only words that no company is called by."""
    return name.islower() and set(name.split()) <= set(patterns(table("stop")["words"], "en"))


def _replaced(text: str, word: str, name: str, resolver: Resolver) -> str:
    """The text with the name for the word, unless the word belongs to a name that is read there already."""
    found = re.search(
        rf"(?<![\w-])(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bany )(?<!\bwhich )(?<!\bwhat )(?<!\bother ){word}(?![\w-]){_NO_COMPANY}",
        text,
        re.IGNORECASE,
    )
    taken = [(m.start, m.end) for m in resolver.resolve(text).mentions]
    if found is None or any(start < found.end() and found.start() < end for start, end in taken):
        return text
    return f"{text[: found.start()]}{name}{text[found.end() :]}"
