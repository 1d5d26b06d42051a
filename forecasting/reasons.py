"""What moved a score, in plain sentences: the model's own attributions, added up by theme."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from stockelper.language.catalogue import render
from stockelper.types import Language

MOST = 3
LEAST_SHARE = 0.1
"""Of all that moved the score, in either direction: a theme below it is not told."""
THEMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "suppliers": ("suppliers_",),
        "customers": ("customers_",),
        "competitors": ("competitors_",),
        "news": ("news_", "events_"),
        "results": ("results_",),
        "sector": ("sector_", "against_sector_"),
        "momentum": (
            "momentum_10", "momentum_20", "momentum_60", "momentum_120", "momentum_year", "residual_20", "residual_60",
            "rank_return_20", "rank_momentum_120", "below_high_", "above_low_", "at_top_60",
        ),
        "volatility": (
            "volatility_", "range", "greatest_return_20", "skewness_60", "beta", "residual_volatility", "rank_volatility",
        ),
        "volume": ("volume_", "turnover_20", "illiquidity_20", "rank_turnover"),
        "market": ("market_", "share_rising"),
        "calendar": ("weekday", "days_closed_next", "day_of_month", "month_end"),
        "rules": ("at_limit", "limits_20", "halts_60", "tick"),
        "recent": ("",),
    }
)  # fmt: skip
"""Theme to the beginnings of its features' names; the first that fits has it, the last takes the rest."""


@cache
def theme(feature: str) -> str:
    """The theme that a feature belongs to."""
    return next(name for name, starts in THEMES.items() if feature.startswith(starts))


def reasons(names: Sequence[str], contributions: NDArray[np.float32], language: Language) -> tuple[str, ...]:
    """The themes that moved a score most, strongest first; at most three.

    Args:
        contributions: shape (features,): how far each moved the score from the usual one.
    """
    total: dict[str, float] = {}
    for name, value in zip(names, contributions.tolist(), strict=True):
        total[theme(name)] = total.get(theme(name), 0.0) + value
    weight = sum(map(abs, total.values()))
    strongest = sorted(total.items(), key=lambda item: -abs(item[1]))[:MOST]
    return tuple(
        _sentence(name, value, language) for name, value in strongest if abs(value) > LEAST_SHARE * weight
    )


def _sentence(name: str, value: float, language: Language) -> str:
    what = render(language, f"reason.{name}")
    return render(language, "reason.for_it" if value > 0 else "reason.against_it", what=what)
