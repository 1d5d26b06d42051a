"""The features of single sessions, which every model and horizon of that day shares; kept as files."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from forecasting.features.design import Cells, Design, Rows, design
from forecasting.features.inputs import Inputs
from forecasting.ground import REACH, Ground
from forecasting.kept_files import content_of, put, thin_out

TOGETHER = 40
"""Sessions whose features are made in one go."""
KEPT = 12
"""Files a market: the newest days are asked for again, others hardly."""
FEW = 3
"""Of more days than these asked for at once none is kept as a file."""


@dataclass(frozen=True, eq=False)
class DayDesign:
    """One session: the features of the securities that can be scored, a row each.

    Attributes:
        securities: their ids, sorted.
    """

    securities: tuple[str, ...]
    made: Design


class DayDesigns:
    """The designs that were asked for of late, by fingerprint."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._made: dict[bytes, DayDesign] = {}

    def get(self, ground: Ground, asked: Collection[date]) -> DayDesign:
        """The design of the ground's last session; those of other days that are asked for are made along with it."""
        last: date = ground.given.panel.days[-1].item()
        wanted = ground.window(len(ground.digests) - 1)
        if wanted not in self._made and not self._read(ground, wanted, last):
            days = sorted({*asked, last})
            self._make(ground, [ground.given.panel.row(day) for day in days if day <= last])
            if len(days) <= FEW:
                self._keep(ground, wanted, last)
        return self._made[wanted]

    def _make(self, ground: Ground, rows: Sequence[int]) -> None:
        known = sorted({row for row in rows if row >= 0})
        for at in range(0, len(known), TOGETHER):
            part = known[at : at + TOGETHER]
            for row, made in zip(part, day_designs(ground.given, part), strict=True):
                self._made.setdefault(ground.window(row), made)

    def _path(self, ground: Ground, day: date) -> Path | None:
        market = ground.given.market.code
        return None if self._folder is None else self._folder / "days" / market / f"{day.isoformat()}.npz"

    def _read(self, ground: Ground, wanted: bytes, day: date) -> bool:
        path = self._path(ground, day)
        content = None if path is None else content_of(path)
        made = None if content is None else _read(content, wanted)
        if made is not None:
            self._made[wanted] = made
        return made is not None

    def _keep(self, ground: Ground, wanted: bytes, day: date) -> None:
        path = self._path(ground, day)
        if path is not None:
            put(path, _written(self._made[wanted], wanted))
            thin_out(path.parent, "*.npz", KEPT)


def day_designs(given: Inputs, rows: Sequence[int]) -> list[DayDesign]:
    """The designs of some sessions, ascending, from the bars that their features look at."""
    first = max(0, rows[0] + 1 - REACH)
    near = recent(given, first, rows[-1] + 1)
    usable = near.panel.traded & (near.variance > 0)
    columns = [np.flatnonzero(usable[row - first]) for row in rows]
    places = [np.full(len(one), row - first, dtype=np.intp) for row, one in zip(rows, columns, strict=True)]
    whole = design(near, Cells(np.concatenate(places), np.concatenate(columns)))
    ends: Rows = np.cumsum([0, *map(len, columns)])
    names = given.panel.securities
    return [
        DayDesign(
            tuple(names[column] for column in one.tolist()),
            Design(np.asfortranarray(whole.values[ends[number] : ends[number + 1]]), whole.names),
        )
        for number, one in enumerate(columns)
    ]


def recent(given: Inputs, first: int, end: int) -> Inputs:
    """The inputs of some sessions alone."""
    return replace(given, panel=given.panel.rows(slice(first, end)))


def _written(made: DayDesign, wanted: bytes) -> bytes:
    file = BytesIO()
    np.savez(
        file,
        wanted=np.frombuffer(wanted, dtype=np.uint8),
        securities=np.array(made.securities, dtype=np.str_),
        names=np.array(made.made.names, dtype=np.str_),
        values=made.made.values,
    )
    return file.getvalue()


def _read(content: bytes, wanted: bytes) -> DayDesign | None:
    try:
        with np.load(BytesIO(content), allow_pickle=False) as found:
            if found["wanted"].tobytes() != wanted:
                return None
            made = Design(np.asfortranarray(found["values"]), tuple(found["names"].tolist()))
            return DayDesign(tuple(found["securities"].tolist()), made)
    except (ValueError, KeyError, OSError, BadZipFile):
        return None
