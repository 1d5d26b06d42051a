"""Installing the practice market into a store."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from collectors.practice.install import install
from stockelper.clock import Clock, end_of
from stockelper.store.documents import Documents, Written, eq
from stockelper.store.sqlite import SqliteDocuments

MONDAY, TUESDAY = Clock(end_of(date(2024, 6, 3))), Clock(end_of(date(2024, 6, 4)))
COLLECTIONS = ("securities", "bars", "actions", "facts", "articles", "filings", "relations")


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Documents]:
    store = SqliteDocuments(tmp_path / "documents.db")
    yield store
    store.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Documents]:
    """A store with the market of mid 2026, for reading."""
    store = SqliteDocuments(tmp_path_factory.mktemp("practice") / "documents.db")
    install(store, Clock(end_of(date(2026, 6, 30))))
    yield store
    store.close()


def counts(documents: Documents) -> dict[str, int]:
    return {name: documents.count(name) for name in COLLECTIONS}


def test_installing_fills_every_collection_and_again_changes_nothing(documents: Documents) -> None:
    first = install(documents, MONDAY)
    assert first.inserted == sum(counts(documents).values())
    assert min(counts(documents).values()) >= 40
    before = counts(documents)
    assert install(documents, MONDAY) == Written()
    assert counts(documents) == before


def test_the_next_day_adds_only_that_day(documents: Documents) -> None:
    install(documents, MONDAY)
    before = counts(documents)
    written = install(documents, TUESDAY)
    after = counts(documents)
    assert after["bars"] - before["bars"] == 41
    assert written.inserted == sum(after.values()) - sum(before.values())
    assert documents.newest("bars", "date", eq("security", "INDEX:PRACTICE")) == {None: date(2024, 6, 4)}


def test_an_earlier_clock_writes_nothing(documents: Documents) -> None:
    install(documents, TUESDAY)
    assert install(documents, MONDAY) == Written()


def test_before_the_first_session_there_are_companies_and_no_bars(documents: Documents) -> None:
    install(documents, Clock(end_of(date(2021, 12, 31))))
    assert documents.count("securities") == 40
    assert documents.count("bars") == 0
    assert documents.count("relations") > 100
    install(documents, Clock(end_of(date(2022, 1, 3))))
    assert documents.count("bars") == 41


def test_installing_at_once_and_step_by_step_give_the_same_store(tmp_path: Path) -> None:
    end = Clock(end_of(date(2023, 12, 29)))
    at_once, stepwise = SqliteDocuments(tmp_path / "a.db"), SqliteDocuments(tmp_path / "b.db")
    install(at_once, end)
    for moment in (datetime(2022, 5, 2, tzinfo=UTC), datetime(2023, 2, 9, 1, tzinfo=UTC)):
        install(stepwise, Clock(moment))
    install(stepwise, end)
    for name in COLLECTIONS:
        for known_by in (None, end_of(date(2023, 1, 16))):
            frames = [
                store.read(name, known_by=known_by).drop("recorded_at") for store in (at_once, stepwise)
            ]
            assert frames[0].equals(frames[1]), name
    at_once.close()
    stepwise.close()


def test_nothing_is_visible_before_it_was_known(filled: Documents) -> None:
    seen = end_of(date(2023, 2, 1))
    for name in COLLECTIONS:
        known = filled.read(name, known_by=seen)["known_at"]
        assert known.len() == 0 or known.max() <= pl.Series([seen]).dt.cast_time_unit("us")[0]
    assert filled.newest("bars", "date", known_by=seen) == {None: date(2023, 2, 1)}


def test_a_change_of_chief_executive_ends_one_term_and_begins_another(filled: Documents) -> None:
    terms = filled.read("relations", eq("type", "LEADS"))
    ended = terms.filter(pl.col("valid_to").is_not_null())
    assert ended.height > 5
    for company, person, end, known in ended.select("tail", "head", "valid_to", "known_at").iter_rows():
        begun = terms.filter((pl.col("tail") == company) & (pl.col("valid_from") == end))
        assert begun.height == 1
        before = filled.read(
            "relations", eq("type", "LEADS"), eq("tail", company), eq("head", person),
            known_by=known.replace(microsecond=0) - (known - known.replace(hour=0)),
        )  # fmt: skip
        assert before.filter(pl.col("valid_to").is_not_null()).is_empty()


def test_relations_name_nodes_and_shares_are_fractions(filled: Documents) -> None:
    rows = filled.read("relations")
    assert {
        "SUPPLIES", "COMPETES_WITH", "SUBSIDIARY_OF", "AFFILIATE_OF", "HOLDS", "PARTNERS_WITH", "ACQUIRES",
        "INVESTS_IN", "MAKES", "LEADS", "AFFECTED_BY",
    } == set(rows["type"])  # fmt: skip
    assert rows.select(pl.col("head_name", "tail_name", "head_kind", "tail_kind").is_not_null().all()).row(0) == (
        True, True, True, True,
    )  # fmt: skip
    ratios = rows["ratio"].drop_nulls()
    assert ((ratios > 0) & (ratios < 1)).all()
    owned = rows.filter(pl.col("type") == "HOLDS").group_by("tail").agg(pl.col("ratio").sum())
    assert (owned["ratio"] <= 1).all()
    spans = rows.filter(pl.col("valid_to").is_not_null())
    assert (spans["valid_from"] < spans["valid_to"]).all()


def test_everything_is_marked_as_simulated(filled: Documents) -> None:
    for name in ("securities", "articles", "filings"):
        assert filled.read(name)["simulated"].all()
    assert set(filled.read("bars", columns=["source", "basis"]).unique().row(0)) == {"practice", "raw"}
