"""A row that only one of several claimants gets, on every adapter, in threads and in processes."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Protocol

import polars as pl
import pytest

from stockelper.errors import BadInput
from stockelper.store.documents import Documents, Written, eq

NOW = datetime(2026, 3, 1, tzinfo=UTC)
COUNTER = """
import sys
from importlib import import_module
from stockelper.store.documents import eq

opener, location, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
module, _, name = opener.partition(":")
store = getattr(import_module(module), name)(location)
won = 0
while won < times:
    found = store.read("leases", eq("name", "a")).row(0, named=True)
    won += store.claim("leases", {**found, "fence": found["fence"] + 1}, expected={"fence": found["fence"]})
store.close()
"""


class Place(Protocol):
    opener: str
    location: str

    def open(self) -> Documents: ...


def lease(fence: int, holder: str | None = "one") -> dict[str, object]:
    return {"name": "a", "holder": holder, "expires": NOW + timedelta(seconds=fence), "fence": fence}


def test_a_claim_needs_the_row_to_be_as_expected(documents: Documents) -> None:
    assert not documents.claim("leases", lease(1), expected={"fence": 0})
    assert documents.claim("leases", lease(1), expected=None)
    assert not documents.claim("leases", lease(2), expected=None)
    assert not documents.claim("leases", lease(2), expected={"fence": 1, "holder": "two"})
    assert documents.claim("leases", lease(2, None), expected={"fence": 1, "holder": "one"})
    assert documents.claim("leases", lease(3), expected={"holder": None})
    assert documents.read("leases", eq("name", "a")).rows() == [
        ("a", "one", NOW + timedelta(seconds=3), 3, None, None)
    ]


def test_a_claimed_row_is_unchanged_to_the_same_batch(documents: Documents) -> None:
    documents.claim("leases", lease(1), expected=None)
    again = documents.upsert("leases", documents.read("leases"), recorded_at=NOW)
    assert again == Written(unchanged=1)


@pytest.mark.parametrize("row", [{"name": None}, {"holder": "x"}, {"name": "a", "other": 1}])
def test_a_claim_with_a_wrong_row_is_refused(documents: Documents, row: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        documents.claim("leases", row, expected=None)


def test_records_with_a_history_cannot_be_claimed(documents: Documents) -> None:
    with pytest.raises(BadInput):
        documents.claim("securities", {"security": "KRX:005930"}, expected=None)


def named(names: str, holder: str) -> pl.DataFrame:
    return pl.DataFrame([{**lease(1, holder), "name": name} for name in names])


def test_of_many_rows_those_that_are_stored_stay_as_they_were(documents: Documents) -> None:
    assert documents.claim_new("leases", named("bd", "one")) == 2
    assert documents.claim_new("leases", named("abcdd", "two")) == 2
    assert documents.claim_new("leases", named("abcd", "three")) == 0
    assert documents.claim_new("leases", named("abcd", "three").clear()) == 0
    found = documents.read("leases", columns=("name", "holder")).sort("name")
    assert found.rows() == [("a", "two"), ("b", "one"), ("c", "two"), ("d", "one")]


def test_rows_with_a_history_or_of_a_wrong_shape_cannot_be_claimed(documents: Documents) -> None:
    for collection, frame in (("securities", named("a", "one")), ("leases", pl.DataFrame([{"other": 1}]))):
        with pytest.raises(BadInput):
            documents.claim_new(collection, frame)


def test_of_many_who_claim_the_same_rows_each_row_goes_to_one(place: Place, documents: Documents) -> None:
    stores, names = [place.open() for _ in range(4)], "abcdefghijklmnopqrstuvwxyz"
    with ThreadPoolExecutor(4) as pool:
        orders = [named(names[at:] + names[:at], str(at)) for at in range(4)]
        won = list(pool.map(lambda s, rows: s.claim_new("leases", rows), stores, orders))
    for store in stores:
        store.close()
    assert sum(won) == len(names)
    held = documents.read("leases")["holder"].to_list()
    assert [held.count(str(at)) for at in range(4)] == won


def test_of_many_claimants_exactly_one_wins(place: Place, documents: Documents) -> None:
    stores = [place.open() for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        first = list(pool.map(lambda s: s.claim("leases", lease(1), expected=None), stores))
        second = list(pool.map(lambda s: s.claim("leases", lease(2), expected={"fence": 1}), stores))
    for store in stores:
        store.close()
    assert (sum(first), sum(second)) == (1, 1)


def test_processes_that_count_by_claims_lose_no_step(place: Place, documents: Documents) -> None:
    documents.claim("leases", lease(0), expected=None)
    words = [sys.executable, "-c", COUNTER, place.opener, place.location, "40"]
    children = [subprocess.Popen(words) for _ in range(3)]
    assert [child.wait() for child in children] == [0, 0, 0]
    assert documents.read("leases")["fence"].to_list() == [120]
