"""The first start's look at the sources: the watchlist's prices and news, by a process of its own, within ten seconds.

The scheduler comes after it and asks again whatever did not come in time.
"""

import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Generator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from collectors.scheduling.states import states
from ui.wiring import Product

SECONDS = 10.0
"""How long it takes at most, in all."""
END_SECONDS = 1.0
"""Of them for the page of records at hand when the time is up."""
LOOK = 0.1
JOB = "first-start"
KINDS = "prices,news"


def is_first(product: Product) -> bool:
    """Whether sources are to be asked and never were."""
    return product.settings.schedule and not states(product.documents)


def look(options: Namespace, saying: str, seconds: float = SECONDS) -> bool:
    """Ask, and say how far the time has gone; whether anything usable came."""
    command = [sys.executable, "-m", "ui", "collect", KINDS, f"--job={JOB}"]
    command += [f"--data={options.data}"] if options.data else []
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        with _bar(saying) as told:
            status = _awaited(child, seconds - END_SECONDS, told)
        if status is None:
            child.terminate()
            status = _awaited(child, END_SECONDS, lambda share: None)
        return status == 0
    finally:
        child.kill()
        child.wait()


def _awaited(child: "subprocess.Popen[bytes]", seconds: float, told: Callable[[float], None]) -> int | None:
    """The process's exit code; None when it still runs after that time."""
    since = monotonic()
    while (gone := monotonic() - since) < seconds:
        told(gone / seconds)
        try:
            return child.wait(LOOK)
        except subprocess.TimeoutExpired:
            continue
    return child.poll()


@contextmanager
def _bar(saying: str) -> Generator[Callable[[float], None]]:
    """A progress bar on stderr when that is a terminal; nothing else."""
    if not sys.stderr.isatty():
        yield lambda share: None
        return
    columns = (TextColumn("{task.description}"), BarColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(saying, total=1.0)
        yield lambda share: bar.update(task, completed=share)
