"""Questions about subsidiaries, over a store that the source filled from a server of the test's own."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.collectors.recorded_subsidiaries import HEADS, exhibit_21, exhibit_row, index_headers
from tests.collectors.replay import Replay, Told, replaying
from ui.cli import dispatch

HTML = {"Content-Type": "text/html"}
CIKS = {"AAPL": 320193, "XOM": 34088}
TREES = (
    "Alder",
    "Birch",
    "Cedar",
    "Dogwood",
    "Elm",
    "Fir",
    "Gorse",
    "Hazel",
    "Ivy",
    "Juniper",
    "Larch",
    "Maple",
)
LISTS = {
    "AAPL": exhibit_21(
        exhibit_row("Subsidiary", "Jurisdiction"),
        *(exhibit_row(f"{tree} Exmq LLC", "Delaware") for tree in TREES),
    ),
    "XOM": exhibit_21(
        HEADS,
        exhibit_row("Canada Imperial Oil Limited", "Canada", "69.6"),
        exhibit_row("Imperial Oil Limited (1)", "Canada", "69.6"),
        exhibit_row("Exmq Oak Pipe Line Ltd.", "Canada", "45"),
    ),
}


def serve(replay: Replay) -> None:
    """A 10-K of 2025 of each company, with its exhibit."""
    tickers = {
        str(n): {"cik_str": cik, "ticker": name, "title": name} for n, (name, cik) in enumerate(CIKS.items())
    }
    replay.on("/files/company_tickers.json", Told(json.dumps(tickers).encode()))
    for name, cik in CIKS.items():
        accession = f"{cik:010d}-26-000009"
        recent = {
            "accessionNumber": [accession], "form": ["10-K"], "filingDate": ["2026-02-20"], "reportDate": ["2025-12-31"],
            "acceptanceDateTime": ["2026-02-20T21:00:00.000Z"],
        }  # fmt: skip
        body = json.dumps({"filings": {"recent": recent, "files": []}}).encode()
        replay.on(f"/submissions/CIK{cik:010d}.json", Told(body))
        folder = f"/Archives/edgar/data/{cik}/{accession.replace('-', '')}"
        header = index_headers(("10-K", "main.htm"), ("EX-21", "ex_873991.htm"))
        replay.on(f"{folder}/{accession}-index-headers.html", Told(header, headers=HTML))
        replay.on(f"{folder}/ex_873991.htm", Told(LISTS[name], headers=HTML))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    monkeypatch.setenv("STOCKELPER_SEC_USER_AGENT", "Someone someone@example.com")
    folder = str(tmp_path / "data")
    with replaying() as replay:
        serve(replay)
        monkeypatch.setenv("STOCKELPER_SOURCE_ADDRESSES", json.dumps({"sec_subsidiaries": replay.address}))
        line = ["collect", "sec_subsidiaries", "--symbols", "AAPL,XOM", "--since", "2026-01-01"]
        assert dispatch([*line, "--data", folder, "--json"]) == 0, capsys.readouterr()
    assert dispatch(["graph", "build", "--data", folder, "--json"]) == 0
    capsys.readouterr()
    return folder


def asked(capsys: pytest.CaptureFixture[str], data: str, question: str, *more: str) -> dict[str, Any]:
    assert dispatch(["ask", question, "--data", data, "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_long_list_is_told_by_its_number_and_first_names_and_goes_on(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    first = asked(capsys, data, "What are Apple's subsidiaries?", "--thread", "t")
    assert first["status"] == "answered"
    assert (
        "12 subsidiaries of Apple are stored, the first of them Alder Exmq LLC, Birch Exmq LLC"
        in first["answer"]
    )
    assert "Ivy Exmq LLC" not in first["answer"]
    assert {one["title"] for one in first["citations"]} == {"10-K 2025-12-31, EX-21"}
    assert all(one["url"].endswith("/ex_873991.htm") for one in first["citations"])
    rest = asked(capsys, data, "more", "--thread", "t")
    assert "Ivy Exmq LLC, Juniper Exmq LLC, Larch Exmq LLC, Maple Exmq LLC" in rest["answer"]
    assert "Alder" not in rest["answer"]


def test_a_short_list_names_the_listed_one_first(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, data, "엑손모빌 자회사 알려줘")
    assert told["answer"].startswith(
        "ExxonMobil의 자회사는 Imperial Oil, Canada Imperial Oil Limited, Exmq Oak Pipe Line Ltd.입니다"
    )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who owns Imperial Oil", "Imperial Oil is a subsidiary of ExxonMobil, which owns 69.6%"),
        ("임페리얼 오일은 누구 소유야?", "Imperial Oil의 모회사는 지분 69.6%를 가진 ExxonMobil입니다"),
        (
            "What is the parent company of Imperial Oil?",
            "Imperial Oil is a subsidiary of ExxonMobil, which owns 69.6%",
        ),
    ],
)
def test_who_owns_a_listed_subsidiary_is_told_with_the_share(
    question: str, said: str, data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(capsys, data, question)
    assert told["answer"].startswith(said)
    (relation,) = [one for one in told["evidence"] if one["value"] is not None]
    assert (relation["value"], relation["unit"]) == (0.696, "fraction")


def test_before_the_report_was_filed_none_is_known(data: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = asked(capsys, data, "What are ExxonMobil's subsidiaries?", "--as-of", "2026-02-19")
    assert told["status"] in {"no_data", "partial"}
    assert "Oak" not in told["answer"]


def test_an_unlisted_subsidiary_is_known_without_its_legal_form(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(capsys, data, "Does Apple own Ivy Exmq?")["answer"].startswith("Yes")
    assert asked(capsys, data, "Does Apple own Rowan Exmq?")["status"] == "no_data"


def test_where_none_are_stored_the_command_that_reads_them_is_named(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = asked(capsys, data, "테슬라 자회사는?")
    assert told["status"] == "no_data"
    assert "collect sec_subsidiaries --symbols TSLA" in told["answer"]
