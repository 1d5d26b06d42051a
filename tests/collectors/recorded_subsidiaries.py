"""Exhibits with subsidiaries of an invented company, in the forms in which EDGAR has them, and the server that gives them."""

import json
from pathlib import Path

from tests.collectors.recorded_filings import EXAMPLE_CIK
from tests.collectors.replay import Replay, Told

ANNUAL = ("0001999999-24-000020", "0001999999-25-000020")
EXHIBIT_FILES = ("ex211list.htm", "subsofregistrant.htm")


def index_headers(*documents: tuple[str, str]) -> bytes:
    """A submission's own header as EDGAR shows it: escaped, one block a document."""
    blocks = "".join(
        f"&lt;DOCUMENT&gt;\n&lt;TYPE&gt;{kind}\n&lt;SEQUENCE&gt;{n}\n&lt;FILENAME&gt;{name}\n&lt;DESCRIPTION&gt;{kind}\n"
        f'&lt;TEXT&gt;\n<a href="{name}">{name}</a><br>\n&lt;/TEXT&gt;\n&lt;/DOCUMENT&gt;\n'
        for n, (kind, name) in enumerate(documents, start=1)
    )
    return f"<HTML><HEAD><TITLE>EDGAR</TITLE></HEAD><BODY><PRE>&lt;SEC-HEADER&gt;\n{blocks}</PRE></BODY></HTML>".encode()


def exhibit_row(*cells: str, padding: str = "2px 1pt") -> str:
    """A row as filing agents make it: each column three cells wide, fonts within."""
    made = "".join(
        f'<td colspan="3" style="padding:{padding if n == 0 else "2px 1pt"};text-align:left">'
        f'<font style="font-size:9pt">{cell}</font></td>'
        for n, cell in enumerate(cells)
    )
    return f"<tr>{made}</tr>"


def exhibit_21(*rows: str) -> bytes:
    """An exhibit in the form in which large companies file them; the companies are invented."""
    return f"""<html><head><title>Document</title></head><body><div>Exhibit 21</div><div>Subsidiaries of Example Corp*</div>
    <div><table style="width:100%"><tr>{'<td style="width:1.0%"></td>' * 9}</tr>{"".join(rows)}</table></div>
    <div style="padding-left:36pt;text-indent:-18pt"><font>*</font><font>The names of other subsidiaries are omitted because
    they would not constitute a significant subsidiary as of the end of the year.</font></div></body></html>""".encode()


HEADS = exhibit_row("Name", "Jurisdiction<br>of&#160;Incorporation", "Percentage<br>Owned")
LISTS = (
    exhibit_21(
        HEADS,
        exhibit_row("Exmq Alder LLC", "Delaware", "100"),
        exhibit_row("Exmq Birch Ltd. (1)", "Ireland", "60"),
    ),
    exhibit_21(
        HEADS,
        exhibit_row("Exmq Alder LLC", "Delaware", "100"),
        exhibit_row("Exmq Cedar GmbH", "Germany", "51.5", padding="2px 1pt 2px 7.75pt"),
    ),
)


def sec_subsidiaries(replay: Replay, _api: Path) -> None:
    listed = {"0": {"cik_str": EXAMPLE_CIK, "ticker": "EXMQ", "title": "Example Corp"}}
    replay.on("/files/company_tickers.json", Told(json.dumps(listed).encode()))
    recent = {
        "accessionNumber": [ANNUAL[1], "0001999999-24-000030", ANNUAL[0]],
        "form": ["10-K", "10-Q", "10-K"],
        "filingDate": ["2025-02-14", "2024-08-01", "2024-02-15"],
        "reportDate": ["2024-12-31", "2024-06-30", "2023-12-31"],
        "acceptanceDateTime": [
            "2025-02-14T22:02:26.000Z",
            "2024-08-01T21:00:00.000Z",
            "2024-02-16T02:10:00.000Z",
        ],
    }
    body = json.dumps({"filings": {"recent": recent, "files": []}}).encode()
    replay.on(f"/submissions/CIK{EXAMPLE_CIK:010d}.json", Told(body))
    page = {"Content-Type": "text/html"}
    for accession, kind, name, document in zip(
        ANNUAL, ("EX-21.1", "EX-21"), EXHIBIT_FILES, LISTS, strict=True
    ):
        folder = f"/Archives/edgar/data/{EXAMPLE_CIK}/{accession.replace('-', '')}"
        header = index_headers(
            ("10-K", "exmq.htm"), ("EX-10.21", "ex1021.htm"), (kind, name), ("EX-32.1", "ex321.htm")
        )
        replay.on(f"{folder}/{accession}-index-headers.html", Told(header, headers=page))
        replay.on(f"{folder}/{name}", Told(document, headers=page))
