"""No name of the practice market is, contains or resembles that of a company that is or was listed."""

import csv
import gzip
import json
import re
import tomllib
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from collectors.practice.cast import FUND, OUTSIDERS, companies, leader

KOREAN = (
    "krx_desc_2026-03-20",
    "krx_listing_2026-03-20",
    "krx_delisting_2026-03-20",
    "krx_stock_master_2018",
)


def plain(name: str) -> str:
    return re.sub(r"[^0-9a-z가-힣]", "", unicodedata.normalize("NFKC", name).lower())


def columns(path: Path, *names: str) -> set[str]:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row[name] for row in rows for name in names if row.get(name)}


@pytest.fixture(scope="module")
def listed(shared_data: Path) -> set[str]:
    """Every listed or delisted company's name, in plain letters."""
    folder = shared_data / "listings"
    found: set[str] = set()
    for name in KOREAN:
        found |= columns(folder / f"{name}.csv.gz", "Name", "ToName")
    found |= columns(folder / "nasdaq-listed-symbols.csv", "Company Name", "Security Name")
    found |= columns(folder / "nasdaq-listed.csv", "Security Name")
    found |= columns(folder / "sp500_constituents.csv", "Security")
    found |= columns(folder / "us1000_universe_2026-08-16.csv.gz", "name")
    sec = json.loads((folder / "sec_company_tickers.json").read_text(encoding="utf-8"))
    found |= {entry["title"] for entry in sec.values()}
    return {plain(name) for name in found | bundled()}


def bundled() -> set[str]:
    """The names of the listing that the product ships."""
    listing = files("stockelper.securities").joinpath("listing.csv")
    rows = csv.DictReader(listing.read_text(encoding="utf-8").splitlines())
    return {row[name] for row in rows for name in ("name", "name_en") if row[name]}


def stems() -> list[tuple[str, str]]:
    """The distinctive part of each name: all of it but the trade it ends with."""
    english = [company.name.en.split()[0] for company in companies()]
    korean = [company.name.ko for company in companies()]
    return [*zip(korean, english, strict=True), *OUTSIDERS]


def test_no_name_is_a_listed_one_or_a_letter_away_from_it(listed: set[str]) -> None:
    ours = [plain(name) for company in companies() for name in (company.name.ko, company.name.en)]
    ours += [plain(name) for pair in (*OUTSIDERS, FUND) for name in pair]
    nearest = [
        (name, process.extractOne(name, listed, scorer=Levenshtein.distance, score_cutoff=1)) for name in ours
    ]
    assert [pair for pair in nearest if pair[1] is not None] == []


def test_no_distinctive_part_occurs_in_a_listed_name(listed: set[str]) -> None:
    everything, beginnings = "|".join(listed), {name[:2] for name in listed}
    for korean, english in stems():
        assert plain(english) not in everything
        assert plain(korean)[:2] not in beginnings, korean


def test_names_tickers_and_leaders_are_unique() -> None:
    assert len({company.name.ko for company in companies()}) == len(companies()) == 40
    assert len({company.name.en for company in companies()}) == 40
    assert len({company.ticker for company in companies()}) == 40
    people = [leader(company.index, change).ko for company in companies() for change in range(8)]
    assert len(set(people)) == len(people)


def test_tickers_cannot_be_taken_for_a_korean_code_or_a_us_ticker() -> None:
    assert all(re.fullmatch(r"P[0-9]{3}", company.ticker) for company in companies())


def test_the_banks_cover_the_same_topics_in_other_words() -> None:
    folder = files("collectors.practice").joinpath("banks")
    banks = {
        name: tomllib.loads(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("a_ko", "a_en", "b_ko", "b_en")
    }
    assert len({frozenset(bank) for bank in banks.values()}) == 1
    for language in ("ko", "en"):
        texts = [
            {text for entry in banks[f"{name}_{language}"].values() for text in entry.get("text", [])}
            for name in ("a", "b")
        ]
        assert not texts[0] & texts[1]
