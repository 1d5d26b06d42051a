"""The SEC's company facts: figures of 10-K, 10-Q, 20-F, 40-F and 6-K as tagged in XBRL, known from when EDGAR accepted the filing.

Each value carries the filing that told it (`accn`), and its `fy` and `fp` are that filing's, not the value's: a report
also tells the figures of the periods before. So of each filing the values of its own period alone are taken: those that
end with it, over a quarter in a 10-Q (which tells the year so far as well) and over a year in an annual report.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, cast

from collectors.fields import of_type, parsed
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Source, Wanted, Web
from collectors.sources.sec import ADDRESS, NEW_YORK, asked, cik, moments
from stockelper.errors import NotListed, SourceError
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import FACTS

NAME = "sec_facts"
ANNUAL = frozenset({"10-K", "10-K/A", "10-KT", "20-F", "20-F/A", "40-F", "40-F/A"})
QUARTERLY = frozenset({"10-Q", "10-Q/A", "6-K", "6-K/A"})
QUARTERS = frozenset({"Q1", "Q2", "Q3"})
DAYS: Mapping[str, range] = {"FY": range(340, 386), "quarter": range(76, 107)}
"""How many days a business year and a quarter may have; years of 52 or 53 weeks among them."""


@dataclass(frozen=True)
class Concept:
    """Tags that are one of our concepts, the best first, and in what they are counted."""

    name: str
    tags: tuple[str, ...]
    unit: Literal["USD", "USD/shares"] = "USD"
    is_instant: bool = False


CONCEPTS = (
    Concept(
        "revenue",
        (
            "Revenues",
            "RevenueFromContractWithCustomerExcludingAssessedTax",
            "RevenueFromContractWithCustomerIncludingAssessedTax",
            "SalesRevenueNet",
            "Revenue",
        ),
    ),
    Concept("operating_income", ("OperatingIncomeLoss", "ProfitLossFromOperatingActivities")),
    Concept("net_income", ("NetIncomeLoss", "ProfitLoss")),
    Concept("eps", ("EarningsPerShareBasic", "BasicEarningsLossPerShare"), "USD/shares"),
    Concept("total_assets", ("Assets",), is_instant=True),
    Concept("total_liabilities", ("Liabilities",), is_instant=True),
    Concept(
        "equity",
        (
            "StockholdersEquity",
            "StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest",
            "EquityAttributableToOwnersOfParent",
            "Equity",
        ),
        is_instant=True,
    ),
)
TAXONOMIES = ("us-gaap", "ifrs-full")
Values = Sequence[Mapping[str, object]]


@dataclass(frozen=True)
class Told:
    """One value as a filing tells it; `start` is None where it is of one moment."""

    start: date | None
    end: date
    value: float
    accession: str
    year: int
    period: str
    filed: date

    def is_of(self, concept: Concept) -> bool:
        """Whether it is of the length that its filing's own period has."""
        if self.start is None or concept.is_instant:
            return self.start is None and concept.is_instant
        length = "FY" if self.period == "FY" else "quarter"
        return (self.end - self.start).days in DAYS[length]


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a company, and from its submissions when its filings were accepted."""
    for security in wanted.securities:
        number = cik(NAME, web, security.ticker)
        details = {
            "first": wanted.start(security.id).isoformat(),
            "until": wanted.until.isoformat(),
            "accepted": json.dumps(_accepted(web, number)),
        }
        reply = asked(NAME, web, f"api/xbrl/companyfacts/CIK{number:010d}.json")
        yield Page(security.id, reply.url, reply.body, reply.fetched, details)


def _accepted(web: Web, number: int) -> dict[str, str]:
    """The acceptance time of each filing that the submissions still list; older ones are known by their day."""
    try:
        reply = asked(NAME, web, f"submissions/CIK{number:010d}.json")
    except NotListed:
        return {}
    recent = of_type(NAME, dict, parsed(NAME, reply.body), "filings", "recent")
    numbers = of_type(NAME, list, recent, "accessionNumber")
    times = moments(NAME, of_type(NAME, list, recent, "acceptanceDateTime"))
    if len(numbers) != len(times):
        raise SourceError("source_field", source=NAME, field="filings.recent")
    forms = of_type(NAME, list, recent, "form")
    told = zip(numbers, times, forms, strict=False)
    return {str(one): at.isoformat() for one, at, form in told if form in ANNUAL | QUARTERLY}


def parse(page: Page, resolver: Resolver) -> Parsed:
    """The figures of the reports filed in the span, in dollars as reported."""
    facts = of_type(NAME, dict, parsed(NAME, page.body), "facts")
    accepted = cast("dict[str, str]", json.loads(page.details.get("accepted", "{}")))
    by_concept = {concept: _of_concept(facts, concept) for concept in CONCEPTS}
    ends = _ends([told for values in by_concept.values() for told in values])
    rows: dict[tuple[str, str], dict[str, object]] = {}
    for concept, values in by_concept.items():
        for told in values:
            if told.end == ends.get(told.accession) and _is_wanted(told, page):
                rows.setdefault((concept.name, told.accession), _row(concept, told, page, accepted))
    kept = [row for row in rows.values() if cast("datetime", row["known_at"]) <= page.fetched]
    newest = max((told.filed for values in by_concept.values() for told in values), default=None)
    until = date.fromisoformat(page.details["until"])
    cursor = min(newest, until).isoformat() if newest else None
    return Parsed({FACTS.name: frame_of(FACTS, kept)}, cursor=cursor)


def _of_concept(facts: Mapping[str, object], concept: Concept) -> list[Told]:
    """Every value of a concept in the reports of the year and the quarters, those of the best tag first."""
    known = [of_type(NAME, dict, facts, name) for name in TAXONOMIES if name in facts]
    if not known:
        raise SourceError("source_field", source=NAME, field="facts.us-gaap")
    found: list[Told] = []
    for tag in concept.tags:
        for taxonomy in known:
            if tag in taxonomy:
                units = of_type(NAME, dict, taxonomy, tag, "units")
                found += _values(units.get(concept.unit, []), concept)
    return found


def _values(values: object, concept: Concept) -> list[Told]:
    rows = cast("Values", of_type(NAME, list, {"units": values}, "units"))
    read = [_told(row) for row in rows if row.get("form") in ANNUAL | QUARTERLY]
    return [one for one in read if one is not None and one.is_of(concept)]


def _told(row: Mapping[str, object]) -> Told | None:
    """A value; None where its filing says no period, as some of the first years do."""
    value, year, period = row.get("val"), row.get("fy"), str(row.get("fp") or "")
    if not isinstance(year, int) or period not in QUARTERS | {"FY"}:
        return None
    if not isinstance(value, int | float):
        raise SourceError("source_field", source=NAME, field="val")
    start = _day(row, "start") if row.get("start") else None
    number = of_type(NAME, str, row, "accn")
    return Told(start, _day(row, "end"), float(value), number, year, period, _day(row, "filed"))


def _day(row: Mapping[str, object], field: str) -> date:
    try:
        return date.fromisoformat(of_type(NAME, str, row, field))
    except ValueError as error:
        raise SourceError("source_field", source=NAME, field=field) from error


def _ends(values: Sequence[Told]) -> Mapping[str, date]:
    """The end of each filing's own period: that of its newest value."""
    ends: dict[str, date] = {}
    for told in values:
        ends[told.accession] = max(told.end, ends.get(told.accession, told.end))
    return ends


def _is_wanted(told: Told, page: Page) -> bool:
    return page.details["first"] <= told.filed.isoformat() <= page.details["until"]


def _row(concept: Concept, told: Told, page: Page, accepted: Mapping[str, str]) -> dict[str, object]:
    return {
        "security": page.part,
        "concept": concept.name,
        "period": f"{told.year}{told.period}",
        "consolidated": True,
        "filing": told.accession,
        "value": told.value,
        "unit": "USD",
        "period_end": told.end,
        "source": "sec",
        "known_at": _known(told, page, accepted),
    }


def _known(told: Told, page: Page, accepted: Mapping[str, str]) -> datetime:
    """When the filing was accepted; where nothing tells, the end of its day in New York, or when it was seen on that day."""
    if told.accession in accepted:
        return datetime.fromisoformat(accepted[told.accession])
    following = datetime.combine(told.filed + timedelta(days=1), time(0), NEW_YORK)
    return min(following.astimezone(UTC) - timedelta(microseconds=1), page.fetched)


SOURCE = Source(
    name=NAME,
    kind="fundamentals",
    markets=("us",),
    address=ADDRESS,
    rate=Rate(8.0),
    fetch=fetch,
    parse=parse,
    keys=("sec_user_agent",),
)
