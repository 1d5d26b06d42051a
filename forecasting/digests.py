"""Fingerprints of what forecasts are made from: what was kept is used only where they are the same.

A session's fingerprint is of its bars alone, whichever other securities stand in the panel without one, so that what
is stored of later days, or of companies that were listed later, changes none of an earlier one.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
import polars as pl
from numpy.typing import NDArray

from forecasting.panel import Panel

SIZE = 16
Digests = NDArray[np.uint8]
"""Shape (T, 16)."""


def digest(*parts: bytes) -> bytes:
    """Of several texts, each with its end."""
    made = blake2b(digest_size=SIZE)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.digest()


def row_digests(panel: Panel) -> Digests:
    """Of each session's bars and the securities they are of."""
    names = np.array(panel.securities, dtype="S32")
    values = (panel.open, panel.high, panel.low, panel.close, panel.volume, panel.halted)
    made = np.empty((len(panel.days), SIZE), dtype=np.uint8)
    for row, day in enumerate(panel.days):
        known = np.flatnonzero(~np.isnan(panel.close[row]))
        parts = (grid[row][known].tobytes() for grid in values)
        made[row] = _array(digest(str(day).encode(), names[known].tobytes(), *parts))
    return made


def with_labels(rows: Digests, panel: Panel, labels: Sequence[str]) -> Digests:
    """Of each session's fingerprint and the labels, in the panel's order, of the securities with a bar on it."""
    known = np.array([digest(label.encode()) for label in labels], dtype=f"S{SIZE}")
    made = np.empty_like(rows)
    for row, one in enumerate(rows):
        made[row] = _array(digest(one.tobytes(), known[~np.isnan(panel.close[row])].tobytes()))
    return made


def with_told(rows: Digests, told: pl.DataFrame) -> Digests:
    """Of each session's fingerprint and what became known by its close: `row` and what was told, in one order."""
    made = rows.copy()
    for (row,), part in told.group_by("row", maintain_order=True):
        made[row] = _array(digest(rows[row].tobytes(), part.write_csv().encode()))
    return made


def chained(rows: Digests, seed: bytes) -> Digests:
    """Of everything up to each session, shape (T, 16)."""
    made, last = np.empty_like(rows), seed
    for row, one in enumerate(rows):
        last = digest(last, one.tobytes())
        made[row] = _array(last)
    return made


def texts(parts: Iterable[object]) -> bytes:
    """Of the texts of some things, in order."""
    return digest(*(str(part).encode() for part in parts))


def _array(found: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(found, dtype=np.uint8)
