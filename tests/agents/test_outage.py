"""What an answer says when prices are old because collecting them fails."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from agents.context import Context
from agents.tools.outage import outage
from stockelper.clock import Clock
from stockelper.markets.registry import MARKETS
from stockelper.store.sqlite import SqliteDocuments
from tests.agents.conftest import put

FIRST = datetime(2026, 11, 24, 7, 10, tzinfo=UTC)
Ran = tuple[str, str, str | None]


def runs(documents: SqliteDocuments, job: str, ran: list[Ran]) -> None:
    rows: list[dict[str, object]] = [
        {
            "run": f"{job}-{day}", "job": job, "source": source, "started": FIRST + timedelta(days=day),
            "ended": FIRST + timedelta(days=day), "state": state, "error": error, "read": 0, "inserted": 0, "changed": 0,
            "unchanged": 0, "rejected": 0, "holder": "a:1:1", "cursor": None,
        }
        for day, (source, state, error) in enumerate(ran)
    ]  # fmt: skip
    put(documents, "runs", rows)


@pytest.fixture
def now(context: Context) -> Context:
    """The context of a question about now."""
    return replace(context, clock=Clock())


def test_it_says_since_when_and_why(documents: SqliteDocuments, now: Context) -> None:
    runs(
        documents,
        "prices-krx",
        [
            ("yahoo", "done", None),
            ("yahoo", "failed", "an empty answer"),
            ("yahoo", "failed", "yahoo is away"),
        ],
    )
    (note,) = outage(MARKETS["krx"], now)
    assert note.code == "outage"
    assert note.parameters == {"market": "KRX", "date": "2026-11-25", "reason": "yahoo is away"}


@pytest.mark.parametrize(
    "ran",
    [
        [("yahoo", "failed", "away"), ("yahoo", "done", None)],
        [("yahoo", "failed", "away"), ("naver_chart", "done", None), ("kis", "skipped", "kis needs a key")],
        [],
    ],
)
def test_it_is_silent_when_the_newest_run_went_well(
    documents: SqliteDocuments, now: Context, ran: list[Ran]
) -> None:
    runs(documents, "prices-krx", ran) if ran else None
    assert outage(MARKETS["krx"], now) == ()


def test_another_market_s_failure_and_a_moment_in_the_past_are_not_told(
    documents: SqliteDocuments, context: Context, now: Context
) -> None:
    runs(documents, "prices-us", [("yahoo", "failed", "away")])
    assert outage(MARKETS["krx"], now) == ()
    assert outage(MARKETS["us"], replace(context, clock=Clock(FIRST))) == ()
    assert len(outage(MARKETS["us"], now)) == 1
