"""Recorded answers cut short, for a server that takes small sets alone: a folder like the shared one."""

import io
import json
import re
import zipfile
from pathlib import Path

KEPT = 60
"""Entries that are kept of a long list."""
CHART = Path("api/krx/TestStockOhlcvByDateTest.test_ohlcv_simple_call.json")
TICKERS = Path("listings/sec_company_tickers.json")
COMPANIES = Path("listings/dart_corpCode_response.zip")


def cut_short(shared: Path, folder: Path) -> Path:
    """Make the folder with what `shared` has of answers, by links, the three longest lists cut."""
    for path in (*(shared / "api").rglob("*"), *(shared / "listings").iterdir()):
        if path.is_file():
            link = folder / path.relative_to(shared)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path.resolve())
    for part, cut in ((CHART, _chart), (TICKERS, _tickers), (COMPANIES, _companies)):
        (folder / part).unlink()
        (folder / part).write_bytes(cut((shared / part).read_bytes()))
    return folder


def _chart(whole: bytes) -> bytes:
    """The last sessions of a chart."""
    recorded = json.loads(whole)
    body = recorded[0]["response"]["body"]
    for item in re.findall(r"<item data=[^>]*>\s*", body)[:-KEPT]:
        body = body.replace(item, "", 1)
    recorded[0]["response"]["body"] = body
    return json.dumps(recorded).encode()


def _tickers(whole: bytes) -> bytes:
    return json.dumps(dict(list(json.loads(whole).items())[:KEPT])).encode()


def _companies(whole: bytes) -> bytes:
    """The first companies that have a stock code, Samsung Electronics among them."""
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        name = packed.namelist()[0]
        text = packed.read(name).decode("utf-8")
    listed = [one for one in re.findall(r"<list>.*?</list>", text, re.DOTALL) if "<stock_code> " not in one]
    samsung = [one for one in listed if "<stock_code>005930<" in one]
    cut = io.BytesIO()
    with zipfile.ZipFile(cut, "w") as packed:
        packed.writestr(name, f"<result>{''.join([*samsung, *listed[:KEPT]])}</result>")
    return cut.getvalue()
