"""Results remembered for as long as the listing that they were read with is in use, and no longer."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import TypeVar
from weakref import WeakKeyDictionary

from stockelper.securities.resolver import Resolver

R = TypeVar("R")
K = TypeVar("K", bound=Hashable)


def per_resolver(limit: int) -> Callable[[Callable[[Resolver, K], R]], Callable[[Resolver, K], R]]:
    """Remember the last `limit` results of a function of a resolver and one key, without keeping the resolver alive.

    A cache keyed by the resolver would hold every listing that was ever used; results must not refer to it.
    """

    def remember(function: Callable[[Resolver, K], R]) -> Callable[[Resolver, K], R]:
        caches: WeakKeyDictionary[Resolver, OrderedDict[K, R]] = WeakKeyDictionary()
        lock = Lock()

        @wraps(function)
        def remembered(resolver: Resolver, key: K) -> R:
            with lock:
                cache = caches.setdefault(resolver, OrderedDict())
                if key in cache:
                    cache.move_to_end(key)
                    return cache[key]
            made = function(resolver, key)  # outside the lock: two threads may both read a text
            with lock:
                cache[key] = made
                while len(cache) > limit:
                    cache.popitem(last=False)
            return made

        return remembered

    return remember
