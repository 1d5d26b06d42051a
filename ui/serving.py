"""The web process: Streamlit, which ends when the process that started it does, however that came to end.

Its standard input is a pipe that the starter holds open and never writes to. What pages and answers are made with is imported
while the server starts and nobody has come yet.
"""

import os
import signal
import sys
import threading
from importlib import import_module

from streamlit.web import cli

USED = (
    *("ui.chat.page", "ui.chat.operations", "ui.chat.explorer", "ui.chat.outlook", "ui.chat.traces"),
    *("graph.execution", "graph.runs", "agents.planner", "agents.tools.matrix", "collectors.gathering"),
)
"""What the first page and the first question would wait for."""


def main() -> None:
    """Run `streamlit` with this process's arguments."""
    threading.Thread(target=_end_with_starter, daemon=True).start()
    threading.Thread(target=_import_ahead, name="stockelper-imports", daemon=True).start()
    cli.main(sys.argv[1:], prog_name="streamlit")


def _import_ahead() -> None:
    for name in USED:
        import_module(name)


def _end_with_starter() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
