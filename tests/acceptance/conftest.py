"""One store with real prices, listings and news, filled through the command line once a session.

Of the price files it takes the companies that questions name, over all years, and every fifteenth of the others
as the market around them: enough for rankings, and minutes less than all six million bars, whose import
`stockelper bench ingest` measures.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ui.cli import dispatch

Asked = dict[str, Any]
KRX = ("005930", "000660", "035420", "035720", "005380", "000270", "051910", "006400", "068270", "105560")
US = ("NVDA", "AMD", "AAPL", "MSFT", "AMZN", "GOOGL", "INTC", "BRK.B")
NAMED = frozenset({*KRX, *US, "373220", "GOOG", "BRK-B"})
OTHERS = 15


@dataclass(frozen=True)
class RealStore:
    """The data folder and the figures of the files it was filled from."""

    data: Path
    files: Path


@pytest.fixture(scope="session")
def real_store(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> RealStore:
    data = tmp_path_factory.mktemp("real")
    prices = shared_data / "prices"
    krx = thinned(prices / "krx_daily_2019_2025.parquet", data)
    us = thinned(prices / "us_daily_2010_2026-01.parquet", data)
    imports = [
        [str(krx), str(prices / "krx_indices_daily.parquet"), "--market", "krx"],
        [str(us), "--market", "us"],
        [str(shared_data / "news" / "naver_headlines_3cos_2017_2022.csv.gz"), "--market", "krx"],
        [str(shared_data / "news" / "us10_news_headlines_2025.csv.gz"), "--market", "us"],
        [str(shared_data / "listings" / "krx_listing_2026-03-20.csv.gz"), "--market", "krx"],
        [str(shared_data / "listings" / "sp500_constituents.csv"), "--market", "us"],
        [str(shared_data / "kg" / "dart_major_holders.json"), "--kind", "holders"],
    ]
    for arguments in imports:
        assert dispatch(["import", *arguments, "--data", str(data)]) == 0, arguments
    return RealStore(data, shared_data)


def thinned(file: Path, folder: Path) -> Path:
    """The file's rows of the named symbols and of every fifteenth other, as they stand."""
    rows = pl.scan_parquet(file)
    symbols = rows.select(pl.col("symbol").unique().sort()).collect()["symbol"]
    kept = sorted(NAMED.union(symbols.gather_every(OTHERS)))
    rows.filter(pl.col("symbol").is_in(kept)).sink_parquet(folder / file.name)
    return folder / file.name


@pytest.fixture
def ask(real_store: RealStore, capsys: pytest.CaptureFixture[str]) -> Callable[[str, str], Asked]:
    """Ask through the command line; the JSON it prints."""

    def _ask(question: str, as_of: str) -> Asked:
        capsys.readouterr()
        assert dispatch(["ask", question, "--as-of", as_of, "--json", "--data", str(real_store.data)]) == 0
        return json.loads(capsys.readouterr().out)

    return _ask
