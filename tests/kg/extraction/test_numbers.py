"""Amounts, shares and counts in base units."""

import pytest

from kg.extraction.numbers import quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("3조2000억원 규모", 3.2e12, "KRW"),
        ("3천500억원을 투입", 3.5e11, "KRW"),
        ("약 2조 1,345억 원", 2.1345e12, "KRW"),
        ("12억5000만달러", 1.25e9, "USD"),
        ("주당 361원", 361, "KRW"),
        ("a $2.3 billion contract", 2.3e9, "USD"),
        ("worth 120 billion won", 1.2e11, "KRW"),
        ("KRW 7.5 billion", 7.5e9, "KRW"),
        ("€400 million in cash", 4e8, "EUR"),
        ("55 cents per share", 0.55, "USD"),
    ],
)
def test_money_is_read_in_units_of_its_currency(text: str, value: float, unit: str) -> None:
    (found,) = quantities(text)
    assert (found.kind, found.value, found.unit) == ("money", value, unit)


@pytest.mark.parametrize("text", ["지분 8.05%를", "a stake of 8.05 percent", "8.05퍼센트"])
def test_a_share_is_a_fraction(text: str) -> None:
    assert [(one.kind, one.value) for one in quantities(text)] == [("percent", 0.0805)]


def test_a_percentage_point_is_no_share() -> None:
    assert quantities("점유율이 3.5%포인트 올랐다") == []


@pytest.mark.parametrize("text", ["SUV 1만2300대에", "12,300 vehicles", "12,300 electric SUVs"])
def test_things_are_counted(text: str) -> None:
    assert [(one.kind, one.value) for one in quantities(text)] == [("count", 12300)]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "2021 2022 2023 2024 2025 1234 5678 9012 분기 실적표",
        "문의 번호 " + "9" * 60 + " 이다.",
        "9 " * 400 + "대",
        "1조" * 300,
    ],
)
def test_a_row_of_figures_takes_no_time(text: str) -> None:
    quantities(text)


def test_figures_side_by_side_stay_apart() -> None:
    found = [(one.value, one.unit) for one in quantities("2021 매출 3조 2000억 5천만원, 영업이익 1,200억원")]
    assert found == [(3.20005e12, "KRW"), (1.2e11, "KRW")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("영업이익이 예상보다 -5% 적었다", [-0.05]),
        ("성장률은 −5 %였다", [-0.05]),
        ("마이너스 5%를 기록", [-0.05]),
        ("a change of -5 percent", [-0.05]),
        ("영업이익 -300억원", [-3e10]),
        ("3-5% 늘 것", [0.05]),
        ("5%-10%", [0.05, 0.1]),
        ("지분율(5%)", [0.05]),
    ],
)
def test_a_minus_before_a_number_counts_and_a_range_has_none(text: str, values: list[float]) -> None:
    assert [one.value for one in quantities(text)] == values
