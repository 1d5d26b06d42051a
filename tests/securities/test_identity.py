"""One company under several securities: changes of ticker, renames and companies that left the exchange."""

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collectors.source import Page
from collectors.sources import opendart_corpcode, sec_tickers
from stockelper.clock import wall_clock
from stockelper.securities.at import bundled_resolver
from stockelper.securities.identity import same_company
from stockelper.store.collections import IDENTIFIERS
from stockelper.store.documents import Documents, eq
from stockelper.store.sqlite import SqliteDocuments

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def documents(tmp_path: Path) -> Iterator[Documents]:
    opened = SqliteDocuments(tmp_path / "documents.db")
    yield opened
    opened.close()


def read_tickers(documents: Documents, **ciks: int) -> None:
    """What the SEC's list of a day leaves in the store."""
    told = {
        str(n): {"cik_str": cik, "ticker": name, "title": f"{name} Inc."}
        for n, (name, cik) in enumerate(ciks.items())
    }
    page = Page("sec_tickers", "http://127.0.0.1/x", json.dumps(told).encode(), NOW)
    frames = sec_tickers.parse(page, bundled_resolver()).frames
    documents.upsert(IDENTIFIERS.name, frames[IDENTIFIERS.name], recorded_at=wall_clock())


def read_companies(documents: Documents, *companies: tuple[str, str, str]) -> None:
    """What OpenDART's list of a day leaves in the store: corp_code, name, stock code of each company."""
    rows = "".join(
        f"<list><corp_code>{code}</corp_code><corp_name>{name}</corp_name><stock_code>{stock}</stock_code></list>"
        for code, name, stock in companies
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("CORPCODE.xml", f"<result>{rows}</result>")
    page = Page("opendart_corpcode", "http://127.0.0.1/x", packed.getvalue(), NOW)
    frames = opendart_corpcode.parse(page, bundled_resolver()).frames
    documents.upsert(IDENTIFIERS.name, frames[IDENTIFIERS.name], recorded_at=wall_clock())


def test_a_change_of_ticker_leaves_one_company(documents: Documents) -> None:
    read_tickers(documents, FB=1326801, MSFT=789019)
    assert same_company(documents, "US:FB", NOW) == ("US:FB",)
    read_tickers(documents, META=1326801, MSFT=789019)
    assert same_company(documents, "US:META", NOW) == ("US:META", "US:FB")
    assert same_company(documents, "US:FB", NOW) == ("US:FB", "US:META")
    assert same_company(documents, "US:MSFT", NOW) == ("US:MSFT",)


def test_a_ticker_that_another_company_took_over_ties_nothing(documents: Documents) -> None:
    read_tickers(documents, FB=1326801)
    read_tickers(documents, META=1326801, FB=1999999)
    assert same_company(documents, "US:META", NOW) == ("US:META",)
    assert same_company(documents, "US:FB", NOW) == ("US:FB",)


def test_classes_of_shares_are_one_company(documents: Documents) -> None:
    read_tickers(documents, GOOGL=1652044, GOOG=1652044)
    assert same_company(documents, "US:GOOG", NOW) == ("US:GOOG", "US:GOOGL")


def test_a_renamed_company_keeps_its_number_and_its_old_name_is_kept(documents: Documents) -> None:
    read_companies(documents, ("00111111", "별빛전자", "111111"))
    read_companies(documents, ("00111111", "달빛전자", "111111"))
    versions = documents.versions(IDENTIFIERS.name, eq("code", "00111111"))
    assert documents.read(IDENTIFIERS.name)["name"].to_list() == ["달빛전자"]
    assert versions["security"].unique().to_list() == ["KRX:111111"]


def test_a_company_that_was_listed_anew_under_another_code_is_one(documents: Documents) -> None:
    read_companies(documents, ("00111111", "별빛전자", "111111"), ("00222222", "달빛전자", "222222"))
    read_companies(documents, ("00111111", "별빛전자", "333333"))
    assert same_company(documents, "KRX:333333", NOW) == ("KRX:333333", "KRX:111111")
    assert same_company(documents, "KRX:222222", NOW) == ("KRX:222222",)


def test_companies_that_left_the_exchange_keep_their_number_under_whatever_name(
    documents: Documents, shared_data: Path
) -> None:
    page = Page("x", "x", (shared_data / "listings" / "dart_corpCode_response.zip").read_bytes(), NOW)
    frame = opendart_corpcode.parse(page, bundled_resolver()).frames[IDENTIFIERS.name]
    documents.upsert(IDENTIFIERS.name, frame, recorded_at=wall_clock())
    with gzip.open(
        shared_data / "listings" / "krx_delisting_2026-03-20.csv.gz", "rt", encoding="utf-8"
    ) as file:
        gone = {f"KRX:{row['Symbol']}": row["Name"] for row in csv.DictReader(file)}
    named = dict(frame.select("security", "name").iter_rows())
    left = [one for one in gone if one in named]
    renamed = [one for one in left if gone[one] != named[one]]
    assert (len(left), len(renamed)) == (1185, 508)
    assert all(same_company(documents, one, NOW) == (one,) for one in renamed[:50])
    numbers = frame.filter(frame["security"].is_in(left))
    assert numbers["code"].n_unique() == len(left)
