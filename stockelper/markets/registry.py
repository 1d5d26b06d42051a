"""Every market, by code. A new market is one file and one line here."""

from collections.abc import Mapping
from types import MappingProxyType

from stockelper.errors import BadInput
from stockelper.markets.krx import KRX
from stockelper.markets.market import Market
from stockelper.markets.practice import PRACTICE
from stockelper.markets.us import US

MARKETS: Mapping[str, Market] = MappingProxyType({m.code: m for m in (KRX, US, PRACTICE)})
_BY_PREFIX = {m.prefix: m for m in MARKETS.values()}
_BY_SERIES = {one: m for m in MARKETS.values() for one in (*m.indices.values(), *m.other_indices, *m.rates)}


def market(code: str) -> Market:
    """The market of that code.

    Raises:
        BadInput: when there is none.
    """
    try:
        return MARKETS[code.lower()]
    except KeyError as error:
        raise BadInput("unknown_market", market=code, known=", ".join(MARKETS)) from error


def market_of(security_id: str) -> Market:
    """The market that a security or an index belongs to.

    Raises:
        BadInput: when the id belongs to none.
    """
    found = _found(security_id)
    if found is None:
        raise BadInput("malformed_symbol", symbol=security_id, market="")
    return found


def is_simulated(security_id: str) -> bool:
    """Whether the figures of a security or an index are invented."""
    found = _found(security_id)
    return found is not None and found.simulated


def is_series(security_id: str) -> bool:
    """Whether an id names an index or a rate of exchange rather than a security."""
    return security_id in _BY_SERIES


def _found(security_id: str) -> Market | None:
    prefix, colon, _ = security_id.partition(":")
    return _BY_SERIES.get(security_id) or (_BY_PREFIX.get(prefix) if colon else None)
