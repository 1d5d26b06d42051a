"""The page of measured figures, `docs/results.md`: one section a bench, written by the bench itself."""

import re
from pathlib import Path

from evaluation.bench.result import Result, Row

TITLE = """# Results
Written by `stockelper bench NAME`, section by section; a run replaces its own section. Nothing here is typed by hand.
What the rows mean stands at the head of each bench's module; what was learnt is in [the log](log.md).
"""
_SECTION = re.compile(r"^## (?P<name>\S+)$", re.MULTILINE)


def put(found: Result, page: Path) -> None:
    """Replace the bench's section of a page, or add it; sections stand in the order of their names."""
    sections = _sections(page.read_text(encoding="utf-8")) if page.is_file() else {}
    sections[found.bench] = section(found)
    page.write_text("\n".join([TITLE, *(sections[name] for name in sorted(sections))]), encoding="utf-8")


def section(found: Result) -> str:
    """One bench's figures as a table, under commit, seed, machine and the data's hashes."""
    machine = f"{found.machine['cores']} cores, {found.machine['memory_gb']} GB"
    hashes = [f"- `{name}` sha256 `{digest}`" for name, digest in sorted(found.data.items())]
    head = [
        "| figure | value | unit | reference | ratio | n | 95 % interval |",
        "|---|---|---|---|---|---|---|",
    ]
    lines = [f"## {found.bench}", f"Commit `{found.commit or 'unknown'}`, seed {found.seed}, {machine}.", ""]
    return "\n".join([*lines, *hashes, *([""] if hashes else []), *head, *map(_line, found.rows), ""])


def _sections(text: str) -> dict[str, str]:
    marks = list(_SECTION.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {
        mark["name"]: text[mark.start() : end].rstrip() + "\n" for mark, end in zip(marks, ends, strict=True)
    }


def _line(row: Row) -> str:
    interval = "" if row.ci is None else f"{_figure(row.ci[0])} to {_figure(row.ci[1])}"
    number = "" if row.n is None else f"{row.n:,}"
    cells = [
        row.name,
        _figure(row.value),
        row.unit,
        _figure(row.reference),
        _figure(row.ratio),
        number,
        interval,
    ]
    return f"| {' | '.join(cells)} |"


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
