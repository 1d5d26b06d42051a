"""Exhibits with subsidiaries: which document it is, what its forms say, when it was known."""

import json
from datetime import UTC, date, datetime

import pytest
from pydantic import SecretStr

from collectors.exhibits import subsidiaries
from collectors.html_lines import DEEPEST
from collectors.registry import SOURCES
from collectors.source import Page, Parsed, Wanted
from collectors.sources import sec_subsidiaries
from collectors.web import PoliteWeb
from stockelper.clock import wall_clock
from stockelper.errors import SourceError
from stockelper.securities.at import bundled_resolver
from stockelper.settings import Settings
from stockelper.store.documents import Documents
from tests.collectors.recorded import EXMQ, SEC
from tests.collectors.recorded_filings import EXAMPLE_CIK
from tests.collectors.recorded_subsidiaries import (
    HEADS,
    LISTS,
    exhibit_21,
    exhibit_row,
    index_headers,
)
from tests.collectors.replay import Replay, Told

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
DETAILS = {
    "accession": "0001999999-25-000020", "form": "10-K", "filed": "2025-02-14", "period": "2024-12-31",
    "accepted": "2025-02-14T22:02:26+00:00", "exhibit": "EX-21", "link": "https://www.sec.gov/x.htm",
}  # fmt: skip


def listed(html: str) -> list[tuple[str, str, float | None, str | None]]:
    found, _ = subsidiaries(html)
    return [(one.name, one.jurisdiction, one.ratio, one.above and one.above[0]) for one in found]


def read(body: bytes, part: str = "US:EXMQ", **changes: str) -> Parsed:
    return sec_subsidiaries.parse(
        Page(part, "http://127.0.0.1/x", body, NOW, {**DETAILS, **changes}), bundled_resolver()
    )


ALDER = ("Alder Works LLC", "Delaware", None, None)
FORMS = {
    "two columns without a heading": (
        "<table><tr><td>Alder Works LLC</td><td>Delaware</td></tr></table>",
        [ALDER],
    ),
    "cells left open": (
        "<table><tr><td>Alder Works LLC<td>Delaware<tr><td>Birch Inc.<td>Texas</table>",
        [ALDER, ("Birch Inc.", "Texas", None, None)],
    ),
    "several tables, with headings and numbers of rows": (
        ("<table><tr><td>Entity</td><td>State or Country of Organization</td></tr>"
        "<tr><td>1.</td><td>Alder Works LLC</td><td>Delaware</td></tr></table>"
        "<table><tr><td colspan=2>Foreign Subsidiaries</td></tr><tr><td>2.</td><td>Fir AB</td><td>Sweden</td></tr></table>"),
        [ALDER, ("Fir AB", "Sweden", None, None)],
    ),
    "a table within a table": (
        "<table><tr><td>Domestic<td><table><tr><td>Alder Works LLC<td>Delaware</table></table>",
        [ALDER],
    ),
    "a place before the name": (
        "<table><tr><th>State<th>Name of Subsidiary<tr><td>Delaware<td>Alder Works LLC</table>",
        [ALDER],
    ),
    "shares and marks of footnotes": (
        ("<table><tr><td>Name</td><td>Jurisdiction</td><td>% Owned</td></tr>"
        "<tr><td>Alder Works LLC (1)(2)</td><td>Delaware</td><td>100</td><td>%</td></tr>"
        "<tr><td>Birch (UK) Ltd*<sup>(3)</sup></td><td>England [4]</td><td>51.5%</td></tr>"
        "<tr><td>Cedar Inc.</td><td>Ohio</td><td>&#8212;</td></tr></table>"),
        [("Alder Works LLC", "Delaware", 1.0, None), ("Birch (UK) Ltd", "England", 0.515, None),
         ("Cedar Inc.", "Ohio", None, None)],
    ),
    "numbers that no heading calls shares": (
        "<table><tr><td>Alder Works LLC</td><td>Delaware</td><td>12</td></tr></table>",
        [ALDER],
    ),
    "a company named by words of headings": (
        "<table><tr><td>State Street Example Trust Company</td><td>Ohio</td></tr></table>",
        [("State Street Example Trust Company", "Ohio", None, None)],
    ),
    "headings of sections between rows": (
        ("<table><tr><td>Delaware Subsidiaries</td></tr><tr><td>Alder Works LLC</td><td>Delaware</td></tr>"
        "<tr><td>Cedar Three, Inc.</td></tr></table>"),
        [ALDER, ("Cedar Three, Inc.", "", None, None)],
    ),
    "indentation by padding, by spaces, and back": (
        ("<table><tr><td style='padding:2px 1pt'>Alder Works LLC<td>Delaware"
        "<tr><td style='padding:2px 1pt 2px 7.75pt'>Birch Inc.<td>Texas"
        "<tr><td style='padding:2px 1pt 2px 7.75pt'>&nbsp;&nbsp;&nbsp;&nbsp;Cedar Inc.<td>Ohio"
        "<tr><td style='padding-left:20pt;text-indent:-20pt'>Dogwood Inc.<td>Iowa</table>"),
        [ALDER, ("Birch Inc.", "Texas", None, "Alder Works LLC"), ("Cedar Inc.", "Ohio", None, "Birch Inc."),
         ("Dogwood Inc.", "Iowa", None, None)],
    ),
    "a list, a child beneath its parent": (
        ("<p>SUBSIDIARIES OF EXAMPLE CORP</p><ul><li>Alder Works LLC (Delaware)<ul><li>Birch GmbH, Germany</li></ul></li>"
        "<li>Cedar LLC, a Nevada limited liability company</li></ul><p>All of these are wholly owned by Example Corp.</p>"),
        [ALDER, ("Birch GmbH", "Germany", None, "Alder Works LLC"), ("Cedar LLC", "Nevada", None, None)],
    ),
    "lines with a gap": (
        "<div>Exhibit 21<br>Alder Works LLC &nbsp;&nbsp;&nbsp;&nbsp; Delaware<br>Birch, Inc.</div>",
        [ALDER, ("Birch, Inc.", "", None, None)],
    ),
    "one name in two places": (
        "<table><tr><td>Alder Works LLC<td>Delaware<tr><td>Alder Works LLC<td>Ohio<tr><td>Alder Works LLC<td>Delaware</table>",
        [ALDER, ("Alder Works LLC", "Ohio", None, None)],
    ),
    "hostile markup": (
        "<script>alert(1)</script><style>td{}</style><table><tr><td onclick=x>Alder&nbsp;Works <img src=x>LLC<td>&lt;b&gt;Delaware</table>",
        [("Alder Works LLC", "<b>Delaware", None, None)],
    ),
    "none": ("<p>Exhibit 21.1</p><p>None. The registrant has no subsidiaries.</p>", []),
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_each_form_of_an_exhibit_is_read(form: str) -> None:
    html, said = FORMS[form]
    assert listed(html) == said


def test_an_exhibit_is_known_from_its_acceptance_and_about_its_period() -> None:
    frame = read(LISTS[1]).frames["subsidiaries"]
    assert frame.select("subsidiary", "ratio", "above", "period").rows() == [
        ("Exmq Alder LLC", 1.0, None, date(2024, 12, 31)),
        ("Exmq Cedar GmbH", 0.515, "Exmq Alder LLC", date(2024, 12, 31)),
    ]
    assert set(frame["known_at"]) == {datetime(2025, 2, 14, 22, 2, 26, tzinfo=UTC)}


def test_a_listed_child_is_known_by_its_whole_name_and_the_filer_is_none_of_its_own() -> None:
    names = ("Exxon Mobil Corporation", "Imperial Oil Limited", "Canada Imperial Oil Limited", "Target LLC")
    rows = [exhibit_row(name, "Canada", padding=f"2px 1pt 2px {n}0pt") for n, name in enumerate(names)]
    frame = read(exhibit_21(*rows), part="US:XOM").frames["subsidiaries"]
    assert frame.select("subsidiary", "listed", "above").rows() == [
        ("Imperial Oil Limited", "US:IMO", None),
        ("Canada Imperial Oil Limited", None, "Imperial Oil Limited"),
        ("Target LLC", None, "Canada Imperial Oil Limited"),
    ]


def test_a_share_over_the_whole_is_refused_and_the_others_stay() -> None:
    parsed = read(
        exhibit_21(HEADS, exhibit_row("Alder LLC", "Ohio", "510"), exhibit_row("Birch LLC", "Ohio", "51"))
    )
    assert [one.reason for one in parsed.refused] == ["ratio_out_of_range"]
    assert parsed.frames["subsidiaries"]["subsidiary"].to_list() == ["Birch LLC"]


def test_a_list_of_nobody_is_set_apart_and_the_run_goes_on() -> None:
    parsed = read(b"<p>The registrant has no subsidiaries.</p>")
    assert [one.reason for one in parsed.refused] == ["no_subsidiaries"]
    assert parsed.cursor == "2025-02-14"


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Please sign in</body></html>",
        b"<div>" * (DEEPEST + 1) + b"subsidiaries",
        b"x" * (16 * 2**20 + 1),
    ],
    ids=["another page", "nested too deep", "too large"],
)
def test_a_page_that_is_no_honest_exhibit_fails(body: bytes) -> None:
    with pytest.raises(SourceError):
        read(body)


@pytest.mark.parametrize(
    ("form", "kinds", "chosen"),
    [
        ("10-K", ("EX-10.21", "EX-21", "EX-32.1"), ["EX-21"]),
        ("10-K", ("EX-21.1", "EX-21.2", "EX-211"), ["EX-21.1", "EX-21.2"]),
        ("10-K", ("EX-8.1",), []),
        ("20-F", ("EX-8.1", "EX-21"), ["EX-8.1"]),
    ],
)
def test_the_type_alone_chooses_the_exhibit(form: str, kinds: tuple[str, ...], chosen: list[str]) -> None:
    header = index_headers((form, "main.htm"), *((kind, f"ex21-{n}.htm") for n, kind in enumerate(kinds)))
    assert [kind for kind, _ in sec_subsidiaries.exhibits(header, form)] == chosen


def test_a_page_in_the_place_of_a_header_fails() -> None:
    with pytest.raises(SourceError):
        list(sec_subsidiaries.exhibits(b"<html>Please sign in</html>", "10-K"))


def pages(replay: Replay, store: Documents, document: tuple[str, str], wanted: Wanted) -> list[Page]:
    """What is fetched of a company whose one report, of 2024, has that document."""
    accession = "0001999999-24-000020"
    tickers = {"0": {"cik_str": EXAMPLE_CIK, "ticker": "EXMQ", "title": "Example Corp"}}
    report = {
        "accessionNumber": [accession], "form": ["10-K"], "filingDate": ["2024-02-15"], "reportDate": ["2023-12-31"],
        "acceptanceDateTime": ["2024-02-16T02:10:00.000Z"],
    }  # fmt: skip
    older = [{"name": f"CIK{EXAMPLE_CIK:010d}-submissions-001.json", "filingTo": "2024-06-30"}]
    filings = {"recent": {name: [] for name in report}, "files": older}
    folder = f"/Archives/edgar/data/{EXAMPLE_CIK}/{accession.replace('-', '')}"
    replay.on("/files/company_tickers.json", Told(json.dumps(tickers).encode()))
    replay.on(f"/submissions/CIK{EXAMPLE_CIK:010d}.json", Told(json.dumps({"filings": filings}).encode()))
    replay.on(f"/submissions/{older[0]['name']}", Told(json.dumps(report).encode()))
    html = {"Content-Type": "text/html"}
    replay.on(f"{folder}/{accession}-index-headers.html", Told(index_headers(document), headers=html))
    replay.on(f"{folder}/{document[1]}", Told(LISTS[0], headers=html))
    settings = Settings(source_timeout_s=3.0).model_copy(
        update={
            "source_addresses": {"sec_subsidiaries": replay.address},
            **{name: SecretStr(value) for name, value in SEC.items()},
        }
    )
    web = PoliteWeb(SOURCES["sec_subsidiaries"], settings, store, wall_clock)
    try:
        return list(sec_subsidiaries.fetch(web, wanted))
    finally:
        web.close()


def test_a_back_fill_reads_older_submissions(replay: Replay, store: Documents) -> None:
    wanted = Wanted((EXMQ,), date(2024, 1, 1), date(2025, 3, 1))
    (page,) = pages(replay, store, ("EX-21", "list.htm"), wanted)
    assert (page.details["exhibit"], page.details["period"]) == ("EX-21", "2023-12-31")


@pytest.mark.parametrize(
    ("document", "reasons"), [(("EX-21", "list.pdf"), ["not_html"]), (("EX-31", "cert.htm"), [])]
)
def test_a_report_without_a_list_that_can_be_read_moves_the_watermark_on(
    document: tuple[str, str], reasons: list[str], replay: Replay, store: Documents
) -> None:
    (page,) = pages(replay, store, document, Wanted((EXMQ,), date(2024, 1, 1), date(2025, 3, 1)))
    parsed = sec_subsidiaries.parse(page, bundled_resolver())
    assert parsed.frames["subsidiaries"].is_empty()
    assert ([one.reason for one in parsed.refused], parsed.cursor) == (reasons, "2024-02-15")
