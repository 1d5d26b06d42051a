"""`stockelper bench`: the figures as a terminal shows them."""

from evaluation.bench.result import Result, Row
from ui.commands.bench import as_text


def test_a_share_is_shown_with_how_many_were_counted() -> None:
    row = Row("routing.seen.window", 0.5, "fraction", n=2, ci=(0.1, 0.9))
    shown = as_text(Result("routing", None, 7, {"cores": 2, "memory_gb": 4.0}, {}, (row,)))
    assert shown.split() == ["routing.seen.window", "0.5", "fraction", "n", "2", "ci", "0.1..0.9"]
