"""The resolver against written questions, half of which nobody looks at while writing rules.

`cases.csv`: the question, the ids it resolves to in any order, whether it must be asked back, the unknown names.
"""

import csv
import hashlib
from pathlib import Path
from typing import NamedTuple

import pytest

from stockelper.securities.at import bundled_resolver

FLOORS = {"seen": 0.98, "held": 0.95}


class Case(NamedTuple):
    text: str
    securities: str
    ask: str
    unknown: str

    @property
    def half(self) -> str:
        return "seen" if hashlib.sha256(self.text.encode()).digest()[0] % 2 else "held"

    def passes(self) -> bool:
        found = bundled_resolver().resolve(self.text)
        return (
            set(found.securities) == set(self.securities.split())
            and bool(found.ambiguous) == (self.ask == "yes")
            and found.unknown == tuple(filter(None, self.unknown.split("|")))
        )


def cases() -> list[Case]:
    with (Path(__file__).parent / "cases.csv").open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter=";", quoting=csv.QUOTE_NONE)
        next(lines)
        return [Case(*line) for line in lines]


@pytest.mark.parametrize("half", ["seen", "held"])
def test_questions_resolve_as_written_down(half: str) -> None:
    chosen = [case for case in cases() if case.half == half]
    failed = [case.text for case in chosen if not case.passes()]
    share = 1 - len(failed) / len(chosen)
    assert share >= FLOORS[half], f"{half}: {share:.3f} of {len(chosen)}: {failed if half == 'seen' else ''}"


def test_there_are_enough_cases_of_every_kind() -> None:
    written = cases()
    assert len(written) >= 250
    assert len({case.text for case in written}) == len(written)
    assert sum(case.ask == "yes" for case in written) >= 15
    assert sum(bool(case.unknown) for case in written) >= 15
    assert sum(not (case.securities or case.ask or case.unknown) for case in written) >= 50
