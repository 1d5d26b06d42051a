"""The adapters of the documents port: the contract suite runs every one. A new adapter is one entry here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

import pytest

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
