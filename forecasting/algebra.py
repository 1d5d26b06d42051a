"""Products of matrices and linear equations that come out the same to the bit on every processor and number of threads.

A library adds up in an order of its own for each processor. Here values are first rounded to so few bits that every sum
is exact, in whatever order; equations are solved by elimination, value by value.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

BITS = 53
"""Of a float64's significand."""


def product(left: NDArray[np.floating[Any]], right: NDArray[np.floating[Any]]) -> Matrix:
    """The transpose of shape (n, p) by shape (n, q), each column rounded to about (53 - log2 n) / 2 bits of its greatest value.

    Those are 17 bits at 200,000 rows and 21 at 2,500. No value may be NaN or infinite.
    """
    bits = (BITS - len(left).bit_length()) // 2
    return _rounded(left, bits).T @ _rounded(right, bits)


def solved(left: Matrix, right: Matrix) -> Matrix:
    """x of a x = b for many positive definite a at once: shapes (..., n, n) and (..., n) give (..., n)."""
    a, b = np.array(left, dtype=np.float64), np.array(right, dtype=np.float64)
    size = b.shape[-1]
    for k in range(size):
        factor = a[..., k + 1 :, k] / a[..., k, k, None]
        a[..., k + 1 :, k:] -= factor[..., None] * a[..., k, None, k:]
        b[..., k + 1 :] -= factor * b[..., k, None]
    for k in reversed(range(size)):
        b[..., k] /= a[..., k, k]
        b[..., :k] -= a[..., :k, k] * b[..., k, None]
    return b


def _rounded(values: NDArray[np.floating[Any]], bits: int) -> Matrix:
    """To multiples of a power of two that is each column's own."""
    given = np.asarray(values, dtype=np.float64)
    power = np.frexp(np.abs(given).max(axis=0, initial=0.0))[1]
    return np.ldexp(np.rint(np.ldexp(given, bits - power)), power - bits)
