"""What the published benchmarks of next-day movement fix: dates, look-back and which days count.

The return of day t is r = adj_close(t) / adj_close(t-1) - 1. A day counts as up from +0.55 %, as down from -0.5 %;
what lies between is dropped. A prediction for day t sees the `lag` days before it and nothing of t itself.
Sources: Xu & Cohen (2018), Stock Movement Prediction from Tweets and Historical Prices, ACL (ACL18, StockNet);
Feng et al. (2019), Enhancing Stock Movement Prediction with Adversarial Training, IJCAI (KDD17 and the splits).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Rows = NDArray[np.intp]
Part = Literal["train", "validation", "test"]

UP = 0.0055
DOWN = -0.005


@dataclass(frozen=True)
class Protocol:
    """One benchmark. A part reaches from its first day to the day before the next part's.

    Attributes:
        lag: the days before t that a prediction may see; a sample needs all of them.
        test_until: the last day of the test part.
    """

    name: str
    lag: int
    train_from: date
    validation_from: date
    test_from: date
    test_until: date

    def rows(self, days: Days, part: Part) -> Rows:
        """The rows of a part; none where the days do not reach it."""
        bounds = {
            "train": (self.train_from, self.validation_from),
            "validation": (self.validation_from, self.test_from),
            "test": (self.test_from, self.test_until),
        }
        first, end = (np.datetime64(day, "D") for day in bounds[part])
        side = "right" if part == "test" else "left"
        return np.arange(np.searchsorted(days, first), np.searchsorted(days, end, side=side))


ACL18 = Protocol("acl18", 5, date(2014, 1, 2), date(2015, 8, 3), date(2015, 10, 1), date(2015, 12, 31))
KDD17 = Protocol("kdd17", 15, date(2007, 1, 3), date(2015, 1, 2), date(2016, 1, 4), date(2016, 12, 30))
STOCKNET = Protocol("stocknet", 5, date(2014, 1, 1), date(2015, 8, 1), date(2015, 10, 1), date(2015, 12, 31))
