"""Rows whose name is another company's than their code's, beside names that only differ in dress."""

from datetime import date
from pathlib import Path

import pytest

from collectors.files.prepared import Options
from stockelper.store.collections import QUARANTINE
from stockelper.store.sqlite import SqliteDocuments
from tests.collectors.files.conftest import Import, Write

BARS = "종목코드,종목명,일자,시가,고가,저가,종가,거래량"
AMERICAN = "symbol,name,date,open,high,low,close,volume"


@pytest.mark.parametrize(
    ("market", "code", "name"),
    [
        ("krx", "005930", "SK하이닉스"),
        ("krx", "005930", "SK 하이닉스"),
        ("krx", "005930", "SK hynix"),
        ("krx", "000660", "삼성전자"),
        ("krx", "005380", "현대모비스"),
        ("krx", "001040", "CJ제일제당"),
        ("krx", "A005930", "(주)LG화학"),
        ("us", "NVDA", "Advanced Micro Devices"),
        ("us", "AAPL", "Microsoft Corporation"),
    ],
)
def test_the_listed_name_of_another_company_sets_a_bar_apart_naming_both(
    market: str, code: str, name: str, write: Write, load: Import, documents: SqliteDocuments
) -> None:
    header = BARS if market == "krx" else AMERICAN
    lines = [f"{code},{name},2025-01-{day:02},100,102,99,{day + 90},5000" for day in (2, 3)]
    found = load(write("b.csv", "\n".join([header, *lines])), market)
    assert found.counts == (2, 0, 0, 0, 2)
    assert {reason for _, _, reason in found.reasons} == {"name_contradicts_code"}
    (first, _) = found.report.rejects
    assert first.value is not None
    assert name in first.value
    assert code.removeprefix("A") in first.value
    (key, *_) = documents.read(QUARANTINE.name, order=("key",))["key"]
    assert name in key


@pytest.mark.parametrize(
    ("market", "code", "name"),
    [
        ("krx", "005930", "삼성전자"),
        ("krx", "005930", "삼성 전자(주)"),
        ("krx", "005930", "Samsung Electronics Co., Ltd."),
        ("krx", "005930", "삼성전자보통주"),
        ("krx", "005935", "삼성전자"),  # the preferred share by its issuer's name
        ("krx", "005930", "삼성전자우"),
        ("krx", "000660", "하이닉스반도체"),  # a name of former times
        ("krx", "001230", "동국제강"),  # handed on to the company that was split off
        ("krx", "005930", "이런 회사는 없다"),
        ("us", "GOOG", "Alphabet Inc."),
        ("us", "GOOGL", "Alphabet Inc. - Class A Common Stock"),
        ("us", "META", "Facebook"),
        ("us", "BRK.B", "Berkshire Hathaway Inc. New"),
        ("us", "ZZZZ", "Apple Inc."),  # a code that no listing knows contradicts nothing
    ],
)
def test_names_in_another_dress_and_of_other_times_are_no_contradiction(
    market: str, code: str, name: str, write: Write, load: Import
) -> None:
    header = BARS if market == "krx" else AMERICAN
    line = f'{code},"{name}",2025-01-02,100,102,99,100,5000'
    assert load(write("b.csv", f"{header}\n{line}"), market).counts == (1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("holders", "종목코드,회사명,주주명,보고일,지분율\n005930,SK하이닉스,국민연금,2025-01-02,7.5"),
        ("listing", "종목코드,종목명,시장구분\n005930,SK하이닉스,KOSPI"),
    ],
)
def test_holders_and_listings_are_asked_the_same(kind: str, text: str, write: Write, load: Import) -> None:
    found = load(write("x.csv", text), "krx")
    assert (found.file.kind, found.counts) == (kind, (1, 0, 0, 0, 1))
    assert [reason for _, _, reason in found.reasons] == ["name_contradicts_code"]


@pytest.mark.parametrize(
    ("file", "market", "rows"),
    [
        ("krx_stock_master_2018.csv.gz", "krx", 3516),
        ("krx_listing_2026-03-20.csv.gz", "krx", 2879),
        ("kospi_members_2026-03-20.csv.gz", "krx", 837),
        ("krx_delisting_2026-03-20.csv.gz", "krx", 4104),
        ("nasdaq-listed-symbols.csv", "us", 5570),
        ("nasdaq-listed.csv", "us", 5570),
        ("sp500_constituents.csv", "us", 503),
        ("us1000_universe_2026-08-16.csv.gz", "us", 1000),
    ],
)
def test_no_name_of_a_real_listing_contradicts_its_code(
    file: str, market: str, rows: int, shared_data: Path, load: Import
) -> None:
    report = load(shared_data / "listings" / file, market, "listing")
    assert report.counts[0] == rows
    assert "name_contradicts_code" not in report.report.rejected_by


def test_no_price_beside_a_name_in_krx_s_own_file_contradicts_its_code(
    shared_data: Path, load: Import
) -> None:
    path = shared_data / "listings" / "krx_listing_2026-03-20.csv.gz"
    report = load(path, "krx", "bars", Options(day=date(2026, 3, 20)))
    assert report.counts[0] == 2879
    assert "name_contradicts_code" not in report.report.rejected_by
