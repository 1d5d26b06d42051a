"""Statement figures of the US: whose period a value is of, and when it was known."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from pydantic import SecretStr

from collectors.registry import SOURCES
from collectors.source import Page, Parsed
from collectors.sources import sec_facts, yahoo_fundamentals
from stockelper.errors import SourceError
from stockelper.securities.at import bundled_resolver
from stockelper.settings import Settings
from stockelper.store.documents import Documents
from tests.collectors.recorded import EXAMPLES, SEC
from tests.collectors.recorded_filings import FACTS_2022, FACTS_2023, company_facts, fact
from tests.collectors.recorded_filings import sec_facts as told_by_sec
from tests.collectors.replay import Replay, Told
from tests.collectors.test_registry import Set

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
SPAN = {"first": "2022-01-01", "until": "2025-03-01"}


def page(answer: object, **details: str) -> Page:
    return Page("US:TSLA", "http://127.0.0.1/x", json.dumps(answer).encode(), NOW, {**SPAN, **details})


def read(answer: object, **details: str) -> pl.DataFrame:
    parsed: Parsed = sec_facts.parse(page(answer, **details), bundled_resolver())
    return parsed.frames["facts"]


def of_concept(frame: pl.DataFrame, concept: str) -> list[tuple[object, ...]]:
    return (
        frame.filter(pl.col("concept") == concept).select("period", "filing", "value").sort("period").rows()
    )


def test_of_each_report_its_own_period_is_taken_and_of_a_quarter_the_quarter() -> None:
    assert of_concept(read(company_facts()), "revenue") == [
        ("2022FY", FACTS_2022, 81.5e9),
        ("2023FY", FACTS_2023, 96.8e9),
        ("2023Q2", "0001318605-23-000007", 24.9e9),
    ]
    assert of_concept(read(company_facts()), "total_assets") == [("2023FY", FACTS_2023, 106.6e9)]


def test_what_an_8_k_tells_is_left_to_the_report() -> None:
    assert of_concept(read(company_facts()), "net_income") == []


def test_a_figure_is_known_when_its_filing_was_accepted_else_at_the_end_of_its_day_in_new_york() -> None:
    accepted = json.dumps({FACTS_2023: "2024-01-29T21:00:20+00:00"})
    known = dict(read(company_facts(), accepted=accepted).select("filing", "known_at").rows())
    assert known[FACTS_2023] == datetime(2024, 1, 29, 21, 0, 20, tzinfo=UTC)
    assert known[FACTS_2022] == datetime(2023, 2, 2, 4, 59, 59, 999999, tzinfo=UTC)


def test_a_later_report_that_tells_another_figure_is_a_row_of_its_own() -> None:
    amended = fact(
        "0001318605-24-000009", "2023-12-31", 96.7e9, start="2023-01-01", form="10-K/A", filed="2024-05-01"
    )
    answer = {"facts": {"us-gaap": {"Revenues": {"units": {"USD": [amended]}}}}}
    assert ("2023FY", "0001318605-24-000009", 96.7e9) in of_concept(read(answer), "revenue")


def as_recorded() -> dict[str, object]:
    """A document in the form of a public recording: every key that its values have, in its order of periods; each report
    tells the years or quarters before its own as well, `fy` and `fp` are the report's, and `frame` stands at the last
    report alone that tells a period. The figures are invented."""
    first, amended, second, quarter = (
        f"0001999999-{tail}" for tail in ("23-000001", "23-000002", "24-000001", "23-000009")
    )
    annual = {"fp": "FY", "form": "10-K"}
    of_first = {"accn": first, "fy": 2022, **annual, "filed": "2023-02-27"}
    of_amended = {"accn": amended, "fy": 2022, **annual, "form": "10-K/A", "filed": "2023-04-28"}
    of_second = {"accn": second, "fy": 2023, **annual, "filed": "2024-02-26"}
    of_quarter = {"accn": quarter, "fy": 2023, "fp": "Q2", "form": "10-Q", "filed": "2023-08-04"}
    y2021 = {"start": "2021-01-01", "end": "2021-12-31"}
    y2022 = {"start": "2022-01-01", "end": "2022-12-31"}
    half, spring = {"start": "2023-01-01", "end": "2023-06-30"}, {"start": "2023-04-01", "end": "2023-06-30"}
    sales = [
        {**y2021, "val": 100, **of_first, "frame": "CY2021"},
        {**y2022, "val": 110, **of_first},
        {**y2022, "val": 111, **of_amended},
        {**y2022, "val": 111, **of_second, "frame": "CY2022"},
        {"start": "2022-01-01", "end": "2022-06-30", "val": 50, **of_quarter},
        {"start": "2022-04-01", "end": "2022-06-30", "val": 26, **of_quarter, "frame": "CY2022Q2"},
        {**half, "val": 60, **of_quarter},
        {**spring, "val": 31, **of_quarter, "frame": "CY2023Q2"},
        {"start": "2023-01-01", "end": "2023-12-31", "val": 125, **of_second, "frame": "CY2023"},
    ]
    assets = [
        {"end": "2021-12-31", "val": 300, **of_first, "frame": "CY2021Q4I"},
        {"end": "2022-12-31", "val": 330, **of_first},
        {"end": "2022-12-31", "val": 330, **of_quarter, "frame": "CY2022Q4I"},
        {"end": "2023-06-30", "val": 340, **of_quarter, "frame": "CY2023Q2I"},
    ]
    shares = [{"end": "2023-02-20", "val": 9_000, **of_first, "frame": "CY2022Q4I"}]
    told = {"label": "Revenues", "description": "Amount of revenue."}
    return {
        "cik": 1999999,
        "entityName": "Example Corp",
        "facts": {
            "dei": {"EntityCommonStockSharesOutstanding": {**told, "units": {"shares": shares}}},
            "us-gaap": {
                "Revenues": {**told, "units": {"USD": sales}},
                "Assets": {"label": None, "description": None, "units": {"USD": assets}},
            },
        },
    }


def test_a_document_in_the_form_of_a_recording_gives_each_reports_own_figures() -> None:
    frame = read(as_recorded())
    assert of_concept(frame, "revenue") == [
        ("2022FY", "0001999999-23-000001", 110.0),
        ("2022FY", "0001999999-23-000002", 111.0),
        ("2023FY", "0001999999-24-000001", 125.0),
        ("2023Q2", "0001999999-23-000009", 31.0),
    ]
    assert of_concept(frame, "total_assets") == [
        ("2022FY", "0001999999-23-000001", 330.0),
        ("2023Q2", "0001999999-23-000009", 340.0),
    ]
    assert set(frame["concept"]) == {"revenue", "total_assets"}


def test_a_registrant_under_ifrs_is_read_by_its_own_tags() -> None:
    sales = fact(FACTS_2023, "2023-12-31", 39.4e6, start="2023-01-01", form="20-F")
    answer = {"cik": 1, "facts": {"dei": {}, "ifrs-full": {"Revenue": {"units": {"USD": [sales]}}}}}
    assert of_concept(read(answer), "revenue") == [("2023FY", FACTS_2023, 39.4e6)]


@pytest.mark.parametrize("change", [{"val": "many"}, {"end": "soon"}, {"accn": None}], ids=str)
def test_a_value_of_another_form_fails_and_names_its_field(change: dict[str, object]) -> None:
    sales = {**fact(FACTS_2023, "2023-12-31", 1.0, start="2023-01-01"), **change}
    answer = {"facts": {"us-gaap": {"Revenues": {"units": {"USD": [sales]}}}}}
    with pytest.raises(SourceError) as raised:
        read(answer)
    assert raised.value.parameters["field"] in change


def test_a_company_without_submissions_is_still_read(
    replay: Replay, store: Documents, shared_data: Path
) -> None:
    told_by_sec(replay, shared_data / "api")
    replay.on("/submissions/CIK0001318605.json", Told(b"{}", 404))
    settings = Settings(source_timeout_s=3.0).model_copy(
        update={
            "source_addresses": {"sec_facts": replay.address},
            "sec_user_agent": SecretStr(SEC["sec_user_agent"]),
        }
    )
    row = Set(SOURCES["sec_facts"], EXAMPLES["sec_facts"], store, settings).run()
    assert (row["state"], row["inserted"]) == ("done", 5)


def series(name: str, *values: tuple[str, float], length: str = "12M") -> dict[str, object]:
    told = [
        {"asOfDate": end, "periodType": length, "currencyCode": "KRW", "reportedValue": {"raw": value}}
        for end, value in values
    ]
    return {"meta": {"symbol": ["x"], "type": [name]}, name: told}


def by_yahoo(security: str, *result: dict[str, object]) -> list[tuple[object, ...]]:
    body = json.dumps({"timeseries": {"result": list(result), "error": None}}).encode()
    parsed = yahoo_fundamentals.parse(Page(security, "x", body, NOW, SPAN), bundled_resolver())
    frame = parsed.frames["facts"]
    assert set(frame["known_at"]) <= {NOW}, "Yahoo does not say when a report was filed"
    return frame.select("period", "period_end", "value").sort("period_end", "period").rows()


def test_yahoo_s_quarters_are_named_by_the_business_year() -> None:
    annual = series("annualTotalRevenue", ("2024-09-30", 391.0))
    quarters = (("2024-12-31", 124.3), ("2024-09-30", 94.9), ("2024-06-30", 85.8))
    assert by_yahoo("US:AAPL", annual, series("quarterlyTotalRevenue", *quarters, length="3M")) == [
        ("2024Q3", date(2024, 6, 30), 85.8),
        ("2024FY", date(2024, 9, 30), 391.0),
        ("2024Q4", date(2024, 9, 30), 94.9),
        ("2025Q1", date(2024, 12, 31), 124.3),
    ]


def test_yahoo_s_quarters_of_an_unknown_business_year_are_left_out_but_korea_s_end_in_december() -> None:
    quarter = series("quarterlyTotalRevenue", ("2024-03-31", 1.0), length="3M")
    assert by_yahoo("US:AAPL", quarter) == []
    assert by_yahoo("KRX:005930", quarter) == [("2024Q1", date(2024, 3, 31), 1.0)]
