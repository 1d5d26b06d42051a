"""What recorded answers say, read from their files by hand and not by the product's parsers.

For each source of `EXAMPLES` a function that gives, for a kind of `stockelper get`, the records that it must show:
field to value, with the fields that tell one record from another in `KEYS`. Times are ISO texts in UTC. Where nobody
recorded an answer, what the example's own answer says stands here once more.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

Record = Mapping[str, object]
Said = Mapping[str, Sequence[Record]]
KEYS: Mapping[str, tuple[str, ...]] = {
    "bars": ("security", "date"),
    "actions": ("security", "type", "ex_date"),
    "articles": ("url",),
    "filings": ("accession",),
    "facts": ("concept", "period_end", "filing"),
    "holders": ("holder",),
    "subsidiaries": ("subsidiary", "period"),
    "identifiers": ("security",),
    "securities": ("security",),
}
NEW_YORK, SEOUL = ZoneInfo("America/New_York"), ZoneInfo("Asia/Seoul")


def answer(api: Path, name: str) -> Any:
    """The body of one of Yahoo's recorded answers."""
    return json.loads((api / "yahoo" / name).read_text(encoding="utf-8"))["response"]["bodyJson"]


def folded(title: str) -> str:
    """A title as every text is stored: with the quotes and dots of a keyboard."""
    return title.replace("’", "'").replace("…", "...")


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def last_of(day: str) -> str:
    """The end of a day in Seoul: a list that tells the day alone is known then."""
    return utc(datetime.fromisoformat(f"{day}T23:59:59.999999").replace(tzinfo=SEOUL))


def _yahoo(api: Path) -> Said:
    """What was traded: Yahoo divides everything before a split by it."""
    told = answer(api, "historical-via-chart-NVDA-split-2021-02-01-to-2022-01-31.csv.json")
    result = told["chart"]["result"][0]
    (split,) = result["events"]["splits"].values()
    day_of_split = datetime.fromtimestamp(split["date"], NEW_YORK).date()
    quote = result["indicators"]["quote"][0]
    bars: list[Record] = []
    for at, stamp in enumerate(result["timestamp"]):
        day = datetime.fromtimestamp(stamp, NEW_YORK).date()
        times = split["numerator"] / split["denominator"] if day < day_of_split else 1
        prices = {name: quote[name][at] * times for name in ("open", "high", "low", "close")}
        volume = quote["volume"][at] / times
        bars.append({"security": "US:NVDA", "date": str(day), "basis": "raw", "volume": volume, **prices})
    happened = {"security": "US:NVDA", "type": "split", "ex_date": str(day_of_split), "factor": 4.0}
    return {"bars": bars, "actions": [happened]}


def _yahoo_macro(api: Path) -> Said:
    result = answer(api, "chart-EURUSD=X-2020-01-01-to-2020-01-03.json")["chart"]["result"][0]
    zone = ZoneInfo(result["meta"]["exchangeTimezoneName"])
    days = [str(datetime.fromtimestamp(stamp, zone).date()) for stamp in result["timestamp"]]
    closes = result["indicators"]["quote"][0]["close"]
    told = zip(days, closes, strict=True)
    return {"bars": [{"security": "FX:USDKRW", "date": day, "close": close} for day, close in told]}


def _naver_chart(api: Path) -> Said:
    path = api / "krx" / "TestStockOhlcvByDateTest.test_ohlcv_simple_call.json"
    body = json.loads(path.read_text(encoding="utf-8"))[0]["response"]["body"]
    names = ("open", "high", "low", "close", "volume")
    bars: list[Record] = []
    for item in re.findall(r'data="([\d|]+)"', body):
        day, *values = item.split("|")
        numbers = dict(zip(names, map(float, values), strict=True))
        bars.append({"security": "KRX:005930", "date": f"{day[:4]}-{day[4:6]}-{day[6:]}", **numbers})
    return {"bars": bars}


def _kis(_api: Path) -> Said:
    traded = {"security": "KRX:005930", "basis": "raw", "open": 70_000, "high": 72_000, "low": 69_000}
    closes = {"2025-01-02": 70_500, "2025-01-03": 71_000}
    return {
        "bars": [{**traded, "volume": 1_200, "date": day, "close": close} for day, close in closes.items()]
    }


def _fred(_api: Path) -> Said:
    told = {
        ("RATE:US", "2025-01-02"): 0.0433,
        ("RATE:US", "2025-01-03"): 0.0433,
        ("RATE:KR", "2025-01-01"): 0.0302,
        ("FX:USDKRW", "2025-01-02"): 1466.61,
    }
    return {"bars": [{"security": name, "date": day, "close": value} for (name, day), value in told.items()]}


def _yahoo_news(api: Path) -> Said:
    found = answer(api, "search-AMZN.json")["news"]
    return {
        "articles": [
            {
                "url": one["link"],
                "title": folded(one["title"]),
                "source": one["publisher"],
                "published": utc(datetime.fromtimestamp(one["providerPublishTime"], UTC)),
            }
            for one in found
        ]
    }


def _rss(_api: Path) -> Said:
    first = {
        "url": "https://paper.example/1?utm_source=rss",
        "article": "https://paper.example/1",
        "title": '삼성전자 "실적" 발표',
        "text": "첫 문장",
    }
    second = {"url": "https://paper.example/2", "title": "SK하이닉스 신고가"}
    return {
        "articles": [
            {**first, "published": "2025-01-02T00:00:00+00:00", "securities": ["KRX:005930"]},
            {**second, "published": "2025-01-02T01:00:00+00:00", "securities": ["KRX:000660"]},
        ]
    }


def _naver_news(api: Path) -> Said:
    (item,) = json.loads((api / "naver" / "search_news_partial.json").read_text(encoding="utf-8"))["items"]
    title = folded(unescape(re.sub("<[^>]*>", "", item["title"])))
    return {"articles": [{"url": item["originallink"], "title": title, "source": "newsinside.kr"}]}


def _kis_master(_api: Path) -> Said:
    told = {
        "005930": ("삼성전자", "KOSPI"),
        "0126Z0": ("삼성에피스홀딩스", "KOSPI"),
        "247540": ("에코프로비엠", "KOSDAQ"),
    }
    return {
        "securities": [
            {"security": f"KRX:{code}", "name": name, "board": board} for code, (name, board) in told.items()
        ]
    }


def _sec_tickers(api: Path) -> Said:
    """Every ticker but those of receipts off the exchanges; the names wear other dress and are not compared."""
    path = api.parent / "listings" / "sec_company_tickers.json"
    told = json.loads(path.read_text(encoding="utf-8")).values()
    ciks = {one["ticker"]: one["cik_str"] for one in told if not re.fullmatch("[A-Z]{4}[FY]", one["ticker"])}
    ids = {one: f"US:{one.replace('-', '.')}" for one in ciks}
    return {
        "securities": [{"security": ids[one], "market": "us"} for one in ciks],
        "identifiers": [{"security": ids[one], "scheme": "cik", "code": f"{ciks[one]:010d}"} for one in ciks],
    }


def _sec_filings(api: Path) -> Said:
    """TSLA's of 2022 without trades of insiders. Of the two readings of EDGAR's times the recording's is New York's."""
    told = json.loads((api / "sec" / "submissions_TSLA.json").read_text(encoding="utf-8"))["filings"][
        "recent"
    ]
    found: list[Record] = []
    for at, accession in enumerate(told["accessionNumber"]):
        is_insiders = told["form"][at].removesuffix("/A") in {"3", "4", "5", "144"}
        if told["filingDate"][at] < "2022-01-01" or is_insiders:
            continue
        accepted = datetime.fromisoformat(told["acceptanceDateTime"][at]).replace(tzinfo=NEW_YORK)
        found.append(
            {
                "accession": accession,
                "form": told["form"][at],
                "filed": utc(accepted),
                "known_at": utc(accepted),
            }
        )
    return {"filings": found}


def _opendart_corpcode(api: Path) -> Said:
    """Companies with a stock code; names of the bundled listing stand, so the English one is looked at."""
    body = (api.parent / "listings" / "dart_corpCode_response.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        tree = ElementTree.fromstring(packed.read(packed.namelist()[0]))
    codes = {
        (one.findtext("stock_code") or "").strip(): one.findtext("corp_code") for one in tree.iter("list")
    }
    listed = {f"KRX:{stock}": code for stock, code in codes.items() if re.fullmatch("[0-9A-Z]{6}", stock)}
    return {
        "securities": [{"security": one, "market": "krx"} for one in listed],
        "identifiers": [{"security": one, "scheme": "dart", "code": code} for one, code in listed.items()],
    }


def _sample(api: Path, name: str) -> list[dict[str, str]]:
    return json.loads((api / "opendart" / "samples" / name).read_text(encoding="utf-8"))["list"]


def _opendart_filings(api: Path) -> Said:
    return {
        "filings": [
            {
                "accession": one["rcept_no"],
                "title": one["report_nm"],
                "security": f"KRX:{one['stock_code']}",
                "filed": last_of(datetime.fromisoformat(one["rcept_dt"]).date().isoformat()),
            }
            for one in _sample(api, "disclosure_list_samsung.json")
        ]
    }


def _opendart_fundamentals(api: Path) -> Said:
    (told,) = _sample(api, "report_fnlttSinglAcntAll.json")
    assets = {"concept": "total_assets", "period": "2023FY", "period_end": "2023-12-31", "unit": "KRW"}
    return {"facts": [{**assets, "filing": told["rcept_no"], "value": float(told["thstrm_amount"])}]}


def _opendart_holders(api: Path) -> Said:
    return {
        "holders": [
            {
                "holder": one["repror"],
                "ratio": float(one["stkrt"]) / 100,
                "shares": float(one["stkqy"].replace(",", "")),
                "reported": one["rcept_dt"],
                "accession": one["rcept_no"],
            }
            for one in _sample(api, "ownership_majorstock.json")
        ]
    }


def _nasdaq_chart(_api: Path) -> Said:
    share = {"security": "US:EXMQ", "basis": "splits"}
    first = {"open": 10.0, "high": 11.25, "low": 9.75, "close": 11.0, "volume": None}
    second = {"open": 11.0, "high": 12.0, "low": 10.5, "close": 11.5, "volume": 1_234_567}
    return {"bars": [{**share, "date": "2025-01-02", **first}, {**share, "date": "2025-01-03", **second}]}


def _sec_holders(_api: Path) -> Said:
    joint = {"reported": "2025-01-14", "ratio": 0.062, "shares": 620_000, "accession": "0001999999-25-000001"}
    known = {"known_at": "2025-01-15T02:10:00+00:00"}
    alone = {
        "reported": "2025-02-14",
        "ratio": 0.125,
        "shares": 1_250_000,
        "known_at": "2025-02-14T22:02:26+00:00",
    }
    return {
        "holders": [
            {"holder": "Example Fund LLC", **joint, **known},
            {"holder": "Example Group plc", **joint, **known},
            {"holder": "Example Partners LP", **alone},
        ]
    }


def _sec_subsidiaries(_api: Path) -> Said:
    first = {"period": "2023-12-31", "accession": "0001999999-24-000020", "exhibit": "EX-21.1"}
    second = {"period": "2024-12-31", "accession": "0001999999-25-000020", "exhibit": "EX-21"}
    alder = {"subsidiary": "Exmq Alder LLC", "jurisdiction": "Delaware", "ratio": 1.0, "above": None}
    return {
        "subsidiaries": [
            {**alder, **first, "known_at": "2024-02-16T02:10:00+00:00"},
            {
                **first,
                "subsidiary": "Exmq Birch Ltd.",
                "jurisdiction": "Ireland",
                "ratio": 0.6,
                "above": None,
            },
            {**alder, **second, "known_at": "2025-02-14T22:02:26+00:00"},
            {**second, "subsidiary": "Exmq Cedar GmbH", "ratio": 0.515, "above": "Exmq Alder LLC"},
        ]
    }


def _yahoo_holders(api: Path) -> Said:
    told = answer(api, "quoteSummary-institutionOwnership-AAPL.json")["quoteSummary"]["result"][0]
    return {
        "holders": [
            {
                "holder": folded(one["organization"]),
                "ratio": one["pctHeld"]["raw"],
                "shares": one["position"]["raw"],
                "reported": one["reportDate"]["fmt"],
            }
            for one in told["institutionOwnership"]["ownershipList"]
        ]
    }


def _sec_facts(_api: Path) -> Said:
    annual = {"period_end": "2023-12-31", "filing": "0001318605-24-000001", "period": "2023FY"}
    quarter = {"period_end": "2023-06-30", "filing": "0001318605-23-000007", "period": "2023Q2"}
    before = {"period_end": "2022-12-31", "filing": "0001318605-23-000001", "period": "2022FY"}
    return {
        "facts": [
            {**annual, "concept": "revenue", "value": 96.8e9, "known_at": "2024-01-26T21:00:20+00:00"},
            {**before, "concept": "revenue", "value": 81.5e9},
            {**quarter, "concept": "revenue", "value": 24.9e9},
            {**annual, "concept": "total_assets", "value": 106.6e9},
            {**annual, "concept": "eps", "value": 4.73},
        ]
    }


CONCEPTS = {
    "TotalRevenue": "revenue", "OperatingIncome": "operating_income", "NetIncome": "net_income", "BasicEPS": "eps",
    "TotalAssets": "total_assets", "TotalLiabilitiesNetMinorityInterest": "total_liabilities",
    "StockholdersEquity": "equity",
}  # fmt: skip


def _yahoo_fundamentals(api: Path) -> Said:
    found: list[Record] = []
    for statement in ("financials", "balance-sheet"):
        for length in ("annual", "quarterly"):
            told = answer(api, f"fundamentalsTimeSeries-AAPL-{statement}-{length}.json")
            for series in told["timeseries"]["result"]:
                name = series["meta"]["type"][0]
                concept = CONCEPTS.get(name.removeprefix(length))
                found += [
                    {
                        "concept": concept,
                        "period_end": one["asOfDate"],
                        "filing": f"yahoo:{one['asOfDate']}:{length}",
                        "value": one["reportedValue"]["raw"],
                        "unit": one["currencyCode"],
                    }
                    for one in series.get(name, [])
                    if concept and one
                ]
    return {"facts": found}


SAID: Mapping[str, Callable[[Path], Said]] = {
    "yahoo": _yahoo,
    "yahoo_macro": _yahoo_macro,
    "naver_chart": _naver_chart,
    "kis": _kis,
    "fred": _fred,
    "yahoo_news": _yahoo_news,
    "rss": _rss,
    "naver_news": _naver_news,
    "kis_master": _kis_master,
    "sec_tickers": _sec_tickers,
    "sec_filings": _sec_filings,
    "opendart_corpcode": _opendart_corpcode,
    "opendart_filings": _opendart_filings,
    "opendart_fundamentals": _opendart_fundamentals,
    "opendart_holders": _opendart_holders,
    "nasdaq_chart": _nasdaq_chart,
    "sec_holders": _sec_holders,
    "sec_subsidiaries": _sec_subsidiaries,
    "yahoo_holders": _yahoo_holders,
    "sec_facts": _sec_facts,
    "yahoo_fundamentals": _yahoo_fundamentals,
}
