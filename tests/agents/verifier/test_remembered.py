"""What is remembered of a listing goes with it."""

import gc
import weakref

from agents.verifier import verify
from agents.verifier.remembered import per_resolver
from stockelper.securities.listing import Listing
from stockelper.securities.resolver import Resolver
from tests.agents.verifier.conftest import news


def empty_resolver() -> Resolver:
    return Resolver(Listing(()), {})


def test_a_resolver_is_let_go_after_it_verified() -> None:
    resolver = empty_resolver()
    gone = weakref.ref(resolver)
    verify("매출은 3조원이다.", [news("매출은 3조원이라고 한다.")], resolver)
    del resolver
    gc.collect()
    assert gone() is None


def test_the_oldest_result_is_dropped_first() -> None:
    asked: list[str] = []

    @per_resolver(2)
    def read(_: Resolver, text: str) -> str:
        asked.append(text)
        return text.upper()

    resolver = empty_resolver()
    for text in ("a", "b", "a", "c", "a", "b"):
        assert read(resolver, text) == text.upper()
    assert asked == ["a", "b", "c", "b"]
