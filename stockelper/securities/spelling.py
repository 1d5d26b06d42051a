"""The company that a misspelt word means: 삼성젼자, 엔비디야, Nvdia, Mircosoft.

Korean is compared by its letters (jamo), as one slip of a finger changes one of them. The limits are strict
and only names that need no cue are candidates: rather no company than a wrong one.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from stockelper.securities.bare_questions import says_nothing_else
from stockelper.securities.cues import Cues
from stockelper.securities.names import Name, Names
from stockelper.securities.phrases import Phrases
from stockelper.securities.scanning import Hit, places

_WORD = re.compile(r"[A-Za-z&]*[가-힣]{2,}[A-Za-z가-힣]*|[A-Za-z][A-Za-z-]{4,}")
_PAIR = re.compile(r"(?=\b([A-Z][A-Za-z]+ [A-Z][A-Za-z]{3,}))")
_HANGUL = re.compile("[가-힣]")
_TICKER = re.compile(r"(?<![A-Za-z.$-])[A-Za-z]{4}(?![A-Za-z.&-])")
_SWAPPED = 2
"""Letters that differ where two of them have changed places."""
KEPT = 16_384
"""Words whose nearest name is remembered: most words of questions come again."""
READ = 400
"""Characters of a text whose words are looked up: who asks about a company names it in the first sentences."""


class Speller:
    """Names by the number of their letters, ready for approximate look-up."""

    def __init__(self, names: Names, cues: Cues, known: frozenset[str]) -> None:
        """`known` are the securities that are asked about often; the others are no candidates."""
        self._cues = cues
        self._by_length: defaultdict[int, dict[str, Name]] = defaultdict(dict)
        for key, name in names.table.items():
            if (
                len(name.ids) == 1
                and name.ids[0] in known
                and name.rank <= 1
                and name.need != "cue"
                and _long_enough(key)
            ):
                letters = _letters(key)
                self._by_length[len(letters)][letters] = name
        self._phrases = Phrases(
            (one for of_length in self._by_length.values() for one in of_length.values()), cues
        )
        self._tickers = [ticker.lower() for one in known if len(ticker := one.removeprefix("US:")) == 4]
        self._nearest = lru_cache(maxsize=KEPT)(self._looked_up)

    def hits(self, text: str, taken: list[Hit]) -> Iterator[Hit]:
        """Words outside `taken` that are a slip away from one name."""
        asked, covered = self._cues.asked.search(text) is not None, set(places(taken))
        for match in _PAIR.finditer(text, 0, READ):
            plain = any(word in self._cues.ordinary for word in match.group(1).lower().split())
            name = None if plain else self._nearest(match.group(1).replace(" ", ""))
            if name is not None and " " in name.written and covered.isdisjoint(range(*match.span(1))):
                yield Hit(match.start(1), match.end(1), name.ids, "typo")
        for hit in self._phrases.hits(text, covered, asked=asked):
            covered.update(range(hit.start, hit.end))
            yield hit
        for match in _WORD.finditer(text, 0, READ):
            if not covered.isdisjoint(range(*match.span())):
                continue
            for word in self._stems(match.group()):
                name = self._nearest(word)
                end = match.start() + len(word)
                alone = says_nothing_else(text, match.start(), end)
                plain = alone or (
                    _sturdy(word) and (asked or word[0].isupper() or _HANGUL.search(word) is not None)
                )
                if (
                    name is not None
                    and _one_word(name)
                    and (plain or self._cues.beside(text, match.start(), end))
                ):
                    yield Hit(match.start(), end, name.ids, "typo")
                    break

        yield from self._slipped_tickers(text, covered)

    def _slipped_tickers(self, text: str, covered: set[int]) -> Iterator[Hit]:
        """Words of four letters beside talk of shares whose letters are those of one well-known ticker: appl, nvad."""
        for match in _TICKER.finditer(text, 0, READ):
            word = match.group().lower()
            if word in self._cues.words or word in self._cues.ordinary or word in self._tickers:
                continue
            if not covered.isdisjoint(range(*match.span())):
                continue
            if not (self._cues.beside(text, *match.span()) or says_nothing_else(text, *match.span())):
                continue
            near = [one for one in self._tickers if _same_letters(word, one)]
            if len(near) == 1:
                yield Hit(*match.span(), (f"US:{near[0].upper()}",), "typo")

    def _stems(self, word: str) -> Iterator[str]:
        """The word, and the word without each particle it may end in."""
        if not _HANGUL.search(word):
            if word.lower() not in self._cues.ordinary:
                yield word
            return
        yield word
        for particle in self._cues.particles:
            if word.endswith(particle):
                yield word[: -len(particle)]

    def _looked_up(self, word: str) -> Name | None:
        key = word.lower().replace("-", "")
        limit = 0 if key in self._cues.words else _limit(key)
        if limit == 0:
            return None
        letters = _letters(key)
        if letters in self._by_length.get(len(letters), {}):
            return None
        found = [
            (name, far)
            for length in range(len(letters) - limit, len(letters) + limit + 1)
            for name, far in self._within(letters, length, limit)
        ]
        found = found or [
            one for one in self._within(letters, len(letters), _SWAPPED) if _swaps(key, letters, one[0])
        ]
        return self._chosen(letters, found)

    def _within(self, letters: str, length: int, limit: int) -> list[tuple[str, int]]:
        """The nearest names of so many letters, at most `limit` letters away, and how far."""
        names = self._by_length.get(length)
        if not names:
            return []
        near = process.extract(letters, names.keys(), scorer=OSA.distance, score_cutoff=limit, limit=3)
        return [(name, int(distance)) for name, distance, _ in near]

    def _chosen(self, letters: str, found: list[tuple[str, int]]) -> Name | None:
        """The one nearest name that differs by more than an ending."""
        if not found:
            return None
        best = min(distance for _, distance in found)
        near = {key for key, distance in found if distance == best}
        names = [self._by_length[len(key)][key] for key in near if _plausible(letters, key)]
        ids = {name.ids for name in names}
        return names[0] if len(ids) == 1 else None


def _swaps(key: str, letters: str, name: str) -> bool:
    """Whether a Korean word of four syllables has the letters of a name with two in each other's place: 셀트이론."""
    return len(key) >= 4 and _HANGUL.match(key) is not None and sorted(letters) == sorted(name)


def _same_letters(word: str, ticker: str) -> bool:
    """Whether a word is a ticker with two letters swapped or another of its letters doubled; the first one stays."""
    return word[0] == ticker[0] and set(word) == set(ticker) and OSA.distance(word, ticker) == 1


def _one_word(name: Name) -> bool:
    return " " not in name.written or not name.written.isascii()


def _long_enough(key: str) -> bool:
    return len(key) >= (3 if _HANGUL.search(key) else 5)


def _limit(key: str) -> int:
    """How many letters may differ: one, or two from six syllables or nine Latin letters on."""
    if not _long_enough(key):
        return 0
    return 2 if len(key) >= (6 if _HANGUL.search(key) else 9) else 1


def _plausible(letters: str, key: str) -> bool:
    """Same first letter and no mere ending (human, Humana); in five Latin letters only swapped or doubled ones."""
    doubled = key.startswith(letters) and key[-1] == key[-2]
    if key[0] != letters[0] or letters.startswith(key) or (key.startswith(letters) and not doubled):
        return False
    return len(key) > 5 or set(key) == set(letters)


def _sturdy(word: str) -> bool:
    """Whether a word is long enough to be taken for a name anywhere in a sentence about shares."""
    return len(word) >= (4 if _HANGUL.search(word) else 6)


def _letters(key: str) -> str:
    return unicodedata.normalize("NFD", key)
