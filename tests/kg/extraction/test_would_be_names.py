"""Words that stand where a name may stand, tickers beside names, and lists."""

import pytest

from kg.extraction.naming import spot
from stockelper.securities.resolver import Resolver


@pytest.mark.parametrize(
    "text",
    [
        "AI-powered search will come to the U.S. this year",
        "The deal was signed in Chile",
        "Concerns, which grew over the year, are overblown",
        "Through partnerships the market grows",
        "B2B and CAPEX and EPS will rise",
        "prices rose last Friday.The index fell",
    ],
)
def test_words_with_a_capital_are_no_names(resolver: Resolver, text: str) -> None:
    assert [one.mention.text for one in spot(text, resolver)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nugamoto NYSE:NGM said on Monday", "Nugamoto"),
        ("Rival Nugamoto Works NASDAQ:NGM sells chips", "Nugamoto Works"),
        ("chips of Haneul Corp NYSE:HNL are sold", "Haneul Corp"),
    ],
)
def test_a_ticker_shows_that_the_words_before_it_are_a_name(resolver: Resolver, text: str, name: str) -> None:
    found = spot(text, resolver)
    assert [(one.mention.text, one.mention.kind) for one in found] == [(name, "company")]


def test_a_verb_behind_a_persons_name_is_no_part_of_it(resolver: Resolver) -> None:
    found = spot("Onsaemi Semiconductor CEO Jane Doely Called The Governor", resolver)
    assert "Jane Doely" in {one.mention.text for one in found}
