"""The SEC's submissions: what a company filed, known from when EDGAR accepted it; an 8-K by its items."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from collectors.fields import of_type, parsed
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Source, Wanted, Web
from collectors.sources.sec import ADDRESS, asked, cik, columns_of, filed_day, moments
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import FILINGS

NAME = "sec_filings"
INSIDERS = frozenset({"3", "4", "5", "144", "3/A", "4/A", "5/A", "144/A"})
"""Forms about single persons' trades, several a day: left out."""
COLUMNS = (
    "accessionNumber", "filingDate", "acceptanceDateTime", "form", "items", "primaryDocument", "primaryDocDescription",
)  # fmt: skip
ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "1.01": "Entry into a Material Definitive Agreement",
        "1.02": "Termination of a Material Definitive Agreement",
        "1.03": "Bankruptcy or Receivership",
        "1.05": "Material Cybersecurity Incidents",
        "2.01": "Completion of Acquisition or Disposition of Assets",
        "2.02": "Results of Operations and Financial Condition",
        "2.03": "Creation of a Direct Financial Obligation",
        "2.05": "Costs Associated with Exit or Disposal Activities",
        "2.06": "Material Impairments",
        "3.01": "Notice of Delisting or Failure to Satisfy a Listing Rule",
        "3.02": "Unregistered Sales of Equity Securities",
        "3.03": "Material Modification to Rights of Security Holders",
        "4.01": "Changes in Registrant's Certifying Accountant",
        "4.02": "Non-Reliance on Previously Issued Financial Statements",
        "5.01": "Changes in Control of Registrant",
        "5.02": "Departure or Election of Directors or Certain Officers",
        "5.03": "Amendments to Articles of Incorporation or Bylaws",
        "5.07": "Submission of Matters to a Vote of Security Holders",
        "7.01": "Regulation FD Disclosure",
        "8.01": "Other Events",
        "9.01": "Financial Statements and Exhibits",
    }
)
"""The items of form 8-K."""


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """The answer of each company, and its older parts where the first day wanted lies in them."""
    for security in wanted.securities:
        number, first = cik(NAME, web, security.ticker), wanted.start(security.id)
        details = {"cik": str(number), "first": first.isoformat(), "until": wanted.until.isoformat()}
        reply = asked(NAME, web, f"submissions/CIK{number:010d}.json")
        filings = of_type(NAME, dict, parsed(NAME, reply.body), "filings")
        older = [
            of_type(NAME, str, part, "name")
            for part in of_type(NAME, list, filings, "files")
            if of_type(NAME, str, part, "filingTo") >= first.isoformat()
        ]
        for name in reversed(older):
            part = asked(NAME, web, f"submissions/{name}")
            yield Page(security.id, part.url, part.body, part.fetched, details)
        yield Page(security.id, reply.url, reply.body, reply.fetched, details)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Filings from the first day wanted on; the columns of the answer stand beside each other."""
    answer = of_type(NAME, dict, parsed(NAME, page.body))
    table = of_type(NAME, dict, answer, "filings", "recent") if "filings" in answer else answer
    columns = columns_of(NAME, table, COLUMNS)
    accepted = moments(NAME, columns["acceptanceDateTime"])
    rows: list[dict[str, object]] = []
    for at, filed in enumerate(accepted):
        told = {name: str(values[at] or "") for name, values in columns.items()}
        wanted = page.details["first"] <= told["filingDate"] <= page.details["until"]
        if wanted and told["form"] not in INSIDERS and filed <= page.fetched:
            rows.append({**_row(told, page), "filed": filed, "known_at": filed})
    newest = max((str(day) for day in columns["filingDate"]), default=None)
    cursor = min(newest, page.details["until"]) if newest and "filings" in answer else None
    return Parsed({FILINGS.name: frame_of(FILINGS, rows)}, cursor=cursor and filed_day(NAME, cursor))


def _row(told: Mapping[str, str], page: Page) -> dict[str, object]:
    items = [ITEMS.get(code, f"Item {code}") for code in told["items"].split(",") if code]
    what = "; ".join(items) or told["primaryDocDescription"]
    folder = f"{page.details['cik']}/{told['accessionNumber'].replace('-', '')}"
    return {
        "regulator": "sec",
        "accession": told["accessionNumber"],
        "security": page.part,
        "form": told["form"],
        "title": f"{told['form']}: {what}" if what and what != told["form"] else told["form"],
        "text": None,
        "url": f"https://www.sec.gov/Archives/edgar/data/{folder}/{told['primaryDocument']}",
        "simulated": False,
    }


SOURCE = Source(
    name=NAME,
    kind="filings",
    markets=("us",),
    address=ADDRESS,
    rate=Rate(8.0),
    fetch=fetch,
    parse=parse,
    keys=("sec_user_agent",),
    recording="sec/submissions_TSLA.json",
)
