"""The product's own sentences name nobody but whom they are filled with."""

import re
import tomllib
from importlib.resources import files

import pytest

from agents.verifier.names import unlisted

SECTIONS = ("facts", "market", "news", "relations")


@pytest.mark.parametrize("section", SECTIONS)
def test_no_word_of_the_catalogue_is_taken_for_a_name(section: str) -> None:
    source = files("stockelper.language").joinpath(f"texts/en/{section}.toml")
    sentences = tomllib.loads(source.read_text(encoding="utf-8"))
    bare = {code: re.sub(r"\{[^}]*\}", "x", text) for code, text in sentences.items()}
    taken = {code: [text[n.start : n.end] for n in unlisted(text, "", "", [])] for code, text in bare.items()}
    assert {code: names for code, names in taken.items() if names} == {}


@pytest.mark.parametrize(
    "sector",
    [
        "Communication Services", "Consumer Discretionary", "Consumer Staples", "Energy", "Financials", "Health Care",
        "Industrials", "Information Technology", "Materials", "Real Estate", "Utilities",
    ],
)  # fmt: skip
def test_no_sector_of_the_industry_standard_is_taken_for_a_name(sector: str) -> None:
    assert (
        unlisted(
            f"Highest by return in the US market, sector {sector}, at the close of Jan 5, 2026", "", "", []
        )
        == []
    )
