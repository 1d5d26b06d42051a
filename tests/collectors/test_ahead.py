"""Pages that are fetched while others are stored."""

import threading
import time
from collections.abc import Iterator

import pytest

from collectors.ahead import ahead


def counting(to: int, made: list[int], error: Exception | None = None) -> Iterator[int]:
    for number in range(to):
        made.append(number)
        yield number
    if error:
        raise error


def test_the_items_come_in_their_order() -> None:
    assert list(ahead(counting(50, []), 3)) == list(range(50))


def test_no_more_are_made_than_are_wanted() -> None:
    made: list[int] = []
    items = ahead(counting(50, made), 3)
    next(items)
    time.sleep(0.3)
    assert len(made) <= 1 + 3 + 1
    items.close()


@pytest.mark.parametrize("error", [OSError("away"), KeyError("a mistake of ours")])
def test_what_the_maker_raises_comes_behind_its_last_item(error: Exception) -> None:
    items = ahead(counting(2, [], error), 3)
    assert [next(items), next(items)] == [0, 1]
    with pytest.raises(type(error)):
        next(items)


def test_the_maker_ends_when_its_caller_goes_away() -> None:
    items = ahead(counting(10_000, []), 2)
    next(items)
    items.close()
    assert [t for t in threading.enumerate() if t.name.startswith("ahead")] == []
