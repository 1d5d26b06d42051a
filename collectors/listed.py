"""Rows of a listing as every source of listings hands them over."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from stockelper.markets.market import Market

UNKNOWN = date(1900, 1, 1)
SINCE_EVER = datetime(1900, 1, 1, tzinfo=UTC)


def listed(security: str, name: str, market: Market, source: str, **more: object) -> Mapping[str, object]:
    """What holds of a security now; since when is not said, so it holds for every as-of day."""
    return {
        "security": security,
        "valid_from": UNKNOWN,
        "market": market.code,
        "ticker": security.partition(":")[2],
        "name": name,
        "currency": market.currency,
        "provisional": False,
        "simulated": False,
        "source": source,
        "known_at": SINCE_EVER,
        **more,
    }


def numbered(scheme: str, code: str, security: str, name: str, source: str) -> Mapping[str, object]:
    """That a register's number is that of a security's company. A number is a company's for ever, so it is known ever since."""
    return {
        "scheme": scheme,
        "code": code,
        "security": security,
        "name": name,
        "source": source,
        "known_at": SINCE_EVER,
    }
