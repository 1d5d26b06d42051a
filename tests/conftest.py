"""Fixtures for every room: real data where it exists, a store of the test's own, no network."""

from pathlib import Path

import pytest

from stockelper.settings import Settings


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data; a test that needs it is skipped, saying so, where it is absent."""
    path = Settings().shared_data
    if not path.is_dir():
        pytest.skip(f"real data is not here: {path}")
    return path
