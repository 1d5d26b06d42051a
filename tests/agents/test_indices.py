"""One table of names for indices and boards, read by planner, specialists and screens."""

import pytest

from agents.indices import boards, indices, named_markets, unstored
from stockelper.markets.names import BOARDS, INDICES, UNSTORED
from stockelper.markets.registry import MARKETS, is_series
from tests.agents.conftest import HYNIX, KOSPI, LAST, NVIDIA, SAMSUNG, Ask, window


def test_every_id_and_board_of_the_table_is_one_of_a_market() -> None:
    assert all(is_series(name) for name in INDICES)
    assert set(BOARDS) <= {board for market in MARKETS.values() for board in market.boards}
    assert set(UNSTORED) - {"elsewhere"} <= set(MARKETS)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("코스피 200 얼마야", ("INDEX:KS200",)),
        ("코스피 얼마야", ("INDEX:KS11",)),
        ("KOSDAQ index today", ("INDEX:KQ11",)),
        ("S&P 500 this year", ("INDEX:SPX",)),
        ("S&P Global price", ()),
        ("how did the s and p do", ("INDEX:SPX",)),
        ("Moody's and private credit", ()),
        ("Lowe's & pricing", ()),
        ("the nasdaq composite", ("INDEX:IXIC",)),
        ("나스닥 100", ()),
        ("원/달러 환율", ("FX:USDKRW",)),
        ("연습 시장 지수", ("INDEX:PRACTICE",)),
        ("코스피 대 코스닥", ("INDEX:KS11", "INDEX:KQ11")),
    ],
)
def test_names_of_indices(text: str, ids: tuple[str, ...]) -> None:
    assert indices(text) == ids


def test_indices_that_no_source_brings_are_known_by_name() -> None:
    assert unstored("다우 지수 얼마야?") == "다우 지수"
    assert unstored("How did the Nasdaq 100 do?") == "Nasdaq 100"
    assert unstored("코스피 얼마야?") is None
    assert named_markets("the nasdaq 100 today") == ("us",)
    assert boards("나스닥 종목") == ("NASDAQ",)


def test_the_index_that_was_asked_for_is_the_one_compared_with(ask: Ask) -> None:
    span = window(LAST.replace(month=10, day=1), label="this_quarter")
    found = ask(question="NVDA vs the S&P 500 this quarter", language="en", securities=(NVIDIA,), window=span)
    assert [note.parameters["name"] for note in found.draft.notes if note.code == "no_index"] == ["S&P 500"]
    assert found.draft.status == "partial", "the comparison that was asked for is missing"
    found = ask(question="하이닉스 코스피 대비 수익률", securities=(HYNIX,), window=span)
    assert "코스피" in found.draft.text
    assert KOSPI in {item.security for item in found.evidence.values()}


def test_a_comparison_of_two_is_set_against_the_index_that_is_named_beside_them(ask: Ask) -> None:
    span = window(LAST.replace(month=10, day=1), label="this_quarter")
    asked = {"kinds": ("compare",), "securities": (SAMSUNG, HYNIX), "window": span}
    assert KOSPI in {
        e.security for e in ask(question="삼성전자 하이닉스 코스피 비교", **asked).evidence.values()
    }
    assert KOSPI not in {
        e.security for e in ask(question="삼성전자 하이닉스 비교", **asked).evidence.values()
    }


def test_an_index_that_no_source_brings_is_said_to_be_missing(ask: Ask) -> None:
    found = ask(question="다우 지수 얼마야?")
    assert found.draft.status == "no_data"
    assert "다우" in found.draft.text
