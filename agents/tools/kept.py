"""The last values of something that takes a while to read, for each store and shared by all threads."""

from collections import OrderedDict
from collections.abc import Callable
from threading import RLock
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from stockelper.store.documents import Documents

V = TypeVar("V")
Key = tuple[object, ...]


class Kept(Generic[V]):
    """Up to `size` values a store; the one that was asked for longest ago goes first."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = RLock()
        self._stores: WeakKeyDictionary[Documents, OrderedDict[Key, V]] = WeakKeyDictionary()

    def holds(self, documents: Documents, key: Key) -> bool:
        """Whether the value is there."""
        with self._lock:
            return key in self._stores.get(documents, ())

    def get(self, documents: Documents, key: Key, read: Callable[[], V]) -> V:
        """The value under a key, read when it is not there; two threads that want it read it once."""
        with self._lock:
            values = self._stores.setdefault(documents, OrderedDict[Key, V]())
            if key not in values:
                values[key] = read()
            values.move_to_end(key)
            while len(values) > self._size:
                values.popitem(last=False)
            return values[key]
