"""How `bench graph` takes its times."""

import statistics
from collections.abc import Callable, Sequence
from time import perf_counter

WARM = 20
"""Questions asked before the clock runs."""


def p95(ask: Callable[[str, int], object], asked: Sequence[tuple[str, int]]) -> float:
    """The 95th percentile in ms over all questions (an id and how many days back), after some to warm up."""
    for id_, days in asked[:WARM]:
        ask(id_, days)
    times: list[float] = []
    for id_, days in asked:
        started = perf_counter()
        ask(id_, days)
        times.append((perf_counter() - started) * 1000)
    return statistics.quantiles(times, n=20, method="inclusive")[18]
