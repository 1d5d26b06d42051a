"""Ranking, over an index of words that remembers what it was asked."""

from collections.abc import Sequence

from stockelper.store import ranking
from stockelper.store.ranking import NEWEST

TEXTS = {number: {"shares"} | ({"chip"} if number < 3 else set()) for number in range(2 * NEWEST)}
"""Every text has the common word; the three oldest have the rare one as well."""


class Index:
    """The texts by number, the greater the newer."""

    def __init__(self) -> None:
        self.asked: list[tuple[list[str], list[str]]] = []

    def having(self, every: Sequence[str], either: Sequence[str] = (), *, most: int) -> list[int]:
        self.asked.append((list(every), list(either)))
        found = [n for n, words in TEXTS.items() if {*every} <= words and (not either or words & {*either})]
        return sorted(found, reverse=True)[:most]


def ranked(words: list[str]) -> tuple[Index, dict[int, float]]:
    index = Index()
    lists = ranking.lists(index, words)
    return index, ranking.scores(index, lists, ranking.weights(lists))


def test_an_old_text_with_a_rare_word_is_credited_for_its_common_one() -> None:
    index, scores = ranked(["shares", "chip"])
    assert index.asked[-1] == (["shares"], ["chip"])
    assert ranking.best_first(scores)[:4] == [2, 1, 0, 2 * NEWEST - 1]


def test_of_a_common_word_alone_only_the_newest_texts_are_looked_at() -> None:
    _, scores = ranked(["shares"])
    assert (len(scores), min(scores)) == (NEWEST, NEWEST)


def test_a_word_that_no_text_has_is_left_out() -> None:
    index = Index()
    assert ranking.lists(index, ["absent"]) == {}


def test_a_word_of_the_title_counts_once_and_half() -> None:
    assert ranking.title_bonus(["chip", "chip", "other"], {"chip": 3.0}) == 1.5
