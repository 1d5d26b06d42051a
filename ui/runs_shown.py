"""Runs as commands print them: the columns, one line a run, and one line for each source that something failed at."""

from collections.abc import Mapping, Sequence

from stockelper.language import catalogue
from stockelper.language.telling import said_by, told
from stockelper.types import Language
from ui.output import emit, one_line, say, show

RUN_COLUMNS = (
    "run", "job", "source", "started", "ended", "state", "read", "inserted", "changed", "unchanged", "rejected",
    "cursor", "error",
)  # fmt: skip


def report(rows: Sequence[Mapping[str, object]], language: Language, *, as_json: bool) -> None:
    """Print runs: complaints to stderr, the runs to stdout."""
    runs = [shown(row, language) for row in rows]
    for line in complaints(rows, language):
        say(f"stockelper: {line}")
    emit({"runs": runs}) if as_json else show("\n".join(_lines(runs, language)))


def shown(row: Mapping[str, object], language: Language) -> dict[str, object]:
    """A stored run's columns, its error in words."""
    return {name: row.get(name) for name in RUN_COLUMNS} | {"error": told(stored_error(row), language)}


def stored_error(row: Mapping[str, object]) -> str | None:
    """A run's error as it is stored; None where nothing went wrong."""
    return str(row["error"]) if row["error"] else None


def complaints(rows: Sequence[Mapping[str, object]], language: Language) -> list[str]:
    """One line for each source that something went wrong with, its name first."""
    failed = [(str(row["source"]), error) for row in rows if (error := stored_error(row))]
    return [one_line(told(said_by(source, error), language) or "") for source, error in failed]


def _lines(runs: Sequence[Mapping[str, object]], language: Language) -> list[str]:
    header = catalogue.render(language, "collect.header")
    return [header, *(catalogue.render(language, "collect.row", **run) for run in runs)]
