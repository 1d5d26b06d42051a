"""Asking ahead: while one page is stored the next ones are fetched, a few at most."""

from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from queue import Full, Queue
from threading import Event
from typing import Generic, TypeVar

T = TypeVar("T")
_PATIENCE = 0.1


class _End:
    """Nothing comes any more."""


class _Producer(Generic[T]):
    def __init__(self, items: Iterator[T], most: int) -> None:
        self.items, self.unwanted = items, Event()
        self.made: Queue[T | _End] = Queue(most)

    def run(self) -> None:
        try:
            for item in self.items:
                self._put(item)
                if self.unwanted.is_set():
                    return
        finally:
            self._put(_End())

    def _put(self, item: T | _End) -> None:
        is_put = False
        while not is_put and not self.unwanted.is_set():
            try:
                self.made.put(item, timeout=_PATIENCE)
                is_put = True
            except Full:
                continue


def ahead(items: Iterator[T], most: int) -> Generator[T]:
    """The items in their order, made in a thread of their own that is never more than `most` ahead.

    What the iterator raises is raised here behind its last item. When the caller goes away the thread ends.
    """
    producer = _Producer(items, most)
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as pool:
        running = pool.submit(producer.run)
        try:
            while not isinstance(item := producer.made.get(), _End):
                yield item
            running.result()
        finally:
            producer.unwanted.set()
