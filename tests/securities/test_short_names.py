"""Short names of US companies: first words, halves of joint names, tickers in small letters beside others."""

import pytest

from stockelper.securities.at import bundled_resolver


@pytest.mark.parametrize(
    ("text", "securities"),
    [
        ("chevron vs conoco rsi", ("US:CVX", "US:COP")),
        ("lyondell dividend", ("US:LYB",)),
        ("Using Realty Income, Main Street and Verizon", ("US:O", "US:MAIN", "US:VZ")),
        ("Enterprise Products distribution coverage", ("US:EPD",)),
        ("How much debt does Papa John's carry", ("US:PZZA",)),
        ("kb fin payout ratio", ("KRX:105560",)),
        ("daou tech, 30 of em", ("KRX:023590",)),
    ],
)
def test_a_name_counts_without_the_words_that_only_tell_the_kind_of_company(
    text: str, securities: tuple[str, ...]
) -> None:
    assert bundled_resolver().resolve(text).securities == securities


@pytest.mark.parametrize(
    ("text", "securities"),
    [
        ("Who grew faster, McDonald's or Yum?", ("US:MCD", "US:YUM")),
        ("Is Yum's margin better than McDonald's?", ("US:YUM", "US:MCD")),
        ("Waste Management's yield minus Republic's", ("US:WM", "US:RSG")),
        ("Which of NextEra, Duke and Southern carries the least debt?", ("US:NEE", "US:DUK", "US:SO")),
        ("Between AbbVie, Bristol and Merck, whose payout is safest?", ("US:ABBV", "US:BMY", "US:MRK")),
        ("Nongshim's margin next to Orion's?", ("KRX:004370", "KRX:271560")),
        ("40% JPMorgan, 30% BofA, 30% Wells", ("US:JPM", "US:BAC", "US:WFC")),
    ],
)
def test_a_word_is_a_company_where_companies_beside_it_or_what_it_owns_tell(
    text: str, securities: tuple[str, ...]
) -> None:
    assert bundled_resolver().resolve(text).securities == securities


@pytest.mark.parametrize(
    ("text", "securities"),
    [
        ("sell 50 intel put it all in amd", ("US:INTC", "US:AMD")),
        ("does dell compete w hpe or partner", ("US:DELL", "US:HPE")),
        ("who owns intel and is kkr gonna dump more", ("US:INTC", "US:KKR")),
        ("coke and pepsi, current levels for both", ("US:KO", "US:PEP")),
        ("jnj pg ko, who's got the longest dividend streak", ("US:JNJ", "US:PG", "US:KO")),
        ("mstr + coin, how correlated are the stocks", ("US:MSTR", "US:COIN")),
        ("amd market value bigger than intels by how much", ("US:AMD", "US:INTC")),
    ],
)
def test_a_ticker_in_small_letters_counts_beside_a_company(text: str, securities: tuple[str, ...]) -> None:
    assert bundled_resolver().resolve(text).securities == securities


@pytest.mark.parametrize(
    "text",
    [
        "Would it reduce the concentration of a tech-heavy portfolio?",
        "Find shares that touched a high on double their usual turnover",
        "market value under ten billion dollars and less than twenty times earnings",
        "Draft a list of semiconductor equipment stocks",
        "PER PBR ROE... can you untangle those for me",
        "Academy Bank and the Republic of Korea's stocks",
        "does the market trade at the academy",
    ],
)
def test_words_of_every_day_stay_words(text: str) -> None:
    assert bundled_resolver().resolve(text).securities == ()


@pytest.mark.parametrize(
    "text", ["Samsung Electronics fibonacci retracement of the last leg", "Agnico Eagle, 40 at 165 lmt gtc"]
)
def test_words_beside_a_company_stay_words(text: str) -> None:
    assert len(bundled_resolver().resolve(text).securities) == 1


@pytest.mark.parametrize(
    "text",
    ["Workers at Sam's Club, a Walmart subsidiary", "Walmart said Academy's and Republic's sales fell"],
)
def test_a_paper_means_no_company_by_a_word_that_owns_something(text: str) -> None:
    assert bundled_resolver().tag(text) == ("US:WMT",)
