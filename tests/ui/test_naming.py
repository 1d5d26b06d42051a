"""What the nodes of the graph are called on a page."""

import pytest

from stockelper.securities.listing import bundled
from stockelper.types import Language, Node
from ui.chat.explored import TYPES
from ui.chat.naming import named


@pytest.mark.parametrize(
    ("node", "language", "called"),
    [
        (Node(id="EVENT:1", kind="Event", name="contract_won 2025-03-04"), "en", "A contract won 2025-03-04"),
        (Node(id="EVENT:1", kind="Event", name="contract_won 2025-03-04"), "ko", "계약 수주 2025-03-04"),
        (Node(id="EVENT:2", kind="Event", name="something else"), "en", "something else"),
        (Node(id="US:NVDA", kind="Company", name="NVIDIA CORP"), "en", "Nvidia"),
        (Node(id="TEXT:acme", kind="Company", name="Acme"), "ko", "Acme"),
    ],
)
def test_a_node_is_called_in_words(node: Node, language: Language, called: str) -> None:
    assert named(node, bundled(), language).name == called


def test_a_company_s_events_do_not_crowd_out_its_relations() -> None:
    assert "AFFECTED_BY" not in TYPES
    assert "SUPPLIES" in TYPES
