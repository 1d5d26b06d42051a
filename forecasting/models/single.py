"""Models that learn nothing: no change, the past drift, momentum. Others are measured against them."""

from dataclasses import dataclass

import numpy as np

from forecasting.features.design import Design
from forecasting.features.windows import Grid
from forecasting.models.model import Sample, Vector


@dataclass(frozen=True)
class SingleFeature:
    """Scores by one feature, or all alike where it is none. It is `Kind` and `Fitted` at once."""

    feature: str | None

    def fit(self, sample: Sample, seed: int) -> "SingleFeature":
        """There is nothing to learn."""
        return self

    def score(self, design: Design) -> Vector:
        """The feature's values; 0 where it is not known."""
        if self.feature is None:
            return np.zeros(len(design.values), dtype=np.float32)
        return np.nan_to_num(design.values[:, design.names.index(self.feature)], nan=0.0)

    def contributions(self, design: Design) -> Grid:
        """The one feature's, as it is."""
        made = np.zeros_like(design.values)
        if self.feature is not None:
            made[:, design.names.index(self.feature)] = self.score(design)
        return made

    def text(self) -> str:
        """The feature's name."""
        return self.feature or ""

    def load(self, text: str) -> "SingleFeature":
        """Raises ValueError when the text names another feature."""
        if text != self.text():
            raise ValueError(text)
        return self
