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


def opendart_holders(replay: Replay, api: Path) -> None:
    companies(replay, api)
    replay.on("/api/majorstock.json", Told(at(api / "opendart/samples/ownership_majorstock.json")))
