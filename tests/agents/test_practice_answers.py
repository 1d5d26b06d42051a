"""The practice market end to end: every answer about it is marked, and real companies stay out of it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents import verifier
from agents.context import Context
from collectors.practice.install import install
from kg.sqlite import SqliteGraph
from stockelper.clock import Clock, end_of
from stockelper.securities.at import resolver_at
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Plan
from tests.agents.conftest import answered, build_graph

DAY = dt.date(2025, 12, 30)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    folder: Path = tmp_path_factory.mktemp("practice")
    documents, graph = SqliteDocuments(folder / "documents.db"), SqliteGraph(folder / "graph.db")
    clock = Clock(end_of(DAY))
    install(documents, clock)
    context = Context(documents, graph, resolver_at(documents, clock.now()), clock, "ko")
    build_graph(context)
    yield context
    documents.close()
    graph.close()


def company(context: Context, at: int) -> str:
    return context.resolver.listing.members(market="practice")[at].id


@pytest.mark.parametrize(
    ("kinds", "specialists", "count"),
    [
        (("quote",), ("market",), 1),
        (("technical",), ("market",), 1),
        (("compare",), ("market",), 2),
        (("explain_move",), ("market", "news"), 1),
        (("news",), ("news",), 1),
        (("relations",), ("relations",), 1),
        (("fundamentals",), ("fundamentals",), 1),
        (("briefing",), ("market", "news"), 0),
        (("screen",), ("market",), 0),
    ],
)
def test_an_answer_about_the_practice_market_says_that_it_is_simulated(
    kinds: tuple[str, ...], specialists: tuple[str, ...], count: int, practice: Context
):
    securities = [company(practice, at) for at in range(count)]
    plan = Plan.model_validate(
        {
            "question": "?",
            "language": "ko",
            "kinds": kinds,
            "specialists": specialists,
            "securities": securities,
        }
    )
    asked = answered(plan, practice)
    assert asked.draft.status == "answered"
    assert asked.draft.simulated
    assert "시뮬레이션입니다" in asked.draft.text
    assert all("KRX:" not in (item.security or "") for item in asked.evidence.values())


def test_reported_figures_are_verified_against_the_stored_facts(practice: Context):
    plan = Plan.model_validate(
        {"question": "?", "language": "en", "kinds": ("fundamentals",), "specialists": ("fundamentals",),
         "securities": (company(practice, 1),)}
    )  # fmt: skip
    asked = answered(plan, practice)
    citations = {one.n: one.evidence_ids for one in asked.draft.citations}
    claims = verifier.verify(
        asked.draft.text, tuple(asked.evidence.values()), practice.resolver, citations=citations
    )
    assert [claim.text for claim in claims if not claim.supported] == []
    assert any(item.kind == "fact" for item in asked.evidence.values())
