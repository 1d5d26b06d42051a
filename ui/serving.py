"""The web process: Streamlit, which ends when the process that started it does, however that came to end.

Its standard input is a pipe that the starter holds open and never writes to.
"""

import os
import signal
import sys
import threading

from streamlit.web import cli


def main() -> None:
    """Run `streamlit` with this process's arguments."""
    threading.Thread(target=_end_with_starter, daemon=True).start()
    cli.main(sys.argv[1:], prog_name="streamlit")


def _end_with_starter() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
