"""Holders: whose schedule it is, when it was known, and who is asked where the regulator gives none."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from collectors.collecting import collect
from collectors.reading import Asked, Collecting
from collectors.registry import SOURCES
from collectors.source import Page, Parsed, Wanted
from collectors.sources import sec_holders, yahoo_holders
from collectors.web import PoliteWeb
from stockelper.clock import wall_clock
from stockelper.errors import SourceError
from stockelper.securities.at import bundled_resolver
from stockelper.settings import Settings
from stockelper.store.collections import CURSORS, HOLDERS
from stockelper.store.documents import Documents
from tests.collectors.recorded import AAPL, EXAMPLES, EXMQ, SEC
from tests.collectors.recorded_filings import EXAMPLE_CIK, schedule_13d, schedule_13g
from tests.collectors.replay import Replay, Told

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
DETAILS = {
    "accession": "0001999999-25-000001", "form": "SCHEDULE 13G", "filed": "2025-01-15", "cik": str(EXAMPLE_CIK),
    "accepted": "2025-01-15T02:10:00+00:00", "link": "https://www.sec.gov/x",
}  # fmt: skip


def read(body: bytes, **changes: str) -> Parsed:
    page = Page("US:EXMQ", "http://127.0.0.1/x", body, NOW, {**DETAILS, **changes})
    return sec_holders.parse(page, bundled_resolver())


def at(address: str, **keys: str) -> Settings:
    secrets = {name: SecretStr(value) for name, value in keys.items()}
    names = ("sec_holders", "yahoo_holders")
    update = {"source_addresses": dict.fromkeys(names, address), **secrets}
    return Settings(source_timeout_s=3.0).model_copy(update=update)


def test_a_holding_is_reported_on_its_day_in_new_york_and_known_when_it_was_accepted() -> None:
    frame = read(schedule_13g()).frames["holders"]
    assert frame.select("holder", "ratio", "shares", "reported").rows() == [
        ("Example Fund LLC", 0.062, 620_000, date(2025, 1, 14)),
        ("Example Group plc", 0.062, 620_000, date(2025, 1, 14)),
    ]
    assert set(frame["known_at"]) == {datetime(2025, 1, 15, 2, 10, tzinfo=UTC)}


def test_what_a_company_files_about_another_is_none_of_its_holders() -> None:
    parsed = read(schedule_13g(issuer=EXAMPLE_CIK + 1))
    assert (parsed.frames["holders"].height, parsed.refused, parsed.cursor) == (0, [], "2025-01-15")


def test_the_other_schedule_names_its_elements_otherwise() -> None:
    frame = read(schedule_13d(), form="SCHEDULE 13D/A").frames["holders"]
    assert frame.select("holder", "ratio").rows() == [("Example Partners LP", 0.125)]


@pytest.mark.parametrize(("percent", "reason"), [("620", "ratio_out_of_range"), ("many", "not_a_number")])
def test_a_share_that_can_be_none_is_refused_and_the_others_stay(percent: str, reason: str) -> None:
    parsed = read(schedule_13g(percent=percent))
    assert [one.reason for one in parsed.refused] == [reason]
    assert parsed.frames["holders"]["holder"].to_list() == ["Example Group plc"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (schedule_13g().replace(b"issuerCik", b"issuer"), "issuerCIK"),
        (schedule_13g().replace(b"classPercent", b"percent"), "classPercent"),
        (schedule_13d(), "coverPageHeaderReportingPersonDetails"),
    ],
)
def test_a_changed_element_fails_and_is_named(body: bytes, field: str) -> None:
    with pytest.raises(SourceError) as raised:
        read(body)
    assert raised.value.parameters["field"] == field


def test_a_recorded_list_of_submissions_tells_which_schedule_is_asked_for(
    replay: Replay, store: Documents, shared_data: Path
) -> None:
    cassette = shared_data / "api" / "sec" / "cassettes" / "test_get_entity_by_ticker.json"
    told = json.loads(cassette.read_text(encoding="utf-8"))
    body = next(one["response"]["body"] for one in told if "/submissions/CIK" in one["request"]["uri"])
    tickers = {"0": {"cik_str": 320193, "ticker": "AAPL", "title": "Apple Inc."}}
    replay.on("/files/company_tickers.json", Told(json.dumps(tickers).encode()))
    replay.on("/submissions/CIK0000320193.json", Told(body.encode()))
    document = "/Archives/edgar/data/320193/000093247125000778/primary_doc.xml"
    replay.on(document, Told(schedule_13g(), headers={"Content-Type": "text/xml"}))
    web = PoliteWeb(SOURCES["sec_holders"], at(replay.address, **SEC), store, wall_clock)
    try:
        wanted = Wanted((AAPL,), date(2025, 1, 1), date(2025, 12, 31))
        (page,) = SOURCES["sec_holders"].fetch(web, wanted)
    finally:
        web.close()
    assert (page.details["form"], page.details["filed"]) == ("SCHEDULE 13G/A", "2025-07-29")
    assert page.details["accepted"] == "2025-07-29T15:22:01+00:00"


def run(store: Documents, settings: Settings, *names: str) -> list[dict[str, object]]:
    chain = [replace(SOURCES[name], rate=replace(SOURCES[name].rate, per_second=100.0)) for name in names]
    collecting = Collecting(store, lambda source: PoliteWeb(source, settings, store, wall_clock), wall_clock)
    asked = Asked((EXMQ,), date(2025, 1, 1), date(2025, 3, 1), is_from_watermarks=True)
    return [dict(row) for row in collect(collecting, [chain], asked)]


def test_where_the_regulator_gives_none_the_next_source_is_asked(replay: Replay, store: Documents) -> None:
    holding = {"organization": "Example Fund LLC", "pctHeld": 0.05, "position": 10, "reportDate": 1735603200}
    told = {
        "quoteSummary": {"result": [{"institutionOwnership": {"ownershipList": [holding]}}], "error": None}
    }
    replay.on("/v1/test/getcrumb", Told(b"wo.rd/1", headers={"Content-Type": "text/plain"}))
    replay.on("/v10/finance/quoteSummary/EXMQ", Told(json.dumps(told).encode()), crumb="wo.rd/1")
    first, second = run(store, at(replay.address), "sec_holders", "yahoo_holders")
    assert (first["source"], first["state"]) == ("sec_holders", "skipped")
    assert "sec_user_agent" in str(first["error"]).lower()
    assert (second["source"], second["state"], second["inserted"]) == ("yahoo_holders", "done", 1)
    row = store.read(HOLDERS.name).row(0, named=True)
    assert (row["ratio"], row["reported"], row["source"]) == (0.05, date(2024, 12, 31), "yahoo")


def test_the_watermark_is_the_newest_schedules_day(
    replay: Replay, store: Documents, shared_data: Path
) -> None:
    EXAMPLES["sec_holders"].serve(replay, shared_data / "api")
    (row,) = run(store, at(replay.address, **SEC), "sec_holders")
    assert (row["state"], row["inserted"]) == ("done", 3)
    assert store.read(CURSORS.name)["cursor"].to_list() == ["2025-02-14"]
    replay.asked.clear()
    (again,) = run(store, at(replay.address, **SEC), "sec_holders")
    assert (again["inserted"], again["unchanged"]) == (0, 1)
    assert sum(question.path.endswith("primary_doc.xml") for question in replay.asked) == 1


@pytest.mark.parametrize("crumb", [b"{}", b"Too Many Requests, please try again later on", b"<html></html>"])
def test_a_session_that_does_not_come_about_fails_the_run_and_asks_no_more(
    crumb: bytes, replay: Replay, store: Documents
) -> None:
    replay.on("/v1/test/getcrumb", Told(crumb, headers={"Content-Type": "text/plain"}))
    (row,) = run(store, at(replay.address), "yahoo_holders")
    assert row["state"] == "failed"
    assert [q.path for q in replay.asked if yahoo_holders.SUMMARY in q.path] == []


def test_a_session_that_is_over_is_no_key_that_a_person_must_mend(replay: Replay, store: Documents) -> None:
    replay.on("/v1/test/getcrumb", Told(b"wo.rd/1", headers={"Content-Type": "text/plain"}))
    refusal = {"finance": {"result": None, "error": {"code": "Unauthorized", "description": "Invalid Crumb"}}}
    replay.on("/v10/finance/quoteSummary/EXMQ", Told(json.dumps(refusal).encode(), 401))
    (row,) = run(store, at(replay.address), "yahoo_holders")
    assert row["state"] == "failed"
    assert "wo.rd" not in str(row["error"])
    assert "source_status" in str(row["error"])
