"""Logarithms and exponentials, and sums of products, that no processor decides."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from forecasting import algebra, elementary

SMALL, LARGE = np.linspace(-0.4, 0.4, 4001), np.linspace(-700.0, 700.0, 4001)


@pytest.mark.parametrize(
    ("ours", "exact", "values"),
    [
        (elementary.log, math.log, np.exp2(LARGE)),
        (elementary.log, math.log, 1 + SMALL),
        (elementary.log1p, math.log1p, SMALL),
        (elementary.log1p, math.log1p, np.abs(LARGE)),
        (elementary.exp, math.exp, LARGE),
        (elementary.expm1, math.expm1, SMALL),
        (elementary.expm1, math.expm1, LARGE),
    ],
)
def test_values_lie_within_a_few_units_of_the_last_place(
    ours: Callable[[np.ndarray], np.ndarray], exact: Callable[[float], float], values: np.ndarray
) -> None:
    expected = np.array([exact(value) for value in values.tolist()])
    assert np.all(np.abs(ours(values) - expected) <= 4 * np.spacing(np.abs(expected)))


@pytest.mark.parametrize(
    ("ours", "value", "expected"),
    [
        (elementary.log, 0.0, -math.inf),
        (elementary.log, -1.0, math.nan),
        (elementary.log, math.inf, math.inf),
        (elementary.log1p, -1.0, -math.inf),
        (elementary.log1p, math.inf, math.inf),
        (elementary.exp, math.inf, math.inf),
        (elementary.exp, -math.inf, 0.0),
        (elementary.expm1, math.inf, math.inf),
        (elementary.expm1, -math.inf, -1.0),
        *(
            (one, math.nan, math.nan)
            for one in (elementary.log, elementary.log1p, elementary.exp, elementary.expm1)
        ),
    ],
)
def test_what_has_no_usual_value_has_the_usual_other_one(
    ours: Callable[[np.ndarray], np.ndarray], value: float, expected: float
) -> None:
    np.testing.assert_array_equal(ours(np.array([value])), [expected])


def test_a_matrix_keeps_its_shape() -> None:
    assert elementary.log(np.ones((3, 0))).shape == (3, 0)
    assert elementary.exp(np.zeros((30_000, 2))).tolist() == np.ones((30_000, 2)).tolist()


def test_sums_of_products_are_the_same_in_every_order() -> None:
    random = np.random.default_rng(5)
    left, right = random.normal(0, 3, (9_999, 7)), random.normal(0, 1e-4, (9_999, 2))
    order = random.permutation(len(left))
    found = algebra.product(left, right)
    assert found.tobytes() == algebra.product(left[order], right[order]).tobytes()
    np.testing.assert_allclose(found, left.T @ right, atol=1e-6 * len(left) * 3e-4)


def test_equations_are_solved_many_at_a_time() -> None:
    random = np.random.default_rng(5)
    values = random.normal(size=(4, 50, 6))
    left, wanted = np.swapaxes(values, 1, 2) @ values, random.normal(size=(4, 6))
    right = (left @ wanted[:, :, None])[:, :, 0]
    np.testing.assert_allclose(algebra.solved(left, right), wanted, rtol=1e-9)
