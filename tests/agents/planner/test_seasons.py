"""Stretches of the year that go by a season, a half, a part or a holiday."""

import pytest

from tests.agents.planner.test_window import span


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("작년 여름 주가", "2024-06-01", "2024-08-31"),
        ("지난 여름 수익률", "2025-06-01", "2025-08-31"),
        ("올가을 수익률", "2025-09-01", "2025-11-30"),
        ("재작년 겨울 수익률", "2023-12-01", "2024-02-29"),
        ("지난 겨울에", "2024-12-01", "2025-02-28"),
        ("봄에 얼마나 올랐어", "2025-03-01", "2025-05-31"),
        ("last summer", "2025-06-01", "2025-08-31"),
        ("return last fall", "2025-09-01", "2025-11-30"),
        ("last year's summer", "2024-06-01", "2024-08-31"),
        ("in the spring of 2024", "2024-03-01", "2024-05-31"),
        ("this past winter", "2024-12-01", "2025-02-28"),
        ("return 2h24", "2024-07-01", "2024-12-31"),
        ("return 1h 2025", "2025-01-01", "2025-06-30"),
        ("전반기 수익률", "2025-01-01", "2025-06-30"),
        ("작년 초 주가", "2024-01-01", "2024-03-31"),
        ("late last year", "2024-10-01", "2024-12-31"),
        ("5~6월 수익률", "2025-05-01", "2025-06-30"),
        ("추석 이후", "2025-10-06", "2025-12-30"),
        ("since last thanksgiving", "2025-11-27", "2025-12-30"),
        ("since black friday", "2025-11-28", "2025-12-30"),
        ("on easter 2024", "2024-03-31", "2024-03-31"),
    ],
)
def test_a_part_of_the_year_is_read(text: str, first: str, last: str) -> None:
    found = span(text)
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "여름 휴가비 배당",
        "겨울왕국 □",
        "사는게 나아봄?",
        "will it fall further",
        "추석 선물세트",
        "thanksgiving sales",
    ],
)
def test_a_word_that_only_looks_like_a_season_is_none(text: str) -> None:
    assert span(text) is None


def test_to_fall_in_a_year_is_no_autumn() -> None:
    found = span("how much did □ fall in 2024?")
    assert found is not None
    assert found.label == "2024"
