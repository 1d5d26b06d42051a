"""Recorded answers of filings, listings and feeds, told to a server for the registry's contract."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.collectors.replay import Replay, Told

FEED = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>x</title>
<item><title><![CDATA[삼성전자 &quot;실적&quot; <b>발표</b>]]></title><link>https://paper.example/1?utm_source=rss</link>
<description>&lt;p&gt;첫 문장&lt;/p&gt;</description><pubDate>Thu, 02 Jan 2025 09:00:00 +0900</pubDate></item>
<item><title>SK하이닉스 신고가</title><link>https://paper.example/2</link><pubDate>2025-01-02 10:00:00</pubDate></item>
</channel></rss>"""
XML = {"Content-Type": "application/xml", "ETag": '"one"'}


def at(path: Path) -> bytes:
    if not path.is_file():
        pytest.skip(f"real data is not here: {path}")
    return path.read_bytes()


def rss(replay: Replay, _api: Path) -> None:
    replay.on("*", Told(b"", 304))
    replay.on("/feed/finance", Told(FEED.encode(), headers=XML), Told(b"", 304))


def naver_news(replay: Replay, api: Path) -> None:
    replay.on("/v1/search/news.json", Told(at(api / "naver" / "search_news_partial.json")), query="삼성전자")


def master(board: str, lines: list[tuple[str, str, str]], tail: int) -> bytes:
    """A master file as the official sample reads it."""
    text = "".join(f"{code:<9}KR7{code}003{name}{group:<{tail}}\n" for code, name, group in lines)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{board}_code.mst", text.encode("cp949"))
    return packed.getvalue()


def kis_master(replay: Replay, _api: Path) -> None:
    kospi = [
        ("005930", "삼성전자", "ST"),
        ("069500", "KODEX 200", "EF"),
        ("0126Z0", "삼성에피스홀딩스", "ST"),
    ]
    zipped = {"Content-Type": "application/zip"}
    replay.on("/common/master/kospi_code.mst.zip", Told(master("kospi", kospi, 227), headers=zipped))
    kosdaq = [("247540", "에코프로비엠", "ST")]
    replay.on("/common/master/kosdaq_code.mst.zip", Told(master("kosdaq", kosdaq, 221), headers=zipped))


def sec_tickers(replay: Replay, api: Path) -> None:
    replay.on("/files/company_tickers.json", Told(at(api.parent / "listings" / "sec_company_tickers.json")))


def sec_filings(replay: Replay, api: Path) -> None:
    sec_tickers(replay, api)
    replay.on("/submissions/CIK0001318605.json", Told(at(api / "sec" / "submissions_TSLA.json")))


def companies(replay: Replay, api: Path) -> None:
    body = at(api.parent / "listings" / "dart_corpCode_response.zip")
    replay.on("/api/corpCode.xml", Told(body, headers={"Content-Type": "application/zip"}))


def opendart_filings(replay: Replay, api: Path) -> None:
    companies(replay, api)
    answer = json.loads(at(api / "opendart/samples/disclosure_list_samsung.json"))
    answer["total_page"] = 1
    replay.on("/api/list.json", Told(json.dumps(answer).encode()), corp_code="00126380")


def opendart_fundamentals(replay: Replay, api: Path) -> None:
    companies(replay, api)
    samples = api / "opendart" / "samples"
    replay.on("/api/company.json", Told(at(samples / "disclosure_company_samsung.json")))
    replay.on("/api/fnlttSinglAcntAll.json", Told(b'{"status": "013", "message": "none"}'))
    body = at(samples / "report_fnlttSinglAcntAll.json")
    replay.on("/api/fnlttSinglAcntAll.json", Told(body), bsns_year="2023", reprt_code="11011", fs_div="CFS")


FACTS_2023, FACTS_2022 = "0001318605-24-000001", "0001318605-23-000001"


def fact(
    accession: str, end: str, value: float, *, start: str | None = None, **more: object
) -> dict[str, object]:
    """One value as the description of company facts has it."""
    year = 2022 if accession == FACTS_2022 else 2023
    filed = f"{year + 1}-02-01"
    told = {
        "end": end,
        "val": value,
        "accn": accession,
        "fy": year,
        "fp": "FY",
        "form": "10-K",
        "filed": filed,
    }
    return {**({"start": start} if start else {}), **told, **more}


def company_facts() -> dict[str, object]:
    """Two annual reports and a quarterly one; each also tells figures of periods before its own."""
    this, last = {"start": "2023-01-01"}, {"start": "2022-01-01"}
    quarter = {"fp": "Q2", "form": "10-Q", "filed": "2023-07-24"}
    sales = [
        fact(FACTS_2022, "2022-12-31", 81.5e9, **last),
        fact(FACTS_2023, "2022-12-31", 81.5e9, **last),
        fact(FACTS_2023, "2023-12-31", 96.8e9, **this),
        fact("0001318605-23-000007", "2023-06-30", 48.3e9, **this, **quarter),
        fact("0001318605-23-000007", "2023-06-30", 24.9e9, start="2023-04-01", **quarter),
    ]
    assets = [fact(FACTS_2023, "2022-12-31", 82.3e9), fact(FACTS_2023, "2023-12-31", 106.6e9)]
    units = {
        "Revenues": {"USD": sales},
        "Assets": {"USD": assets},
        "EarningsPerShareBasic": {"USD/shares": [fact(FACTS_2023, "2023-12-31", 4.73, **this)]},
        "NetIncomeLoss": {"USD": [fact(FACTS_2023, "2023-12-31", 15.0e9, form="8-K", **this)]},
    }
    tagged = {tag: {"label": tag, "description": tag, "units": unit} for tag, unit in units.items()}
    return {"cik": 1318605, "entityName": "Tesla, Inc.", "facts": {"us-gaap": tagged}}


def sec_facts(replay: Replay, api: Path) -> None:
    sec_tickers(replay, api)
    recent = {
        "accessionNumber": [FACTS_2023, "0001318605-24-000002"],
        "acceptanceDateTime": ["2024-01-26T21:00:20.000Z", "2024-01-29T02:10:00.000Z"],
        "form": ["10-K", "4"],
    }
    replay.on("/submissions/CIK0001318605.json", Told(json.dumps({"filings": {"recent": recent}}).encode()))
    body = json.dumps(company_facts()).encode()
    replay.on("/api/xbrl/companyfacts/CIK0001318605.json", Told(body))


EXAMPLE_CIK = 1_999_999
SCHEDULES = {"0001999999-25-000001": "SCHEDULE 13G", "0001999999-25-000002": "SCHEDULE 13D/A"}


def schedule_13g(issuer: int = EXAMPLE_CIK, percent: str = "6.2") -> bytes:
    """A schedule in the form in which EDGAR publishes them, about a company that is none."""
    people = "".join(
        f"""<coverPageHeaderReportingPersonDetails>
        <reportingPersonName>{name}</reportingPersonName>
        <reportingPersonBeneficiallyOwnedNumberOfShares><soleVotingPower>100.00</soleVotingPower>
        </reportingPersonBeneficiallyOwnedNumberOfShares>
        <reportingPersonBeneficiallyOwnedAggregateNumberOfShares>{shares}</reportingPersonBeneficiallyOwnedAggregateNumberOfShares>
        <classPercent>{share}</classPercent></coverPageHeaderReportingPersonDetails>"""
        for name, shares, share in (
            ("Example Fund LLC", "620000.00", percent),
            ("Example Group plc", "620000.00", "6.2"),
        )
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <edgarSubmission xmlns="http://www.sec.gov/edgar/schedule13g" xmlns:com="http://www.sec.gov/edgar/common">
    <headerData><submissionType>SCHEDULE 13G</submissionType></headerData><formData>
    <coverPageHeader><eventDateRequiresFilingThisStatement>01/02/2025</eventDateRequiresFilingThisStatement>
    <issuerInfo><issuerCik>{issuer:010d}</issuerCik><issuerName>Example Corp</issuerName></issuerInfo></coverPageHeader>
    {people}<items><item4><classPercent>6.20</classPercent></item4></items></formData></edgarSubmission>""".encode()


def schedule_13d() -> bytes:
    """The same of the other schedule, whose elements have other names."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <edgarSubmission xmlns="http://www.sec.gov/edgar/schedule13D"><formData><coverPageHeader><issuerInfo>
    <issuerCIK>{EXAMPLE_CIK:010d}</issuerCIK></issuerInfo></coverPageHeader><reportingPersons><reportingPersonInfo>
    <reportingPersonName>Example Partners LP</reportingPersonName><aggregateAmountOwned>1250000.00</aggregateAmountOwned>
    <percentOfClass>12.5</percentOfClass></reportingPersonInfo></reportingPersons></formData></edgarSubmission>""".encode()


def sec_holders(replay: Replay, _api: Path) -> None:
    listed = {"0": {"cik_str": EXAMPLE_CIK, "ticker": "EXMQ", "title": "Example Corp"}}
    replay.on("/files/company_tickers.json", Told(json.dumps(listed).encode()))
    recent = {
        "accessionNumber": [*reversed(SCHEDULES), "0001999999-24-000009", "0001999999-24-000008"],
        "form": [*reversed(SCHEDULES.values()), "SC 13G", "8-K"],
        "filingDate": ["2025-02-14", "2025-01-15", "2024-02-14", "2024-02-01"],
        "acceptanceDateTime": [
            "2025-02-14T22:02:26.000Z", "2025-01-15T02:10:00.000Z", "2024-02-14T21:00:00.000Z", "2024-02-01T21:00:00.000Z",
        ],
    }  # fmt: skip
    body = json.dumps({"filings": {"recent": recent, "files": []}}).encode()
    replay.on(f"/submissions/CIK{EXAMPLE_CIK:010d}.json", Told(body))
    for accession, document in zip(SCHEDULES, (schedule_13g(), schedule_13d()), strict=True):
        folder = f"/Archives/edgar/data/{EXAMPLE_CIK}/{accession.replace('-', '')}"
        replay.on(f"{folder}/primary_doc.xml", Told(document, headers={"Content-Type": "text/xml"}))


def opendart_holders(replay: Replay, api: Path) -> None:
    companies(replay, api)
    replay.on("/api/majorstock.json", Told(at(api / "opendart/samples/ownership_majorstock.json")))
