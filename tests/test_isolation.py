"""Tests never reach the stores of whoever runs them."""

import subprocess
import sys
from pathlib import Path

import pytest

from stockelper.clock import Clock
from stockelper.settings import load
from ui.wiring import Product

INNER = "test_a_product_of_a_test_opens_stores_of_its_own"


def test_a_product_of_a_test_opens_stores_of_its_own(tmp_path: Path) -> None:
    settings = load(tmp_path)
    product = Product(settings, Clock())
    try:
        product.documents.count("securities")
    finally:
        product.close()
    assert settings.documents() == f"sqlite:///{tmp_path / 'documents.db'}"
    assert settings.graph() == f"sqlite:///{tmp_path / 'graph.db'}"
    assert (settings.model, settings.langfuse_public_key, settings.proxy) == (None, None, None)


@pytest.mark.parametrize("place", ["variable", "file"])
def test_a_planted_setting_does_not_reach_a_store(
    place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    planted = {
        "STOCKELPER_DOCUMENTS_URL": f"sqlite:///{tmp_path / 'operators.db'}",
        "STOCKELPER_GRAPH_URL": f"sqlite:///{tmp_path / 'operators-graph.db'}",
        "stockelper_model": "nobody:knows-this",
        "LANGFUSE_PUBLIC_KEY": "pk-lf-operators",
    }
    monkeypatch.delenv("STOCKELPER_ENV_FILE")
    if place == "file":
        (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in planted.items()))
    else:
        for name, value in planted.items():
            monkeypatch.setenv(name, value)
    words = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"{__file__}::{INNER}"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stdout
    assert not list(tmp_path.glob("operators*"))


def test_a_process_that_a_test_starts_reads_no_file_of_settings(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STOCKELPER_DATA=/operators\n")
    code = "from stockelper.settings import load; assert str(load().data) != '/operators'"
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0
