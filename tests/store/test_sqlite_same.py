"""Rows that are stored just so already are found without upserting them, and no other row is taken for one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from stockelper.store.documents import Written
from stockelper.store.sqlite import SqliteDocuments, table_of
from stockelper.store.sqlite_connections import Connections
from stockelper.store.sqlite_same import without_same

NOW = datetime(2025, 12, 30, 12, tzinfo=UTC)
FIRST = date(2025, 1, 1)


def bars(days: int, *securities: str, **columns: object) -> pl.DataFrame:
    rows = [
        {
            "security": security, "interval": "1d", "date": FIRST + timedelta(days=n), "basis": "splits",
            "source": "import", "open": 1.0 + n, "high": 2.0 + n, "low": 0.5 + n, "close": 1.5 + n, "volume": n,
            "adj_close": None, "halted": False, "known_at": NOW,
        }
        for security in securities
        for n in range(days)
    ]  # fmt: skip
    schema = table_of("bars").collection.written_schema()
    return pl.DataFrame(rows, schema=schema).with_columns(**{name: pl.lit(v) for name, v in columns.items()})


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[SqliteDocuments]:
    opened = SqliteDocuments(tmp_path / "documents.db")
    opened.upsert("bars", bars(40, "KRX:000020", "KRX:005930"), recorded_at=NOW)
    yield opened
    opened.close()


def left(documents: SqliteDocuments, frame: pl.DataFrame) -> list[tuple[str, date]]:
    connections = Connections(documents.path)
    try:
        with connections.reading() as connection:
            found = without_same(connection, table_of("bars"), frame)
    finally:
        connections.close()
    return found.select("security", "date").rows()


def test_of_a_batch_that_is_stored_nothing_is_left(documents: SqliteDocuments) -> None:
    assert left(documents, bars(40, "KRX:000020", "KRX:005930")) == []


def test_changed_and_new_rows_are_left(documents: SqliteDocuments) -> None:
    frame = bars(42, "KRX:000020").with_columns(
        close=pl.when(pl.col("volume") == 7).then(9.25).otherwise(pl.col("close"))
    )
    assert left(documents, frame) == [("KRX:000020", FIRST + timedelta(days=n)) for n in (7, 40, 41)]
    assert documents.upsert("bars", frame, recorded_at=NOW) == Written(2, 1, 39)
    assert documents.upsert("bars", frame, recorded_at=NOW) == Written(0, 0, 42)


def test_a_value_that_all_rows_share_and_the_stored_ones_do_not_makes_them_differ(
    documents: SqliteDocuments,
) -> None:
    assert len(left(documents, bars(40, "KRX:000020", halted=True))) == 40
    assert len(left(documents, bars(40, "KRX:000020", adj_close=1.0))) == 40
    assert len(left(documents, bars(40, "KRX:000020", source="other"))) == 40


def test_rows_of_other_sources_between_them_hide_nothing(documents: SqliteDocuments) -> None:
    for source in ("a", "b", "c", "z"):
        documents.upsert("bars", bars(40, "KRX:000020", source=source, close=3.0), recorded_at=NOW)
    assert left(documents, bars(40, "KRX:000020")) == []
    mixed = pl.concat([bars(40, "KRX:000020"), bars(40, "KRX:000020", source="a", close=3.0)])
    assert documents.upsert("bars", mixed, recorded_at=NOW) == Written(0, 0, 80)
