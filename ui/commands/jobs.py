"""`stockelper jobs`: scheduled jobs, the runs of imports and collectors, the rows they rejected, and their release."""

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping

from collectors.collecting import is_usable
from collectors.runs import is_lost
from collectors.scheduling.jobs import job, sources
from collectors.scheduling.running import PART, run_job
from collectors.scheduling.states import change, states
from collectors.scheduling.timetable import next_after
from stockelper.clock import wall_clock
from stockelper.errors import BadInput
from stockelper.language import catalogue
from stockelper.language.telling import told
from stockelper.store.collections import QUARANTINE, RUNS
from stockelper.store.documents import Documents, Where, eq
from stockelper.types import Language
from ui.commands.collect import asked_by_watchlist
from ui.deciding import decide
from ui.jobs import JOBS, works
from ui.output import as_json, emit, say, show
from ui.runs_shown import report, shown
from ui.stopping import stop_asked
from ui.wiring import Product, open_product

QUARANTINE_COLUMNS = ("id", "source", "kind", "key", "reason", "first_seen", "record")


WHAT = ("list", "history", "quarantine", "run", "pause", "resume", "release", "discard")
LAST_RUNS = 50
"""Newest runs of a job among which its last one that was not skipped is looked for."""


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("what", choices=WHAT, help="show jobs, their runs or rejected rows, or act on one")
    parser.add_argument(
        "name",
        nargs="?",
        help="the job; to release or discard, a row's id as `jobs quarantine` prints it, or several with commas between",
    )
    parser.add_argument("--source", metavar="S", help="release or discard all rows of a source or file")
    parser.add_argument(
        "--reason", metavar="R", help="release or discard all rows that are held for a reason"
    )
    parser.add_argument(
        "--yes", action="store_true", help="do so with those rows; without it they are counted"
    )
    parser.add_argument(
        "--limit", type=int, default=100, metavar="N", help="so many at most, the newest first"
    )


def run(options: Namespace) -> int:
    """Print a list of objects, one a line for people, or do what is asked of one job or row."""
    if options.limit < 0:
        raise BadInput("bad_limit", value=options.limit)
    acts: Mapping[str, Callable[[Product, Namespace], int]] = {
        "run": _run, "pause": _pause, "resume": _pause, "release": decide, "discard": decide
    }  # fmt: skip
    is_decision = options.what in {"release", "discard"}
    if not is_decision and (options.source or options.reason or options.yes):
        raise BadInput("filters_without_decision", what=options.what)
    if options.what in acts and not options.name and not (is_decision and (options.source or options.reason)):
        raise BadInput("release_needs_id" if is_decision else "job_needs_name", what=options.what)
    product = open_product(options)
    try:
        if options.what in acts:
            return acts[options.what](product, options)
        reads = {"list": listed, "history": history, "quarantine": quarantine}
        found = reads[options.what](product.documents, options.limit, product.language())
    finally:
        product.close()
    if options.json:
        emit(found)
    else:
        show("\n".join(as_json(item) for item in found)) if found else None
    return 0


def _run(product: Product, options: Namespace) -> int:
    """Run a job here and now, under its lease. Exit code 0 when anything was usable, else 1."""
    chosen, language = job(options.name, JOBS), product.language()

    def waiting(holder: str, seconds: float) -> None:
        about = {"job": chosen.name, "holder": holder, "seconds": seconds}
        say(f"stockelper: {catalogue.render(language, 'schedule.job_waits', **about)}")

    with stop_asked() as stop:
        asked = asked_by_watchlist(product)
        rows = run_job(
            chosen,
            asked,
            product.documents,
            product.collecting,
            stop,
            wall_clock,
            waiting=waiting,
            work=works(product).get(chosen.name),
        )
    report(rows, language, as_json=options.json)
    return 0 if any(map(is_usable, rows)) else 1


def _pause(product: Product, options: Namespace) -> int:
    name = job(options.name, JOBS).name
    change(product.documents, name, paused=options.what == "pause")
    emit({"job": name, "paused": options.what == "pause"})
    return 0


def listed(documents: Documents, limit: int, language: Language) -> list[Mapping[str, object]]:
    """Every job: when it runs, when it is due and after which failure, whether it is paused, how its last run ended."""
    known, now = states(documents), wall_clock()
    found: list[Mapping[str, object]] = []
    for name, one in list(JOBS.items())[:limit]:
        state = known.get(name, {})
        is_paused = bool(state.get("paused"))
        found.append(
            {
                "job": name, "source": ",".join(source.name for chain in sources(one) for source in chain) or PART,
                "schedule": one.schedule, "next_run": None if is_paused else state.get("next_run") or next_after(one, now),
                "paused": is_paused, "last_state": _last_state(documents, name),
                "failures": state.get("failures") or 0, "reason": told(str(state.get("reason") or ""), language),
            }
        )  # fmt: skip
    return found


def _last_state(documents: Documents, name: str) -> object:
    """How a job's newest run ended; a source that lacks its key (`skipped`) says nothing of the others."""
    where = eq("job", name)
    runs = documents.read(RUNS.name, where, order=("started",), descending=True, limit=LAST_RUNS)
    states = [_state(row) for row in runs.iter_rows(named=True)]
    return next((state for state in states if state != "skipped"), states[0] if states else None)


def _state(row: Mapping[str, object]) -> object:
    """How a run stands: one whose process is gone is `lost`, whatever it last wrote."""
    return "lost" if is_lost(row) else row["state"]


def history(documents: Documents, limit: int, language: Language) -> list[Mapping[str, object]]:
    """The newest runs."""
    runs = documents.read(RUNS.name, order=("started",), descending=True, limit=limit)
    return [shown({**row, "state": _state(row)}, language) for row in runs.iter_rows(named=True)]


def quarantine(documents: Documents, limit: int, _language: Language) -> list[Mapping[str, object]]:
    """The newest rejected rows that nobody released or discarded."""
    waiting = Where("released", "is_null", value=True)
    rows = documents.read(QUARANTINE.name, waiting, order=("first_seen",), descending=True, limit=limit)
    return [
        {**{name: row[name] for name in QUARANTINE_COLUMNS}, "record": json.loads(row["record"] or "null")}
        for row in rows.iter_rows(named=True)
    ]
