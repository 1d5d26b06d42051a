"""Schedules 13D and 13G at the SEC: who holds more than 5 % of a class of shares, as reported.

A company's submissions list the schedules about it. Since 18 December 2024 they are XML of a fixed form; older ones are prose
and are not read. A company may file such schedules about others itself: what is about another issuer is left out. The
persons of one filing report what each of them may dispose of, so several may report the same shares.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from collectors.fields import of_type, parsed
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Refused, Source, Wanted, Web
from collectors.sources.sec import ADDRESS, ARCHIVE, NEW_YORK, asked, cik, columns_of, filed_day, moments
from stockelper.errors import SourceError
from stockelper.language.normalise import normalise
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import HOLDERS

NAME = "sec_holders"
FORMS = frozenset({"SCHEDULE 13D", "SCHEDULE 13D/A", "SCHEDULE 13G", "SCHEDULE 13G/A"})
COLUMNS = ("accessionNumber", "filingDate", "acceptanceDateTime", "form")


@dataclass(frozen=True)
class Shape:
    """How a schedule names its persons, and what of each is read."""

    person: str
    shares: str
    percent: str


SHAPES: Mapping[str, Shape] = {
    "D": Shape("reportingPersonInfo", "aggregateAmountOwned", "percentOfClass"),
    "G": Shape(
        "coverPageHeaderReportingPersonDetails",
        "reportingPersonBeneficiallyOwnedAggregateNumberOfShares",
        "classPercent",
    ),
}


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a schedule, the oldest first, so that the watermark never passes one that was not read."""
    for security in wanted.securities:
        number, first = cik(NAME, web, security.ticker), wanted.start(security.id).isoformat()
        reply = asked(NAME, web, f"submissions/CIK{number:010d}.json")
        recent = of_type(NAME, dict, parsed(NAME, reply.body), "filings", "recent")
        for told in sorted(_schedules(recent), key=lambda one: (one["filed"], one["accession"])):
            if not first <= told["filed"] <= wanted.until.isoformat():
                continue
            url = f"{ARCHIVE}/{number}/{told['accession'].replace('-', '')}/primary_doc.xml"
            document = web.get(url, headers={"User-Agent": web.key("sec_user_agent")}, expect="xml")
            details = {**told, "cik": str(number), "link": url}
            yield Page(security.id, document.url, document.body, document.fetched, details)


def _schedules(recent: Mapping[str, object]) -> list[dict[str, str]]:
    """The schedules of a company's newest filings: accession, form, day and moment of acceptance."""
    columns = columns_of(NAME, recent, COLUMNS)
    accepted = moments(NAME, columns["acceptanceDateTime"])
    rows = zip(columns["accessionNumber"], columns["form"], columns["filingDate"], accepted, strict=True)
    return [
        {"accession": str(number), "form": str(form), "filed": str(day), "accepted": at.isoformat()}
        for number, form, day, at in rows
        if form in FORMS
    ]


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Holdings of a schedule. Percentages of the class become fractions."""
    root = _root(page)
    accepted = datetime.fromisoformat(page.details["accepted"])
    rows: list[dict[str, object]] = []
    refused: list[Refused] = []
    if int(_text(root, "issuerCIK", "issuerCik")) == int(page.details["cik"]) and accepted <= page.fetched:
        shape = SHAPES[page.details["form"].removesuffix("/A")[-1]]
        people = [one for one in root.iter() if _name(one) == shape.person]
        if not people:
            raise SourceError("source_field", source=NAME, field=shape.person)
        for one in people:
            _read(one, shape, page, accepted, rows, refused)
    return Parsed(
        {HOLDERS.name: frame_of(HOLDERS, rows)}, refused, cursor=filed_day(NAME, page.details["filed"])
    )


def _read(
    person: Element, shape: Shape, page: Page, accepted: datetime, rows: list[dict[str, object]], refused: list[Refused]
) -> None:  # fmt: skip
    """One person of a schedule, among the rows or those refused."""
    told = {name: _text(person, name) for name in ("reportingPersonName", shape.shares, shape.percent)}
    try:
        ratio, shares = float(told[shape.percent].rstrip("% ")) / 100, float(told[shape.shares])
    except ValueError:
        refused.append(Refused(shape.percent, "not_a_number", page.part, told))
        return
    if not 0 <= ratio <= 1:
        refused.append(Refused(shape.percent, "ratio_out_of_range", page.part, told))
        return
    rows.append(
        {
            "security": page.part,
            "holder": normalise(told["reportingPersonName"]),
            "reported": accepted.astimezone(NEW_YORK).date(),
            "source": "sec",
            "ratio": round(ratio, 8),
            "shares": round(shares),
            "accession": page.details["accession"],
            "url": page.details["link"],
            "known_at": accepted,
        }
    )


def _root(page: Page) -> Element:
    try:
        return fromstring(page.body.strip())
    except (ParseError, DefusedXmlException) as error:
        raise SourceError("source_cut", source=NAME) from error


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _text(parent: Element, *names: str) -> str:
    """The text of the first element of one of these names. Raises `SourceError` where there is none."""
    for one in parent.iter():
        if _name(one) in names:
            return (one.text or "").strip()
    raise SourceError("source_field", source=NAME, field=names[0])


SOURCE = Source(
    name=NAME,
    kind="holders",
    markets=("us",),
    address=ADDRESS,
    rate=Rate(8.0),
    fetch=fetch,
    parse=parse,
    keys=("sec_user_agent",),
)
