"""Waiting for what another process or thread does."""

import time
from collections.abc import Callable


def until(is_so: Callable[[], object], seconds: float = 10) -> bool:
    """Whether it comes to be so within so many seconds."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
