"""The listing: which securities there are, by id. A bundled one ships with the program.

The bundled file is read as plain records; a `Security` is made when somebody asks for it, so that opening the
listing costs milliseconds.
"""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from stockelper.markets.registry import market_of
from stockelper.types import Security

_REGISTERED = re.compile(
    r"[가-힣)](?:업|제조|서비스|활동)(?:[;,]|$)|제조업|도매업|소매업|서비스업|기관$|학원$"
)
"""An industry of Korea's standard classification: 반도체 제조업, 기타 금융업."""


FUNDS = "Exchange-Traded Funds"
"""The sector of funds: they are securities by name, and members of no market that is screened or ranked."""


class Record(NamedTuple):
    """One line of a listing file. `registered` are the full legal name and others it is known by, `|` between them."""

    id: str
    board: str
    name: str
    name_en: str
    sector: str
    registered: str = ""


class Listing:
    """Securities by id, in the order of their ids. Never changes once made."""

    def __init__(self, records: Iterable[Record], securities: Iterable[Security] = ()) -> None:
        """`securities` come on top of `records` and replace those of the same id.

        A record's sector stays where the security has only KRX's registered industry: that one tells
        Samsung Electronics (communication equipment) and its preferred share apart, and no question names it.
        """
        self._records: dict[str, Record] = {record.id: record for record in records}
        self._securities: dict[str, Security] = {}
        for security in securities:
            known = self._records.get(security.id)
            if known and known.sector and _keeps(known, security.sector):
                security = security.model_copy(update={"sector": known.sector})
            self._records[security.id] = _record(security, known)
            self._securities[security.id] = security

    def get(self, security: str) -> Security | None:
        """The security of that id, None when the listing has none."""
        made = self._securities.get(security)
        if made is None and (record := self._records.get(security)) is not None:
            made = self._securities[security] = _security(record)
        return made

    def __contains__(self, security: object) -> bool:
        return security in self._records

    def __len__(self) -> int:
        return len(self._records)

    def records(self) -> Iterator[Record]:
        """Every line, unordered and cheap: for those who need names only."""
        return iter(self._records.values())

    def members(
        self, market: str | None = None, board: str | None = None, sector: str | None = None
    ) -> list[Security]:
        """The securities of a market, board or sector (all conditions given must hold), by id; funds only as a sector."""
        prefix = None if market is None else _prefix(market)
        chosen = (
            record.id
            for record in self._records.values()
            if (prefix is None or record.id.startswith(prefix))
            and board in (None, record.board)
            and (record.sector != FUNDS if sector is None else record.sector == sector)
        )
        return [found for security in sorted(chosen) if (found := self.get(security)) is not None]

    def sectors(self, market: str) -> list[str]:
        """The names of a market's sectors, sorted; funds are none."""
        prefix = _prefix(market)
        found = {record.sector for record in self._records.values() if record.id.startswith(prefix)}
        return sorted(found - {"", FUNDS})


@cache
def bundled() -> Listing:
    """The listing that ships with the program; `listing.toml` beside it says how old it is."""
    text = files("stockelper.securities").joinpath("listing.csv").read_text(encoding="utf-8")
    lines = csv.reader(text.splitlines())
    next(lines)
    return Listing(map(Record._make, lines))


@cache
def bundled_on() -> date:
    """The day that the bundled listing describes."""
    text = files("stockelper.securities").joinpath("listing.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)["as_of"]
    assert isinstance(told, date)
    return told


@cache
def bundled_aliases() -> Mapping[str, tuple[str, ...]]:
    """Nicknames, abbreviations and names in the other language, by security id."""
    text = files("stockelper.securities").joinpath("aliases.csv").read_text(encoding="utf-8")
    lines = csv.reader(text.splitlines())
    next(lines)
    return {security: tuple(aliases.split("|")) for security, aliases in lines}


def _keeps(known: Record, sector: str | None) -> bool:
    """Whether the record's sector stays: a registered industry tells less, and a fund is one wherever it is listed."""
    return known.sector == FUNDS or _REGISTERED.search(sector or "") is not None


def _prefix(market: str) -> str:
    return f"{market.upper()}:"


def _security(record: Record) -> Security:
    market = market_of(record.id)
    return Security(
        id=record.id,
        market=market.code,
        ticker=record.id.partition(":")[2],
        name=record.name,
        name_en=record.name_en or None,
        board=record.board or None,
        sector=record.sector or None,
        currency=market.currency,
    )


def _record(security: Security, known: Record | None) -> Record:
    """The line of a security; a name that the record had goes on to be understood."""
    others = (known.name, *known.registered.split("|")) if known else ()
    return Record(
        security.id,
        security.board or "",
        security.name,
        security.name_en or "",
        security.sector or "",
        "|".join(dict.fromkeys(name for name in others if name and name != security.name)),
    )
