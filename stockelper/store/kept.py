"""The last values of something that takes a while to read, for each store and shared by all threads."""

from collections import OrderedDict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from stockelper.store.documents import Documents

V = TypeVar("V")
Key = tuple[object, ...]


@dataclass
class _Turn:
    """The right to read one key, and how many threads hold it or wait for it."""

    # Reentrant, so that a read that asks for its own key fails by its depth and does not hang.
    lock: RLock = field(default_factory=RLock)
    wanted: int = 0


@dataclass
class _Shelf(Generic[V]):
    """What is kept for one store, and who reads what just now."""

    values: OrderedDict[Key, V] = field(default_factory=OrderedDict[Key, V])
    turns: dict[Key, _Turn] = field(default_factory=dict[Key, _Turn])


class Kept(Generic[V]):
    """Up to `size` values a store; the one that was asked for longest ago goes first.

    Threads that want the same key of the same store wait for one of them to read it; no other key and no
    other store waits for it.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()  # of the tables alone: it is never held during a read
        self._shelves: WeakKeyDictionary[Documents, _Shelf[V]] = WeakKeyDictionary()

    def holds(self, documents: Documents, key: Key) -> bool:
        """Whether the value is there."""
        with self._lock:
            shelf = self._shelves.get(documents)
            return shelf is not None and key in shelf.values

    def get(self, documents: Documents, key: Key, read: Callable[[], V]) -> V:
        """The value under a key, read when it is not there; two threads that want it read it once.

        A read that fails leaves nothing behind: its error goes to the one who asked, the next one reads again.
        """
        with self._lock:
            shelf = self._shelves.setdefault(documents, _Shelf[V]())
            if key in shelf.values:
                shelf.values.move_to_end(key)
                return shelf.values[key]
        with self._turn(shelf, key):
            with self._lock:
                if key in shelf.values:  # another thread has read it in the meantime
                    return shelf.values[key]
            value = read()
            with self._lock:
                shelf.values[key] = value
                while len(shelf.values) > self._size:
                    shelf.values.popitem(last=False)
        return value

    @contextmanager
    def _turn(self, shelf: _Shelf[V], key: Key) -> Generator[None]:
        with self._lock:
            turn = shelf.turns.setdefault(key, _Turn())
            turn.wanted += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._lock:
                turn.wanted -= 1
                if not turn.wanted:
                    del shelf.turns[key]
