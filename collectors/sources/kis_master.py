"""The master files of Korea Investment & Securities: every share of KOSPI and KOSDAQ, a zip of CP949 without a key.

A line is the code (9), the standard code (12), the name, and a tail of fixed width that begins with the group.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from collectors.answers import unzipped
from collectors.listed import listed
from collectors.records import frame_of
from collectors.source import Page, Parsed, Rate, Source, Wanted, Web
from stockelper.errors import BadInput, SourceError
from stockelper.language.normalise import normalise
from stockelper.markets.registry import MARKETS
from stockelper.securities.resolver import Resolver
from stockelper.store.collections import SECURITIES

NAME = "kis_master"
TAILS: Mapping[str, int] = MappingProxyType({"KOSPI": 227, "KOSDAQ": 221})
"""Characters of the fixed part behind the name."""
HEAD = 21
SHARES = frozenset({"ST", "FS", "DR", "RT"})
"""Shares, foreign shares, receipts and real estate trusts; funds and notes are left out."""


def fetch(web: Web, wanted: Wanted) -> Iterator[Page]:
    """One file a board."""
    for board in TAILS:
        reply = web.get(f"common/master/{board.lower()}_code.mst.zip", expect="zip")
        yield Page(board, reply.url, reply.body, reply.fetched)


def parse(page: Page, resolver: Resolver) -> Parsed:
    """One row a share. A file in which no line is a share is not what it was."""
    market, tail = MARKETS["krx"], TAILS[page.part]
    rows: dict[str, Mapping[str, object]] = {}
    for line in unzipped(NAME, page.body).decode("cp949", errors="replace").splitlines():
        if len(line) <= HEAD + tail or line[-tail:][:2] not in SHARES:
            continue
        name = normalise(line[HEAD:-tail])
        try:
            security = market.security_id(line[:9].strip())
        except BadInput as error:
            raise SourceError("source_field", source=NAME, field="code") from error
        known = resolver.listing.get(security)
        more = {"name_en": known.name_en, "sector": known.sector} if known else {}
        rows.setdefault(security, listed(security, name, market, NAME, board=page.part, **more))
    if not rows:
        raise SourceError("source_field", source=NAME, field="group")
    return Parsed({SECURITIES.name: frame_of(SECURITIES, list(rows.values()))})


SOURCE = Source(
    name=NAME,
    kind="listings",
    markets=("krx",),
    address="https://new.real.download.dws.co.kr",
    rate=Rate(1.0),
    fetch=fetch,
    parse=parse,
    by_security=False,
)
