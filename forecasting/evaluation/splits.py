"""Walk-forward splits in which no label of the training part reaches into the test part.

The label of row t is the return over (t, t + horizon]. Source: López de Prado (2018), Advances in Financial
Machine Learning, chapter 7 (purging and embargo).
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Fold:
    """Row numbers of sessions to learn from and to be judged on."""

    train: Rows
    test: Rows


def walk_forward(
    sessions: int, *, first: int, size: int, horizon: int, embargo: int = 0, window: int | None = None
) -> Iterator[Fold]:
    """Tests of `size` sessions one after the other, each learnt from what was known before it.

    Args:
        sessions: how many rows there are.
        first: the first row that is tested.
        size: sessions of a test; the last one may be shorter.
        horizon: sessions that a label reaches ahead.
        embargo: further sessions left out before each test.
        window: sessions to learn from; all earlier ones when None.

    Raises:
        ValueError: a length is below 1, the embargo below 0, or no row is left to learn from.
    """
    for name, value, least in (("size", size, 1), ("horizon", horizon, 1), ("embargo", embargo, 0)):
        if value < least:
            raise ValueError(f"{name} is {value}, below {least}")
    if first - horizon - embargo < 0:
        raise ValueError(f"first is {first}: no label is known {horizon + embargo} sessions before it")
    return _folds(sessions, first, size, horizon + embargo, window)


def _folds(sessions: int, first: int, size: int, gap: int, window: int | None) -> Iterator[Fold]:
    for start in range(first, sessions, size):
        end = start - gap + 1
        begin = 0 if window is None else max(0, end - window)
        yield Fold(np.arange(begin, end), np.arange(start, min(start + size, sessions)))
