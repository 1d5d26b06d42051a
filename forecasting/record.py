"""The scores that a model, or the earlier ones of its walk-forward, gave to sessions that it had not seen."""

from dataclasses import dataclass
from io import BytesIO

import numpy as np

from forecasting.features.windows import Grid
from forecasting.panel import Days


@dataclass(frozen=True, eq=False)
class Record:
    """Scores out of sample.

    Attributes:
        days: shape (R,), ascending.
        securities: M ids, sorted.
        scores: shape (R, M), NaN where none was given; comparable within a session alone.
    """

    days: Days
    securities: tuple[str, ...]
    scores: Grid

    def on(self, days: Days, securities: tuple[str, ...]) -> Grid:
        """Shape (len(days), len(securities)): the scores laid on a panel; NaN where there is none."""
        made = np.full((len(days), len(securities)), np.nan, dtype=np.float32)
        rows = np.searchsorted(days, self.days)
        inside = (rows < len(days)) & (days[np.minimum(rows, len(days) - 1)] == self.days)
        columns = {security: number for number, security in enumerate(self.securities)}
        places = np.array([columns.get(security, -1) for security in securities], dtype=np.intp)
        known = places >= 0
        made[np.ix_(rows[inside], np.flatnonzero(known))] = self.scores[np.ix_(inside, places[known])]
        return made

    def to_bytes(self) -> bytes:
        """A NumPy archive."""
        file = BytesIO()
        np.savez_compressed(
            file, days=self.days, securities=np.array(self.securities, dtype=np.str_), scores=self.scores
        )
        return file.getvalue()


def read_record(content: bytes) -> Record:
    """What `to_bytes` wrote. Raises ValueError or KeyError when it is not whole."""
    with np.load(BytesIO(content), allow_pickle=False) as found:
        return Record(found["days"], tuple(found["securities"].tolist()), found["scores"])
