"""Questions without their courtesies: greetings, polite turns, and sentences that only tell of the asker.

"수고 많으십니다. 그 회사 배당금이 얼마인지 여쭤봐도 될까요?" asks "그 회사 배당금이 얼마인지".
"""

import re
from functools import cache

from agents.indices import named_markets, places
from agents.patterns import Words, korean, words
from agents.planner.lexicon import evidence, patterns, read, table
from stockelper.securities.resolver import Resolver

_SENTENCE = re.compile(r"(?<=[.!?。])\s+(?=\S)")
_ABBREVIATED = re.compile(r"(?:\b(?:inc|corp|co|ltd|mr|ms|dr|vs|no|st|u\.s|j\.p|[a-z])|\d)\.$", re.IGNORECASE)
_STATEMENT = re.compile(r"[가-힣](?:다|요|죠|네요|군요)[.!。]$|^[A-Z][\w']*(?:,? [\w'-]+){3,}[.!]$")
_LEAST = 4
"""Letters and digits that a question without its courtesies has at least."""
_SPACE = re.compile(r"\s+")
_EDGE = re.compile(r"^[\s,.!]+|[\s,]+$")


def plainly(text: str, resolver: Resolver) -> str:
    """A normalised question as somebody in a hurry would put it; as it is where nothing would be left."""
    told = _sentences(text)
    kept = told if len(told) == 1 else _telling(told, text, resolver)
    bare = " ".join(filter(None, map(_without_courtesy, kept)))
    return bare if sum(letter.isalnum() for letter in bare) >= _LEAST else text


def _telling(told: list[str], text: str, resolver: Resolver) -> list[str]:
    """Of several sentences those that ask, and those that speak of the market; all where none asks."""
    names = [mention.text for mention in resolver.resolve(text).mentions]
    telling = [
        one for one in told if _asks(one) or any(name in one for name in names) or _is_of_the_market(one)
    ]
    return telling if any(map(_asks, telling)) else told


def _sentences(text: str) -> list[str]:
    """The sentences; a dot that ends an abbreviation ends none."""
    out: list[str] = []
    for piece in _SENTENCE.split(text):
        if out and _ABBREVIATED.search(out[-1]):
            out[-1] = f"{out[-1]} {piece}"
        else:
            out.append(piece)
    return out


def _asks(sentence: str) -> bool:
    """Whether a sentence asks or orders something; what is no whole statement with a full stop is talk that may."""
    return _STATEMENT.search(sentence) is None or _words("asks").search(sentence.lower())


def _is_of_the_market(sentence: str) -> bool:
    """Whether a sentence speaks of an index or a market, or of what only shares have."""
    lower = sentence.lower()
    if places(lower) or named_markets(lower):
        return True
    return any(evidence().get(name) == "strong" for name in read(lower))


def _without_courtesy(sentence: str) -> str:
    """The sentence in its own letters, the courtesies taken out."""
    out = _asked().sub(r"\g<verb>줘", sentence)
    for pattern in _empty():
        out = pattern.sub(" ", out)
    return _EDGE.sub("", _SPACE.sub(" ", out).replace(" ?", "?").replace(" .", "."))


@cache
def _words(section: str) -> Words:
    entry = table("courtesy")[section]
    return words(patterns(entry, "ko"), patterns(entry, "en"))


@cache
def _asked() -> re.Pattern[str]:
    return re.compile(korean(patterns(table("courtesy")["asked"], "ko")))


@cache
def _empty() -> tuple[re.Pattern[str], ...]:
    entry = table("courtesy")["empty"]
    ours, latin = korean(patterns(entry, "ko")), "|".join(patterns(entry, "en"))
    return re.compile(f"(?<![가-힣])(?:{ours})"), re.compile(
        rf"(?<![a-z])(?:{latin})(?:(?<= )|(?![a-z]))", re.IGNORECASE
    )
