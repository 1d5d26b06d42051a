"""The processes that `up` starts: looked after, started again when they end by themselves, ended with it.

A child that ends again and again is not started for ever: without the page `up` ends, without the scheduler it goes on.
"""

import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Literal, NoReturn

from stockelper.errors import StockelperError
from stockelper.language import catalogue
from stockelper.types import Language
from ui.output import own_language, say

LOOK = 0.2
"""Seconds between looks at the children."""
RESTARTS, WITHIN = 3, 60.0
"""A child that ended more often than that in so many seconds is not started again."""
STOP_SECONDS = 8.0
GIVING_WAY = 10
"""The niceness of work that nobody waits for: the first page comes first."""
Role = Literal["web", "scheduler", "training"]


@dataclass
class Child:
    """One process and the module of ours that it runs, with its arguments; its standard input is a pipe that ends when
    we do."""

    role: Role
    command: Sequence[str]
    process: "subprocess.Popen[bytes]" = field(init=False)
    _ends: deque[float] = field(default_factory=lambda: deque(maxlen=RESTARTS + 1))

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start it, also again."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self.command], stdin=subprocess.PIPE, stdout=sys.stderr
        )
        if self.role == "training":
            os.setpriority(os.PRIO_PROCESS, self.process.pid, GIVING_WAY)

    def ends_too_often(self, now: float) -> bool:
        """Note that it ended; whether that is once too often of late."""
        self._ends.append(now)
        return len(self._ends) > RESTARTS and now - self._ends[0] <= WITHIN

    def how_it_ended(self) -> str:
        """The signal's name, or the exit code."""
        code = self.process.returncode
        return signal.Signals(-code).name if code < 0 else str(code)


def watch(children: list[Child], language: Language) -> NoReturn:
    """Look after the children until the page cannot be kept up; a signal handler's exception ends it before.

    Raises:
        StockelperError: the page's process ended too often.
    """
    while True:
        for child in [one for one in children if one.process.poll() is not None]:
            _mend(child, children, language)
        sleep(LOOK)


def _mend(child: Child, children: list[Child], language: Language) -> None:
    """Start a child again that should not have ended, and say so."""
    if child.role == "training":
        children.remove(child)
        return
    how = child.how_it_ended()
    if child.ends_too_often(monotonic()):
        if child.role == "web":
            raise StockelperError("web_ended_often", how=how, times=RESTARTS + 1, seconds=int(WITHIN))
        children.remove(child)
        _tell(language, "scheduler_given_up", how=how, times=RESTARTS + 1)
    else:
        _tell(language, f"{child.role}_again", how=how)
        _close(child)
        child.start()


def _tell(language: Language, code: str, **parameters: str | float) -> None:
    say(f"stockelper: {catalogue.render(language, f'up.{code}', **parameters)}")


def _close(child: Child) -> None:
    if child.process.stdin is not None:
        child.process.stdin.close()


def stop(children: Sequence[Child]) -> None:
    """End all of them, first by asking; one that does not end by itself is killed."""
    for child in children:
        _close(child)
        if child.process.poll() is None:
            child.process.terminate()
    for child in children:
        _stop(child.process)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        say(f"stockelper: {catalogue.render(own_language(), 'up.killed', pid=process.pid)}")
        process.kill()
        process.wait()
