"""What tests of collectors share: a server that replays answers, a store, and clients of a source."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from collectors.source import Parsed, Rate, Source
from collectors.web import PoliteWeb
from stockelper.clock import wall_clock
from stockelper.settings import Settings
from stockelper.store.documents import Documents
from stockelper.store.mongo import MongoDocuments
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.replay import Replay, replaying


@pytest.fixture
def replay() -> Iterator[Replay]:
    with replaying() as server:
        yield server


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Documents]:
    documents = SqliteDocuments(tmp_path / "documents.db")
    yield documents
    documents.close()


@pytest.fixture(params=["sqlite", "mongodb"])
def any_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Documents]:
    """A new store of each kind; MongoDB where there is a server for tests."""
    if request.param == "sqlite":
        documents: Documents = SqliteDocuments(tmp_path / "any.db")
    else:
        documents = MongoDocuments(cast("Callable[[], str]", request.getfixturevalue("databases"))())
    yield documents
    documents.close()


def source_at(address: str, **changes: object) -> Source:
    """A source that gives nothing, to be changed by a test."""
    plain = Source(
        name="somewhere",
        kind="prices",
        markets=("us",),
        address=address,
        rate=Rate(200.0),
        fetch=lambda web, wanted: iter(()),
        parse=lambda page, resolver: Parsed({}),
    )
    return replace(plain, **changes)


@pytest.fixture
def open_web(store: Documents) -> Iterator[Callable[..., PoliteWeb]]:
    """Opens clients, and closes them after the test."""
    opened: list[PoliteWeb] = []

    def opener(source: Source, **settings: object) -> PoliteWeb:
        chosen = Settings(source_timeout_s=2.0).model_copy(update=settings)
        opened.append(PoliteWeb(source, chosen, store, wall_clock))
        return opened[-1]

    yield opener
    for web in opened:
        web.close()
