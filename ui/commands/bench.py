"""`stockelper bench`: measure, print the figures, keep them in `results/` and, in a checkout, in `docs/results.md`."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from evaluation.bench.page import put
from evaluation.bench.registry import BENCHES, measure
from evaluation.bench.result import BenchOptions, Result, Row, write
from stockelper.errors import BadInput, StoreReadOnly
from stockelper.settings import load
from ui.output import emit, show
from ui.subject import BenchedProduct

RESULTS = Path("results")
PAGE = Path("docs/results.md")


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments; here `--data` is the file to measure with, not the stores' folder."""
    parser.add_argument("name", nargs="?", help=f"one of {', '.join(BENCHES)}")
    parser.add_argument("--list", action="store_true", help="print the names")
    parser.add_argument("--train", type=Path, metavar="FILE", help="the part to learn from")
    parser.add_argument("--test", type=Path, metavar="FILE", help="the part to be judged on")
    parser.add_argument("--seed", type=int, default=7, help="of everything that draws")


def run(options: Namespace) -> int:
    """Run one bench."""
    if options.list:
        show("\n".join(BENCHES))
        return 0
    if options.name is None:
        raise BadInput("unknown_bench", name="", known=", ".join(BENCHES))
    chosen = BenchOptions(
        load().shared_data, BenchedProduct, options.data, options.train, options.test, options.seed
    )
    found = measure(options.name, chosen)
    try:
        write(found, RESULTS)
        if PAGE.parent.is_dir():
            put(found, PAGE)
    except OSError as error:
        raise StoreReadOnly(path=str(RESULTS), reason=error.strerror) from error
    emit(found.as_object()) if options.json else show(as_text(found))
    return 0


def as_text(found: Result) -> str:
    """The figures for a terminal."""
    return "\n".join(_line(row) for row in found.rows)


def _line(row: Row) -> str:
    parts = [f"{row.name:<40} {_figure(row.value)} {row.unit}"]
    if row.reference is not None:
        parts.append(f"reference {_figure(row.reference)}")
    if row.ratio is not None:
        parts.append(f"ratio {row.ratio:.3f}")
    if row.n is not None:
        parts.append(f"n {row.n:,}")
    if row.ci is not None:
        parts.append(f"ci {_figure(row.ci[0])}..{_figure(row.ci[1])}")
    return "  ".join(parts)


def _figure(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
