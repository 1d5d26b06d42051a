"""Days and periods, relative to the day of publication."""

from datetime import date

import pytest

from kg.extraction.moments import moments

PUBLISHED = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2029년 12월 31일까지", "2029-12-31"),
        ("오는 25일부터", "2025-11-25"),
        ("지난 18일 오후", "2025-11-18"),
        ("내년 3월 2일", "2026-03-02"),
        ("2027년 3월까지", "2027-03"),
        ("effective January 5, 2026", "2026-01-05"),
        ("payable on December 15", "2025-12-15"),
        ("on 5 March 2024", "2024-03-05"),
        ("2025-07-01 기준", "2025-07-01"),
    ],
)
def test_a_day_is_an_iso_date(text: str, value: str) -> None:
    assert [(one.kind, one.value) for one in moments(text, PUBLISHED)] == [("day", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3분기 영업이익은", "2025Q3"),
        ("4분기 영업이익은", "2024Q4"),
        ("2024년 1분기에", "2024Q1"),
        ("2023년도 연간", "2023FY"),
        ("2024 회계연도", "2024FY"),
        ("in the third quarter", "2025Q3"),
        ("the second quarter of 2024", "2024Q2"),
        ("fiscal 2026", "2026FY"),
        ("its full-year outlook", "2025FY"),
    ],
)
def test_a_period_without_a_year_is_the_one_that_ended_last(text: str, value: str) -> None:
    assert [(one.kind, one.value) for one in moments(text, PUBLISHED)] == [("period", value)]


def test_without_a_publication_day_nothing_is_guessed() -> None:
    assert [one.value for one in moments("3분기 실적은 25일 나온다", None)] == [None, None]
