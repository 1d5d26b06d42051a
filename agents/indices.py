"""The indices and boards that a text names, by the table of `stockelper.markets.names`."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from agents.patterns import mixed
from stockelper.markets.names import BOARDS, INDICES, UNSTORED
from stockelper.markets.registry import MARKETS, is_series, market_of

Compiled = Mapping[str, re.Pattern[str]]


def indices(text: str) -> tuple[str, ...]:
    """The ids of the series that a text names, in the order of the table."""
    return _found(_indices(), text)


def unstored(text: str) -> str | None:
    """The first index that a text names and that no source brings, as written; None where it names none."""
    found = _all_unstored().search(text.lower())
    return text[found.start() : found.end()] if found else None


def boards(text: str) -> tuple[str, ...]:
    """The boards that a text names."""
    return _found(_boards(), text)


def named_markets(text: str) -> tuple[str, ...]:
    """The codes of the markets that own an index or a board that a text names, in the registry's order."""
    owners = {market_of(one).code for one in indices(text) if one.startswith("INDEX:")}
    owners |= {code for code, words in _unstored().items() if words.search(text.lower())}
    owners |= {market.code for market in MARKETS.values() if set(market.boards) & set(boards(text))}
    return tuple(code for code in MARKETS if code in owners)


def places(text: str) -> list[tuple[int, int]]:
    """Where a text in small letters names an index or a rate, stored or not."""
    return [found.span() for found in _every_index().finditer(text)]


def _found(patterns: Compiled, text: str) -> tuple[str, ...]:
    small = text.lower()
    return tuple(name for name, pattern in patterns.items() if pattern.search(small))


def _compiled(entries: Mapping[str, Iterable[str]]) -> Compiled:
    return {name: mixed(tuple(patterns)) for name, patterns in entries.items()}


@cache
def _indices() -> Compiled:
    return _compiled({name: words for name, words in INDICES.items() if is_series(name)})


@cache
def _unstored() -> Compiled:
    return _compiled(UNSTORED)


@cache
def _boards() -> Compiled:
    return _compiled(BOARDS)


@cache
def _all_unstored() -> re.Pattern[str]:
    return mixed([word for words in UNSTORED.values() for word in words])


@cache
def _every_index() -> re.Pattern[str]:
    return mixed([word for words in (*UNSTORED.values(), *INDICES.values()) for word in words])
