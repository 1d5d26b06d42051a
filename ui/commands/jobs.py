"""`stockelper jobs`: the runs of imports and collectors, the rows they rejected, and their release."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from collectors.quality.releasing import release
from collectors.runs import is_lost
from stockelper.clock import wall_clock
from stockelper.errors import BadInput
from stockelper.store.collections import QUARANTINE, RUNS
from stockelper.store.documents import Documents
from ui.output import as_json, emit, show
from ui.wiring import open_product

RUN_COLUMNS = (
    "run", "job", "source", "started", "ended", "state", "read", "inserted", "changed", "unchanged", "rejected",
    "cursor", "error",
)  # fmt: skip
QUARANTINE_COLUMNS = ("id", "source", "kind", "key", "reason", "first_seen", "record")


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument(
        "what",
        choices=("history", "quarantine", "release"),
        help="runs, rejected rows, or let one of them in",
    )
    parser.add_argument("id", nargs="?", help="which row to release, as `jobs quarantine` prints it")
    parser.add_argument(
        "--limit", type=int, default=100, metavar="N", help="so many at most, the newest first"
    )


def run(options: Namespace) -> int:
    """Print a list of objects, one a line for people; of a release, where the row went."""
    if options.limit < 0:
        raise BadInput("bad_limit", value=options.limit)
    if options.what == "release" and not options.id:
        raise BadInput("release_needs_id")
    product = open_product(options)
    try:
        if options.what == "release":
            emit({"id": options.id, "collection": release(product.documents, options.id, wall_clock())})
            return 0
        read = history if options.what == "history" else quarantine
        found = read(product.documents, options.limit)
    finally:
        product.close()
    if options.json:
        emit(found)
    else:
        show("\n".join(as_json(item) for item in found)) if found else None
    return 0


def history(documents: Documents, limit: int) -> list[Mapping[str, object]]:
    """The newest runs. One whose process is gone is `lost`, whatever it last wrote."""
    runs = documents.read(RUNS.name, order=("started",), descending=True, limit=limit)
    rows = runs.iter_rows(named=True)
    return [
        {name: "lost" if name == "state" and is_lost(row) else row[name] for name in RUN_COLUMNS}
        for row in rows
    ]


def quarantine(documents: Documents, limit: int) -> list[Mapping[str, object]]:
    """The newest rejected rows that nobody released."""
    rows = documents.read(QUARANTINE.name, order=("first_seen",), descending=True, limit=limit)
    return [
        {**{name: row[name] for name in QUARANTINE_COLUMNS}, "record": json.loads(row["record"] or "null")}
        for row in rows.iter_rows(named=True)
        if row["released"] is None
    ]
