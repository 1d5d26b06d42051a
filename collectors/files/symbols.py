"""Symbols of files into ids: well-formed ones always get one, listed or not."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import polars as pl

from stockelper.errors import BadInput
from stockelper.language.normalise import normalise
from stockelper.markets.market import Market
from stockelper.markets.registry import MARKETS, market_of
from stockelper.securities.resolver import Resolver

_SERIES = re.compile(r"(INDEX|FX|RATE):[A-Z0-9._]{2,20}")
_KOREAN_INDEX = re.compile(r"\^?(K[SQ]\d{2,3})")
_ABROAD_INDEX: Mapping[str, str] = {
    "^GSPC": "INDEX:SPX",
    "^SPX": "INDEX:SPX",
    "^IXIC": "INDEX:IXIC",
    "^DJI": "INDEX:DJI",
}
_AS_TEXT = re.compile(r"^(?:=\"(?P<formula>[^\"]*)\"|'(?P<marked>[^']*))$")
"""A code that a spreadsheet was told to take for text, so that its zeros stay: ="005930" or '005930."""
_KOREAN_CODE = re.compile(r"(KRX:)?A?\d[0-9A-Z]{5}(\.(KS|KQ|KN|KRX))?")
_WITHOUT_ZEROS = re.compile(r"([1-9]\d{0,5})(?:\.0+)?")
"""A code that a spreadsheet took for a number."""
_BESIDE_NAME = re.compile(
    r"(?P<before>.*[^\s(\[])\s*[(\[]\s*(?P<code>A?[0-9A-Z]{6})\s*[)\]]|(?P<first>A?[0-9A-Z]{6})\s+(?P<after>.+)"
)
"""`삼성전자(005930)`, `005930 삼성전자`."""
_TICKER = re.compile(r"(US:)?\$?[A-Z]{1,5}([./-][A-Z]{1,2})?")


def identify(symbol: str, market: Market | None = None) -> str | None:
    """The id of a security or series; None when the symbol is malformed.

    Without a market its form tells: six characters that start with a digit are Korean, letters are American.
    """
    return _identify(symbol, market.code if market else None)


@lru_cache(maxsize=200_000)
def _identify(symbol: str, code: str | None) -> str | None:
    plain = _unmarked(symbol.strip()).upper()
    series = _series(plain)
    if series:
        return series
    market = MARKETS[code] if code else _market(plain)
    if market is None:
        return None
    try:
        return market.security_id(plain)
    except BadInput:
        return None


def recovered(symbol: str, market: Market | None, resolver: Resolver) -> str | None:
    """The id of a symbol, also where it is written as people do: a Korean code without its zeros, beside its name, or the
    name alone. Such a guess counts where it means one listed security; None else."""
    found = identify(symbol, market)
    if found is not None or market is None or market.code != "krx":
        return found
    plain = normalise(_unmarked(symbol.strip()))
    if short := _WITHOUT_ZEROS.fullmatch(plain):
        return _listed(identify(short[1].zfill(6), market), resolver)
    if beside := _BESIDE_NAME.fullmatch(plain):
        id_ = identify(beside["code"] or beside["first"], market)
        name = _named(beside["before"] or beside["after"], market, resolver)
        return _listed(id_, resolver) if name in (None, id_) else None
    return _named(plain, market, resolver)


def _listed(security: str | None, resolver: Resolver) -> str | None:
    known = resolver.listing.get(security) if security else None
    return None if known is None or known.provisional else known.id


def _named(name: str, market: Market, resolver: Resolver) -> str | None:
    if not any(character.isalpha() for character in name):
        return None
    try:
        return _listed(resolver.lookup(name, market.code).id, resolver)
    except BadInput:
        return None


def _unmarked(symbol: str) -> str:
    found = _AS_TEXT.match(symbol)
    return symbol if found is None else found["formula"] or found["marked"] or ""


def _series(plain: str) -> str | None:
    if _SERIES.fullmatch(plain):
        return plain
    korean = _KOREAN_INDEX.fullmatch(plain)
    return f"INDEX:{korean.group(1)}" if korean else _ABROAD_INDEX.get(plain)


def _market(plain: str) -> Market | None:
    if plain.startswith("PRACTICE:"):
        return None  # the practice market is made, never imported
    if _KOREAN_CODE.fullmatch(plain):
        return MARKETS["krx"]
    return MARKETS["us"] if _TICKER.fullmatch(plain) else None


def is_series(security: str) -> bool:
    """Whether an id is an index, a currency or a rate rather than a security."""
    return _SERIES.fullmatch(security) is not None


def market_or_none(security: str) -> Market | None:
    """The market that an id belongs to; None for currencies and rates."""
    try:
        return market_of(security)
    except BadInput:
        return None


def identified(symbols: pl.Series, read: Callable[[str], str | None]) -> pl.Series:
    """The id of each symbol, as `read` gives it; null where it is missing or malformed. Each distinct symbol is read once."""
    known = symbols.unique().drop_nulls()
    ids = [read(symbol) for symbol in known.to_list()]
    return symbols.replace_strict(
        known, pl.Series(ids, dtype=pl.String), default=None, return_dtype=pl.String
    )
