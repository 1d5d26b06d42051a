"""The adapters of the documents port: the contract suite runs every one. A new adapter is one entry here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast
from uuid import uuid4

import pytest
from pymongo import MongoClient

from stockelper.settings import Settings
from stockelper.store.documents import Documents


@dataclass(frozen=True)
class Place:
    """Where an adapter keeps its records: `opener` ("module:callable") is called with `location`.

    Both are plain strings, so that a test can open the same store in another process. `transactions` tells
    whether a batch is atomic and a stream of one moment, as the port's contract leaves open.
    """

    opener: str
    location: str
    transactions: bool = True

    def open(self) -> Documents:
        module, _, name = self.opener.partition(":")
        opener = cast("Callable[[str], Documents]", getattr(import_module(module), name))
        return opener(self.location)


def sqlite(folder: Path) -> Place:
    return Place("stockelper.store.sqlite:SqliteDocuments", str(folder / "documents.db"))


@pytest.fixture(scope="session")
def mongodb() -> str:
    """The address of a MongoDB for tests; without one its tests are skipped, saying so."""
    url = Settings().test_mongodb_url
    if not url:
        pytest.skip("STOCKELPER_TEST_MONGODB_URL names no MongoDB")
    return url.rstrip("/")


@pytest.fixture
def databases(mongodb: str) -> Iterator[Callable[[], str]]:
    """Makes addresses of databases of the test's own, which are dropped at its end."""
    made: list[str] = []

    def address() -> str:
        made.append(f"stockelper_test_{uuid4().hex[:12]}")
        return f"{mongodb}/{made[-1]}"

    yield address
    with MongoClient[dict[str, object]](mongodb) as client:
        for name in made:
            client.drop_database(name)


@pytest.fixture(params=["mongodb", "sqlite"])
def adapter(request: pytest.FixtureRequest) -> Callable[[Path], Place]:
    """Makes a place for a new store out of an empty folder."""
    if request.param == "sqlite":
        return sqlite
    address = cast("Callable[[], str]", request.getfixturevalue("databases"))
    return lambda _folder: Place("stockelper.store.mongo:MongoDocuments", address(), transactions=False)


@pytest.fixture
def place(adapter: Callable[[Path], Place], tmp_path: Path) -> Place:
    return adapter(tmp_path)


@pytest.fixture
def documents(place: Place) -> Iterator[Documents]:
    store = place.open()
    yield store
    store.close()
