"""Stored splits, as what explains that two prices of one day stand many times apart."""

from collections.abc import Mapping, Sequence
from datetime import date

from collectors.quality.judging import UNIT_BAND
from stockelper.store.collections import ACTIONS
from stockelper.store.documents import Documents, among, eq

Splits = Mapping[str, Sequence[tuple[date, float]]]


def splits_of(documents: Documents, securities: Sequence[str]) -> Splits:
    """Ex dates and factors of each security's stored splits, by date; a source's double counts once."""
    columns = ("security", "ex_date", "factor")
    asked = (eq("type", "split"), among("security", securities))
    rows = documents.read(ACTIONS.name, *asked, columns=columns).drop_nulls().unique(("security", "ex_date"))
    found: dict[str, list[tuple[date, float]]] = {}
    for security, day, factor in rows.sort("security", "ex_date").iter_rows():
        found.setdefault(security, []).append((day, factor))
    return found


def is_explained(times: float, day: date, splits: Sequence[tuple[date, float]]) -> bool:
    """Whether splits after a day, one or several in a row, make up how many times two of its prices stand apart."""
    later = [factor for ex_date, factor in splits if ex_date > day and factor > 0]
    for first in range(len(later)):
        product = 1.0
        for factor in later[first:]:
            product *= factor
            if any(1 / UNIT_BAND < times / one < UNIT_BAND for one in (product, 1 / product)):
                return True
    return False
