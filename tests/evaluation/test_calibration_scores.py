"""The bench says of each baseline whether the intervals are ahead of it, and how surely."""

from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from evaluation.bench.calibration_scores import baseline_rows, leads
from forecasting.intervals.conformal import IntervalHistory

Matrix = NDArray[np.float64]
SHAPE = (200, 30)


@dataclass(frozen=True)
class Wide:
    """Intervals of half this width on the first securities, none on the others."""

    half: float
    many: int = SHAPE[1]

    def ends(self, horizon: int, level: float) -> tuple[Matrix, Matrix]:
        end = np.full(SHAPE, self.half)
        end[:, self.many :] = np.nan
        return -end, end


def history(half: float) -> IntervalHistory:
    end = np.full(SHAPE, half)
    realised = 0.01 * np.random.default_rng(7).standard_normal(SHAPE)
    days = np.arange("2025-01-01", "2025-07-20", dtype="datetime64[D]")
    return IntervalHistory(
        horizon=1,
        level=0.9,
        days=days,
        securities=tuple(f"KRX:{number:06d}" for number in range(SHAPE[1])),
        sigma=end,
        low=-end,
        high=end,
        realised=realised,
    )


@pytest.mark.parametrize(
    ("half", "ewma", "garch", "ahead"),
    [(0.01645, 0.03, 0.005, 2), (0.01645, 0.01645, 0.03, 1), (0.03, 0.01645, 0.02, 0)],
)
def test_a_lead_over_a_baseline_is_told_and_counted(
    half: float, ewma: float, garch: float, ahead: int
) -> None:
    others = {"ewma": Wide(ewma), "garch": Wide(garch, many=10)}
    rows = baseline_rows("calibration.krx.1", history(half), np.ones(SHAPE, dtype=np.bool_), others, 7)
    named = {row.name: row for row in rows}
    for baseline, number in (("ewma", 6_000), ("garch", 2_000)):
        score, lead = (
            named[f"calibration.krx.1.score_by_{baseline}"],
            named[f"calibration.krx.1.lead_over_{baseline}"],
        )
        assert score.n == lead.n == number
        assert score.value is not None and score.reference is not None and lead.value is not None
        assert lead.value == pytest.approx(1 - score.value / score.reference)
        assert lead.ci is not None and lead.ci[0] <= lead.value <= lead.ci[1]
    assert [(row.value, row.reference) for row in leads(rows)] == [(ahead, 2), (ahead, 2)]


def test_a_baseline_without_an_interval_for_any_cell_is_not_compared_with() -> None:
    others = {"ewma": Wide(0.02), "garch": Wide(0.02, many=0)}
    rows = baseline_rows("calibration.us.5", history(0.02), np.ones(SHAPE, dtype=np.bool_), others, 7)
    assert {row.name.rsplit("_", 1)[1] for row in rows} == {"ewma"}
    assert [row.reference for row in leads(rows)] == [1, 1]
    assert [row.ratio for row in leads([])] == [None, None]
