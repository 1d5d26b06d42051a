"""Companies whose names are words of every day, in small letters: "is target overvalued", "gap vs urban outfitters".

The place in the sentence tells them: what stands right before them, and what right behind them. Everything
here looks at the text around a word of `framed` in `cues.toml`; the frames are in `frames.toml`.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_REACH = 24
"""Characters before a word in which what leads to it can stand."""

_CAPITAL_NEXT, _CAPITAL_BEFORE = re.compile(r" [A-Z][a-z]"), re.compile(r"(?<![.?!:] )\b[A-Z][a-z]+ $")
_BARE_S = re.compile(r"s(?![A-Za-z0-9'])")
_ARTICLE = re.compile(r"an? (?=[a-z])")
_STOPS = frozenset(".!?,;:—–")
_WEIGHT = re.compile(r"\d ?(?:%|percent|pct)")
_WEIGHED = re.compile(r"\d ?(?:%|percent|pct)(?: in| of)? $")
"""A weight right before a company, as several have in a portfolio: "60% apple and 40% nvda"."""


@dataclass(frozen=True)
class Frames:
    """Compiled frames. See `frames.toml` for what each is."""

    lead: re.Pattern[str]
    asked: re.Pattern[str]
    end: re.Pattern[str]
    tail: re.Pattern[str]
    act: re.Pattern[str]
    trade: re.Pattern[str]
    last: re.Pattern[str]
    next: re.Pattern[str]

    def hold(self, text: str, start: int, end: int) -> bool:
        """Whether `text[start:end]`, in lower case, stands where only a company stands."""
        since = max(0, start - _REACH)
        before = text[since:start]
        if self.trade.match(text, end):
            return False
        first = not before.strip(" \"'(") or before.rstrip()[-1:] in _STOPS
        if self.tail.match(text, end):
            return first or self.lead.search(before) is not None
        if self.act.match(text, end):
            return self.asked.search(before) is not None
        return self.last.match(text, end) is not None and self.end.search(before) is not None

    def weighed(self, text: str, start: int, end: int) -> bool:
        """Whether a weight stands right before `text[start:end]`, in a text that tells several of them."""
        told = _WEIGHED.search(text, max(0, start - _REACH), start)
        return told is not None and len(_WEIGHT.findall(text)) > 1 and not self.trade.match(text, end)

    def follow(self, text: str, start: int, end: int) -> bool:
        """Whether `text[start:end]` is all that a next question names: "and tapestry?"."""
        return self.next.fullmatch(text[:start]) is not None and self.last.match(text, end) is not None


def has_bare_s(text: str, end: int) -> bool:
    """Whether a word that ends there goes on with nothing but a small s."""
    return text[end - 1].isalpha() and _BARE_S.match(text, end) is not None


def is_article(text: str, start: int) -> bool:
    """Whether an article in small letters begins there, which is no part of a name: "a tech-heavy portfolio" is not A-Tech."""
    return _ARTICLE.match(text, start) is not None


def is_of_a_name(text: str, start: int, end: int) -> bool:
    """Whether the word `text[start:end]` is part of a longer name in capitals: Academy Bank, Hyosung Advanced."""
    before = _CAPITAL_BEFORE.search(text, max(0, start - _REACH), start)
    inside = before is not None and before.start() > 0 and text[start].isupper()
    return inside or _CAPITAL_NEXT.match(text, end) is not None


@cache
def frames() -> Frames:
    """The frames, compiled once."""
    source = files("stockelper.securities").joinpath("frames.toml").read_text(encoding="utf-8")
    words = {name: _any(listed) for name, listed in tomllib.loads(source).items()}
    return Frames(
        lead=re.compile(rf"(?:^|[^a-z']){words['leads']} (?:if |that )?$"),
        asked=re.compile(rf"(?:^|[^a-z']){words['asks']} $"),
        end=re.compile(rf"(?:^|[^a-z']){words['ends']} $"),
        tail=re.compile(
            rf"(?:'s)?(?: (?:top|main|biggest|largest|major|latest|last|next))? {words['tails']}(?![a-z])(?! price)|'s (?:stock |share )?price(?![a-z])"
        ),
        act=re.compile(rf" {words['acts']}(?![a-z])"),
        trade=re.compile(
            rf"(?:'s)? (?:stock )?{words['trade']}(?= (?:of|for)(?![a-z]))| {words['trade']}(?![a-z])"
        ),
        next=re.compile(r"\s*(?:and|or|vs|then|also|what about|how about|wbu) (?:with )?"),
        last=re.compile(
            r"(?: (?:today|now|right now|stock|please|lately|recently|this (?:week|month|year)))?[\s?.!]*$"
        ),
    )


def _any(listed: str) -> str:
    words = sorted((word.replace("_", " ") for word in listed.split()), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, words))})"
