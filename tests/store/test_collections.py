"""What every declared collection must hold to, so that each adapter can make its tables from it."""

import pytest

from stockelper.errors import BadInput
from stockelper.store.collection import VERSION_COLUMNS, Collection
from stockelper.store.collections import COLLECTIONS, collection

EVERY = pytest.mark.parametrize("one", COLLECTIONS.values(), ids=list(COLLECTIONS))


@EVERY
def test_key_indexes_and_search_name_columns_of_the_collection(one: Collection) -> None:
    columns = set(one.columns)
    assert one.key
    assert set(one.key) <= columns
    assert {name for index in one.indexes for name in index} <= set(one.all_columns())
    assert set(one.search) <= columns


@EVERY
def test_nobody_declares_the_version_columns_again(one: Collection) -> None:
    assert not set(VERSION_COLUMNS) & set(one.columns)
    assert (set(VERSION_COLUMNS) <= set(one.all_columns())) == one.versioned
    assert list(one.schema()) == list(one.all_columns())


@EVERY
def test_keys_compare_exactly_and_search_reads_text(one: Collection) -> None:
    assert not {one.columns[name] for name in one.key} & {"real", "list", "json"}
    assert {one.columns[name] for name in one.search} <= {"text"}


@EVERY
def test_a_collection_is_found_by_its_name(one: Collection) -> None:
    assert collection(one.name) is one
    assert COLLECTIONS[one.name] is one


def test_an_unknown_collection_is_named() -> None:
    with pytest.raises(BadInput) as caught:
        collection("tweets")
    assert caught.value.parameters["name"] == "tweets"
