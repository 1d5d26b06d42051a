"""The embedded graph's file: what is its own beyond the contract of every graph."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kg.sqlite import SqliteGraph
from stockelper.errors import StoreTooNew


def test_a_newer_file_is_refused_and_let_go(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    SqliteGraph(path).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO schema_version VALUES (99)")
    with pytest.raises(StoreTooNew) as caught:
        SqliteGraph(path)
    assert (caught.value.parameters["found"], caught.value.parameters["known"]) == (99, 1)
    descriptors = Path("/proc/self/fd")
    if descriptors.is_dir():
        assert str(path) not in {str(one.resolve()) for one in descriptors.iterdir()}
