"""Find the names of companies in a text: the longest at each place, where its surroundings allow it.

Korean writes particles, and in a hurry whole sentences, without spaces; so what may stand before and behind
a name is decided here, by its script and its length.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from stockelper.securities.cues import Cues, hangul_run
from stockelper.securities.folding import Folded, folded
from stockelper.securities.framing import has_bare_s, is_of_a_name
from stockelper.securities.gaps import is_apart, spaces_fit
from stockelper.securities.names import CLIPPED, Name, Names

How = Literal["code", "name", "alias", "typo"]

_HANGUL = re.compile("[가-힣]")
_PREFERRED = re.compile("우[a-c]?$")
_WORD = re.compile(r"[A-Za-z][A-Za-z'&.]*|\d+")
_DERIVED = 3
"""The rank from which on a name is a registered English one or follows from another."""
_OTHER_COMPANY = re.compile(
    r" (?:Energy|Pharma|Pharmaceuticals?|Therapeutics|Bio\w*|Technolog(?:y|ies)|Systems|Industries|Motors|Electronics|Semiconductors?"
    r"|Robotics|Chemicals?|Materials|Software|Networks|Foods|Insurance|Securities|Construction|Engineering|Capital|Partners|Resources"
    r"|Solutions|Logistics|Airlines|Bank|Financial|Entertainment|Games|Medical|Steel|Labs)\b"
)
"""What behind an English name makes it the name of another company: Stonebridge Energy is not Stonebridge."""
LONG = 4
"""From so many syllables on a name stands out even where no boundary is written."""


@dataclass(frozen=True)
class Hit:
    """A place in the text that names securities.

    `sure` hits need no cue beside them; a `loose` one stands at the head of a longer word, such as 에코프로 in
    에코프로비앰, which may be another company misspelt; a `shy` one is an English word in small letters, `framed`
    where its place in the sentence tells that it is a company all the same; a `faint` one is a word that companies
    beside it, or nothing else in a question about shares, make a name: Academy, elf.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    how: How
    sure: bool = True
    written: str = ""
    loose: bool = False
    shy: bool = False
    framed: bool = False
    faint: bool = False

    def touches(self, taken: frozenset[int]) -> bool:
        """Whether one of its characters is among those taken."""
        return not taken.isdisjoint(range(self.start, self.end))


def places(hits: Iterable[Hit]) -> frozenset[int]:
    """The offsets of all characters that the hits cover: looked up, where comparing each with each takes long."""
    return frozenset(at for hit in hits for at in range(hit.start, hit.end))


_SMALL = frozenset({"of", "and", "the", "on", "de", "in", "for"})  # words that stay small inside a name


class Scan:
    """One pass over one text."""

    def __init__(
        self, text: str, names: Names, cues: Cues, taken: tuple[Hit, ...] = (), *, told: bool = False
    ) -> None:
        self.text = text
        self._told = told
        self._names = names
        self._cues = cues
        self._folded: Folded = folded(text)
        self._taken = places(taken)
        self._joined: set[int] = set()

    @cached_property
    def of_stocks(self) -> bool:
        """Whether the text speaks of shares at all, or is told to."""
        return self._told or self._cues.speaks_of_stocks(self.text)

    @cached_property
    def is_korean(self) -> bool:
        """Whether there is Hangul in the text."""
        return _HANGUL.search(self.text) is not None

    def hits(self) -> list[Hit]:
        """Every name in order, the unsure ones included."""
        found: list[Hit] = []
        at, length = 0, len(self._folded.text)
        while at < length:
            match = self._longest(at)
            if match is None:
                at += 1
                continue
            end, hit = match
            found.append(hit)
            at = end
            self._join(end)
        return found

    def _longest(self, at: int) -> tuple[int, Hit] | None:
        for end, name in self._names.starting(self._folded.text, at):
            start, stop = self._folded.span(at, end)
            if self._taken.isdisjoint(range(start, stop)) and self._fits(at, end, name):
                hit = self._hit(start, stop, end, name)
                return end, replace(hit, sure=hit.sure or self._known_by_its_head(at, end, name))
        return None

    def _known_by_its_head(self, at: int, end: int, name: Name) -> bool:
        """Whether a shorter name of the same company begins it and needs nothing: Norwegian Cruise (Line)."""
        shorter = (known for stop, known in self._names.starting(self._folded.text, at) if stop < end)
        return any(known.ids == name.ids and known.need == "nothing" for known in shorter)

    def _hit(self, start: int, stop: int, end: int, name: Name) -> Hit:
        sure = name.need == "nothing" or (name.need == "stocks" and self.of_stocks)
        sure = sure or (name.need not in ("cue", "told") and self._capital(start, stop))
        sure = sure or (name.need == "cue" and name.rank <= 1 and self._named_inside(start, stop))
        sure = sure or (name.need == "cue" and name.rank == 0 and self._with_particle(start, stop))
        sure = sure or self._owns_without_apostrophe(stop, name)
        sure = sure and (self._capital(start, stop) or not is_apart(self.text[start:stop], name))
        faint = name.need == "told"
        shy = name.need == "cue" and not self.is_korean and not self._capital(start, stop)
        run = hangul_run(self.text, stop)
        loose = bool(run and name.ids and _HANGUL.match(self.text[stop - 1])) and not self._goes_on(run, end)
        how: How = "name" if name.official else "alias"
        return Hit(start, stop, name.ids, how, sure, name.written, loose, shy, faint=faint)

    def _capital(self, start: int, stop: int) -> bool:
        words = _WORD.findall(self.text[start:stop])
        return all(not word[0].islower() or word in _SMALL for word in words)

    def _with_particle(self, start: int, stop: int) -> bool:
        """Whether a listed name in capitals has a Korean particle at its end: E1에."""
        written, run = self.text[start:stop], hangul_run(self.text, stop)
        return written.isascii() and written.isupper() and self._cues.particle.match(run) is not None

    def _named_inside(self, start: int, stop: int) -> bool:
        """A capital inside a sentence about shares that has few capitals: Is Target a good investment?"""
        inside = start > 0 and self.text[start - 2 : start - 1] not in ".?!:"
        if self.is_korean or not inside or not self._capital(start, stop) or not self.of_stocks:
            return False
        words = [word for word in _WORD.findall(self.text) if len(word) > 3]
        return sum(word[0].isupper() for word in words) * 2 <= len(words)

    def _join(self, end: int) -> None:
        """After a name and its particle the next name may follow without a space."""
        run = hangul_run(self.text, self._folded.after(end))
        self._joined.update((end, *(end + length for length in self._cues.particle_ends(run))))

    def _fits(self, at: int, end: int, name: Name) -> bool:
        return (
            self._left(at, name)
            and self._right(at, end, name)
            and spaces_fit(self._folded, (at, end), name, self._cues)
        )

    def _left(self, at: int, name: Name) -> bool:
        start = self._folded.at[at]
        if start == 0 or at in self._joined:
            return True
        first, before = self.text[start], self.text[start - 1]
        if _HANGUL.match(first):
            attached = _HANGUL.match(before) or (before.isascii() and before.isalnum())
            return not attached or _stands_out(name)
        genitive = before == "'" and first in "sS"
        return not genitive and not (before.isascii() and before.isalnum()) and before not in "&$"

    def _right(self, at: int, end: int, name: Name) -> bool:
        last, stop = self._folded.text[end - 1], self._folded.after(end)
        after = self.text[stop : stop + 1]
        if name.rank >= _DERIVED and _OTHER_COMPANY.match(self.text, stop):
            return False
        if name.need == "told" and is_of_a_name(self.text, self._folded.at[at], stop):
            return False
        goes_on = (after.isascii() and after.isalnum()) or after == "&"
        if not _HANGUL.match(last) and goes_on and not self._owns_without_apostrophe(stop, name):
            return False
        run = hangul_run(self.text, stop)
        if not run or not name.ids:
            return not run or len(name.written) >= LONG or self._goes_on(run, end)
        if _PREFERRED.search(self._folded.text[at:end]) and _HANGUL.search(name.written):
            return self._goes_on(run, end)
        if self._goes_on(run, end):
            return True
        return _stands_out(name) and not self._cues.other_company.match(run)

    def _owns_without_apostrophe(self, stop: int, name: Name) -> bool:
        """Whether a sure name is followed by the s of "than intels": one that is no word, or that something of a
        company stands behind ("southern coppers dividend")."""
        if name.need in ("cue", "told") or not name.ids or not has_bare_s(self.text, stop):
            return False
        words = re.sub("[.&-]", "", name.written.lower()).split()
        if self._cues.ordinary.issuperset(words):
            return False
        told = self._cues.stock_after.match(self.text, stop + 1) is not None
        telling = len(words) == 1 or any(len(word) > 1 and self._cues.is_coined(word) for word in words)
        return told or (name.need == "nothing" and len(name.written) > LONG and telling)

    def _goes_on(self, run: str, end: int) -> bool:
        """Whether the Hangul right behind a name is a particle, talk about it, or the next name."""
        cues = self._cues
        if cues.particle.match(run) or cues.follows.match(run) or self._begins(end):
            return True
        return any(
            cues.follows.match(run, length) or self._begins(end + length)
            for length in cues.particle_ends(run)
        )

    def _begins(self, at: int) -> bool:
        return any(
            name.ids and name.need == "nothing" and (len(name.written) > 2 or self._ends_word(end))
            for end, name in self._names.starting(self._folded.text, at)
        )

    def _ends_word(self, end: int) -> bool:
        run = hangul_run(self.text, self._folded.after(end))
        follows = self._cues.follows.match(run) or self._cues.particle.match(run)
        return not run or follows is not None


def _stands_out(name: Name) -> bool:
    return len(name.written) >= LONG and name.need == "nothing" and name.rank < CLIPPED
