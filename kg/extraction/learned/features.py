"""What the second reader sees of a candidate: stems and classes of meaning by where they stand from the names.

A feature is a string; its place in the weights is its hash. Groups count the same, however many features they hold.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.extraction.learned.candidates import Candidate
from kg.extraction.learned.cues import classes, stem

BITS = 15
"""Weights stand in 2^15 places."""
_STARTS = (
    (0xE000, "O"), (0xE200, "N"), (0xE400, "P"), (0xE500, "G"), (0xE600, "X"), (0xE700, "S"),
    (0xE800, "M"), (0xE900, "R"), (0xEA00, "C"), (0xEB00, "D"), (0xEC00, "Q"), (0xED00, ""),
)  # fmt: skip
_SIGNS = {chr(code): f"⟨{sign}⟩" for (low, sign), (high, _) in pairwise(_STARTS) for code in range(low, high)}
"""What a masked place is shown as: another company, a name, a person, an agency, …, a period."""
_TOKEN = re.compile(r"⟨\w⟩[가-힣]*|[가-힣]+|[A-Za-z][A-Za-z'’]*|\d+|[^\w\s]")
_ENDS = ("⟨H⟩", "⟨T⟩", "⟨B⟩")
_MARK = 3
"""The length of a mark."""
_LEFT, _RIGHT = 6, 9
_BESIDE = 26
"""Words, and letters, that count as near a name."""
_STEM = 2
"""Letters that a Korean word is told by."""


@dataclass(frozen=True)
class _Shown:
    text: str
    words: list[str]
    stems: list[str]
    low: int
    high: int
    order: str


Vector = tuple[NDArray[np.int64], NDArray[np.float32]]


def vector(candidate: Candidate) -> Vector:
    """The places and values of a candidate's features, shape (features,) each."""
    places: list[int] = []
    values: list[float] = []
    for group in filter(None, groups(candidate)):
        places += [zlib.crc32(name.encode()) & ((1 << BITS) - 1) for name in group]
        values += [len(group) ** -0.5] * len(group)
    return np.array(places, dtype=np.int64), np.array(values, dtype=np.float32)


def groups(candidate: Candidate) -> Iterator[tuple[str, ...]]:
    """The features by group."""
    shown = _read(candidate)
    stems, order = shown.stems, shown.order
    yield tuple(f"s:{word}" for word in dict.fromkeys(stems))
    yield tuple(f"b:{a}_{b}" for a, b in pairwise(stems))
    yield tuple(f"z:{order}{zone}:{word}" for zone, word in _zones(shown))
    yield tuple(f"n:{stems[n]}{step}_{stems[n + step]}" for n, step in _near(shown))
    found = list(_placed(candidate, shown))
    yield tuple(dict.fromkeys(f"k:{name}" for name, _, _ in found))
    yield tuple(dict.fromkeys(f"kz:{order}{zone}:{name}" for name, zone, _ in found))
    yield tuple(dict.fromkeys(f"kn:{near}:{name}" for name, _, near in found if near))
    names = sorted({name for name, _, _ in found})
    yield tuple(f"kk:{a}_{b}" for n, a in enumerate(names) for b in names[n + 1 :])
    after = "/".join(_particle(shown, n) for n in (shown.low, shown.high))
    yield tuple(f"kp:{order}:{after}:{name}" for name in names)
    yield tuple(_shape(candidate, shown, after))


def _read(candidate: Candidate) -> _Shown:
    shared = candidate.tail is not None and candidate.first == candidate.second
    marks = {candidate.second: "⟨T⟩", candidate.first: "⟨B⟩" if shared else "⟨H⟩"}
    text = "".join(marks.get(at) or _SIGNS.get(one, one) for at, one in enumerate(candidate.text))
    words = _words(text)
    ends = [n for n, word in enumerate(words) if word in _ENDS]
    stems = [word if word[0] in "⟨+" else _stem(word) for word in words]
    return _Shown(text, words, stems, ends[0], ends[-1], words[ends[0]][1] + words[ends[-1]][1])


def _words(text: str) -> list[str]:
    """Words in small letters; a mark is a word, and so is a particle behind one."""
    found: list[str] = []
    for word in _TOKEN.findall(text):
        if word[0] == "⟨":
            found += [word[:_MARK], *([f"+{word[_MARK:]}"] if len(word) > _MARK else [])]
        else:
            found.append("0" if word.isdigit() else word.lower())
    return found


def _stem(word: str) -> str:
    return word[:_STEM] if "가" <= word[0] <= "힣" else stem(word)


def _zones(shown: _Shown) -> Iterator[tuple[str, str]]:
    low, high = shown.low, shown.high
    for zone, start, end in (
        ("l", max(low - _LEFT, 0), low),
        ("m", low + 1, high),
        ("r", high + 1, high + 1 + _RIGHT),
    ):
        for word in shown.stems[start:end]:
            yield zone, word


def _near(shown: _Shown) -> Iterator[tuple[int, int]]:
    for n in sorted({shown.low, shown.high}):
        for step in (-3, -2, -1, 1, 2, 3):
            if 0 <= n + step < len(shown.stems):
                yield n, step


def _placed(candidate: Candidate, shown: _Shown) -> Iterator[tuple[str, str, str]]:
    """Each class of a word with its zone (left, middle, right) and the end that it stands beside."""
    ends = [at for at in (shown.text.find(mark) for mark in _ENDS) if at >= 0]
    low, high = min(ends), max(ends)
    for at, name in classes(shown.text, korean=candidate.korean):
        zone = "l" if at < low else "m" if at < high else "r"
        yield name, zone, _beside(shown.text, at, low, high)


def _beside(text: str, at: int, low: int, high: int) -> str:
    for end in (high, low):
        if at != end and abs(at - end) < _BESIDE:
            return f"{text[end + 1]}{'-' if at < end else '+'}"
    return ""


def _particle(shown: _Shown, n: int) -> str:
    following = shown.words[n + 1] if n + 1 < len(shown.words) else ""
    return following if following[:1] == "+" else ""


def _shape(candidate: Candidate, shown: _Shown, after: str) -> Iterator[str]:
    order, words = shown.order, shown.words
    kinds = f"{candidate.head.kind}>{candidate.tail.kind if candidate.tail else ''}"
    yield from (f"order:{order}", f"kinds:{kinds}", f"kinds:{order}:{kinds}", "bias")
    yield f"gap:{order}:{min(shown.high - shown.low, 16) // 2}"
    yield f"break:{'¶' in words[shown.low : shown.high]}"
    yield f"question:{words[-1] == '?'}"
    yield f"particles:{order}:{after}"
    yield f"others:{min(sum(word in ('⟨O⟩', '⟨N⟩') for word in words), 3)}"
