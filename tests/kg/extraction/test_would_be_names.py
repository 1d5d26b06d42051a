"""Words that stand where a name may stand, tickers beside names, and lists."""

import pytest

from kg.extraction.naming import spot
from kg.nobody import can_be_company
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


@pytest.mark.parametrize(
    "name",
    [
        "취약계층",
        "에너지 취약층",
        "저소득 가구",
        "소상공인",
        "지역 주민",
        "독거 노인",
        "Expected With Impressive",
        "Server-use",
        "China-based",
        "low-income families",
    ],
)
def test_groups_of_people_and_phrases_are_no_companies(name: str) -> None:
    assert not can_be_company(name)


@pytest.mark.parametrize(
    "name",
    [
        "디시네트워크",
        "한국가구",
        "상상인",
        "남성",
        "Intel",
        "Coca-Cola",
        "Rolls-Royce",
        "Bed Bath & Beyond",
        "한샘",
        "농심",
        "팬오션",
    ],
)
def test_names_that_look_like_companies_stay(name: str) -> None:
    assert can_be_company(name)


@pytest.mark.parametrize(
    "text", ["온새미반도체, 취약계층에 에어컨 1만대 공급", "온새미반도체, 소상공인에 단말기 공급"]
)
def test_no_group_of_people_is_spotted(resolver: Resolver, text: str) -> None:
    assert not {one.mention.text for one in spot(text, resolver)} & {"취약계층", "소상공인"}
