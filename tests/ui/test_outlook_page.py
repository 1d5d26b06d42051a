"""The outlook page over the practice market: what it says without a model, and with one."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.chat import opened
from ui.cli import dispatch

AS_OF = "2026-06-30"


def script(data: str, as_of: str) -> None:
    """What `ui/app.py` does, with the outlook page alone."""
    from argparse import Namespace
    from pathlib import Path

    import streamlit as st

    from ui.chat.opened import ROOMS, page
    from ui.chat.outlook import outlook_page

    def draw() -> None:
        outlook_page(page(Namespace(data=Path(data), as_of=as_of, user="local"), dict.fromkeys(ROOMS, alone)))

    alone = st.Page(draw, title="outlook", default=True)
    st.navigation([alone], position="hidden").run()


def shown(data: Path, as_of: str = AS_OF, **address: str) -> AppTest:
    page = AppTest.from_function(script, default_timeout=120, args=(str(data), as_of))
    for name, value in {"lang": "en", **address}.items():
        page.query_params[name] = value
    page.run()
    opened.close_all()
    assert not page.exception
    return page


def html_of(page: AppTest) -> str:
    return "\n".join(str(element.proto.body) for element in page.get("html"))


@pytest.fixture(scope="module")
def trained(practice_data: Path) -> Path:
    told = ["train", "--market", "practice", "--horizon", "5", "--as-of", AS_OF, "--data", str(practice_data)]
    assert dispatch(told) == 0
    return practice_data


def test_nothing_is_forecast_before_a_company_is_chosen(practice_data: Path) -> None:
    page = shown(practice_data)
    assert "Find a company" in " ".join(one.value for one in page.caption)
    assert not page.get("plotly_chart")


def test_companies_with_prices_are_offered_and_one_of_them_opens(practice_data: Path) -> None:
    page = shown(practice_data)
    assert page.button
    page.button[0].click().run()
    opened.close_all()
    assert page.query_params["security"] == str(page.button[0].key).removeprefix("outlook-")


def test_a_code_that_is_typed_in_full_needs_no_button(practice_data: Path) -> None:
    page = shown(practice_data)
    page.text_input(key="outlook-search").set_value("P102").run()
    opened.close_all()
    assert page.query_params["security"] == "PRACTICE:P102"


def test_a_company_that_nobody_lists_is_not_forecast(practice_data: Path) -> None:
    assert not shown(practice_data, security="KRX:000000").get("plotly_chart")


def test_without_a_model_of_the_time_the_page_names_the_command(practice_data: Path) -> None:
    page = shown(practice_data, as_of="2023-03-02", security="PRACTICE:P101")
    assert "stockelper train --market practice" in page.info[0].value.replace("\\", "")


def test_a_forecast_is_shown_as_a_fan_with_its_verdict_and_its_past(trained: Path) -> None:
    page = shown(trained, security="PRACTICE:P101")
    assert len(page.get("plotly_chart")) == 2
    assert "Simulated" in html_of(page)
    assert "no advice to buy or to sell" in html_of(page)
    assert "that came due held" in " ".join(one.value for one in page.caption)
    assert page.success or page.warning
