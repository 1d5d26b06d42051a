"""The corporate graph's edges as forecasting reads them: by what was known, whatever day they hold on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from forecasting.extras import events
from forecasting.features.inputs import NO_TIES
from kg.edges import with_ids
from kg.port import EDGES, Graph
from kg.sqlite import SqliteGraph
from stockelper.markets.registry import MARKETS
from ui.linking import links_of

KRX = MARKETS["krx"]
FIRST, SECOND = "KRX:000001", "KRX:000002"


def row(type_: str, tail: str, known: datetime, **more: object) -> dict[str, object]:
    told: dict[str, object] = {"type": type_, "head": FIRST, "tail": tail, "source": "x", "known_at": known}
    return {**dict.fromkeys(EDGES.names()), "confidence": 1.0, "valid_from": known.date(), **told, **more}


def day(month: int, number: int) -> datetime:
    return datetime(2025, month, number, 3, tzinfo=UTC)


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    rows = [
        row("SUPPLIES", SECOND, day(1, 7), valid_to=date(2025, 2, 1)),
        row("AFFECTED_BY", f"EVENT:{FIRST}:recall 2025-03-03", day(3, 3), valid_to=date(2025, 3, 4)),
        row("AFFECTED_BY", f"EVENT:{FIRST}:guidance 2025-05-07", day(5, 7)),
        row("HOLDS", SECOND, day(1, 7)),
    ]
    opened = SqliteGraph(tmp_path / "graph.db")
    frame = with_ids(pl.DataFrame(rows, schema=EDGES))
    opened.upsert_edges(frame, recorded_at=datetime(2025, 6, 1, tzinfo=UTC))
    yield opened
    opened.close()


@pytest.mark.parametrize(("known_by", "types", "moods"), [
    (day(1, 6), [], []),
    (day(2, 3), ["SUPPLIES"], []),
    (day(4, 1), ["AFFECTED_BY", "SUPPLIES"], [-1.0]),
    (day(6, 1), ["AFFECTED_BY", "AFFECTED_BY", "SUPPLIES"], [-1.0, 0.0]),
])  # fmt: skip
def test_links_are_those_known_by_then_and_no_others(
    graph: Graph, known_by: datetime, types: list[str], moods: list[float]
) -> None:
    found = links_of(lambda: graph)(KRX, [FIRST, SECOND], known_by)
    assert found.schema == NO_TIES.schema
    assert sorted(found["type"]) == types
    told = events(found)
    assert sorted(told["mood"]) == moods
    assert set(told["security"]) <= {FIRST}
