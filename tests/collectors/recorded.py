"""For each source of the registry an answer that its parser is shown: recorded by others, or written after a
specification where nobody recorded one. A new source is one function and one entry in `EXAMPLES`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from stockelper.types import Security
from tests.collectors import recorded_filings as filed
from tests.collectors.recorded_subsidiaries import sec_subsidiaries
from tests.collectors.replay import Replay, Told

SAMSUNG = Security(
    id="KRX:005930", market="krx", ticker="005930", name="삼성전자", board="KOSPI", currency="KRW"
)
NVDA = Security(id="US:NVDA", market="us", ticker="NVDA", name="NVIDIA", currency="USD")
TSLA = NVDA.model_copy(update={"id": "US:TSLA", "ticker": "TSLA", "name": "Tesla"})
DART = {"opendart_api_key": "dart-key-1"}
SEC = {"sec_user_agent": "Someone someone@example.com"}
NAVER = {"naver_client_id": "naver-id-1", "naver_client_secret": "naver-secret-1"}
AAPL = NVDA.model_copy(update={"id": "US:AAPL", "ticker": "AAPL", "name": "Apple"})
EXMQ = NVDA.model_copy(update={"id": "US:EXMQ", "ticker": "EXMQ", "name": "Example Corp"})
AMZN = NVDA.model_copy(update={"id": "US:AMZN", "ticker": "AMZN", "name": "Amazon.com"})
XML = {"Content-Type": "text/xml;charset=EUC-KR"}
CSV = {"Content-Type": "text/csv"}


@dataclass(frozen=True)
class Example:
    """What a source is asked, what the server answers, and how much is stored then.

    Attributes:
        serve: tells a server its answers; the folder of recorded answers is given.
        stored: rows by collection after a first run.
        settings: what the source needs besides its address, such as keys.
    """

    serve: Callable[[Replay, Path], None]
    securities: tuple[Security, ...]
    first: date
    until: date
    stored: Mapping[str, int]
    settings: Mapping[str, object] = field(default_factory=dict)


def recording(api: Path, name: str) -> dict[str, object]:
    """The body of one of Yahoo's recorded answers."""
    path = api / "yahoo" / name
    if not path.is_file():
        pytest.skip(f"real data is not here: {path}")
    return json.loads(path.read_text(encoding="utf-8"))["response"]["bodyJson"]


def _yahoo(replay: Replay, api: Path) -> None:
    body = recording(api, "historical-via-chart-NVDA-split-2021-02-01-to-2022-01-31.csv.json")
    replay.on("/v8/finance/chart/NVDA", Told(json.dumps(body).encode()))


def _yahoo_macro(replay: Replay, api: Path) -> None:
    body = recording(api, "chart-EURUSD=X-2020-01-01-to-2020-01-03.json")
    replay.on("/v8/finance/chart/KRW=X", Told(json.dumps(body).replace("EURUSD=X", "KRW=X").encode()))
    for symbol in ("^KS11", "^KQ11", "^KS200", "^GSPC", "^IXIC"):
        empty = {
            "meta": {"symbol": symbol, "currency": "KRW", "exchangeTimezoneName": "Asia/Seoul"},
            "indicators": {"quote": [{}]},
        }
        told = {"chart": {"result": [empty], "error": None}}
        replay.on(f"/v8/finance/chart/{symbol}", Told(json.dumps(told).encode()))


def _naver_chart(replay: Replay, api: Path) -> None:
    path = api / "krx" / "TestStockOhlcvByDateTest.test_ohlcv_simple_call.json"
    if not path.is_file():
        pytest.skip(f"real data is not here: {path}")
    body = json.loads(path.read_text(encoding="utf-8"))[0]["response"]["body"]
    replay.on("/sise.nhn", Told(body.encode("cp949"), headers=XML), symbol="005930", timeframe="day")


def _kis(replay: Replay, api: Path) -> None:
    rows = [
        {
            "stck_bsop_date": day, "stck_clpr": close, "stck_oprc": "70000", "stck_hgpr": "72000",
            "stck_lwpr": "69000", "acml_vol": "1200",
        }
        for day, close in (("20250103", "71000"), ("20250102", "70500"))
    ]  # fmt: skip
    answer = {"rt_cd": "0", "msg_cd": "MCA00000", "output1": {}, "output2": [*rows, {}]}
    expired = (api / "kis" / "error_token_expired.json").read_bytes() if api.is_dir() else b""
    first = [Told(expired, 500)] if expired else []
    path = "/uapi/domestic-stock/v1/quotations/inquire-daily-itemchartprice"
    replay.on(path, *first, Told(json.dumps(answer).encode()), FID_INPUT_ISCD="005930", FID_ORG_ADJ_PRC="1")
    replay.on("/oauth2/tokenP", Told(b'{"access_token": "t-o-k-e-n", "expires_in": 86400}'))


def _fred(replay: Replay, _api: Path) -> None:
    for name, lines in {
        "DFF": "2025-01-02,4.33\n2025-01-03,4.33\n",
        "IRSTCI01KRM156N": "2025-01-01,3.02\n",
        "DEXKOUS": "2025-01-02,1466.61\n2025-01-03,.\n",
    }.items():
        body = f"observation_date,{name}\n{lines}".encode()
        replay.on("/graph/fredgraph.csv", Told(body, headers=CSV), id=name)


def _yahoo_news(replay: Replay, api: Path) -> None:
    body = json.dumps(recording(api, "search-AMZN.json"))
    replay.on("/v1/finance/search", Told(body.encode()), q="AMZN")


def _yahoo_fundamentals(replay: Replay, api: Path) -> None:
    """Four recorded answers, as one: Yahoo tells every series that is asked for in one answer."""
    names = [
        f"fundamentalsTimeSeries-AAPL-{statement}-{length}.json"
        for statement in ("financials", "balance-sheet")
        for length in ("annual", "quarterly")
    ]
    answers = [cast("dict[str, dict[str, list[object]]]", recording(api, name)) for name in names]
    series = [one for answer in answers for one in answer["timeseries"]["result"]]
    body = json.dumps({"timeseries": {"result": series, "error": None}})
    replay.on("/ws/fundamentals-timeseries/v1/finance/timeseries/AAPL", Told(body.encode()))


def _nasdaq_chart(replay: Replay, _api: Path) -> None:
    """As public clients describe the answer: the newest row first, prices with a sign, volumes with commas."""
    names = ("date", "close", "volume", "open", "high", "low")
    table = (
        ("01/03/2025", "$11.50", "1,234,567", "$11.00", "$12.00", "$10.50"),
        ("01/02/2025", "$11.00", "N/A", "$10.00", "$11.25", "$9.75"),
    )
    rows = [dict(zip(names, row, strict=True)) for row in table]
    told = {"data": {"symbol": "EXMQ", "totalRecords": 2, "tradesTable": {"asOf": None, "rows": rows}}}
    none = {"data": None, "message": None, "status": {"rCode": 400, "bCodeMessage": [{"code": 1001}]}}
    path = "/api/quote/EXMQ/historical"
    replay.on(path, Told(json.dumps(none).encode()), assetclass="stocks")
    replay.on(path, Told(json.dumps(told).encode()), assetclass="etf")


def _yahoo_holders(replay: Replay, api: Path) -> None:
    """The recorded answer, within a session as public clients begin one."""
    replay.on("/", Told(b"", 404))
    replay.on("/v1/test/getcrumb", Told(b"wo.rd/1", headers={"Content-Type": "text/plain"}))
    body = json.dumps(recording(api, "quoteSummary-institutionOwnership-AAPL.json"))
    replay.on(
        "/v10/finance/quoteSummary/AAPL", Told(body.encode()), crumb="wo.rd/1", modules="institutionOwnership"
    )


JANUARY = (date(2025, 1, 2), date(2025, 1, 3))
EXAMPLES: Mapping[str, Example] = {
    "yahoo": Example(_yahoo, (NVDA,), date(2021, 2, 1), date(2022, 1, 31), {"bars": 252, "actions": 1}),
    "yahoo_macro": Example(_yahoo_macro, (), date(2020, 1, 1), date(2020, 1, 3), {"bars": 3}),
    "naver_chart": Example(_naver_chart, (SAMSUNG,), date(2018, 8, 2), date(2026, 1, 30), {"bars": 1835}),
    "kis": Example(
        _kis, (SAMSUNG,), *JANUARY, {"bars": 2}, {"kis_app_key": "app-key-1", "kis_app_secret": "secret-1"}
    ),
    "yahoo_news": Example(_yahoo_news, (AMZN,), *JANUARY, {"articles": 4}),
    "rss": Example(filed.rss, (), *JANUARY, {"articles": 2}),
    "naver_news": Example(filed.naver_news, (SAMSUNG,), *JANUARY, {"articles": 1}, NAVER),
    "kis_master": Example(filed.kis_master, (), *JANUARY, {"securities": 3}),
    "sec_tickers": Example(filed.sec_tickers, (), *JANUARY, {"securities": 9183}, SEC),
    "sec_filings": Example(
        filed.sec_filings, (TSLA,), date(2022, 1, 1), date(2022, 11, 30), {"filings": 40}, SEC
    ),
    "opendart_corpcode": Example(filed.companies, (), *JANUARY, {"securities": 3959}, DART),
    "opendart_filings": Example(filed.opendart_filings, (SAMSUNG,), *JANUARY, {"filings": 2}, DART),
    "opendart_fundamentals": Example(
        filed.opendart_fundamentals, (SAMSUNG,), date(2023, 1, 1), date(2024, 4, 1), {"facts": 1}, DART
    ),
    "opendart_holders": Example(filed.opendart_holders, (SAMSUNG,), *JANUARY, {"holders": 1}, DART),
    "sec_holders": Example(
        filed.sec_holders, (EXMQ,), date(2025, 1, 1), date(2025, 3, 1), {"holders": 3}, SEC
    ),
    "nasdaq_chart": Example(_nasdaq_chart, (EXMQ,), *JANUARY, {"bars": 2}),
    "sec_subsidiaries": Example(
        sec_subsidiaries, (EXMQ,), date(2024, 1, 1), date(2025, 3, 1), {"subsidiaries": 4}, SEC
    ),
    "yahoo_holders": Example(_yahoo_holders, (AAPL,), *JANUARY, {"holders": 10}),
    "sec_facts": Example(filed.sec_facts, (TSLA,), date(2023, 1, 1), date(2024, 12, 31), {"facts": 5}, SEC),
    "yahoo_fundamentals": Example(
        _yahoo_fundamentals, (AAPL,), date(2024, 1, 1), date(2025, 3, 1), {"facts": 49}
    ),
    "fred": Example(_fred, (), *JANUARY, {"bars": 4}),
}
