"""`stockelper schedule`: runs the jobs by the clock until SIGTERM; a second one stands by for the first."""

import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Mapping
from threading import Event, Thread

from collectors.scheduling.scheduler import Scheduler
from stockelper.clock import wall_clock
from stockelper.language import catalogue
from stockelper.language.telling import told
from stockelper.types import Language
from ui.commands.collect import asked_by_watchlist
from ui.jobs import JOBS, works
from ui.output import one_line, say
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
            documents, language = product.documents, product.language()

            def tell(code: str, **parameters: object) -> None:
                say(f"{wall_clock():%Y-%m-%dT%H:%M:%SZ} stockelper: {text(code, language, parameters)}")

            Scheduler(
                documents,
                product.collecting,
                lambda: asked_by_watchlist(product),
                wall_clock,
                tell=tell,
                jobs=JOBS,
                works=works(product),
            ).serve(stop)
            tell("ended")
    finally:
        product.close()
    return 0


def text(code: str, language: Language, parameters: Mapping[str, object]) -> str:
    """What the scheduler says, in words on one line."""
    error = told(str(parameters.get("error") or ""), language)
    return one_line(catalogue.render(language, f"schedule.{code}", **{**parameters, "error": error}))


def _end_with_starter(stop: Event) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    stop.set()
