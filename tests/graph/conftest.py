"""The product on a practice market of its own, built once a session."""

import shutil
from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from stockelper.clock import Clock
from stockelper.settings import Settings
from ui.wiring import Product

Opened = Callable[..., Product]


@pytest.fixture(scope="session")
def practice_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("practice")
    product = Product(Settings(data=data), Clock())
    assert product.practise()
    product.close()
    return data


@pytest.fixture
def opened(practice_folder: Path, tmp_path: Path) -> Generator[Opened]:
    """Open the product on a copy of the practice store, with settings of the test's own."""
    data = tmp_path / "data"
    shutil.copytree(practice_folder, data)
    products: list[Product] = []

    def _open(**settings: object) -> Product:
        products.append(Product(Settings(data=data).model_copy(update=settings), Clock()))
        return products[-1]

    yield _open
    for product in products:
        product.close()
