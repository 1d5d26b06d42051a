"""The real files of the workbench, where they are: every one of them is understood."""

from pathlib import Path

import pytest

from stockelper.store.collections import ARTICLES, BARS, HOLDERS
from stockelper.store.documents import eq
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.files.conftest import Import


@pytest.mark.parametrize(
    ("file", "market", "kind", "read"),
    [
        ("listings/krx_desc_2026-03-20.csv.gz", None, "listing", 2879),
        ("listings/krx_listing_2026-03-20.csv.gz", None, "listing", 2879),
        ("listings/sp500_constituents.csv", None, "listing", 503),
        ("listings/us1000_universe_2026-08-16.csv.gz", None, "listing", 1000),
        ("news/us10_news_headlines_2025.csv.gz", None, "articles", 1600),
        ("news/daily_news_briefings_2026.csv.gz", None, "articles", 311),
        ("kg/dart_major_holders.json", None, "holders", 807),
        ("prices/krx_indices_daily.parquet", "krx", "bars", 24572),
    ],
)
def test_every_row_is_stored_and_stays_when_imported_again(
    shared_data: Path, load: Import, file: str, market: str | None, kind: str, read: int
) -> None:
    first = load(shared_data / file, market)
    assert (first.file.kind, first.counts[0], first.counts[4]) == (kind, read, 0)
    assert load(shared_data / file, market).counts == (read, 0, 0, read, 0)


def test_indices_are_series_and_no_securities(
    shared_data: Path, load: Import, documents: SqliteDocuments
) -> None:
    load(shared_data / "prices/krx_indices_daily.parquet", "krx")
    found = documents.read(BARS.name, eq("security", "INDEX:KS11"), order=("date",), limit=3)
    assert found.height == 3


def test_holders_ratios_are_fractions(shared_data: Path, load: Import, documents: SqliteDocuments) -> None:
    load(shared_data / "kg/dart_major_holders.json")
    ratios = documents.read(HOLDERS.name)["ratio"]
    assert ratios.is_between(0, 1).all()


def test_a_story_told_under_several_symbols_is_one_article(
    shared_data: Path, load: Import, documents: SqliteDocuments
) -> None:
    load(shared_data / "news/us10_news_headlines_2025.csv.gz")
    assert documents.count(ARTICLES.name) == 1355
