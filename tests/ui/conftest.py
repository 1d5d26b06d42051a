"""A data folder with the practice market, made once; tests keep apart by the name of their user."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from stockelper.clock import Clock
from stockelper.settings import load
from tests.collectors.replay import replaying
from tests.ui.at_work import SOURCES_USED, TICKERS, Bench, file_of_bars, told
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


@pytest.fixture
def bench(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Bench]]:
    """Opens new stores of a kind, all asking one server."""
    file, opened = file_of_bars(tmp_path), list[Product]()
    with replaying() as replay:
        told(replay)
        monkeypatch.setenv(
            "STOCKELPER_SOURCE_ADDRESSES", json.dumps(dict.fromkeys(SOURCES_USED, replay.address))
        )
        monkeypatch.setenv("STOCKELPER_WATCHLIST", ",".join(TICKERS))

        def open_one(kind: str) -> Bench:
            if kind == "mongodb":
                databases = cast("Callable[[], str]", request.getfixturevalue("databases"))
                monkeypatch.setenv("STOCKELPER_DOCUMENTS_URL", databases())
            opened.append(Product(load(tmp_path / f"data-{len(opened)}"), Clock()))
            return Bench(opened[-1], file)

        yield open_one
    for product in opened:
        product.close()
