"""What is wrong with the file of conversations is said in the store's words."""

import asyncio
import threading
from pathlib import Path

import pytest

from graph.checkpoints import sqlite_checkpoints
from stockelper.errors import StoreError


async def _open(path: Path) -> None:
    """Open and close; the driver's thread has something to tell the loop at its end, so the loop outlives it."""
    before = set(threading.enumerate())
    try:
        async with sqlite_checkpoints(path):
            pass
    finally:
        for thread in set(threading.enumerate()) - before:
            await asyncio.to_thread(thread.join, 10)


def test_a_file_that_is_no_database_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.db"
    path.write_bytes(b"no database" * 500)
    with pytest.raises(StoreError) as caught:
        asyncio.run(_open(path))
    assert caught.value.code == "store_damaged"
    assert caught.value.parameters["path"] == str(path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "checkpoints.db"
    with pytest.raises(StoreError) as caught:
        asyncio.run(_open(path))
    assert caught.value.parameters["path"] == str(path)
