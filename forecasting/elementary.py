"""Logarithms and exponentials whose last bit does not depend on the processor.

NumPy's own differ in it between processors with and without AVX-512, and one bit of one feature may give other trees.
These are made of operations alone that IEEE 754 rounds in one way everywhere: sums, products, quotients, powers of
two. They lie within a few units of the last place, take any shape and give float64.
"""

from collections.abc import Callable
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values = NDArray[np.float64]

BLOCK = 1 << 14
"""Values worked on at once, so that what stands in between stays in the processor's cache."""
LN2_HIGH = float.fromhex("0x1.62e42feep-1")
"""The first 32 bits of the logarithm of two: its product with an exponent is exact."""
LN2_LOW = float.fromhex("0x1.a39ef35793c76p-33")
ROOT_HALF = float.fromhex("0x1.6a09e667f3bcdp-1")
ATANH = tuple(1 / (2 * k + 1) for k in range(12))
"""Of atanh(s) / s in powers of s ** 2, enough for |s| < .172."""
EXPM1 = tuple(1 / factorial(k + 1) for k in range(14))
"""Of (exp(r) - 1) / r in powers of r, enough for |r| < .347."""
LARGEST, LEAST = 709.0, -750.0
"""Beyond them an exponential is taken as infinite, or is zero."""


def log(values: ArrayLike) -> Values:
    """The natural logarithm; -inf of zero, NaN of what is below."""
    return _blockwise(_log, values)


def log1p(values: ArrayLike) -> Values:
    """The logarithm of 1 + x, precise near zero too."""
    return _blockwise(_log1p, values)


def exp(values: ArrayLike) -> Values:
    """The exponential."""
    return _blockwise(_exp, values)


def expm1(values: ArrayLike) -> Values:
    """The exponential less one, precise near zero too."""
    return _blockwise(_expm1, values)


def _blockwise(function: Callable[[Values], Values], values: ArrayLike) -> Values:
    given: NDArray[Any] = np.asarray(values)
    flat = given.reshape(-1)
    made = np.empty(flat.shape)
    with np.errstate(all="ignore"):
        for at in range(0, len(flat), BLOCK):
            made[at : at + BLOCK] = function(flat[at : at + BLOCK].astype(np.float64))
    return made.reshape(given.shape)


def _log(values: Values) -> Values:
    part, power = np.frexp(values)
    small = part < ROOT_HALF
    part, power = np.where(small, 2 * part, part), (power - small).astype(np.float64)
    s = (part - 1) / (part + 1)
    found = power * LN2_HIGH + (2 * s * _series(ATANH, s * s) + power * LN2_LOW)
    usual = (values > 0) & (values < np.inf)
    if usual.all():
        return found
    return np.where(usual, found, np.where(values == 0, -np.inf, np.where(values > 0, np.inf, np.nan)))


def _log1p(values: Values) -> Values:
    """Corrected by what 1 + x lost to rounding (Kahan)."""
    whole = 1 + values
    lost = np.where(np.isinf(whole) | (whole == 0), 0.0, ((whole - 1) - values) / whole)
    return _log(whole) - lost


def _exp(values: Values) -> Values:
    less_one, power = _reduced(values)
    return np.where(values > LARGEST, np.inf, np.ldexp(1 + less_one, power))


def _expm1(values: Values) -> Values:
    less_one, power = _reduced(values)
    found = np.ldexp(less_one, power) + (np.ldexp(1.0, power) - 1)
    return np.where(values > LARGEST, np.inf, found)


def _reduced(values: Values) -> tuple[Values, NDArray[np.int32]]:
    """exp(r) - 1 and k, where x is k times the logarithm of two and r."""
    inside = np.clip(values, LEAST, LARGEST)
    power = np.rint(inside / (LN2_HIGH + LN2_LOW))
    r = (inside - power * LN2_HIGH) - power * LN2_LOW
    return r * _series(EXPM1, r), np.nan_to_num(power).astype(np.int32)


def _series(coefficients: tuple[float, ...], x: Values) -> Values:
    """A polynomial by Horner's rule, the lowest power first."""
    total = np.full_like(x, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        total *= x
        total += coefficient
    return total
