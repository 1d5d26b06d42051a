"""A large batch that came before is known by its digest, until anything in its collection was revised."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from stockelper.errors import StoreError
from stockelper.store.documents import Written
from stockelper.store.sqlite import SqliteDocuments, table_of
from stockelper.store.sqlite_batches import FEWEST, digest_of, is_stored
from stockelper.store.sqlite_connections import Connections

NOW = datetime(2025, 12, 30, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
DAYS = FEWEST + 37


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[SqliteDocuments]:
    opened = SqliteDocuments(tmp_path / "documents.db")
    yield opened
    opened.close()


def bars(close: float = 1.5) -> pl.DataFrame:
    """A batch of one security over so many days that it has a digest."""
    schema = table_of("bars").collection.written_schema()
    days = pl.date_range(date(2020, 1, 1), date(2020, 1, 1) + timedelta(days=DAYS - 1), eager=True)
    columns = {
        "security": "KRX:005930", "interval": "1d", "basis": "splits", "source": "import", "open": 1.0, "high": 2.0,
        "low": 0.5, "close": close, "volume": 9, "adj_close": None, "halted": False, "known_at": NOW,
    }  # fmt: skip
    frame = pl.DataFrame({"date": days}).with_columns(**{name: pl.lit(v) for name, v in columns.items()})
    return frame.select(pl.col(name).cast(kind) for name, kind in schema.items())


def known(documents: SqliteDocuments, frame: pl.DataFrame, revisions: int) -> bool:
    connections = Connections(documents.path)
    try:
        with connections.reading() as connection:
            return is_stored(connection, table_of("bars"), digest_of(frame), revisions)
    finally:
        connections.close()


def test_the_same_batch_again_is_known_and_changes_nothing(documents: SqliteDocuments) -> None:
    assert not known(documents, bars(), 0)
    assert documents.upsert("bars", bars(), recorded_at=NOW) == Written(inserted=DAYS)
    assert known(documents, bars(), 0)
    assert documents.upsert("bars", bars(), recorded_at=LATER) == Written(unchanged=DAYS)
    assert documents.read("bars", limit=1)["recorded_at"][0] == NOW


def test_a_batch_comes_back_after_one_of_its_rows_was_revised(documents: SqliteDocuments) -> None:
    documents.upsert("bars", bars(), recorded_at=NOW)
    one = bars(close=1.75).slice(500, 1)
    assert documents.upsert("bars", one, recorded_at=LATER) == Written(changed=1)
    again = LATER + timedelta(days=1)
    assert documents.upsert("bars", bars(), recorded_at=again) == Written(changed=1, unchanged=DAYS - 1)
    assert documents.read("bars")["close"].unique().to_list() == [1.5]
    assert known(documents, bars(), 2)


def test_a_whole_batch_can_be_revised_to_and_fro(documents: SqliteDocuments) -> None:
    for turn, close in enumerate((1.5, 1.75, 1.5, 1.75)):
        written = documents.upsert("bars", bars(close), recorded_at=NOW + timedelta(days=turn))
        assert written == (Written(changed=DAYS) if turn else Written(inserted=DAYS))
        assert documents.read("bars")["close"].unique().to_list() == [close]


def test_a_batch_that_was_not_kept_is_not_known(
    documents: SqliteDocuments, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space")

    with monkeypatch.context() as patched, pytest.raises(StoreError):
        patched.setattr("stockelper.store.sqlite_write.remember", full)
        documents.upsert("bars", bars(), recorded_at=NOW)
    assert documents.count("bars") == 0
    assert not known(documents, bars(), 0)
    assert documents.upsert("bars", bars(), recorded_at=NOW) == Written(inserted=DAYS)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (pl.Series("a", ["ab", "c"]), pl.Series("a", ["a", "bc"])),
        (pl.Series("a", ["", None]), pl.Series("a", [None, ""])),
        (pl.Series("a", [0.0, None]), pl.Series("a", [None, 0.0])),
        (pl.Series("a", [1, 2]), pl.Series("a", [2, 1])),
        (pl.Series("a", [1, 2]), pl.Series("b", [1, 2])),
        (pl.Series("a", [1, 2]), pl.Series("a", [1.0, 2.0])),
        (pl.Series("a", [True, False]), pl.Series("a", [True, None])),
        (pl.Series("a", [["x", "y"], []]), pl.Series("a", [["x"], ["y"]])),
        (pl.Series("a", [["x", "y"]]), pl.Series("a", [["y", "x"]])),
    ],
)
def test_different_columns_have_different_digests(ours: pl.Series, theirs: pl.Series) -> None:
    assert digest_of(pl.DataFrame([ours])) == digest_of(pl.DataFrame([ours.clone()]))
    assert digest_of(pl.DataFrame([ours])) != digest_of(pl.DataFrame([theirs]))
