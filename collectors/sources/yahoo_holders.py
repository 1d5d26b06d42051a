"""Yahoo's largest institutional holders, for where the regulators' sources could give none.

Yahoo answers this only within a session: a cookie, and a word (the crumb) that belongs to it. It tells the day that a
holding was reported for and not when that became public: a holding is known from when it was seen here.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from http import HTTPStatus

from collectors.fields import at, of_type, parsed
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Refused, Reply, Source, Wanted, Web
from collectors.sources.yahoo import ADDRESS, symbols
from stockelper.errors import NotListed, SourceError, Unreachable
from stockelper.language.normalise import normalise
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import HOLDERS

NAME = "yahoo_holders"
COOKIE = "https://fc.yahoo.com/"
CRUMB = "https://query1.finance.yahoo.com/v1/test/getcrumb"
SUMMARY = "v10/finance/quoteSummary/"
MODULE = "institutionOwnership"
LONGEST_CRUMB = 32


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One answer a security."""
    for security in wanted.securities:
        reply = _asked(web, symbols(security))
        if reply is None:
            raise NotListed("not_listed", source=NAME, what=security.id)
        yield Page(security.id, reply.url, reply.body, reply.fetched)


def _asked(web: Web, names: Sequence[str]) -> Reply | None:
    """The first answer that Yahoo has under one of the names."""
    for name in names:
        params = {"modules": MODULE, "formatted": "false", "crumb": _crumb(web)}
        try:
            reply = web.get(SUMMARY + name, params=params, accepted={HTTPStatus.UNAUTHORIZED})
        except NotListed:
            continue
        if reply.status == HTTPStatus.UNAUTHORIZED:  # the session is over; the next run begins another
            raise Unreachable("source_status", source=NAME, status=reply.status)
        return reply
    return None


def _crumb(web: Web) -> str:
    """The word of this client's session, which begins when it is first asked for."""
    if "crumb" not in web.kept:
        web.get(COOKIE, expect="html", accepted={HTTPStatus.NOT_FOUND, HTTPStatus.BAD_GATEWAY})
        crumb = web.get(CRUMB, expect="text").body.decode("utf-8", "replace").strip()
        if not 0 < len(crumb) <= LONGEST_CRUMB or not crumb.isprintable() or crumb[0] in "{[<":
            raise SourceError("source_field", source=NAME, field="crumb")
        web.secret(crumb)
        web.kept["crumb"] = crumb
    return web.kept["crumb"]


def parse(page: Page, resolver: Resolver) -> Parsed:
    """Holdings; the ratio is a fraction of the shares as it comes."""
    told = at(NAME, parsed(NAME, page.body), "quoteSummary", "result", 0, MODULE)
    rows: list[dict[str, object]] = []
    refused: list[Refused] = []
    for one in of_type(NAME, list, told, "ownershipList"):
        record = of_type(NAME, dict, {"one": one}, "one")
        ratio = _number(one, "pctHeld")
        if not 0 <= ratio <= 1:
            refused.append(Refused("pctHeld", "ratio_out_of_range", page.part, record))
            continue
        rows.append(
            {
                "security": page.part,
                "holder": normalise(of_type(NAME, str, one, "organization")),
                "reported": datetime.fromtimestamp(_number(one, "reportDate"), UTC).date(),
                "source": "yahoo",
                "ratio": round(ratio, 8),
                "shares": round(_number(one, "position")),
                "accession": None,
                "url": None,
                "known_at": page.fetched,
            }
        )
    return Parsed({HOLDERS.name: frame_of(HOLDERS, rows)}, refused)


def _number(one: object, field: str) -> float:
    """A number, told bare or with its `raw` form beside others."""
    value = at(NAME, one, field)
    raw = at(NAME, value, "raw") if isinstance(value, dict) else value
    if not isinstance(raw, int | float):
        raise SourceError("source_field", source=NAME, field=field)
    return float(raw)


SOURCE = Source(
    name=NAME,
    kind="holders",
    markets=("us", "krx"),
    address=ADDRESS,
    rate=Rate(2.0),
    fetch=fetch,
    parse=parse,
    recording="yahoo/quoteSummary-institutionOwnership-AAPL.json",
)
