"""A data folder with the practice market, made once; tests keep apart by the name of their user."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stockelper.clock import Clock
from stockelper.settings import load
from ui.wiring import Product


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Streamlit's tester leaves its script as `__main__`, which processes spawned later would run."""
    kept = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = kept


@pytest.fixture(scope="session")
def practice_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose store holds the practice market and its graph."""
    folder = tmp_path_factory.mktemp("practice")
    made = Product(load(folder), Clock())
    made.practise()
    made.close()
    return folder


@pytest.fixture
def product(practice_data: Path) -> Iterator[Product]:
    """The parts on that folder, as another process would open them."""
    opened = Product(load(practice_data), Clock())
    yield opened
    opened.close()
