"""Names of several words with a slip in one of them."""

import pytest

from stockelper.securities.at import bundled_resolver


@pytest.mark.parametrize(
    ("text", "security"),
    [
        ("bank of amercia price", "US:BAC"),
        ("how is goldman sach doing", "US:GS"),
        ("Jonson & Johnson price", "US:JNJ"),
        ("johnson and jonson stock", "US:JNJ"),
        ("wells fargoo price", "US:WFC"),
        ("what's up with palo alto network", "US:PANW"),
        ("advanced micro device price", "US:AMD"),
        ("home depo stock", "US:HD"),
        ("northrup grumman price", "US:NOC"),
    ],
)
def test_a_slip_in_one_word_is_looked_past(text: str, security: str) -> None:
    assert bundled_resolver().resolve(text).securities == (security,)


@pytest.mark.parametrize(
    "text",
    [
        "what are the best buys today",
        "any Korean shipbuilding stock still below book?",
        "sell 3 shares at open, New York time",
        "general election stocks",
    ],
)
def test_words_as_they_stand_are_no_slip(text: str) -> None:
    assert not [one for one in bundled_resolver().resolve(text).mentions if one.how == "typo"]


def test_a_bank_that_no_listing_has_is_named_as_unknown() -> None:
    assert bundled_resolver().resolve("Guaranty Bancshares price").unknown == ("Guaranty Bancshares",)
