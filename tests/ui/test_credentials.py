"""No credential of an address is found in anything that is stored or printed, wherever it came in."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from collectors.registry import SOURCES
from collectors.source import Refused
from collectors.storing import set_apart
from stockelper.clock import Clock, wall_clock
from stockelper.errors import SourceError
from stockelper.language.telling import kept
from stockelper.settings import load
from ui.cli import dispatch
from ui.wiring import Product

SECRET = "S3cretS3cretS3cret9"
USER = f"https://ann:{SECRET}@news.example.com/a?id={{}}"
ADDRESSES = {
    "user and password": USER,
    "api_key": f"https://news.example.com/a?api_key={SECRET}&id={{}}",
    "crtfc_key": f"https://opendart.fss.or.kr/api/list.json?crtfc_key={SECRET}&id={{}}",
    "serviceKey": f"https://apis.data.go.kr/x?serviceKey={SECRET}&id={{}}",
    "token": f"https://news.example.com/a?id={{}}&token={SECRET}",
}
FILES = {
    "articles": "title,published,url,text\n삼성전자 실적,2025-12-29,{0},see {0} there\n,2025-12-29,{0},no title: {0}\n",
    "filings": "accession,title,filed,url,symbol,regulator\n20251229000001,보고서,2025-12-29,{0},005930,dart\n2,,2025-12-29,{0},005930,dart\n",
    "holders": "symbol,holder,reported,ratio,url\n005930,국민연금,2025-12-29,0.07,{0}\n005930,국민연금,2025-12-29,7,{0}\n",
    "bars": "source: {0}\nsymbol,date,open,high,low,close,volume,link\n005930,2025-12-29,100,110,90,105,1000,{0}\n005930,{0},1,1,1,1,1,x\n",
}


def is_stored(folder: Path) -> bool:
    """Whether the secret stands anywhere in the files of a folder's stores, indices of words included."""
    return any(SECRET.lower().encode() in path.read_bytes().lower() for path in folder.glob("*.db*"))


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("kind", FILES)
def test_an_imported_file_leaves_none_in_store_report_and_lists(
    kind: str, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, path = tmp_path / "data", tmp_path / f"{kind}.csv"
    path.write_text(FILES[kind].format(ADDRESSES[address].format(1)), encoding="utf-8")
    lines: list[list[str]] = [
        ["import", str(path), "--market", "krx", "--kind", kind],
        ["import", str(path), "--market", "krx", "--kind", kind, "--json"],
        ["jobs", "quarantine"],
        ["jobs", "history", "--json"],
        ["get", kind],
    ]
    for line in lines:
        assert dispatch([*line, "--data", str(data)]) == 0
    told = capsys.readouterr()
    assert "news.example.com" in told.out or kind == "bars" or "ann" not in address
    assert SECRET not in told.out + told.err
    assert not is_stored(data)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_in_the_place_of_a_file_is_told_without_them(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["import", ADDRESSES[address].format(1), "--market", "krx", "--data", str(tmp_path)]
    assert dispatch(line) == 2
    assert dispatch([*line, "--json"]) == 2
    assert dispatch(["jobs", "history", "--data", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert SECRET not in told.out + told.err
    assert not is_stored(tmp_path)


def refuse(product: Product, address: str) -> None:
    refused = Refused("title", "missing_value", address, {"url": address, "title": ""})
    set_apart(product.documents, SOURCES["rss"], [refused], wall_clock())


def fail(product: Product, address: str) -> None:
    run = product.collecting(Event()).begin(SOURCES["rss"])
    run.end("failed", {}, kept(SourceError("source_silent", source=address, reason=f"asked {address}")))


def trace(product: Product, address: str) -> None:
    tracing = product.tracing
    with tracing.run(
        "answer", user="local", thread="t", run="r", input={"question": f"read {address}"}
    ) as span:
        span.output([address])
    tracing.flush()


PLACES: dict[str, Callable[[Product, str], None]] = {"quarantine": refuse, "run log": fail, "traces": trace}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("place", PLACES)
def test_what_collectors_and_runs_write_holds_none(
    place: str, address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    product = Product(load(tmp_path), Clock())
    try:
        PLACES[place](product, ADDRESSES[address].format(1))
    finally:
        product.close()
    for line in (["jobs", "quarantine"], ["jobs", "history", "--json"], ["traces", "list", "--json"]):
        assert dispatch([*line, "--data", str(tmp_path)]) == 0
    told = capsys.readouterr()
    assert SECRET not in told.out + told.err
    assert not is_stored(tmp_path)
