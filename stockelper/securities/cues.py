"""Which names need a cue before they count as companies, and what a cue is.

The words themselves are in `cues.toml`. Everything here looks at the text right before or right after a
name; it knows nothing of listings.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORDS = tuple[str, ...]
_HANGUL_RUN = re.compile("[가-힣]*")
_SHORT = 20
"""Characters of a question that speaks of one thing only."""
_SHARES = r"(?:\d[\d,]*|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|서른|오십|백|천)\s?주(?=만|씩|를|정도|쯤|까지|,| |$)(?! ?(?:동안|간|전|뒤|후|째))"
"""So many shares, right after a name."""
_ORDERED = (
    r"\b(?:buy|sell|grab|short|add|trim|dump|unload)(?: another| me)? "
    r"(?:\d[\d,.]*k?|a few|some|more|all(?: of)? my|my|half my|half of my|the rest of my)(?: more)?(?: shares?)?(?: of| in)?"
)
"""An order and how much of it, right before a name."""
_APPOSED = (
    r",?\s\(?the\s(?:[a-z]+[\s-]){0,3}(?:company|maker|firm|chain|retailer|bank|outfit|airline|stock|one)\b"
)
"""What the company does, right behind its name: APR, the Korean beauty company."""
_BEFORE = 40
"""Characters before a name in which a cue can stand."""


@dataclass(frozen=True)
class Cues:
    """Compiled cue words. See `cues.toml` for what each is; `beginning` has the particles by their first syllable,
    `words` the words of `words.txt` that some company or ticker is written like."""

    korean_words: frozenset[str]
    everyday: frozenset[str]
    common: frozenset[str]
    framed: frozenset[str]
    english_words: frozenset[str]
    words: frozenset[str]
    english_proper: frozenset[str]
    bare_tickers: frozenset[str]
    worded_tickers: frozenset[str]
    frequent: frozenset[str]
    never: frozenset[str]
    apart: frozenset[str]
    phrases: _WORDS
    unlisted: frozenset[str]
    ordinary: frozenset[str]
    generic: re.Pattern[str]
    particles: _WORDS
    beginning: Mapping[str, _WORDS]
    follows: re.Pattern[str]
    particle: re.Pattern[str]
    other_company: re.Pattern[str]
    stock_after: re.Pattern[str]
    talk_after: re.Pattern[str]
    stock_before: re.Pattern[str]
    stock_anywhere: re.Pattern[str]
    ordered: re.Pattern[str]
    asked: re.Pattern[str]

    def speaks_of_stocks(self, text: str) -> bool:
        """Whether any word of the text is about shares."""
        return self.stock_anywhere.search(text) is not None

    def beside(self, text: str, start: int, end: int) -> bool:
        """Whether what stands right before or after `text[start:end]` makes it a company."""
        return (
            self.stock_after.match(text, end) is not None
            or self.stock_before.search(text, max(0, start - _BEFORE), start) is not None
        )

    def is_talked_of(self, name: str, text: str, start: int, end: int) -> bool:
        """Whether what follows `text[start:end]` speaks of a company by that Korean name.

        A word of every day has to stand at the beginning of a short question that speaks of nothing else.
        """
        alone = start == 0 and len(text) <= _SHORT and name not in self.common
        rare = name in self.korean_words and (alone or name not in self.everyday)
        return rare and self.talk_after.match(text, end) is not None

    def is_coined(self, name: str) -> bool:
        """Whether a name of one word, in small letters, is no word of English."""
        return name not in self.words and name not in self.english_words and name not in self.ordinary

    def may_stand_bare(self, ticker: str) -> bool:
        """Whether a ticker is no everyday word or abbreviation, or one that people do use bare."""
        lower = ticker.lower()
        return lower in self.bare_tickers or lower not in self.english_words

    def particle_ends(self, run: str) -> list[int]:
        """The lengths of the particles that `run` may start with."""
        return [len(one) for one in self.beginning.get(run[:1], ()) if run.startswith(one)]


def hangul_run(text: str, at: int) -> str:
    """The Hangul that goes on at that offset without a space."""
    found = _HANGUL_RUN.match(text, at)
    return found.group() if found else ""


@cache
def cues() -> Cues:
    """The cue words, compiled once."""
    source = tomllib.loads(files("stockelper.securities").joinpath("cues.toml").read_text(encoding="utf-8"))
    korean = source["korean"]
    particles = tuple(sorted(korean["particles"].split(), key=len, reverse=True))
    return Cues(
        korean_words=frozenset(source["korean_words"].split()),
        everyday=frozenset(source["everyday"].split()),
        common=frozenset(source["common"].split()),
        framed=frozenset(_spaced(source["framed"])),
        english_words=frozenset(source["english_words"].split()),
        words=frozenset(
            files("stockelper.securities").joinpath("words.txt").read_text(encoding="utf-8").split()
        ),
        english_proper=frozenset(
            word.replace("\u00a0", " ") for word in re.split("[ \n]+", source["english_proper"])
        ),
        never=frozenset(source["never"].split()),
        apart=frozenset(source["apart"].split()),
        phrases=tuple(source["phrases"].split()),
        unlisted=frozenset(source["unlisted"].split()),
        bare_tickers=frozenset(source["bare_tickers"].split()),
        worded_tickers=frozenset(source["worded_tickers"].split()),
        frequent=frozenset(source["frequent"].split()),
        ordinary=frozenset(source["ordinary"]["english"].split()),
        generic=re.compile(f"^{_any(source['ordinary']['korean'].split())}"),
        particles=particles,
        beginning={
            head: tuple(one for one in particles if one[0] == head) for head in {one[0] for one in particles}
        },
        follows=re.compile(_any(korean["follow"].split())),
        particle=re.compile(f"{_any(particles)}$"),
        other_company=re.compile(f"{_any(korean['other_company'].split())}"),
        **_about_stocks(source["stock"]),
    )


def _about_stocks(stock: Mapping[str, str]) -> Mapping[str, re.Pattern[str]]:
    """The patterns of words that make what stands beside them a share, by field of `Cues`."""
    time, nouns, verbs = (
        _any(stock["time"].split()),
        _any(stock["korean"].split()),
        _any(stock["english"].split()),
    )
    charted = rf"(?:(?:의|은|는|이|가|을|를|도)?\s*(?:{time}\s*){{0,2}}(?:{_any(stock['charted'].split())}|\d+\s?일\s?선)|(?:을|를)?\s*{_SHARES})"
    between, talk = _any(stock["between"].split()), _any(_spaced(stock["talk"]))
    before = _any(one.strip() for one in stock["before"].split("|"))
    anywhere = _spaced(stock["anywhere"])
    return {
        "stock_after": re.compile(
            rf"{charted}|(?:의)?\s*(?:{time}\s*){{0,4}}{nouns}|(?:'s)?\s+(?:{between}\s)?{verbs}\b|{_APPOSED}|,?\s(?:inc|corp|corporation|co|ltd|plc|(?-i:Group|Holdings?))\b|\s?\((?:[A-Z]{{1,5}}|A?\d{{6}}|주)\)",
            re.IGNORECASE,
        ),
        "talk_after": re.compile(rf"(?:의|은|는|이|가|을|를|도|만)?\s*(?:{time}\s*){{0,4}}{talk}"),
        "stock_before": re.compile(rf"(?:\(주\)|\b{before}|{_ORDERED})\s*$", re.IGNORECASE),
        "asked": re.compile(f"{nouns}|{_any(stock['asked'].split())}|\\b{verbs}\\b", re.IGNORECASE),
        "ordered": re.compile(rf"{_ORDERED} $", re.IGNORECASE),
        "stock_anywhere": re.compile(
            rf"\b{_any(word for word in anywhere if word.isascii())}\b"
            rf"|{_any(word for word in anywhere if not word.isascii())}",
            re.IGNORECASE,
        ),
    }


def _spaced(words: str) -> list[str]:
    """The words of a list in which an underscore stands for a space within one."""
    return [word.replace("_", " ") for word in words.split()]


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})"
