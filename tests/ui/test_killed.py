"""Killed again and again in the middle of collecting, importing and scheduling: nothing is lost, nothing doubled, and the
run log tells every run that was cut off. `STOCKELPER_TEST_KILLS` says how often on each store."""

import random
from collections.abc import Callable

import pytest

from collectors.runs import mark_lost
from stockelper.settings import Settings
from stockelper.store.collections import RUNS
from tests.ui.at_work import SPANS, Bench


@pytest.mark.timeout(3_600)
@pytest.mark.parametrize("kind", ["sqlite", "mongodb"])
def test_killed_at_random_points_it_ends_with_what_quiet_runs_give(
    kind: str, bench: Callable[[str], Bench]
) -> None:
    killed, kills, chance = bench(kind), Settings().test_kills, random.Random(7)
    for number in range(kills):
        killed.kill(list(SPANS)[number % len(SPANS)], chance, in_a_run=number % 4 != 3)
    killed.finish()
    once = bench(kind)
    once.finish()
    assert killed.content() == once.content()
    mark_lost(killed.documents)
    runs = killed.documents.read(RUNS.name)
    assert set(runs.filter(runs["state"] == "lost")["run"]) == killed.cut_off
    assert "running" not in set(runs["state"])
    assert runs["ended"].null_count() == 0
    assert len(killed.cut_off) >= kills // 4
