"""News and the graph as inputs: read where a model was trained with them, as known at the time, and only then."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from forecasting.extras import extras_named, extras_of
from forecasting.features.inputs import NO_TIES
from forecasting.means import Means
from forecasting.moods import moods
from forecasting.registry import Models
from forecasting.service import Asked, Forecasts
from forecasting.vintages import vintage
from stockelper.errors import BadInput
from stockelper.markets.market import Market
from stockelper.store.documents import Documents
from stockelper.types import Forecast
from tests.forecasting.simulated import KRX, LAST, bars, stored

TRAINED = date(2025, 3, 31)
ASKED = [Asked(f"KRX:{number:06d}", 1, date(2025, 6, 2)) for number in range(1, 11)]


@pytest.mark.parametrize(
    ("title", "mood"),
    [
        ("삼성전자, 사상 최대 실적에 주가 급등", 1.0),
        ("현대차 리콜에 주가 하락", -1.0),
        ("카카오뱅크 강세 마감했으나 실적 우려", 0.0),
        ("카카오뱅크 주주총회 개최", 0.0),
        ("Shares of Apple surge after record profit", 1.0),
        ("Tesla falls on recall probe", -1.0),
        ("Nvidia gains despite weak guidance", 0.0),
        ("The firefly report and a misty morning", -0.0),
    ],
)
def test_a_headline_has_the_mood_of_its_words(title: str, mood: float) -> None:
    found = moods(pl.Series([title, title.upper()])).to_list()
    assert found == pytest.approx([mood, mood]) or title.startswith("The fire")


def articles(days: Sequence[date], word: str) -> pl.DataFrame:
    """One article a day about a security that changes from day to day."""
    rows = [
        {
            "article": f"{word}/{number}",
            "title": f"Company {word} on the day",
            "published": datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
            "known_at": datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
            "securities": [f"KRX:{number % 10 + 1:06d}", "US:AAPL"],
            "duplicate_of": None,
        }
        for number, day in enumerate(days)
    ]
    return pl.DataFrame(rows, schema_overrides={"duplicate_of": pl.String()})


def links(market: Market, securities: Sequence[str], known_by: datetime) -> pl.DataFrame:
    """Every day an event, and a supplier that becomes known in the middle."""
    days = [day for day in KRX.sessions(date(2024, 1, 2), LAST) if day <= known_by.date()]
    rows = [
        (
            "AFFECTED_BY",
            securities[number % 10],
            f"EVENT:{securities[number % 10]}:recall {day}",
            day,
            None,
            datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
        )
        for number, day in enumerate(days)
    ]
    supplied = ("SUPPLIES", securities[0], securities[1], None, None, datetime(2025, 1, 2, tzinfo=UTC))
    return pl.DataFrame([*rows, supplied], schema=NO_TIES.schema, orient="row")


def filings(days: Sequence[date], what: str) -> pl.DataFrame:
    """One filing with results a day, of a security that changes from day to day."""
    rows = [
        {
            "regulator": "dart",
            "accession": f"{what}/{number}",
            "security": f"KRX:{number % 10 + 1:06d}",
            "title": "분기보고서 (2025.03)",
            "filed": datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
            "known_at": datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
        }
        for number, day in enumerate(days)
    ]
    return pl.DataFrame(rows)


@pytest.fixture
def documents(tmp_path: Path) -> Documents:
    store = stored(bars(carries=0.3), tmp_path)
    told = articles(KRX.sessions(date(2024, 1, 2), date(2025, 5, 30)), "surges")
    store.upsert("articles", told, recorded_at=datetime(2025, 7, 1, tzinfo=UTC))
    filed = filings(KRX.sessions(date(2024, 1, 2), date(2025, 5, 30)), "first")
    store.upsert("filings", filed, recorded_at=datetime(2025, 7, 1, tzinfo=UTC))
    return store


def trained(documents: Documents, folder: Path, extras: str | None) -> frozenset[str]:
    named = None if extras is None else extras_named(extras)
    means = Means(links=links)
    (card,) = vintage(documents, Models(folder), KRX, TRAINED, [1], "linear", means=means, extras=named)
    return extras_of(card.features)


def test_a_model_reads_what_it_was_trained_with_and_the_next_one_the_same(
    documents: Documents, tmp_path: Path
) -> None:
    models = tmp_path / "models"
    assert trained(documents, models, None) == frozenset()
    assert trained(documents, models, "news,graph") == {"news", "graph"}
    assert trained(documents, models, None) == {"news", "graph"}
    assert trained(documents, models, "earnings") == {"earnings"}
    assert trained(documents, models, "") == frozenset()
    with pytest.raises(BadInput):
        extras_named("news,weather")


@pytest.mark.parametrize("extras", ["", "news", "graph", "earnings"])
def test_what_is_told_later_changes_no_forecast_and_what_was_told_then_does_where_it_is_read(
    documents: Documents, tmp_path: Path, extras: str
) -> None:
    models, kept = tmp_path / "models", tmp_path / "kept"
    trained(documents, models, extras)

    def forecasts() -> list[object]:
        made = Forecasts(documents, Models(models), kept, links).many(ASKED)
        assert all(isinstance(one, Forecast) for one in made)
        return list(made)

    first = forecasts()
    now = datetime(2025, 7, 2, tzinfo=UTC)
    documents.upsert("articles", articles(KRX.sessions(date(2025, 6, 3), LAST), "plunges"), recorded_at=now)
    documents.upsert("filings", filings(KRX.sessions(date(2025, 6, 3), LAST), "later"), recorded_at=now)
    assert forecasts() == first
    documents.upsert("articles", articles([date(2025, 6, 2)], "slumps"), recorded_at=now)
    assert (forecasts() == first) == (extras != "news")
    second = forecasts()
    documents.upsert("filings", filings([date(2025, 6, 2)] * 5, "then"), recorded_at=now)
    assert (forecasts() == second) == (extras != "earnings")
    documents.close()
