"""One store with the real prices, listings and news, filled through the command line once a session."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ui.cli import dispatch

Asked = dict[str, Any]


@dataclass(frozen=True)
class RealStore:
    """The data folder and the figures of the files it was filled from."""

    data: Path
    files: Path


@pytest.fixture(scope="session")
def real_store(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> RealStore:
    data = tmp_path_factory.mktemp("real")
    prices = shared_data / "prices"
    imports = [
        [
            str(prices / "krx_daily_2019_2025.parquet"),
            str(prices / "krx_indices_daily.parquet"),
            "--market",
            "krx",
        ],
        [str(prices / "us_daily_2010_2026-01.parquet"), "--market", "us"],
        [str(shared_data / "news" / "naver_headlines_3cos_2017_2022.csv.gz"), "--market", "krx"],
        [str(shared_data / "news" / "us10_news_headlines_2025.csv.gz"), "--market", "us"],
        [str(shared_data / "listings" / "krx_listing_2026-03-20.csv.gz"), "--market", "krx"],
        [str(shared_data / "listings" / "sp500_constituents.csv"), "--market", "us"],
        [str(shared_data / "kg" / "dart_major_holders.json"), "--kind", "holders"],
    ]
    for arguments in imports:
        assert dispatch(["import", *arguments, "--data", str(data)]) == 0, arguments
    return RealStore(data, shared_data)


@pytest.fixture
def ask(real_store: RealStore, capsys: pytest.CaptureFixture[str]) -> Callable[[str, str], Asked]:
    """Ask through the command line; the JSON it prints."""

    def _ask(question: str, as_of: str) -> Asked:
        capsys.readouterr()
        assert dispatch(["ask", question, "--as-of", as_of, "--json", "--data", str(real_store.data)]) == 0
        return json.loads(capsys.readouterr().out)

    return _ask
