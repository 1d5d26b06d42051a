"""Fixtures for every room: real data where it exists, a store of the test's own, no network."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pymongo import MongoClient

from stockelper.settings import Settings

FOR_TESTS = ("STOCKELPER_TEST_", "STOCKELPER_SHARED_DATA", "STOCKELPER_CHROMIUM")
"""Variables that are meant for the test suite."""


@pytest.fixture(scope="session", autouse=True)
def the_operators_settings_left_out() -> Iterator[None]:
    """No variable and no `.env` of whoever runs the tests leads to a store, a model or Langfuse: not from
    this process, and not from those that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            upper = name.upper()
            if upper.startswith(("STOCKELPER_", "LANGFUSE_")) and not upper.startswith(FOR_TESTS):
                patch.delenv(name)
        patch.setenv("STOCKELPER_ENV_FILE", os.devnull)
        patch.setenv("STOCKELPER_REFRESH", "false")  # no question of a test asks a vendor unless it says so
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data; a test that needs it is skipped, saying so, where it is absent."""
    path = Settings().shared_data
    if not path.is_dir():
        pytest.skip(f"real data is not here: {path}")
    return path


@pytest.fixture(scope="session")
def mongodb() -> str:
    """The address of a MongoDB for tests; without one its tests are skipped, saying so."""
    url = Settings().test_mongodb_url
    if not url:
        pytest.skip("STOCKELPER_TEST_MONGODB_URL names no MongoDB")
    return url.rstrip("/")


@pytest.fixture(scope="session")
def slow_mongodb() -> str:
    """The address of a second implementation of MongoDB's protocol, which takes small sets alone."""
    url = Settings().test_slow_mongodb_url
    if not url:
        pytest.skip("STOCKELPER_TEST_SLOW_MONGODB_URL names no second MongoDB")
    return url.rstrip("/")


@pytest.fixture
def databases(mongodb: str) -> Iterator[Callable[[], str]]:
    """Makes addresses of databases of the test's own, which are dropped at its end."""
    yield from _databases(mongodb)


@pytest.fixture
def slow_databases(slow_mongodb: str) -> Iterator[Callable[[], str]]:
    """The same on the second implementation."""
    yield from _databases(slow_mongodb)


def _databases(server: str) -> Iterator[Callable[[], str]]:
    made: list[str] = []

    def address() -> str:
        made.append(f"stockelper_test_{uuid4().hex[:12]}")
        return f"{server}/{made[-1]}"

    yield address
    with MongoClient[dict[str, object]](server) as client:
        for name in made:
            client.drop_database(name)
