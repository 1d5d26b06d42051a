"""Why a price moved is told with what was reported in the weeks before, each with its article."""

import datetime as dt

import pytest

from agents.context import Context
from kg.build import build
from kg.extraction.reading import RuleExtractor
from kg.sqlite import SqliteGraph
from kg.stories import told_of
from stockelper.store.sqlite import SqliteDocuments
from tests.agents.conftest import LAST, RECORDED, SAMSUNG, Ask, article, days_of, put, walk, window

FIRST = dt.date(2025, 12, 1)


def moved() -> dt.date:
    """The day of the largest move in the window."""
    days, close = days_of(SAMSUNG), walk(SAMSUNG, days_of(SAMSUNG))["close"].to_numpy()
    moves = {
        day: abs(after / before - 1) for day, before, after in zip(days[1:], close, close[1:], strict=False)
    }
    return max((day for day in moves if day >= FIRST), key=lambda day: moves[day])


def before(days: int) -> dt.datetime:
    return dt.datetime.combine(moved() - dt.timedelta(days=days), dt.time(3), dt.UTC)


@pytest.fixture
def told(documents: SqliteDocuments, graph: SqliteGraph, context: Context) -> None:
    put(documents, "articles", [
        article("r1", "삼성전자, 세탁기 3만대 리콜", before(21), [SAMSUNG]),
        article("r2", "삼성전자, 세탁기 5만대 추가 리콜", before(17), [SAMSUNG]),
        article("s", "삼성전자, 500억원 규모 자사주 매입 결정", before(30), [SAMSUNG]),
        article("old", "삼성전자, 냉장고 2만대 리콜", before(100), [SAMSUNG]),
    ])  # fmt: skip
    reader = RuleExtractor(context.resolver)
    build(documents, graph, known_by=context.clock.now(), recorded_at=RECORDED, extractor=reader)


@pytest.mark.usefixtures("told")
def test_what_came_before_a_move_is_told_oldest_first_with_its_articles(ask: Ask) -> None:
    asked = ask(kinds=("explain_move",), securities=(SAMSUNG,), window=window(FIRST))
    lines = [line for line in asked.draft.text.splitlines() if line.startswith(("- 자사주", "- 리콜"))]
    assert ["자사주 매입 결정" in lines[0], "추가 리콜" in lines[1], len(lines)] == [True, True, 2]
    assert "보도 2건" in lines[1]
    assert "article:https://news.test/r2" in asked.evidence
    assert "2만대" not in asked.draft.text


@pytest.mark.usefixtures("told")
def test_reports_of_one_kind_within_days_are_one_story(graph: SqliteGraph, context: Context) -> None:
    found = told_of(graph, SAMSUNG, known_by=context.clock.now(), start=before(120).date(), end=LAST)
    assert [(one.type, len(one.reports)) for one in found] == [("recall", 1), ("buyback", 1), ("recall", 2)]


@pytest.mark.usefixtures("told")
def test_nothing_is_background_before_it_was_known(graph: SqliteGraph) -> None:
    found = told_of(graph, SAMSUNG, known_by=before(25), start=before(120).date(), end=LAST)
    assert [one.type for one in found] == ["recall", "buyback"]


def test_without_events_there_is_no_background(ask: Ask) -> None:
    asked = ask(kinds=("explain_move",), securities=(SAMSUNG,), window=window(FIRST))
    assert "그 전 몇 주" not in asked.draft.text
