"""The explorer page over a graph of the test's own: what it shows as of which day, and on what it rests."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kg.port import Graph
from stockelper.clock import Clock
from stockelper.settings import load
from tests.kg.conftest import edge, edges_frame, node, nodes_frame
from ui.chat import opened
from ui.chat.explored import Asked, first_day, nearest_first, neighbourhood
from ui.wiring import Product

NOW = datetime(2025, 12, 30, tzinfo=UTC)
SAMSUNG = "KRX:005930"


def script(data: str) -> None:
    """What `ui/app.py` does, with the explorer alone."""
    from argparse import Namespace
    from pathlib import Path

    import streamlit as st

    from ui.chat.explorer import explorer
    from ui.chat.opened import ROOMS, page

    def draw() -> None:
        explorer(
            page(Namespace(data=Path(data), as_of="2025-12-30", user="local"), dict.fromkeys(ROOMS, alone))
        )

    alone = st.Page(draw, title="explorer", default=True)
    st.navigation([alone], position="hidden").run()


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    product = Product(load(tmp_path), Clock())
    yield product.graph
    product.close()


def filled(graph: Graph) -> None:
    known, later = datetime(2024, 1, 5, tzinfo=UTC), datetime(2025, 6, 1, tzinfo=UTC)
    graph.upsert_nodes(
        nodes_frame(*(node(id_, known) for id_ in (SAMSUNG, "KRX:000660", "US:NVDA", "US:TSLA", "HOLDER:X"))),
        recorded_at=NOW,
    )
    rows = [
        {
            **edge("SUPPLIES", "KRX:009150", SAMSUNG, known),
            "url": "https://dart.test/1",
            "title": "<b>contract",
        },
        edge("COMPETES_WITH", "KRX:000660", SAMSUNG, later),
        edge("HOLDS", "HOLDER:X", SAMSUNG, known, ratio=0.123, valid_from=date(2024, 1, 2)),
        edge("SUPPLIES", "US:NVDA", "US:TSLA", known),
        edge("SUPPLIES", "KRX:000660", "US:NVDA", known),
    ]
    graph.upsert_edges(edges_frame(*rows), recorded_at=NOW)


@pytest.fixture
def shown(tmp_path: Path) -> Callable[[], AppTest]:
    page = AppTest.from_function(script, default_timeout=60, args=(str(tmp_path),))
    page.query_params["lang"] = "en"

    def run() -> AppTest:
        page.run()
        opened.close_all()
        assert not page.exception
        return page

    return run


def table_of(page: AppTest) -> str:
    return next(str(e.proto.body) for e in page.get("html") if "<table" in str(e.proto.body))


def test_every_edge_stands_in_the_table_with_its_evidence(graph: Graph, shown: Callable[[], AppTest]) -> None:
    filled(graph)
    table = table_of(shown())
    assert table.count("<tr>") == 4
    assert '<a href="https://dart.test/1"' in table
    assert "&lt;b&gt;contract" in table
    assert "12.30%" in table
    assert "2024-01-02 ~" in table


def test_an_earlier_day_shows_what_was_known_then(graph: Graph, shown: Callable[[], AppTest]) -> None:
    filled(graph)
    page = shown()
    assert "competes with" in table_of(page)
    page.slider[0].set_value(date(2024, 7, 1))
    assert "competes with" not in table_of(shown())


def test_two_steps_reach_what_the_neighbours_touch(graph: Graph, shown: Callable[[], AppTest]) -> None:
    filled(graph)
    page = shown()
    page.button_group(key="explorer-depth").set_value(2)
    table = table_of(shown())
    assert table.count("<tr>") == 5
    assert "Nvidia" in table


def test_a_relation_that_is_switched_off_is_not_shown(graph: Graph, shown: Callable[[], AppTest]) -> None:
    filled(graph)
    page = shown()
    page.button_group(key="explorer-types").set_value(["HOLDS"])
    table = table_of(shown())
    assert "12.30%" in table
    assert "supplies" not in table


def test_an_empty_graph_says_how_to_make_one(shown: Callable[[], AppTest]) -> None:
    assert "stockelper graph build" in shown().info[0].value


def test_the_nodes_own_edges_come_first_and_a_cut_is_told(graph: Graph) -> None:
    filled(graph)
    asked = Asked(SAMSUNG, 2, (), date(2025, 12, 30))
    whole, cut = neighbourhood(graph, asked), neighbourhood(graph, asked, limit=2)
    assert [SAMSUNG in (e.head, e.tail) for e in nearest_first(whole.edges, SAMSUNG)] == [
        True,
        True,
        True,
        False,
    ]
    assert (len(cut.edges), cut.truncated, whole.truncated) == (2, True, False)
    assert first_day(graph, "US:AAPL", date(2025, 1, 2)) == date(2025, 1, 1)
