"""Dates of results: which filings have them, how long ago they were, and when they are expected again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from forecasting.features.design import Cells, design
from forecasting.features.inputs import RESULTS, Inputs
from forecasting.results import results
from stockelper.store.sqlite import SqliteDocuments
from tests.forecasting.simulated import KRX, bars, given

NOW = datetime(2025, 7, 1, tzinfo=UTC)
FIRST = date(2024, 5, 14)


def at(day: date, hour: int = 5) -> datetime:
    """05:00 UTC lies before KRX's close, 08:00 after it."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture(scope="module")
def known() -> Inputs:
    return given(bars(securities=6))


def told(*days: date, hour: int = 5, security: str = "KRX:000001") -> pl.DataFrame:
    return pl.DataFrame({"security": security, "known_at": [at(day, hour) for day in days]}, schema=RESULTS)


def features(known: Inputs, when: pl.DataFrame, day: date, column: int = 0) -> dict[str, float]:
    row = known.panel.row(day)
    made = design(replace(known, results=when), Cells(np.array([row]), np.array([column])))
    kept = {name: float(value) for name, value in zip(made.names, made.values[0], strict=True)}
    return {
        name.removeprefix("results_"): value for name, value in kept.items() if name.startswith("results_")
    }


@pytest.mark.parametrize(
    ("day", "age", "due", "overdue"),
    [
        (date(2025, 3, 31), 12, 43, 0),  # results of the 13th; those of 2024-05-14 come again on 2025-05-13
        (date(2025, 5, 7), 36, 6, 0),
        (date(2025, 5, 12), 39, 1, 0),
        (date(2025, 5, 13), 40, 91, 0),  # due today; the next ones are of August
        (date(2025, 5, 16), 43, 88, 3),
        (date(2025, 6, 20), 66, 53, 0),  # 38 days after they were due they are not waited for
    ],
)
def test_results_are_expected_a_year_after_those_of_last_year(
    known: Inputs, day: date, age: int, due: int, overdue: int
) -> None:
    when = told(FIRST, date(2024, 8, 13), date(2024, 11, 14), date(2025, 3, 13))
    found = features(known, when, day)
    assert found["age"] == age == len(KRX.sessions(date(2025, 3, 13), day)) - 1
    assert found["due"] == due
    assert found["overdue"] == overdue
    assert (found["due_5"], found["due_20"]) == (due <= 7, due <= 28)


def test_results_that_came_early_are_not_overdue(known: Inputs) -> None:
    when = told(FIRST, date(2024, 8, 13), date(2025, 5, 2))
    assert features(known, when, date(2025, 5, 16))["overdue"] == 0
    earlier = told(FIRST, date(2024, 8, 13), date(2025, 4, 15))
    assert features(known, earlier, date(2025, 5, 16))["overdue"] == 3


def test_results_told_after_the_close_count_from_the_next_session(known: Inputs) -> None:
    day, following = date(2025, 5, 14), date(2025, 5, 15)
    before, after = told(FIRST, day), told(FIRST, day, hour=8)
    assert features(known, before, day)["age"] == features(known, after, following)["age"] == 0
    assert features(known, after, day)["age"] == 100  # of the year before


@pytest.mark.parametrize(
    ("when", "day", "column"),
    [
        (told(), date(2025, 5, 14), 0),
        (told(FIRST), date(2025, 5, 14), 1),  # another company's
        (told(FIRST), date(2025, 6, 13), 0),  # none in a year
        (told(date(2023, 11, 14)), date(2024, 3, 4), 0),  # the panel's first year
    ],
)
def test_where_no_results_are_known_nothing_is_said(
    known: Inputs, when: pl.DataFrame, day: date, column: int
) -> None:
    assert set(features(known, when, day, column)) == {"age", "due", "due_5", "due_20", "overdue"}
    assert all(np.isnan(value) for value in features(known, when, day, column).values())


def filing(number: int, title: str, form: str | None = None) -> dict[str, object]:
    moment = at(FIRST + timedelta(days=number))
    return {
        "regulator": "dart",
        "accession": f"{number}",
        "security": "KRX:000001",
        "form": form,
        "title": title,
        "filed": moment,
        "known_at": moment,
    }


TOLD = (
    ("연결재무제표기준영업(잠정)실적(공정공시)", None, True),
    ("매출액또는손익구조30%(대규모법인은15%)이상변경", None, True),
    ("분기보고서 (2024.03)", None, True),
    ("사업보고서 (2023.12)", None, True),
    ("[기재정정]분기보고서 (2024.03)", None, False),
    ("[첨부정정]사업보고서 (2023.12)", None, False),
    ("결산실적공시예고(안내공시)", None, False),
    ("주요사항보고서(유상증자결정)", None, False),
    ("단일판매ㆍ공급계약체결", None, False),
    ("10-Q: 10-Q", "10-Q", True),
    ("10-K/A: 10-K/A", "10-K/A", False),
    ("8-K: Results of Operations and Financial Condition; Financial Statements and Exhibits", "8-K", True),
    ("8-K/A: Results of Operations and Financial Condition", "8-K/A", False),
    ("8-K: Departure or Election of Directors or Certain Officers", "8-K", False),
)


def test_filings_and_figures_tell_when_results_became_known(tmp_path: Path) -> None:
    documents = SqliteDocuments(tmp_path / "documents.db")
    rows = [filing(number, title, form) for number, (title, form, _) in enumerate(TOLD)]
    other = [filing(50, "분기보고서 (2024.03)") | {"security": "US:AAPL"}]
    documents.upsert("filings", pl.DataFrame([*rows, *other], infer_schema_length=None), recorded_at=NOW)
    figures = [
        {"concept": concept, "known_at": at(FIRST + timedelta(days=40 + later))}
        for concept, later in (("revenue", 0), ("net_income", 9))  # one figure of the report was corrected
    ]
    whole = pl.DataFrame(figures).with_columns(
        security=pl.lit("KRX:000002"),
        period=pl.lit("2024Q1"),
        consolidated=pl.lit(value=True),
        filing=pl.lit("f1"),
        value=pl.lit(1.0),
    )
    documents.upsert("facts", whole, recorded_at=NOW)
    found = results(documents, KRX, NOW)
    expected = [at(FIRST + timedelta(days=number)) for number, (_, _, is_told) in enumerate(TOLD) if is_told]
    assert found.filter(pl.col("security") == "KRX:000001")["known_at"].to_list() == expected
    assert found.filter(pl.col("security") == "KRX:000002")["known_at"].to_list() == [
        at(FIRST + timedelta(days=40))
    ]
    assert set(found["security"]) == {"KRX:000001", "KRX:000002"}
    assert results(documents, KRX, expected[2]).height == 3
    documents.close()
