"""OpenDART's reports of large holdings (`majorstock.json`): who holds 5 % or more, as reported."""

from collections.abc import Iterator

from collectors.fields import of_type, parsed
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Refused, Source, Wanted, Web
from collectors.sources.opendart import ADDRESS, PER_DAY, REPORT, asked, company, day_of, end_of_day
from stockelper.language.normalise import normalise
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import HOLDERS

NAME = "opendart_holders"
FIELDS = ("rcept_no", "rcept_dt", "repror", "stkqy", "stkrt")


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a company: every report there is."""
    for security in wanted.securities:
        number = company(NAME, web, security.ticker)
        reply = asked(NAME, web, "api/majorstock.json", corp_code=number)
        if reply is not None:
            yield Page(security.id, reply.url, reply.body, reply.fetched)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Holdings; of several reports of a holder on a day the last one counts. Ratios become fractions."""
    rows: list[dict[str, object]] = []
    refused: list[Refused] = []
    for given in of_type(NAME, list, parsed(NAME, page.body), "list"):
        told = {name: of_type(NAME, str, given, name) for name in FIELDS}
        day = day_of(NAME, told["rcept_dt"], "rcept_dt")
        try:
            ratio, shares = float(told["stkrt"].replace(",", "")) / 100, int(told["stkqy"].replace(",", ""))
        except ValueError:
            refused.append(Refused("stkrt", "not_a_number", page.part, told))
            continue
        if not 0 <= ratio <= 1:
            refused.append(Refused("stkrt", "ratio_out_of_range", page.part, told))
            continue
        rows.append(
            {
                "security": page.part,
                "holder": normalise(told["repror"]),
                "reported": day,
                "source": "dart",
                "ratio": round(ratio, 8),
                "shares": shares,
                "accession": told["rcept_no"],
                "url": REPORT + told["rcept_no"],
                "known_at": min(end_of_day(day), page.fetched),
            }
        )
    ordered = sorted(rows, key=lambda row: str(row["accession"]))
    return Parsed({HOLDERS.name: frame_of(HOLDERS, ordered)}, refused)


SOURCE = Source(
    name=NAME,
    kind="holders",
    markets=("krx",),
    address=ADDRESS,
    rate=Rate(5.0, per_day=PER_DAY),
    fetch=fetch,
    parse=parse,
    keys=("opendart_api_key",),
    recording="opendart/samples/ownership_majorstock.json",
)
