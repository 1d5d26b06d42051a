"""What a change is counted from, against the days of its evidence."""

import datetime as dt

import pytest

from agents.verifier import verify
from stockelper.types import Evidence
from tests.agents.verifier.conftest import LAST, SAMSUNG, figure


def _wrong(text: str, evidence: list[Evidence]) -> list[tuple[str, str]]:
    return [(claim.kind, claim.text) for claim in verify(text, evidence) if not claim.supported]


def _return(days: int, value: float) -> Evidence:
    start = LAST - dt.timedelta(days=days)
    return figure(
        "return", "return", value, "fraction", id=f"return:{days}", period={"from": start, "to": LAST}
    )


def _day() -> list[Evidence]:
    first = figure("close", "price", 119_500, "KRW", id="a", date="2025-12-29")
    last = figure("close", "price", 119_900, "KRW", id="b")
    change = figure(
        "change", "price", 400, "KRW", id="c", derivation={"formula": "difference", "operands": ["b", "a"]}
    )
    rate = figure(
        "return",
        "return",
        119_900 / 119_500 - 1,
        "fraction",
        id="d",
        period={"from": dt.date(2025, 12, 29), "to": LAST},
        derivation={"formula": "return", "operands": ["a", "b"]},
    )
    return [first, last, change, rate]


@pytest.mark.parametrize("said", ["전 거래일", "전일", "전날", "어제"])
def test_a_change_over_a_day_is_from_the_session_before(said: str) -> None:
    assert _wrong(f"삼성전자는 119,900원으로 {said}보다 0.33% 올랐습니다.", _day()) == []


@pytest.mark.parametrize(
    "said", ["전월", "지난달", "지난주", "전년", "1년 전", "한 달 전", "3개월 전", "전 분기", "2주 전"]
)
def test_a_change_over_a_day_is_not_from_longer_ago(said: str) -> None:
    wrong = _wrong(f"삼성전자는 119,900원으로 {said}보다 0.33% 올랐습니다.", _day())
    assert "date" in [kind for kind, _ in wrong]


@pytest.mark.parametrize(
    "said", ["a week earlier", "a month earlier", "the previous year", "last week", "the prior quarter"]
)
def test_an_english_change_over_a_day_is_not_from_longer_ago(said: str) -> None:
    text = "Samsung Electronics closed at ₩119,900, up 0.33% from {}."
    assert _wrong(text.format("the previous session"), _day()) == []
    assert "date" in [kind for kind, _ in _wrong(text.format(said), _day())]


@pytest.mark.parametrize(
    ("days", "said"), [(7, "지난주"), (30, "한 달 전"), (91, "3개월 전"), (365, "1년 전"), (182, "6개월 전")]
)
def test_a_change_is_from_as_long_ago_as_its_evidence(days: int, said: str) -> None:
    assert _wrong(f"삼성전자는 {said}보다 12.3% 올랐습니다.", [_return(days, 0.123)]) == []


def test_this_month_is_that_of_the_newest_figure() -> None:
    low = figure("close", "price", 51_000, "KRW", SAMSUNG, id="low", date="2025-02-03")
    evidence = [figure("close", "price", 119_900, "KRW"), low]
    assert _wrong("이 기간 최저 종가는 51,000원(2025년 2월 3일)입니다.", evidence) == []
    assert ("date", "이달") in _wrong("이달 최저 종가는 51,000원(2025년 2월 3일)입니다.", evidence)
    assert _wrong("이달 종가는 119,900원(2025년 12월 30일)입니다.", evidence) == []
