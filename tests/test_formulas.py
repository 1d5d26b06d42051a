from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockelper.errors import BadInput
from stockelper.formulas import FORMULAS, compute

PRICES = st.decimals(min_value="0.01", max_value="9999999", places=2)


def test_a_change_of_decimal_prices_has_no_binary_dust():
    assert compute("change", (259.1, 262.36)) == 3.26


def test_a_return_is_a_fraction_of_the_earlier_value():
    assert compute("return", (100_000.0, 119_900.0)) == 0.199


@given(PRICES, PRICES)
def test_a_return_rounds_as_exact_arithmetic_does(before: Decimal, after: Decimal):
    exact = (after - before) / before
    assert f"{compute('return', (float(before), float(after))):.10f}" == f"{float(exact):.10f}"


@given(st.lists(PRICES, min_size=1, max_size=8))
def test_sums_and_means_are_exact_in_decimals(values: list[Decimal]):
    floats = [float(value) for value in values]
    assert compute("sum", floats) == float(sum(values, Decimal(0)))
    assert compute("mean", floats) == pytest.approx(float(sum(values, Decimal(0)) / len(values)), rel=1e-15)


def test_the_other_formulas_say_what_their_names_say():
    assert compute("difference", (0.05, 0.02)) == 0.03
    assert compute("ratio", (3.0, 2.0)) == 1.5
    assert compute("minimum", (3.0, 1.0, 2.0)) == 1.0
    assert compute("maximum", (3.0, 1.0, 2.0)) == 3.0


def test_an_unknown_formula_is_bad_input():
    with pytest.raises(BadInput, match="unknown_formula"):
        compute("guess", (1.0,))


@pytest.mark.parametrize("name", sorted(FORMULAS))
def test_operands_that_do_not_fit_are_bad_input(name: str):
    operands = () if name in {"sum", "mean", "minimum", "maximum"} else (0.0,)
    if name == "sum":
        assert compute(name, operands) == 0.0
        return
    with pytest.raises(BadInput, match="bad_operands"):
        compute(name, operands)


def test_dividing_by_zero_is_bad_input():
    with pytest.raises(BadInput, match="bad_operands"):
        compute("return", (0.0, 1.0))


def test_shares_at_a_price_are_worth_their_product():
    assert compute("product", (10.0, 262.36)) == 2623.6
    assert compute("product", (3.0, 0.1)) == 0.3


@pytest.mark.parametrize(
    ("shares", "expected"), [((1.0,), 1.0), ((0.5, 0.5), 0.5), ((0.25,) * 4, 0.25), ((0.7, 0.2, 0.1), 0.54)]
)
def test_concentration_is_the_sum_of_squared_shares(shares: tuple[float, ...], expected: float):
    assert compute("herfindahl", shares) == expected


def test_shares_that_are_no_whole_have_no_concentration():
    with pytest.raises(BadInput, match="bad_operands"):
        compute("herfindahl", (0.5, 0.4))
