"""Sectors ranked by the average return of their securities."""

import datetime as dt
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from agents.context import Context
from agents.planner import plan
from stockelper.securities.at import bundled_resolver
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Language
from tests.agents.conftest import LAST, RECORDED, Ask, Asked, answered
from tests.agents.test_briefing_windows import unsupported

START = dt.date(2025, 11, 28)
GROWTH = {"Banks": 0.10, "Semiconductors": 0.05, "Shipbuilding": -0.04}


@pytest.fixture
def sectors(documents: SqliteDocuments, context: Context) -> Context:
    """Six companies of each of three sectors, all of a sector with one return."""
    rows = pl.concat(
        pl.DataFrame(
            {
                "security": security.id, "interval": "1d", "date": [START, LAST], "basis": "splits",
                "source": "files", "open": close, "high": close, "low": close, "close": close,
                "volume": [1000, 1000], "halted": False,
                "known_at": [dt.datetime(2025, 12, 30, 7, tzinfo=dt.UTC)] * 2,
            }
        )
        for sector, growth in GROWTH.items()
        for security in bundled_resolver().listing.members(market="krx", sector=sector)[:6]
        for close in [np.array([1000.0, 1000.0 * (1 + growth)])]
    )  # fmt: skip
    documents.upsert("bars", rows, recorded_at=RECORDED)
    return context


def asked(context: Context, question: str, language: Language) -> Asked:
    return answered(plan(question, context, (), language), replace(context, language=language))


@pytest.mark.parametrize(
    ("question", "language"),
    [("한국 업종별 수익률 이번 달", "ko"), ("best sectors in Korea this month", "en")],
)
def test_sectors_come_in_the_order_of_their_means(
    sectors: Context, question: str, language: Language
) -> None:
    found = asked(sectors, question, language)
    means = [item.value or 0.0 for item in found.evidence.values() if item.id.startswith("sector:")]
    assert means == sorted(means, reverse=True)
    assert means[0] == pytest.approx(GROWTH["Banks"])
    assert unsupported(found) == []
    assert found.draft.status == "answered"


def test_without_sectors_of_enough_companies_that_is_said(ask: Ask) -> None:
    found = ask(kinds=("screen",), markets=("krx",), question="업종별 수익률")
    assert found.draft.status == "no_data"
    assert [note.code for note in found.draft.notes] == ["no_sectors"]
