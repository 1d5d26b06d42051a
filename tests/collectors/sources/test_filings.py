"""Filings, statements, holders and listings: what is asked, what an answer means, when it was known."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from collectors.registry import SOURCES
from collectors.source import Page, Parsed, Wanted
from collectors.sources import opendart_fundamentals, sec_filings
from collectors.sources.sec import moments
from stockelper.errors import SourceError, Throttled, Unauthorised, Unreachable
from stockelper.securities.at import bundled_resolver
from stockelper.settings import Settings
from stockelper.store.documents import Documents
from tests.collectors.recorded import EXAMPLES, SAMSUNG
from tests.collectors.recorded_filings import companies
from tests.collectors.replay import Replay, Told
from tests.collectors.test_registry import Set

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
WANTED = Wanted((SAMSUNG,), date(2023, 1, 1), date(2024, 4, 1))
LIST = "/api/list.json"


def scene(name: str, replay: Replay, store: Documents, **settings: object) -> Set:
    chosen = {"source_addresses": {name: replay.address}, **settings}
    return Set(SOURCES[name], EXAMPLES[name], store, Settings(source_timeout_s=3.0).model_copy(update=chosen))


def asked(name: str, replay: Replay, store: Documents, keys: str = "first, second") -> list[Page]:
    web = scene(name, replay, store, opendart_api_key=SecretStr(keys)).open()
    try:
        return list(SOURCES[name].fetch(web, WANTED))
    finally:
        web.close()


def status(code: str) -> Told:
    return Told(json.dumps({"status": code, "message": ""}).encode())


def test_a_spent_key_gives_way_to_the_next(replay: Replay, store: Documents, shared_data: Path) -> None:
    companies(replay, shared_data / "api")
    replay.on(LIST, status("020"), crtfc_key="first")
    replay.on(LIST, Told(b'{"status": "000", "total_page": 1, "list": []}'), crtfc_key="second")
    (page,) = asked("opendart_filings", replay, store)
    assert [q.query["crtfc_key"] for q in replay.asked if q.path == LIST] == ["first", "second"]
    assert "second" not in page.url


@pytest.mark.parametrize(
    ("code", "error"),
    [("020", Throttled), ("010", Unauthorised), ("800", Unreachable), ("100", SourceError)],
)
def test_each_refusal_of_opendart_is_told_apart(
    code: str, error: type[SourceError], replay: Replay, store: Documents
) -> None:
    replay.on("/api/corpCode.xml", Told(f"<result><status>{code}</status></result>".encode()))
    with pytest.raises(error) as caught:
        asked("opendart_filings", replay, store)
    assert type(caught.value) is error


def test_nothing_to_tell_is_no_error(replay: Replay, store: Documents, shared_data: Path) -> None:
    companies(replay, shared_data / "api")
    replay.on(LIST, status("013"))
    assert asked("opendart_filings", replay, store) == []


def test_separate_statements_are_asked_for_where_there_are_no_consolidated_ones(
    replay: Replay, store: Documents, shared_data: Path
) -> None:
    companies(replay, shared_data / "api")
    replay.on("/api/company.json", Told(b'{"status": "000", "acc_mt": "12"}'))
    path = "/api/fnlttSinglAcntAll.json"
    replay.on(path, status("013"))
    replay.on(path, Told(b'{"status": "000", "list": []}'), reprt_code="11011", fs_div="OFS")
    pages = asked("opendart_fundamentals", replay, store)
    assert [(page.details["period"], page.details["kind"]) for page in pages] == [("2023FY", "OFS")]
    order = [(q.query["bsns_year"], q.query["reprt_code"]) for q in replay.asked if q.path == path]
    assert list(dict.fromkeys(order)) == [
        ("2023", "11013"),
        ("2023", "11012"),
        ("2023", "11014"),
        ("2023", "11011"),
    ]


def account(concept: str, statement: str, amount: str) -> Mapping[str, str]:
    return {
        "rcept_no": "20240312000736", "sj_div": statement, "account_id": concept, "thstrm_amount": amount,
        "currency": "KRW",
    }  # fmt: skip


def statements(rows: Sequence[Mapping[str, str]]) -> Parsed:
    body = json.dumps({"status": "000", "list": list(rows)}).encode()
    details = {"period": "2023FY", "end": "2023-12-31", "kind": "CFS"}
    return opendart_fundamentals.parse(
        Page("KRX:005930", "https://x.example", body, NOW, details), bundled_resolver()
    )


def test_a_figure_is_taken_from_the_statement_it_belongs_to() -> None:
    parsed = statements(
        [
            account("ifrs-full_ProfitLoss", "CF", "1"),
            account("ifrs-full_ProfitLoss", "SCE", "2"),
            account("ifrs-full_ProfitLoss", "CIS", "15487100000000"),
            account("ifrs-full_Equity", "SCE", "3"),
            account("ifrs-full_Equity", "BS", "363677865000000"),
            account("ifrs-full_Revenue", "IS", "-"),
        ]
    )
    facts = parsed.frames["facts"].select("concept", "value", "consolidated", "period_end").rows()
    assert facts == [
        ("net_income", 15487100000000.0, True, date(2023, 12, 31)),
        ("equity", 363677865000000.0, True, date(2023, 12, 31)),
    ]
    assert [one.reason for one in parsed.refused] == ["not_a_number"]
    assert set(parsed.frames["facts"]["known_at"]) == {datetime(2024, 3, 12, 14, 59, 59, 999999, tzinfo=UTC)}


def submissions(shared_data: Path) -> bytes:
    path = shared_data / "api" / "sec" / "submissions_TSLA.json"
    return path.read_bytes() if path.is_file() else pytest.skip(f"real data is not here: {path}")


def test_an_8_k_is_told_by_its_items_and_known_when_it_was_accepted(shared_data: Path) -> None:
    details = {"cik": "1318605", "first": "2022-10-01", "until": "2022-10-31"}
    page = Page("US:TSLA", "https://x.example", submissions(shared_data), NOW, details)
    rows = sec_filings.parse(page, bundled_resolver()).frames["filings"].rows(named=True)
    (results,) = [row for row in rows if row["accession"] == "0001564590-22-034639"]
    assert (
        results["title"]
        == "8-K: Results of Operations and Financial Condition; Financial Statements and Exhibits"
    )
    assert results["known_at"] == datetime(2022, 10, 19, 21, 15, 46, tzinfo=UTC)
    assert results["url"].endswith("/1318605/000156459022034639/tsla-8k_20221019.htm")


def test_acceptance_times_are_new_york_s_unless_their_hours_say_utc() -> None:
    day = [f"2026-01-28T{hour:02}:04:38.000Z" for hour in (14, 16, 21)]
    assert moments("sec_filings", day)[-1] == datetime(2026, 1, 29, 2, 4, 38, tzinfo=UTC)
    told = [*day, "2026-01-28T23:30:00.000Z"]
    assert moments("sec_filings", told)[2] == datetime(2026, 1, 28, 21, 4, 38, tzinfo=UTC)


@pytest.mark.parametrize(("cassette", "hour"), [("CIK0000320193", 21), ("CIK0000789019", 21)])
def test_apple_s_and_microsoft_s_results_come_after_the_close(
    cassette: str, hour: int, shared_data: Path
) -> None:
    folder = shared_data / "api" / "sec" / "cassettes"
    answers = [one for path in folder.glob("*.json") for one in json.loads(path.read_text(encoding="utf-8"))]
    bodies = [one["response"]["body"] for one in answers if f"{cassette}.json" in one["request"]["uri"]]
    if not bodies:
        pytest.skip("real data is not here")
    details = {"cik": "1", "first": "2026-01-01", "until": "2026-02-28"}
    page = Page("US:X", "https://x.example", bodies[0].encode(), NOW, details)
    frame = sec_filings.parse(page, bundled_resolver()).frames["filings"]
    results = [row for row in frame.rows(named=True) if "Results of Operations" in row["title"]]
    assert [row["filed"].hour for row in results] == [hour]
