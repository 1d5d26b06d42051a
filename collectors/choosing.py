"""What a person's words ask for: which sources in which chains, and whose records."""

from collections.abc import Mapping, Sequence
from typing import get_args

from collectors.files.symbols import identify
from collectors.registry import SOURCES
from collectors.source import Source, SourceKind
from stockelper.errors import BadInput, UnknownSecurity
from stockelper.markets.registry import MARKETS, market_of
from stockelper.securities.resolver import Resolver
from stockelper.types import Security

KINDS: tuple[SourceKind, ...] = get_args(SourceKind)


def chains(words: Sequence[str], sources: Mapping[str, Source] = SOURCES) -> list[list[Source]]:
    """A kind is a chain of its sources, a source a chain of its own; no word asks for every kind.

    A kind without a source has no chain: `without_source` names those that were asked for.

    Raises:
        BadInput: for a word that is neither.
    """
    found: list[list[Source]] = []
    for word in dict.fromkeys(words or KINDS):
        if word in sources:
            found.append([sources[word]])
        elif word in KINDS:
            found.append([source for source in sources.values() if source.kind == word])
        else:
            known = ", ".join((*KINDS, *sources))
            raise BadInput("unknown_source", source=word, known=known)
    return [chain for chain in found if chain]


def without_source(words: Sequence[str], sources: Mapping[str, Source] = SOURCES) -> list[str]:
    """The kinds that were asked for by name and that no source gives."""
    given = {source.kind for source in sources.values()}
    return [word for word in dict.fromkeys(words) if word in KINDS and word not in given]


def securities(symbols: Sequence[str], resolver: Resolver) -> list[Security]:
    """The securities of the symbols, each once; a well-formed symbol that no listing knows is provisional.

    Raises:
        BadInput: for a symbol that is malformed, ambiguous, or of the practice market.
    """
    found = [_security(symbol, resolver) for symbol in symbols]
    return list({security.id: security for security in found}.values())


def _security(symbol: str, resolver: Resolver) -> Security:
    try:
        known = resolver.lookup(symbol)
    except UnknownSecurity:
        return _provisional(symbol)
    if MARKETS[known.market].simulated:
        raise BadInput("bad_symbol", symbol=symbol)
    return known


def _provisional(symbol: str) -> Security:
    id_ = identify(symbol)
    prefix, _, ticker = (id_ or "").partition(":")
    if id_ is None or prefix not in {market.prefix for market in MARKETS.values()}:
        raise BadInput("bad_symbol", symbol=symbol)
    market = market_of(id_)
    return Security(
        id=id_, market=market.code, ticker=ticker, name=ticker, currency=market.currency, provisional=True
    )
