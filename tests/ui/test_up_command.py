"""`stockelper up` as a process: what it starts never outlives it."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from collectors.scheduling.lease import LEADER, read
from collectors.scheduling.retrying import Turn
from collectors.scheduling.states import change
from stockelper.clock import Clock, wall_clock
from stockelper.settings import load
from stockelper.store.collections import RUNS
from tests.waiting import until
from ui.commands.up import look_first, tell_who_is_asked
from ui.first_look import JOB, look
from ui.wiring import Product

NO_NETWORK = "http://127.0.0.1:9"
"""A proxy that nobody answers at: the scheduler's first run fails at once and goes nowhere."""


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def started(folder: Path) -> Generator[tuple["subprocess.Popen[str]", int]]:
    """`up` as a process that is ready, and the page's port; what it says is in `said`."""
    program = Path(sys.executable).with_name("stockelper")
    with (folder / "up.log").open("wb") as log:
        up = subprocess.Popen(
            [str(program), "up", "--headless", "--port", "0", "--data", str(folder / "data")],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    with up:
        assert up.stdout is not None
        try:
            word, _, url = up.stdout.readline().strip().partition(" ")
            assert word == "ready", said(folder)
            yield up, int(url.rpartition(":")[2])
        finally:
            up.terminate()


def said(folder: Path) -> list[str]:
    return (folder / "up.log").read_text(encoding="utf-8").splitlines()


def child(parent: int, word: str) -> int:
    """The living child of a process with that word on its command line; 0 when there is none."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, of = status.read_text(encoding="utf-8").rpartition(")")[2].split()[:2]
            words = (status.parent / "cmdline").read_text(encoding="utf-8").split("\0")
        except OSError:
            continue  # it ended while we looked
        if int(of) == parent and state != "Z" and word in words:
            return int(status.parent.name)
    return 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_page_and_scheduler_end_when_up_does_however_that_is(
    tmp_path: Path, how: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKELPER_PROXY", NO_NETWORK)
    with started(tmp_path) as (up, port):
        assert answers(port)
        assert led(tmp_path / "data", within=30)
        up.send_signal(how)
        up.wait(20)
    deadline = time.monotonic() + 20
    while answers(port) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not answers(port)
    assert not led(tmp_path / "data", within=0)


@pytest.mark.parametrize(
    ("schedule", "said"), [("true", "asks public sources"), ("false", "no source is asked")]
)
def test_a_first_start_says_whether_sources_are_asked_and_how_to_choose(
    tmp_path: Path,
    schedule: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("STOCKELPER_SCHEDULE", schedule)
    product = Product(load(tmp_path), Clock())
    try:
        tell_who_is_asked(product)
        (line,) = capsys.readouterr().err.splitlines()
        assert said in line
        assert "STOCKELPER_SCHEDULE=false" in line
        change(product.documents, "macro", turn=Turn(wall_clock()))
        tell_who_is_asked(product)
        assert capsys.readouterr().err.count("\n") == (schedule == "false")
    finally:
        product.close()


def test_a_first_look_that_reaches_nobody_says_so_within_ten_seconds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STOCKELPER_PROXY", NO_NETWORK)
    options = Namespace(data=tmp_path)
    product = Product(load(tmp_path), Clock())
    try:
        look_first(product, options)
        (line,) = capsys.readouterr().err.splitlines()
        assert "no public source could be reached" in line
        runs = product.documents.read(RUNS.name)
        assert set(runs["job"]) <= {JOB}
        change(product.documents, "macro", turn=Turn(wall_clock()))
        look_first(product, options)
        assert not capsys.readouterr().err, "only the first start looks"
    finally:
        product.close()


def test_a_first_look_at_sources_that_hang_ends_in_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(64)
        monkeypatch.setenv("STOCKELPER_PROXY", f"http://127.0.0.1:{silent.getsockname()[1]}")
        began = time.monotonic()
        assert not look(Namespace(data=tmp_path), "", seconds=3.0)
        assert time.monotonic() - began < 8.0


def led(data: Path, within: float) -> bool:
    """Whether a scheduler leads; one that was killed leads until its lease runs out."""
    product = Product(load(data), Clock())
    try:
        end = time.monotonic() + (within or 20)
        while time.monotonic() < end:
            held = read(product.documents, LEADER)
            leads = held is not None and held.holder is not None and held.expires > wall_clock()
            if leads == bool(within):
                return leads
            time.sleep(0.2)
        return not within
    finally:
        product.close()


def test_a_child_that_is_killed_is_started_again_and_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKELPER_PROXY", NO_NETWORK)
    with started(tmp_path) as (up, port):
        assert led(tmp_path / "data", within=30)
        for role, module in (("web page", "ui.serving"), ("scheduler", "schedule")):
            killed = child(up.pid, module)
            os.kill(killed, signal.SIGKILL)
            assert until(lambda module=module, killed=killed: child(up.pid, module) not in {0, killed}, 30)
            line = f"the {role}'s process ended (SIGKILL) and is started again"
            assert sum(line in one for one in said(tmp_path)) == 1
        assert until(lambda: answers(port), 30)
        assert up.poll() is None
        up.send_signal(signal.SIGTERM)
        assert up.wait(20) == 0
    assert not answers(port)


def test_a_page_that_ends_again_and_again_ends_up_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STOCKELPER_SCHEDULE", "false")
    with started(tmp_path) as (up, _):
        last = 0
        while up.poll() is None and until(
            lambda last=last: up.poll() is not None or child(up.pid, "ui.serving") not in {0, last}, 30
        ):
            if (last := child(up.pid, "ui.serving")) and up.poll() is None:
                os.kill(last, signal.SIGKILL)
        assert up.wait(20) == 1
    assert "ended 4 times within 60 seconds (last: SIGKILL)" in said(tmp_path)[-1]
    assert "Traceback" not in "".join(said(tmp_path))
