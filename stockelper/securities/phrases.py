"""English names of several words with a slip in one of them: "bank of amercia", "goldman sach", "jonson & johnson".

Word is held against word, so that a slip costs no more in a long name than in a short one. Every word begins as the
name's does; what is slipped is no word of its own, unless the words around it name the company by themselves.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from stockelper.securities.bare_questions import says_nothing_else
from stockelper.securities.cues import Cues
from stockelper.securities.names import Name
from stockelper.securities.scanning import Hit

_WORD = re.compile(r"&|[A-Za-z][A-Za-z.]*(?:'s(?= [A-Z]))?")
_PIECE = re.compile(r"&|[a-z][a-z.']*")
_GAP = re.compile(r"[ -]|(?=&)|(?<=&)")
_FEWEST, _MOST = 2, 4
"""Words of a name that is looked up so."""
_READ = 400
"""Characters of a text that are looked at."""
_LONG = 7
"""Letters from which on a word may have two slips."""
_SHORTEST = 4
"""Letters of a word that a slip may be in."""


class Phrases:
    """Names of several English words, ready for approximate look-up word by word."""

    def __init__(self, names: Iterable[Name], cues: Cues) -> None:
        self._cues = cues
        self._by_heads: defaultdict[str, list[tuple[tuple[str, ...], Name]]] = defaultdict(list)
        for name in names:
            words = _words(name.written)
            if name.written.isascii() and _FEWEST <= len(words) <= _MOST:
                self._by_heads[_heads(words)].append((words, name))

    def hits(self, text: str, covered: set[int], *, asked: bool) -> Iterator[Hit]:
        """Runs of words outside `covered` that are a slip away from one name; `asked`: the text asks about shares."""
        spans = [match.span() for match in _WORD.finditer(text, 0, _READ)]
        taken = set(covered)
        for length in range(_MOST, _FEWEST - 1, -1):
            for run in _runs(text, spans, length):
                start, end = run[0][0], run[-1][1]
                if not taken.isdisjoint(range(start, end)):
                    continue
                said = tuple(_folded(text[a:b]) for a, b in run)
                name = self._nearest(said)
                coined = name is not None and self._is_coined(name, said)
                if name is not None and self._is_meant(text, start, end, asked=asked and coined):
                    taken.update(range(start, end))
                    yield Hit(start, end, name.ids, "typo")

    def _is_meant(self, text: str, start: int, end: int, *, asked: bool) -> bool:
        """Whether what stands around a phrase speaks of a share."""
        return asked or self._cues.beside(text, start, end) or says_nothing_else(text, start, end)

    def _is_coined(self, name: Name, said: tuple[str, ...]) -> bool:
        """Whether what is slipped is no word of English, which a question about shares may hold beside others."""
        return all(self._cues.is_coined(word) for word in said if word not in _words(name.written))

    def _nearest(self, said: tuple[str, ...]) -> Name | None:
        near = {
            name.ids: name
            for words, name in self._by_heads.get(_heads(said), ())
            if words != said and self._is_slip(words, said)
        }
        return next(iter(near.values())) if len(near) == 1 else None

    def _is_slip(self, words: Sequence[str], said: Sequence[str]) -> bool:
        """Whether one word is slipped, and is no word that somebody may mean as it stands."""
        slipped = [(name, word) for name, word in zip(words, said, strict=True) if name != word]
        if len(slipped) != 1:
            return False
        name, word = slipped[0]
        if min(len(name), len(word)) < _SHORTEST or OSA.distance(name, word) > (
            2 if len(name) >= _LONG else 1
        ):
            return False
        others = [one for one in words if one != name]
        is_cut = name.startswith(word) and (len(words) > _FEWEST or any(map(self._is_telling, others)))
        return self._cues.is_coined(word) or is_cut

    def _is_telling(self, word: str) -> bool:
        """Whether a word of a name is no word of every day."""
        return (
            word not in self._cues.ordinary
            and word not in self._cues.english_words
            and len(word) >= _SHORTEST
        )


def _runs(text: str, spans: Sequence[tuple[int, int]], length: int) -> Iterator[Sequence[tuple[int, int]]]:
    """So many words in a row with nothing but a space or a hyphen between them."""
    for at in range(len(spans) - length + 1):
        run = spans[at : at + length]
        if all(_GAP.fullmatch(text[a[1] : b[0]]) for a, b in itertools.pairwise(run)):
            yield run


def _words(written: str) -> tuple[str, ...]:
    return tuple(_folded(word) for word in _PIECE.findall(written.lower().replace("-", " ")))


def _folded(word: str) -> str:
    lower = word.lower().replace(".", "").replace("'", "")
    return "and" if lower == "&" else lower


def _heads(words: Sequence[str]) -> str:
    return "".join(word[:1] for word in words)
