"""`stockelper up` as a process: what it starts never outlives it."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_the_page_ends_when_up_does_however_that_is(tmp_path: Path, how: signal.Signals) -> None:
    program = Path(sys.executable).with_name("stockelper")
    with (tmp_path / "up.log").open("wb") as log:
        up = subprocess.Popen(
            [str(program), "up", "--headless", "--port", "0", "--data", str(tmp_path / "data")],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    with up:
        assert up.stdout is not None
        word, _, url = up.stdout.readline().strip().partition(" ")
        assert word == "ready", (tmp_path / "up.log").read_text(encoding="utf-8")
        port = int(url.rpartition(":")[2])
        assert answers(port)
        up.send_signal(how)
        up.wait(20)
    deadline = time.monotonic() + 20
    while answers(port) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not answers(port)
