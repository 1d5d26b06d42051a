"""Walk-forward splits keep what is learnt apart from what is judged."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forecasting.evaluation.splits import walk_forward


def windows(rows: np.ndarray, horizon: int) -> set[int]:
    return {row + step for row in rows.tolist() for step in range(1, horizon + 1)}


@settings(deadline=None)
@given(
    sessions=st.integers(1, 200),
    size=st.integers(1, 40),
    horizon=st.integers(1, 25),
    embargo=st.integers(0, 10),
    spare=st.integers(0, 50),
    window=st.none() | st.integers(1, 60),
)
def test_no_label_of_the_training_part_is_made_after_the_first_tested_day(
    sessions: int, size: int, horizon: int, embargo: int, spare: int, window: int | None
) -> None:
    first = horizon + embargo + spare
    folds = list(
        walk_forward(sessions, first=first, size=size, horizon=horizon, embargo=embargo, window=window)
    )
    for fold in folds:
        assert fold.train.size
        assert fold.train.max() + horizon + embargo <= fold.test.min()
        assert not windows(fold.train, horizon) & windows(fold.test, horizon)
        assert window is None or fold.train.size <= window
    tested = np.concatenate([fold.test for fold in folds]) if folds else np.arange(0)
    assert tested.tolist() == list(range(first, sessions))


@pytest.mark.parametrize(
    ("first", "size", "horizon", "embargo", "named"),
    [(5, 0, 1, 0, "size"), (5, 1, 0, 0, "horizon"), (5, 1, 1, -1, "embargo"), (5, 1, 5, 1, "first")],
)
def test_a_split_that_cannot_be_names_the_field(
    first: int, size: int, horizon: int, embargo: int, named: str
) -> None:
    with pytest.raises(ValueError, match=named):
        walk_forward(100, first=first, size=size, horizon=horizon, embargo=embargo)
