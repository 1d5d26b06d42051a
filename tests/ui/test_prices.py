import datetime as dt

import pytest

from stockelper.types import Basis, Chart, Language, Security, Series
from ui.chat.prices import header, header_html, moment_text
from ui.chat.words import Words

DAY = dt.date(2025, 12, 30)


def samsung(*, simulated: bool = False) -> Security:
    return Security(
        id="KRX:005930", market="krx", ticker="005930", name="삼성전자", name_en="Samsung Electronics", currency="KRW",
        simulated=simulated,
    )  # fmt: skip


def chart(*closes: float | None, unit: str = "KRW", security: str = "KRX:005930") -> Chart:
    points = tuple((DAY - dt.timedelta(days=len(closes) - 1 - n), value) for n, value in enumerate(closes))
    return Chart(
        kind="candles", title="t", security=security, series=(Series(name="close", unit=unit, points=points),)
    )


@pytest.mark.parametrize(
    ("language", "basis", "text"),
    [
        ("ko", "splits", "12/30 15:30 종가, 수정주가"),
        ("ko", "raw", "12/30 15:30 종가, 원주가"),
        ("en", "splits", "Close of 12/30 15:30, split-adjusted"),
    ],
)
def test_the_header_says_when_and_on_which_basis(language: Language, basis: Basis, text: str) -> None:
    shown = header(chart(100.0, 119900.0), samsung(), basis, language)
    assert shown is not None
    assert moment_text(shown, Words(language)).casefold().startswith(text[:20].casefold())
    if language == "ko":
        assert moment_text(shown, Words(language)) == text


def test_the_header_shows_price_and_signed_change() -> None:
    shown = header(chart(117500.0, 119900.0), samsung(simulated=True), "raw", "ko")
    assert shown is not None
    html = header_html(shown, Words("ko"), "korean")
    assert "119,900원" in html
    assert "▲ 2,400원 (+2.04%)" in html
    assert "시뮬레이션" in html
    assert "#d6453d" in html


def test_an_index_has_neither_currency_nor_basis() -> None:
    index = samsung().model_copy(update={"id": "INDEX:KS11", "name": "코스피"})
    shown = header(chart(4200.0, 4214.17, unit="points", security="INDEX:KS11"), index, "raw", "ko")
    assert shown is not None
    assert "4,214.17<" in header_html(shown, Words("ko"), "korean")
    assert moment_text(shown, Words("ko")) == "12/30 15:30 종가"


def test_a_first_session_has_no_change_and_an_empty_chart_no_header() -> None:
    first = header(chart(100.0), samsung(), "raw", "ko")
    assert first is not None
    assert "▲" not in header_html(first, Words("ko"), "korean")
    assert header(chart(None), samsung(), "raw", "ko") is None


def test_hostile_names_are_escaped() -> None:
    evil = samsung().model_copy(update={"name": "<script>x</script>"})
    shown = header(chart(1.0, 2.0), evil, "raw", "ko")
    assert shown is not None
    assert "<script>" not in header_html(shown, Words("ko"), "korean")
