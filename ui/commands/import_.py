"""`stockelper import`: files into the store, with a report of what was new, changed, unchanged and rejected."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from collectors.files.columns import SHAPES
from collectors.files.importing import import_paths
from collectors.files.prepared import Options
from collectors.files.report import FileReport, ImportReport, Reject
from collectors.files.short_years import ORDERS
from collectors.files.symbols import identify
from stockelper.clock import parse_as_of, parse_day
from stockelper.errors import BadInput, StockelperError, StoreError
from stockelper.language import catalogue
from stockelper.markets.registry import MARKETS
from stockelper.types import Language
from ui.output import emit, error_object, error_text, one_line, say, show
from ui.stopping import stop_asked
from ui.wiring import Product, open_product

MARKET_CODES = tuple(code for code, market in MARKETS.items() if not market.simulated)
BASES = ("raw", "splits", "total")
SHOWN_OF_VALUE = 80
"""Characters of a rejected value that people are shown; the JSON and quarantine have more."""
BREAKS_SHOWN = 20
IN_GRAPH = {"listing", "holders", "bars"}
"""The kinds that the corporate graph is built from; with the first bars the curated relations come in."""


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="CSV, JSONL or Parquet, each also .gz"
    )
    parser.add_argument(
        "--market", choices=MARKET_CODES, help="the market of the files' symbols (needed for bars)"
    )
    parser.add_argument(
        "--kind", choices=sorted(SHAPES), help="what the files hold (default: their columns tell)"
    )
    parser.add_argument("--basis", choices=BASES, help="of bars (default: splits for krx, total for us)")
    parser.add_argument("--symbol", metavar="ID", help="whose bars they are, where no column tells")
    parser.add_argument("--date", metavar="D", help="the day of bars, where no column tells")
    parser.add_argument(
        "--date-order",
        choices=ORDERS,
        help="how dates that may be read in several ways are written, such as 01/07/25: year, month and day in that order",
    )
    parser.add_argument("--known-at", metavar="T", help="when the files' content became public")


def run(options: Namespace) -> int:
    """Import, and let the corporate graph follow.

    Exit code 0 when anything was usable, 2 when the input was bad, else 1; 1 too when the graph failed.
    """
    choices = _choices(options)
    product = open_product(options)
    language = product.language()
    try:
        with _bar(language) as progress, stop_asked() as stop:
            report = import_paths(
                options.paths,
                product.documents,
                kind=options.kind,
                options=choices,
                progress=progress,
                stopped=stop.is_set,
            )
            failure = _graph_failure(product, report)
    finally:
        product.close()
    for line in _complaints(report, language):
        say(f"stockelper: {line}")
    if failure:
        say(f"stockelper: {error_text(failure, language)}")
    emit(as_object(report)) if options.json else show("\n".join(as_lines(report, language)))
    return 1 if failure else exit_code(report)


def _choices(options: Namespace) -> Options:
    market = MARKETS[options.market] if options.market else None
    if options.symbol and identify(options.symbol, market) is None:
        raise BadInput("bad_symbol", symbol=options.symbol)
    known_at = parse_as_of(options.known_at) if options.known_at else None
    day = parse_day(options.date) if options.date else None
    return Options(market, options.basis, options.symbol, known_at, day, options.date_order)


def _graph_failure(product: Product, report: ImportReport) -> StockelperError | None:
    """Bring the graph up to the imported records; what stopped that, if anything did.

    Rows that were stored before count as well: an import that was cut off may not have come to the graph.
    """
    if not any(file.kind in IN_GRAPH and file.stored for file in report.files):
        return None
    try:
        product.build_graph()
    except StoreError as failure:
        return StockelperError("graph_behind", reason=error_text(failure, product.language()))
    return None


def exit_code(report: ImportReport) -> int:
    """0 when a row is stored, else 2 for input that could not be read and 1 for the rest."""
    if report.stopped:
        return 1
    if any(file.stored for file in report.files):
        return 0
    return 2 if any(isinstance(file.error, BadInput) for file in report.files) else 1


def as_object(report: ImportReport) -> dict[str, object]:
    """The report as the JSON of docs/commands.md."""
    return {
        "files": [_file_object(file) for file in report.files],
        "rejected_by": report.rejected_by,
        "rejects": [asdict(reject) for reject in report.rejects],
    }


def _file_object(file: FileReport) -> dict[str, object]:
    return {**file.plain(), **(error_object(file.error) if file.error else {})}


def as_lines(report: ImportReport, language: Language) -> list[str]:
    """The report for a terminal."""

    def text(key: str, **parameters: object) -> str:
        return catalogue.render(language, f"imports.{key}", **parameters)

    lines = [text("header")]
    for file in report.files:
        lines.append(text("row", **{**file.plain(), "file": Path(file.path).name, "kind": file.kind or "-"}))
        if file.provisional:
            lines.append(text("provisional", file=Path(file.path).name, count=file.provisional))
        lines += [
            text("break", file=Path(file.path).name, **asdict(one)) for one in file.breaks[:BREAKS_SHOWN]
        ]
        lines += [text("gap", file=Path(file.path).name, **asdict(one)) for one in file.gaps]
        if file.gapped and file.gapped > len(file.gaps):
            lines.append(text("gaps", file=Path(file.path).name, count=file.gapped - len(file.gaps)))
        if file.rounded:
            lines.append(text("rounded", file=Path(file.path).name, count=file.rounded))
        if file.unread:
            lines.append(text("unread", file=Path(file.path).name, columns=", ".join(file.unread)))
        if file.above:
            lines.append(text("above", file=Path(file.path).name, lines=one_line(" / ".join(file.above))))
    if report.rejected_by:
        reasons = ", ".join(f"{reason} {count}" for reason, count in report.rejected_by.items())
        lines.append(text("rejected", reasons=reasons))
    lines += ["  " + _reject(reject, language) for reject in report.rejects]
    return lines


def _reject(reject: Reject, language: Language) -> str:
    shown = {
        **asdict(reject),
        "file": Path(reject.file).name,
        "field": reject.field or "",
        "value": (reject.value or "")[:SHOWN_OF_VALUE],
    }
    return one_line(catalogue.render(language, "imports.reject", **shown))


def _nothing_usable(file: FileReport, language: Language) -> str:
    first = _reject(file.first_reject, language) if file.first_reject else "-"
    return error_text(
        BadInput("nothing_usable", file=file.path, rejected=file.rejected, first=first), language
    )


def _complaints(report: ImportReport, language: Language) -> Iterator[str]:
    for source in report.lost:
        yield catalogue.render(language, "imports.lost", file=source)
    for file in report.files:
        if file.error is not None and not report.stopped:
            yield error_text(file.error, language)
        elif file.read and not file.stored and not report.stopped:
            yield _nothing_usable(file, language)
    if report.stopped:
        yield error_text(StockelperError("import_stopped"), language)


@contextmanager
def _bar(language: Language) -> Generator[Callable[[str, float], None]]:
    """A progress bar on stderr when that is a terminal; nothing else."""
    if not sys.stderr.isatty():
        yield lambda file, done: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def progress(file: str, done: float) -> None:
            name = catalogue.render(language, "imports.reading", file=file)
            bar.update(task, completed=done, description=name)

        yield progress
