"""One simulated market for all tests of the practice market."""

from datetime import UTC, datetime

import pytest

from collectors.practice.market import Market, simulate


@pytest.fixture(scope="session")
def now() -> datetime:
    return datetime(2026, 6, 30, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def market(now: datetime) -> Market:
    return simulate(now)
