"""Subsidiaries of US companies: Exhibit 21 of each 10-K, Exhibit 8 of each 20-F.

Which document of a filing is the exhibit says its type in the submission's own header, which EDGAR shows as
`…-index-headers.html`; file names are the filer's and tell nothing (`index.json` has names alone). A report without
the exhibit is no list, so nobody's end follows from it. Amended reports are left out.
"""

import html
import re
from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime

from collectors.exhibits import Subsidiary, Unread, subsidiaries
from collectors.fields import of_type, parsed
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Refused, Reply, Source, Wanted, Web
from collectors.sources.sec import ADDRESS, ARCHIVE, asked, cik, columns_of, filed_day, moments
from stockelper.errors import SourceError
from stockelper.securities.legal import is_named, whole_name
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import SUBSIDIARIES

NAME = "sec_subsidiaries"
EXHIBITS: Mapping[str, str] = {"10-K": "EX-21", "10-K405": "EX-21", "10-KT": "EX-21", "20-F": "EX-8"}
"""Annual reports, and the type of their exhibit that lists subsidiaries; it may have a number behind a dot."""
COLUMNS = ("accessionNumber", "filingDate", "reportDate", "acceptanceDateTime", "form")
MOST_BYTES = 16 * 1024 * 1024
"""Of an exhibit: the longest lists have some thousand rows of a kilobyte."""
_DOCUMENT = re.compile(
    r"<TYPE>\s*(?P<type>[^\s<]+)(?:(?!<TYPE>).)*?<FILENAME>\s*(?P<name>[^\s<]+)", re.DOTALL | re.IGNORECASE
)
_FILE = re.compile(r"[\w.-]+\.html?", re.IGNORECASE)


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer an exhibit, the oldest first; of a report without one its header, so that the run goes on behind it."""
    for security in wanted.securities:
        number, first = cik(NAME, web, security.ticker), wanted.start(security.id)
        for told in _wanted(_reports(web, number, first), first, wanted.until):
            folder = f"{ARCHIVE}/{number}/{told['accession'].replace('-', '')}"
            header = _page(web, f"{folder}/{told['accession']}-index-headers.html")
            named = list(exhibits(header.body, told["form"]))
            readable = [(type_, name) for type_, name in named if _FILE.fullmatch(name)]
            if not readable:
                unread = {"unread": named[0][1]} if named else {}
                yield Page(security.id, header.url, header.body, header.fetched, {**told, **unread})
            for type_, name in readable:
                document = _page(web, f"{folder}/{name}")
                details = {**told, "exhibit": type_, "link": f"{folder}/{name}"}
                yield Page(security.id, document.url, document.body, document.fetched, details)


def _page(web: Web, url: str) -> Reply:
    return web.get(url, headers={"User-Agent": web.key("sec_user_agent")}, expect="html")


def _reports(web: Web, number: int, first: date) -> list[dict[str, str]]:
    """The annual reports of a company, those of its older submissions where the first day wanted lies in them."""
    filings = of_type(
        NAME, dict, parsed(NAME, asked(NAME, web, f"submissions/CIK{number:010d}.json").body), "filings"
    )
    found = _annual(of_type(NAME, dict, filings, "recent"))
    for part in of_type(NAME, list, filings, "files"):
        if of_type(NAME, str, part, "filingTo") >= first.isoformat():
            older = asked(NAME, web, f"submissions/{of_type(NAME, str, part, 'name')}")
            found += _annual(of_type(NAME, dict, parsed(NAME, older.body)))
    return sorted(found, key=lambda one: (one["filed"], one["accession"]))


def _annual(table: Mapping[str, object]) -> list[dict[str, str]]:
    columns = columns_of(NAME, table, COLUMNS)
    accepted = moments(NAME, columns["acceptanceDateTime"])
    rows = zip(
        *(columns[name] for name in ("accessionNumber", "form", "filingDate", "reportDate")),
        accepted,
        strict=True,
    )
    return [
        {
            "accession": str(number),
            "form": str(form),
            "filed": str(day),
            "period": str(period),
            "accepted": at.isoformat(),
        }
        for number, form, day, period, at in rows
        if form in EXHIBITS
    ]


def _wanted(reports: list[dict[str, str]], first: date, until: date) -> list[dict[str, str]]:
    """The reports filed in the days wanted; where there are none, the newest one before."""
    past = [one for one in reports if one["filed"] <= until.isoformat()]
    return [one for one in past if one["filed"] >= first.isoformat()] or past[-1:]


def exhibits(header: bytes, form: str) -> Iterator[tuple[str, str]]:
    """Type and file name of each document that lists subsidiaries, by the header of a submission of that form.

    Raises:
        SourceError: the page is no such header.
    """
    text = html.unescape(header.decode("utf-8", errors="replace"))
    declared = dict.fromkeys((found["type"].upper(), found["name"]) for found in _DOCUMENT.finditer(text))
    if not declared:
        raise SourceError("source_field", source=NAME, field="TYPE")
    wanted = EXHIBITS[form]
    return (one for one in declared if one[0] == wanted or one[0].startswith(f"{wanted}."))


def parse(page: Page, resolver: Resolver) -> Parsed:
    """The subsidiaries of one exhibit, their ratios as fractions.

    A row that is the filing company itself is none of them, and what stands beneath it stands beneath nobody.

    Raises:
        SourceError: the page is no exhibit, or one that is not safe to read.
    """
    accepted = datetime.fromisoformat(page.details["accepted"])
    found, unread = _listed(page) if "exhibit" in page.details and accepted <= page.fetched else ([], [])
    refused = [
        _refused("ratio", "ratio_out_of_range", page, name=one.name, share=one.share) for one in unread
    ]
    if name := page.details.get("unread"):
        refused.append(_refused("exhibit", "not_html", page, name=name))
    elif "exhibit" in page.details and not found:
        refused.append(_refused("exhibit", "no_subsidiaries", page))
    own = {(one.name, one.jurisdiction) for one in found if is_named(resolver.listing, page.part, one.name)}
    rows = [
        _row(one, own, page, accepted, resolver) for one in found if (one.name, one.jurisdiction) not in own
    ]
    frame = frame_of(SUBSIDIARIES, rows)
    return Parsed({SUBSIDIARIES.name: frame}, refused, cursor=filed_day(NAME, page.details["filed"]))


def _listed(page: Page) -> tuple[list[Subsidiary], list[Unread]]:
    if len(page.body) > MOST_BYTES:
        raise SourceError("source_too_large", source=NAME, most=MOST_BYTES // 2**20)
    text = page.body.decode("utf-8", errors="replace")
    try:
        found = subsidiaries(text)
    except ValueError as error:
        raise SourceError("source_wrong_type", source=NAME, expected="html", found=str(error)) from error
    if not found[0] and "subsidiar" not in text.casefold():
        raise SourceError("source_field", source=NAME, field="subsidiary")
    return found


def _refused(field: str, reason: str, page: Page, **record: str) -> Refused:
    return Refused(field, reason, page.part, {**record, "accession": page.details["accession"]})


def _row(
    one: Subsidiary, own: Container[tuple[str, str]], page: Page, accepted: datetime, resolver: Resolver
) -> dict[str, object]:
    above, place = (None, None) if one.above is None or one.above in own else one.above
    return {
        "security": page.part,
        "subsidiary": one.name,
        "jurisdiction": one.jurisdiction,
        "period": date.fromisoformat(filed_day(NAME, page.details["period"])),
        "source": "sec",
        "listed": whole_name(resolver.listing, one.name),
        "above": above,
        "above_jurisdiction": place,
        "ratio": one.ratio,
        "form": page.details["form"],
        "exhibit": page.details["exhibit"],
        "accession": page.details["accession"],
        "url": page.details["link"],
        "known_at": accepted,
    }


SOURCE = Source(
    name=NAME,
    kind="holders",
    markets=("us",),
    address=ADDRESS,
    rate=Rate(8.0),
    fetch=fetch,
    parse=parse,
    keys=("sec_user_agent",),
    complements=True,
)
