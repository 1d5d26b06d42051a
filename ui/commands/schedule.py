"""`stockelper schedule`: runs the jobs by the clock until SIGTERM; a second one stands by for the first."""

import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from threading import Event, Thread

from collectors.scheduling.scheduler import Scheduler
from stockelper.clock import wall_clock
from ui.commands.collect import asked_by_watchlist
from ui.stopping import stop_asked
from ui.wiring import open_product


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--attached", action="store_true", help=SUPPRESS)


def run(options: Namespace) -> int:
    """Serve until told to stop; `--attached` also until standard input ends, which is when the starter does."""
    product = open_product(options)
    try:
        with stop_asked() as stop:
            if options.attached:
                Thread(target=_end_with_starter, args=(stop,), daemon=True).start()
            asked_by_watchlist(product)
            Scheduler(
                product.documents, product.collecting, lambda: asked_by_watchlist(product), wall_clock
            ).serve(stop)
    finally:
        product.close()
    return 0


def _end_with_starter(stop: Event) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    stop.set()
