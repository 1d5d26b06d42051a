"""How a full-text search ranks, the same in every adapter: bounded work for common words, rare words count more.

Of each word the newest `NEWEST` texts are looked at. Words that occur less often are known completely; for
the common ones, each found text of a rarer word is looked up as well. What a search can miss is therefore
only an older text whose words are all common.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

NEWEST = 1_000
"""How many texts of one word are looked at, the newest first."""
MOST_WORDS = 16
"""How many different words of a question are searched, the first ones."""
MOST_TOGETHER = 4
"""How many common words are looked for in one text when a question has no other ones."""
TITLE_BONUS = 0.5
"""What a word counts in addition when it stands in the first searched column (the title)."""

V = TypeVar("V")
"""How an adapter names one version of a text; of two, the later one is the greater."""


class Postings(Protocol[V]):
    """An adapter's index of words, seen from one moment and under one search's conditions."""

    def having(self, every: Sequence[str], either: Sequence[str] = (), *, most: int) -> list[V]:
        """The newest versions with all words of `every` and, when there are any, one of `either`; newest first."""
        ...


def lists(postings: Postings[V], words: Iterable[str]) -> dict[str, list[V]]:
    """For each word that occurs the newest versions with it."""
    found = {word: postings.having([word], most=NEWEST) for word in words}
    return {word: versions for word, versions in found.items() if versions}


def weights(lists: Mapping[str, Collection[object]]) -> dict[str, float]:
    """How much a word counts: 1 for a common one, more the fewer texts have it."""
    return {word: 1 + math.log(NEWEST / len(versions)) for word, versions in lists.items()}


def scores(
    postings: Postings[V], lists: Mapping[str, list[V]], weights: Mapping[str, float]
) -> dict[V, float]:
    """The score of every version that was looked at: the sum of the weights of the words found in it."""
    common = [word for word in lists if len(lists[word]) == NEWEST]
    rare = [word for word in lists if len(lists[word]) < NEWEST]
    found: dict[V, float] = {}
    for word in rare:
        _add(found, lists[word], weights[word])
    for word in common:
        within = postings.having([word], rare, most=4 * NEWEST) if rare else []
        _add(found, {*lists[word], *within}, weights[word])
    if len(common) > 1 and not rare:
        together = common[:MOST_TOGETHER]
        for version in postings.having(together, most=NEWEST):
            found[version] = max(found.get(version, 0.0), sum(weights[word] for word in together))
    return found


def best_first(scores: Mapping[V, float]) -> list[V]:
    """Versions by their score, of equal ones the later first."""
    return sorted(scores, key=lambda version: (scores[version], version), reverse=True)


def title_bonus(words: Iterable[str], weights: Mapping[str, float]) -> float:
    """What the words of a title add to its text's score."""
    return TITLE_BONUS * sum(weights.get(word, 0.0) for word in set(words))


def _add(scores: dict[V, float], versions: Collection[V], weight: float) -> None:
    for version in versions:
        scores[version] = scores.get(version, 0.0) + weight
