"""What the MongoDB adapter promises beyond the port: cut-off batches, outages, newer layouts, plain errors."""

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import cast
from urllib.parse import urlsplit

import polars as pl
import pytest
from pymongo import MongoClient
from pymongo.errors import ExecutionTimeout, OperationFailure, PyMongoError

from stockelper.errors import BadSetting, StoreBusy, StoreError, StoreFull, StoreReadOnly, StoreTooNew
from stockelper.store import mongo_write
from stockelper.store.documents import Written, between, eq
from stockelper.store.mongo import MongoDocuments
from stockelper.store.mongo_connection import store_error
from stockelper.store.mongo_layout import LAYOUTS
from stockelper.store.mongo_values import Document, filters

JANUARY, MARCH = datetime(2025, 1, 31, tzinfo=UTC), datetime(2025, 3, 31, tzinfo=UTC)


@pytest.fixture
def url(databases: Callable[[], str]) -> str:
    return databases()


@pytest.fixture
def store(url: str) -> Iterator[MongoDocuments]:
    opened = MongoDocuments(url)
    yield opened
    opened.close()


@pytest.fixture
def raw(url: str) -> Iterator["MongoClient[Document]"]:
    with MongoClient[Document](url) as client:
        yield client


def bars(close: float, days: int = 6) -> pl.DataFrame:
    known = datetime(2025, 1, 2, tzinfo=UTC)
    return pl.DataFrame(
        [
            {"security": "KRX:005930", "interval": "1d", "date": date(2025, 1, 1) + timedelta(days=day),
             "basis": "raw", "source": "file", "close": close, "known_at": known}
            for day in range(days)
        ]
    )  # fmt: skip


def closes(store: MongoDocuments, known_by: datetime | None = None) -> list[float]:
    return store.read("bars", known_by=known_by).get_column("close").to_list()


@pytest.mark.parametrize("done", range(7))
def test_a_revising_batch_cut_off_between_history_and_current_is_completed_by_itself(
    store: MongoDocuments, url: str, raw: "MongoClient[Document]", done: int
) -> None:
    store.upsert("bars", bars(1.0), recorded_at=JANUARY)
    store.upsert("bars", bars(2.0), recorded_at=MARCH)
    database = raw.get_default_database()
    for revision in list(database["bars_revisions"].find().sort("key", 1))[done:]:  # not yet replaced
        stale = {k: v for k, v in revision.items() if k not in {"key", "superseded_at"}}
        database["bars"].replace_one({"_id": revision["key"]}, {**stale, "_id": revision["key"]})
    halfway = [2.0] * done + [1.0] * (6 - done)
    assert closes(store) == closes(store, MARCH) == halfway
    assert closes(store, JANUARY) == [1.0] * 6
    assert store.count("bars", known_by=JANUARY) == store.count("bars", known_by=MARCH) == 6
    again = store.upsert("bars", bars(2.0), recorded_at=MARCH + timedelta(hours=1))
    assert again == Written(changed=6 - done, unchanged=done)
    assert closes(store) == [2.0] * 6
    assert closes(store, MARCH) == halfway
    assert closes(store, JANUARY) == [1.0] * 6
    assert database["bars_revisions"].count_documents({}) == 6


def test_two_writers_that_revise_the_same_rows_keep_every_version(
    store: MongoDocuments, raw: "MongoClient[Document]"
) -> None:
    store.upsert("bars", bars(0.0), recorded_at=JANUARY)

    def revise(start: int) -> None:
        for number in range(start, start + 10):
            store.upsert("bars", bars(float(number)), recorded_at=MARCH + timedelta(seconds=number))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(revise, (1, 101)))
    assert closes(store, JANUARY) == [0.0] * 6
    for known_by in (None, MARCH, MARCH + timedelta(seconds=50), MARCH + timedelta(days=1)):
        assert len(closes(store, known_by)) == store.count("bars", known_by=known_by) == 6
    assert set(closes(store)) <= {10.0, 110.0}


def test_rows_that_are_inserted_without_a_look_are_told_apart_when_some_are_stored(
    store: MongoDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mongo_write, "PORTION", 3)
    monkeypatch.setattr(mongo_write, "INSERTED", 2)
    assert store.upsert("bars", bars(100.0, 3), recorded_at=JANUARY) == Written(3)
    looked = count_looks(monkeypatch)
    later = bars(100.0, 6).with_columns(close=pl.Series([100.0, 101.0, 100.0, 100.0, 100.0, 100.0]))
    assert store.upsert("bars", later[1:4], recorded_at=MARCH) == Written(1, 1, 1)
    assert looked == [3], "what was refused is looked at"
    assert closes(store) == [100.0, 101.0, 100.0, 100.0]
    assert closes(store, JANUARY) == [100.0, 100.0, 100.0, 100.0]
    assert store.upsert("bars", later[1:4], recorded_at=MARCH) == Written(0, 0, 3)
    assert looked == [3, 3], "and after that every portion is looked at first"


def count_looks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many ids each look at stored digests asked for."""
    looked: list[int] = []
    digests = mongo_write.stored_digests

    def noted(batch: mongo_write.Batch, ids: Sequence[object]) -> dict[object, object]:
        looked.append(len(ids))
        return digests(batch, ids)

    monkeypatch.setattr(mongo_write, "stored_digests", noted)
    return looked


def test_a_newer_layout_stops_with_what_was_found(
    store: MongoDocuments, url: str, raw: "MongoClient[Document]"
) -> None:
    assert "layout 1" in store.check()
    raw.get_default_database()["schema_version"].update_one({"_id": "documents"}, {"$set": {"version": 9}})
    with pytest.raises(StoreTooNew) as caught:
        MongoDocuments(url)
    assert caught.value.parameters == {"path": url, "found": 9, "known": 1}


def test_one_security_over_a_span_is_one_range_of_ids() -> None:
    where = (
        eq("security", "KRX:005930"),
        eq("interval", "1d"),
        *between("date", date(2025, 1, 2), date(2025, 1, 9)),
    )
    found = filters(LAYOUTS["bars"].collection, where, "_id")[0]
    prefix = "KRX:005930\x1f1d\x1f"
    assert found == {"_id": {"$gte": f"{prefix}2025-01-02", "$lt": f"{prefix}2025-01-09 "}}


@pytest.mark.parametrize("password", ["s3cret", "s3c%40ret"])
def test_a_server_that_is_not_there_is_one_line_without_the_password(password: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(StoreError) as caught:
        MongoDocuments(f"mongodb://ann:{password}@127.0.0.1:{port}/stock", seconds=0.3)
    assert caught.value.code == "database_unreachable"
    detail = str(caught.value.parameters["detail"])
    assert password not in detail
    assert detail.startswith(f"mongodb://ann:***@127.0.0.1:{port}/stock: ")
    assert len(detail) < 300
    assert "\n" not in detail


@pytest.mark.parametrize("address", ["mongodb://ann:p@ss@host/x", "mongodb://host:99999/x", "mongodb://"])
def test_an_address_that_is_none_is_a_wrong_setting_and_keeps_its_password(address: str) -> None:
    with pytest.raises(BadSetting) as caught:
        MongoDocuments(address)
    assert caught.value.parameters["setting"] == "STOCKELPER_DOCUMENTS_URL"
    assert "p@ss" not in str(caught.value)


@pytest.mark.parametrize(
    ("error", "reaction"),
    [
        (ExecutionTimeout("too long", 50), StoreBusy),
        (OperationFailure("lock", 24), StoreBusy),
        (OperationFailure("not authorised", 13), StoreReadOnly),
        (OperationFailure("out of disk", 14031), StoreFull),
        (OperationFailure("authentication failed", 18), StoreError),
        (OperationFailure("what", 2), StoreError),
    ],
)
def test_errors_of_the_server_tell_the_caller_what_to_do(
    error: PyMongoError, reaction: type[StoreError]
) -> None:
    assert type(store_error(error, "mongodb://host/x")) is reaction


class Relay:
    """A TCP relay in front of a server, which can go away and come back on the same port."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._serve()

    def _serve(self) -> None:
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                client, _ = listener.accept()
                server = socket.create_connection(self._target)
                self._open += [client, server]
                for one, other in ((client, server), (server, client)):
                    threading.Thread(target=self._pump, args=(one, other), daemon=True).start()

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(1 << 16):
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def go_away(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._open.clear()

    def come_back(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._serve()


@pytest.fixture
def relay(mongodb: str) -> Iterator[Relay]:
    parts = urlsplit(mongodb)
    made = Relay((cast("str", parts.hostname), parts.port or 27017))
    yield made
    made.go_away()


def test_a_server_that_goes_away_is_one_error_and_the_store_works_on_when_it_is_back(
    relay: Relay, url: str
) -> None:
    parts = urlsplit(url)
    through = parts._replace(netloc=f"127.0.0.1:{relay.port}").geturl()
    store = MongoDocuments(through, seconds=0.5)
    store.upsert("bars", bars(1.0), recorded_at=JANUARY)
    relay.go_away()
    for call in (
        lambda: store.upsert("bars", bars(2.0), recorded_at=MARCH),
        lambda: store.read("bars"),
        lambda: list(store.stream("bars")),
        store.check,
    ):
        with pytest.raises(StoreError) as caught:
            call()
        assert caught.value.code == "database_unreachable"
    relay.come_back()
    assert store.upsert("bars", bars(2.0), recorded_at=MARCH) == Written(changed=6)
    assert closes(store, JANUARY) == [1.0] * 6
    store.close()
