"""What the votes read of a question: hashed runs of letters and words, and what the rules found, as keys and values.

A key is a 32-bit hash, so that nothing needs to hold the letters themselves. Runs of letters and words share a length of one,
however long the question is; what the rules found keeps its own size beside them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from agents.planner import kinds, scope
from agents.planner.reading import Reading
from stockelper.types import Kind

Keys = NDArray[np.uint32]
Values = NDArray[np.float64]

_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[가-힣]+|[a-z][a-z']*|\d+|[^\s가-힣a-z\d]")
_LONGEST_RUN: Final = 6
"""Letters of the longest run."""
_APART: Final = 4
"""Words that two words of a pair stand apart at most."""
_LONGEST: Final = 600
"""Letters that are read, as many as the rules read."""
_LETTER, _PLACE, _WORDS = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0x165667B1)
_SPOKEN: Final = 0.7
"""Length of all words of a question together, beside all runs of letters, which have length one."""
_SUBJECTS: Final = frozenset({"one", "many", "nobody", "stranger", "index", "scope", "sector", "subject"})
_OFF: Final = frozenset({"product", "leisure", "task"})
_FOUND: Final = 0.25
"""Size of one fact of the rules beside them."""


def signs(reading: Reading, ruled: Sequence[Kind]) -> tuple[Keys, Values]:
    """The keys of a question, each once, and how much each counts. `ruled` are the kinds that the rules chose."""
    return joined((written(reading.meant), found(reading, ruled)))


def written(plain: str) -> tuple[Keys, Values]:
    """Keys of the letters and words of a text in lower case whose names are masked."""
    text = _DIGITS.sub("0", plain[:_LONGEST])
    keys, values = _counted(_words(text))
    return joined((_counted(_letters(text)), (keys, values * _SPOKEN)))


def joined(parts: Sequence[tuple[Keys, Values]]) -> tuple[Keys, Values]:
    """Several sets of keys as one."""
    return np.concatenate([keys for keys, _ in parts]), np.concatenate([values for _, values in parts])


def found(reading: Reading, ruled: Sequence[Kind]) -> tuple[Keys, Values]:
    """Keys of what the rules made of a question: facts, kinds with their sums, the scope's score, what is left unread."""
    told = {f"fact:{fact}": 1.0 for fact in reading.facts}
    told |= {f"both:{one}+{two}": 1.0 for one in _SUBJECTS & reading.facts for two in _off(reading)}
    told |= {f"sum:{kind}": min(total, 3.0) / 2 for kind, total in kinds.scores(reading.facts).items()}
    told |= {f"ruled:{kind}": 1.0 for kind in ruled}
    told[f"first:{ruled[0]}"] = 1.0
    told["scope"] = max(-2.0, min(2.0, scope.score(reading)))
    told["unread"] = min(len(reading.residue), 6) / 6
    told[f"names:{min(3, len(reading.named.securities))}"] = 1.0
    return _hashed(told)


def _off(reading: Reading) -> frozenset[str]:
    """What speaks of another thing than the share, or that nothing does."""
    return (_OFF & reading.facts) or frozenset({"nothing"})


def _hashed(told: Mapping[str, float]) -> tuple[Keys, Values]:
    keys = np.array([crc32(name.encode()) for name in told], dtype=np.uint32)
    return keys, np.array(list(told.values()), dtype=np.float64) * _FOUND


def _counted(hashes: NDArray[np.uint64]) -> tuple[Keys, Values]:
    """Each hash once, by the logarithm of how often it stands there; all together have length one."""
    mixed = (hashes ^ (hashes >> np.uint64(31))) * _LETTER
    keys, counts = np.unique((mixed >> np.uint64(32)).astype(np.uint32), return_counts=True)
    values = 1.0 + np.log(counts)
    return keys, values / np.sqrt((values * values).sum()) if len(values) else values


def _letters(text: str) -> NDArray[np.uint64]:
    """Hashes of all runs of one to six letters, spaces and both ends among them."""
    codes = np.frombuffer(f" {text} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    runs: list[NDArray[np.uint64]] = []
    so_far = np.zeros(len(codes) + 1, dtype=np.uint64)
    for length in range(1, min(_LONGEST_RUN, len(codes)) + 1):
        so_far = so_far[:-1] * _PLACE + codes[length - 1 :] + np.uint64(1)
        runs.append(so_far ^ (codes[:1] * np.uint64(0) + np.uint64(length)) * _LETTER)
    return np.concatenate(runs)


def _words(text: str) -> NDArray[np.uint64]:
    """Hashes of words, of two and three in a row, and of two with others between."""
    spoken = ["<", *_WORD.findall(text), ">"]
    codes = np.array([crc32(word.encode()) for word in spoken], dtype=np.uint64) + _WORDS
    rows = [codes]
    for length in (2, 3):
        if len(codes) >= length:
            row = np.zeros(len(codes) - length + 1, dtype=np.uint64)
            for at in range(length):
                row = row * _PLACE + codes[at : len(codes) - length + 1 + at]
            rows.append(row ^ np.uint64(length))
    rows += [
        (codes[:-gap] * _PLACE + codes[gap:]) ^ np.uint64(16)
        for gap in range(2, _APART + 1)
        if len(codes) > gap
    ]
    return np.concatenate(rows)
