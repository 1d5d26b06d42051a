"""Words of English that stand one letter away from a name are no slips in it."""

import pytest

from stockelper.securities.at import bundled_resolver


@pytest.mark.parametrize(
    "text",
    [
        "Explain mean reversion and how it would have done",
        "stocks of companies whose creditors signed a deal",
        "which cases did the agents win, any stock news",
        "silicone and flour prices",
        "shares of a ousted manager that resumed trading",
    ],
)
def test_a_word_is_no_misspelt_company(text: str) -> None:
    assert bundled_resolver().resolve(text).securities == ()


@pytest.mark.parametrize(
    ("text", "security"),
    [("starbuks stock", "US:SBUX"), ("Mircosoft price", "US:MSFT"), ("Nvdia stock", "US:NVDA")],
)
def test_a_slip_is_still_mended(text: str, security: str) -> None:
    assert bundled_resolver().resolve(text).securities == (security,)
