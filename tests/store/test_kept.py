"""What is kept of a store: read once for each key, by whoever comes first, without holding up the others."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from stockelper.store.documents import Documents
from stockelper.store.kept import Kept
from stockelper.store.sqlite import SqliteDocuments

LONG = 10.0
"""Seconds after which a thread that should not have to wait has failed."""


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Documents]:
    store = SqliteDocuments(tmp_path / "documents.db")
    yield store
    store.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Documents]:
    store = SqliteDocuments(tmp_path / "other.db")
    yield store
    store.close()


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(4) as threads:
        yield threads


class Slow:
    """A read that ends when it is told to, and counts how often it was begun."""

    def __init__(self) -> None:
        self.begun, self.end, self.times = Event(), Event(), 0

    def __call__(self) -> str:
        self.times += 1
        self.begun.set()
        assert self.end.wait(LONG)
        return "slow"


def test_a_slow_read_holds_up_no_other_key_and_no_other_store(
    documents: Documents, other: Documents, pool: ThreadPoolExecutor
) -> None:
    kept, slow = Kept[str](4), Slow()
    kept.get(documents, ("there",), lambda: "there")
    first = pool.submit(kept.get, documents, ("a",), slow)
    assert slow.begun.wait(LONG)
    try:
        quick = [
            pool.submit(kept.get, documents, ("b",), lambda: "b"),
            pool.submit(kept.get, other, ("a",), lambda: "other"),
            pool.submit(kept.get, documents, ("there",), lambda: "read again"),
        ]
        assert [one.result(LONG) for one in quick] == ["b", "other", "there"]
        assert pool.submit(kept.holds, documents, ("a",)).result(LONG) is False
    finally:
        slow.end.set()
    assert first.result(LONG) == "slow"


def test_one_key_is_read_once_by_threads_that_want_it_together(
    documents: Documents, pool: ThreadPoolExecutor
) -> None:
    kept, slow = Kept[str](4), Slow()
    wanted = [pool.submit(kept.get, documents, ("a",), slow) for _ in range(4)]
    assert slow.begun.wait(LONG)
    slow.end.set()
    assert [one.result(LONG) for one in wanted] == ["slow"] * 4
    assert slow.times == 1


def test_a_read_that_fails_is_tried_again_by_the_next(documents: Documents) -> None:
    kept = Kept[str](4)

    def failing() -> str:
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        kept.get(documents, ("a",), failing)
    assert not kept.holds(documents, ("a",))
    assert kept.get(documents, ("a",), lambda: "there") == "there"


def test_the_key_that_was_asked_for_longest_ago_goes_first(documents: Documents) -> None:
    kept = Kept[str](2)
    for key in ("a", "b", "a", "c"):
        kept.get(documents, (key,), lambda key=key: key)
    assert [kept.holds(documents, (key,)) for key in "abc"] == [True, False, True]
