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
from tests.agents.conftest import LAST, RECORDED, Ask, Asked, answered, window
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


MONTH = window(dt.date(2025, 12, 1), LAST, "this_month")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_briefing_tells_the_busiest_shares_and_the_sectors_that_led_and_lagged(
    sectors: Context, ask: Ask, language: Language
) -> None:
    found = ask(kinds=("briefing",), markets=("krx",), window=MONTH, language=language, question="시장 정리")
    means = {item.text: item.value for item in found.evidence.values() if item.id.startswith("sector:")}
    assert len(means) >= 3
    assert max(value or 0.0 for value in means.values()) == pytest.approx(GROWTH["Banks"])
    said = found.draft.text
    assert said.index("거래대금 상위 종목" if language == "ko" else "The most traded") < said.index(
        "업종" if language == "ko" else "by sector"
    )
    assert unsupported(found) == []


def test_a_briefing_asked_by_sector_begins_with_the_sectors(sectors: Context, ask: Ask) -> None:
    found = ask(
        kinds=("briefing",), markets=("krx",), window=MONTH, question="which sectors led", language="en"
    )
    said = found.draft.text
    assert said.index("by sector") < said.index("The most traded")


def test_one_sector_is_told_without_the_others(sectors: Context, ask: Ask) -> None:
    found = ask(kinds=("briefing",), markets=("krx",), window=MONTH, sector="Banks", question="은행 정리")
    assert not [one for one in found.evidence if one.startswith("sector:")]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("관심종목 오늘 어땠어", "no_watchlist"),
        ("how are the stocks I follow", "no_watchlist"),
        ("마감 브리핑, 외국인 수급 포함해서", "briefing_without"),
        ("pre market rundown, futures and eco cal", "briefing_without"),
    ],
)
def test_a_briefing_says_what_it_cannot_tell(ask: Ask, question: str, code: str) -> None:
    asked_of = ask(kinds=("briefing",), markets=("krx",), question=question)
    assert code in [note.code for note in asked_of.draft.notes]
    assert asked_of.draft.status == "partial"
    assert asked_of.evidence


@pytest.mark.parametrize(
    ("question", "language", "said"),
    [
        ("best sectors in Korea this month", "en", "Of the Korean market, {count} shares are stored."),
        ("한국 업종별 수익률 이번 달", "ko", "저장된 한국 시장 종목은 {count}개입니다."),
        ("How was the Korean market?", "en", "among the {count} Korean shares stored"),
        ("Korean stocks with the highest return this month", "en", "among the {count} Korean shares stored"),
        ("이번 달 한국 주식 중 제일 많이 오른 종목", "ko", "저장 종목 {count}개"),
    ],
)
def test_a_part_that_is_stored_is_not_called_the_whole_market(
    sectors: Context, question: str, language: Language, said: str
) -> None:
    found = asked(sectors, question, language)
    count = found.value("stored_count")
    assert said.format(count=int(count)) in found.draft.text.replace(" [1]", "")
    assert "all securities" not in found.draft.text
    assert "전 종목" not in found.draft.text
