"""Write the bundled listing, `stockelper/securities/listing.csv`, and `listing.toml` that dates it.

    python tools/listing.py ../shared/data/listings

Plain facts alone go in: symbol, names, board and sector of the companies on KOSPI and KOSDAQ (preferred shares
with them), in the S&P 500, in the NASDAQ-100 and of some more that are often asked about, and the best-known
exchange-traded funds. `listing_us.toml`, `listing_sectors.toml` and `listing_funds.csv` beside this script hold what
the sources do not say.
"""

import csv
import gzip
import html
import json
import re
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from stockelper.securities.listing import FUNDS

HERE = Path(__file__).parent
TARGET = HERE.parent / "stockelper" / "securities"
COLUMNS = ("id", "board", "name", "name_en", "sector", "registered")
FIELD = re.compile(r"<(\w+)>([^<]*)</")
BOARDS = {"KOSPI": "KOSPI", "KOSDAQ": "KOSDAQ", "KOSDAQ GLOBAL": "KOSDAQ"}
US = tomllib.loads((HERE / "listing_us.toml").read_text(encoding="utf-8"))
RULES = tomllib.loads((HERE / "listing_sectors.toml").read_text(encoding="utf-8"))["rule"]
METADATA = """# Where listing.csv comes from. Written by tools/listing.py.
as_of = {as_of}
rows = {rows}
columns = {columns}

[sources]
krx = "KRX listing and company descriptions of 2026-03-20 (FinanceData/fdr_krx_data_cache)"
krx_english_names = "OpenDART corpCode of 2026-04-28"
sp500 = "datasets/s-and-p-500-companies of 2026-08-08"
nasdaq = "datasets/nasdaq-listings of 2026-08-01 (NASDAQ-100 members checked against it)"
nasdaq_100 = "Membership from the maintainers' knowledge, after the reconstitution of December 2025"
us_names = "SEC company_tickers.json; vandyckmed-droid/zoomies of 2026-08-16"
sectors = "KRX: our own scheme from KRX's industry and products; US: GICS sectors, those of the further companies by the maintainers"
funds = "Written by hand from the maintainers' knowledge as of March 2026: the sources hold no list of exchange-traded funds"
"""
LEGAL = re.compile(
    r"(?:[\s,.]*(?:\b(?:co|ltd|limited|inc|incorporated|incorporation|incorporate|corp|corporation|company|plc|"
    r"n\.?v|s\.?a|s\.?e|a/s|ag|llc|l\.?p|public limited company|american depositary shares)\b|\((?:the|publ)\)"
    r"|class a common stock|common stock|/(?:[a-z]{2}|new|adr)/?))+[\s,.]*$",
    re.IGNORECASE,
)
LOWER = {"OF": "of", "AND": "and", "THE": "the", "FOR": "for"}
SPELLED = frozenset(
    {"KIA", "SAM", "DAE", "NEW", "JIN", "BIO", "SUN", "ONE", "GAS", "OIL", "TEX", "HAN", "SAE", "AIR"}
)


@dataclass(frozen=True, order=True)
class Row:
    """A line of the listing; `registered` is the full Korean name where it differs from the short one."""

    id: str
    board: str
    name: str
    name_en: str
    sector: str
    registered: str = ""


def main(source: Path) -> None:
    """Write both files from the folder of sources."""
    rows = sorted({row.id: row for row in (*fund_rows(), *us_rows(source), *krx_rows(source))}.values())
    with (TARGET / "listing.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(
            (row.id, row.board, row.name, row.name_en, row.sector, row.registered) for row in rows
        )
    text = METADATA.format(as_of="2026-03-20", rows=len(rows), columns=json.dumps(COLUMNS))
    (TARGET / "listing.toml").write_text(text, encoding="utf-8")
    sys.stderr.write(f"{len(rows)} securities\n")


def krx_rows(source: Path) -> Iterator[Row]:
    """KOSPI and KOSDAQ; a preferred share takes sector and English name of its common share."""
    described = {row["Code"]: row for row in _gzipped(source / "krx_desc_2026-03-20.csv.gz")}
    registered = dict(_registered_names(source / "dart_corpCode_response.zip"))
    for row in _gzipped(source / "krx_listing_2026-03-20.csv.gz"):
        code, name = row["Code"], _spaced(row["Name"])
        common = code if code in registered else code[:5] + "0"
        board = BOARDS.get(row["Market"])
        if board:
            facts = described.get(common, {})
            sector = _sector(common, name, facts.get("Industry", ""), facts.get("Products", ""))
            name_en, full = registered.get(common, ("", ""))
            if code != common:
                name_en, full = name_en and name_en + _preferred(name), ""
            yield Row(f"KRX:{code}", board, name, name_en, sector, "" if full == name else full)


def fund_rows() -> Iterator[Row]:
    """The exchange-traded funds of `listing_funds.csv`; their sector tells them from companies."""
    for row in _plain(HERE / "listing_funds.csv"):
        yield Row(row["id"], row["board"], row["name"], row["name_en"], FUNDS)


def us_rows(source: Path) -> Iterator[Row]:
    """The S&P 500, the NASDAQ-100 and the further companies of `listing_us.toml`."""
    nasdaq = {row["Symbol"] for row in _plain(source / "nasdaq-listed-symbols.csv")}
    sectors = {row["Symbol"]: row["GICS Sector"] for row in _plain(source / "sp500_constituents.csv")}
    names = _us_names(source)
    absent = [ticker for ticker in US["nasdaq_100_beyond_sp500"] if ticker not in nasdaq | {"EA"}]
    if absent:
        raise SystemExit(f"not Nasdaq-listed: {absent}")
    for sector, tickers in (*US["sectors"].items(), *US["further"].items()):
        sectors.update((ticker, sector) for ticker in tickers if ticker not in sectors)
    for ticker, sector in sectors.items():
        symbol = US["renamed"].get(ticker, ticker)
        name = US["names"].get(symbol) or names[ticker]
        yield Row(f"US:{symbol}", "NASDAQ" if ticker in nasdaq else "NYSE", name, name, sector)


def _us_names(source: Path) -> dict[str, str]:
    filers = json.loads((source / "sec_company_tickers.json").read_text(encoding="utf-8")).values()
    names = {filer["ticker"].replace("-", "."): _readable(filer["title"]) for filer in filers}
    large = _gzipped(source / "us1000_universe_2026-08-16.csv.gz")
    names.update((row["symbol"].replace("-", "."), _readable(row["name"])) for row in large)
    members = _plain(source / "sp500_constituents.csv")
    names.update((row["Symbol"], _readable(row["Security"].replace("–", "-"))) for row in members)
    return names


def _registered_names(archive: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    with zipfile.ZipFile(archive) as opened:
        text = opened.read("CORPCODE.xml").decode("utf-8")
    for company in text.split("<list>"):
        fields = dict(FIELD.findall(company))
        code = fields.get("stock_code", "").strip()
        if code:
            yield code, (_readable(fields["corp_eng_name"]), _spaced(html.unescape(fields["corp_name"])))


def _readable(name: str) -> str:
    """The name without its legal form; a name all in capitals gets ordinary ones."""
    bare = _spaced(html.unescape(name)).replace("’", "'").replace("CO,.LTD", "").replace("Co.,Ltd", "")
    bare = re.sub(r"\s*\((?:The|Class [A-Z]|Eli)\)", "", bare)
    shorter = LEGAL.sub("", bare).strip(" ,.&")
    bare = shorter or bare
    return " ".join(map(_cased, bare.split(" "))) if bare.isupper() else bare


def _cased(word: str) -> str:
    if word in LOWER:
        return LOWER[word]
    if (len(word) <= 3 and word not in SPELLED) or not word.isalpha():
        return word if len(word) <= 4 else word.title()
    return word.capitalize()


def _preferred(name: str) -> str:
    number = re.search(r"(\d)우", name)
    return f" Preferred {number.group(1)}" if number else " Preferred"


def _sector(code: str, name: str, industry: str, products: str) -> str:
    """The sector of the first rule that fits; empty where nothing is known."""
    for rule in RULES:
        if "codes" in rule:
            if code in rule["codes"]:
                return rule["sector"]
            continue
        texts = (("name", name), ("industry", industry), ("products", products))
        if all(re.search(rule[field], text) for field, text in texts if field in rule):
            return rule["sector"]
    return ""


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _gzipped(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _plain(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
