"""Runs as commands print them: the columns, one line a run, and one line for each source that something failed at."""

from collections.abc import Mapping, Sequence

from stockelper.language import catalogue
from stockelper.types import Language
from ui.output import emit, one_line, say, show

RUN_COLUMNS = (
    "run", "job", "source", "started", "ended", "state", "read", "inserted", "changed", "unchanged", "rejected",
    "cursor", "error",
)  # fmt: skip


def report(rows: Sequence[Mapping[str, object]], language: Language, *, as_json: bool) -> None:
    """Print runs: complaints to stderr, the runs to stdout."""
    runs = [{name: row.get(name) for name in RUN_COLUMNS} for row in rows]
    for line in complaints(runs):
        say(f"stockelper: {line}")
    emit({"runs": runs}) if as_json else show("\n".join(_lines(runs, language)))


def complaints(runs: Sequence[Mapping[str, object]]) -> list[str]:
    """One line for each source that something went wrong with, its name first."""
    lines = [(str(run["source"]), one_line(str(run["error"]))) for run in runs if run["error"]]
    return [error if error.startswith(source) else f"{source}: {error}" for source, error in lines]


def _lines(runs: Sequence[Mapping[str, object]], language: Language) -> list[str]:
    header = catalogue.render(language, "collect.header")
    return [header, *(catalogue.render(language, "collect.row", **run) for run in runs)]
