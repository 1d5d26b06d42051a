"""A pair of entities in a sentence and the relation between them, learned from examples.

Features: the sentence with both ends marked, the words between, left and right of them, the shape around them
(capitals, numbers) and the names themselves as words and characters. Three linear support vector machines that differ
in how much they are held back add up their margins; they are small, local and deterministic. No feature is made from
a label or from its direction.
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

MACHINES: tuple[tuple[float, str | None], ...] = ((0.1, "balanced"), (0.3, None), (0.5, "balanced"))
"""Each machine's C and weights of classes; chosen on the validation fifth of CORE's training file."""
_NEAR = 4
_LONGEST_PHRASE = 6


@dataclass(frozen=True)
class Pair:
    """Tokens, the half-open spans of both ends in them, their full names and, where known, their kinds."""

    tokens: tuple[str, ...]
    first: tuple[int, int]
    second: tuple[int, int]
    first_name: str
    second_name: str
    kinds: tuple[str, str] = ("", "")


def in_training_half(key: str, share: int = 2) -> bool:
    """A fixed split by hash: one part in `share` is for judging."""
    return hashlib.sha256(key.encode()).digest()[0] % share != 0


class PairClassifier:
    """Predicts the relation of pairs. Fit once; the same examples give the same predictions."""

    def __init__(self) -> None:
        self._vectorizers: list[tuple[Callable[[Pair], Any], Any]] = []
        self._machines: list[Any] = []

    def fit(self, pairs: Sequence[Pair], labels: Sequence[str]) -> None:
        """Learn from examples."""
        from sklearn.svm import LinearSVC

        self._vectorizers = _fitted(pairs)
        matrix = self._matrix(pairs)
        self._machines = [LinearSVC(C=c, class_weight=weight).fit(matrix, labels) for c, weight in MACHINES]

    def predict(self, pairs: Sequence[Pair]) -> list[str]:
        """The likeliest relation of each pair."""
        if not pairs:
            return []
        matrix = self._matrix(pairs)
        margins = np.sum([machine.decision_function(matrix) for machine in self._machines], axis=0)
        chosen = margins.argmax(axis=1) if margins.ndim > 1 else (margins > 0).astype(int)
        return [str(label) for label in self._machines[0].classes_[chosen]]

    def _matrix(self, pairs: Sequence[Pair]) -> Any:
        from scipy.sparse import hstack

        return hstack([v.transform([read(pair) for pair in pairs]) for read, v in self._vectorizers]).tocsr()


def _fitted(pairs: Sequence[Pair]) -> list[tuple[Callable[[Pair], Any], Any]]:
    """Vectorizers with the part of a pair that each reads, fitted."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    make = cast("Any", TfidfVectorizer)  # its options are typed as text alone
    kept: dict[str, Any] = {"sublinear_tf": True, "min_df": 2}
    words = kept | {"token_pattern": r"\S+"}
    given = kept | {"analyzer": _as_they_are}
    letters = kept | {"analyzer": "char_wb", "ngram_range": (2, 5)}
    parts: list[tuple[Callable[[Pair], Any], Any]] = [
        (marked, make(**words, ngram_range=(1, 3))),
        (roles, make(**given)),
        (names, make(**given)),
        (shape, make(**words, ngram_range=(1, 4), lowercase=False)),
        (between, make(**letters)),
        (lambda pair: pair.first_name.lower(), make(**letters)),
        (lambda pair: pair.second_name.lower(), make(**letters)),
    ]
    for read, vectorizer in parts:
        vectorizer.fit([read(pair) for pair in pairs])
    return parts


def _as_they_are(features: list[str]) -> list[str]:
    return features


def _plain(word: str) -> str:
    return re.sub(r"\d", "0", word.lower())


def marked(pair: Pair) -> str:
    """The sentence with a mark for each end."""
    words = list(map(_plain, pair.tokens))
    for mark, (start, end) in (("E1TOK", pair.first), ("E2TOK", pair.second)):
        words[start:end] = [mark] + [""] * (end - start - 1)
    return " ".join(word for word in words if word)


def _gap(pair: Pair) -> tuple[str, list[str]]:
    """Which end comes first, and the words between them."""
    ordered = pair.first[0] < pair.second[0]
    low, high = (pair.first[1], pair.second[0]) if ordered else (pair.second[1], pair.first[0])
    return ("a" if ordered else "b"), list(map(_plain, pair.tokens[low:high]))


def between(pair: Pair) -> str:
    """Order and the words between."""
    order, words = _gap(pair)
    return f"{order} {' '.join(words)}"


def roles(pair: Pair) -> list[str]:
    """Words and their pairs by where they stand, with the order of the ends and the distance."""
    order, middle = _gap(pair)
    start, end = min(pair.first[0], pair.second[0]), max(pair.first[1], pair.second[1])
    left = list(map(_plain, pair.tokens[max(start - _NEAR, 0) : start]))
    right = list(map(_plain, pair.tokens[end : end + _NEAR + 1]))
    found = [
        f"{order}:{place}:{gram}"
        for place, words in (("l", left), ("m", middle), ("r", right))
        for gram in _grams(words)
    ]
    distance = min(len(middle), 12) // 2
    phrase = "_".join(middle) if len(middle) <= _LONGEST_PHRASE else "long"
    kinds = f"{pair.kinds[0]}>{pair.kinds[1]}"
    return [*found, f"{order}:distance{distance}", f"{order}:phrase:{phrase}", f"kinds:{kinds}", f"{order}:kinds:{kinds}",
            *(f"any:{word}" for word in middle), *(f"{kinds}:{word}" for word in middle)]  # fmt: skip


def _grams(words: list[str]) -> list[str]:
    return [*words, *("_".join(words[i : i + n]) for n in (2, 3) for i in range(len(words) - n + 1))]


def names(pair: Pair) -> list[str]:
    """What the names look like."""
    found: list[str] = []
    for end, name, (start, stop) in (
        ("1", pair.first_name, pair.first),
        ("2", pair.second_name, pair.second),
    ):
        words, written = name.lower().split() or [""], " ".join(pair.tokens[start:stop])
        found += [f"{end}:{word}" for word in words]
        found += [f"{end}:last:{words[-1]}", f"{end}:n{len(words)}", f"{end}:written:{written.lower()}",
                  f"{end}:capitals{written.isupper()}", f"{end}:same{written.lower() == name.lower()}",
                  f"{end}:at{min(start // 5, 6)}"]  # fmt: skip
    shared = set(pair.first_name.lower().split()) & set(pair.second_name.lower().split())
    return [*found, f"shared{bool(shared)}"]


def shape(pair: Pair) -> str:
    """The words around both ends, other names as X, repeated ones once."""
    found: list[str] = []
    for place, word in enumerate(pair.tokens):
        sign = _sign(pair, place, word)
        if not found or found[-1] != sign:
            found.append(sign)
    ends = [found.index(sign) for sign in ("E1", "E2") if sign in found] or [0]
    return " ".join(found[max(min(ends) - 3, 0) : max(ends) + 5])


def _sign(pair: Pair, place: int, word: str) -> str:
    for sign, (start, end) in (("E1", pair.first), ("E2", pair.second)):
        if start <= place < end:
            return sign
    return "X" if place and word[:1].isupper() else _plain(word)
