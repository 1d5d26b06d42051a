"""Forecasts for answers are kept, and an answer does not wait for a store that takes nothing."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import cast

import polars as pl
import pytest

from forecasting.service import Forecasts
from stockelper.errors import StoreReadOnly
from stockelper.store.sqlite import SqliteDocuments
from stockelper.types import Coverage, Forecast, Interval, Language, Skill
from ui.first_asked import WhenAsked

MADE = Forecast(
    security="KRX:000001",
    as_of=date(2025, 6, 27),
    horizon_days=1,
    last_close=10_000,
    basis="splits",
    target_date=date(2025, 6, 30),
    p_up=0.6,
    expected_return=0.001,
    interval=Interval(level=0.9, low=-0.5, high=0.5),
    realised_coverage=Coverage(level=0.9, share=None, n=0),
    skill=Skill(verdict="unknown", metric="rank_ic", value=None, ci=None),
    model="krx-1d-linear-2025-05-30",
    trained_until=date(2025, 5, 30),
)


class Service:
    """Says one thing."""

    def forecast(self, security: str, *, horizon: int, as_of: date, language: Language) -> Forecast:
        return MADE


class Closed(SqliteDocuments):
    """A store whose folder takes nothing."""

    def claim_new(self, collection: str, frame: pl.DataFrame) -> int:
        raise StoreReadOnly(path="here", reason="closed")


def asked(documents: SqliteDocuments) -> Sequence[Forecast]:
    service = WhenAsked(lambda: cast("Forecasts", Service()), documents)
    return [
        service.forecast("KRX:000001", horizon=1, as_of=MADE.as_of, language=language)
        for language in ("ko", "en")
    ]


def test_what_is_said_twice_is_kept_once(tmp_path: Path) -> None:
    documents = SqliteDocuments(tmp_path / "documents.db")
    assert asked(documents) == [MADE, MADE]
    assert documents.read("forecasts").get_column("live").to_list() == [False]
    documents.close()


def test_a_store_that_takes_nothing_keeps_no_answer_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    documents = Closed(tmp_path / "documents.db")
    assert asked(documents) == [MADE, MADE]
    assert "store_read_only" in caplog.text
    documents.close()
