"""A source of records is data: what it is, how often it may be asked, a `fetch` and a `parse`.

`fetch` is the only I/O of a source: it asks through the polite client it is given and yields answers as they
came. `parse` is pure: the same page and moment always give the same records. A new source is one file and one
line in `collectors.registry`; the contract suite walks the registry.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

import polars as pl

from stockelper.securities.resolver import Resolver
from stockelper.types import Security

SourceKind = Literal["prices", "listings", "filings", "fundamentals", "holders", "news", "macro"]


Expected = Literal["json", "xml", "html", "zip", "text"]
"""What an answer must be; a web page in the place of anything but `html` is an error."""


@dataclass(frozen=True)
class Rate:
    """What a source allows: calls a second, and calls a day where it counts them."""

    per_second: float
    per_day: int | None = None


@dataclass(frozen=True)
class Wanted:
    """What one run asks of a source.

    Attributes:
        securities: whose records; empty for a source that lists everything by itself.
        since: the first day wanted, in the market's zone.
        until: the last day wanted.
        cursors: the watermark of each part that an earlier run of the source left.
    """

    securities: Sequence[Security]
    since: date
    until: date
    cursors: Mapping[str, str] = field(default_factory=dict)

    def start(self, part: str) -> date:
        """The day from which a part is asked whose watermark is a date: that day again, as it proves that the
        source still answers, and never a day after the last one wanted."""
        watermark = self.cursors.get(part)
        return min(date.fromisoformat(watermark) if watermark else self.since, self.until)


@dataclass(frozen=True)
class Page:
    """One answer as it came.

    Attributes:
        part: what it is about: a security's id, a feed's name, a list of a day. Cursors are kept by part.
        body: the decoded bytes of the answer.
        fetched: when it came, aware UTC.
        details: what `parse` must know besides, such as the security's currency.
    """

    part: str
    url: str
    body: bytes
    fetched: datetime
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Refused:
    """A record that the source gave and that cannot be stored: why, and the record itself."""

    field: str
    reason: str
    key: str
    record: Mapping[str, object]


@dataclass(frozen=True)
class Parsed:
    """What a page holds.

    Attributes:
        frames: by collection, the collection's columns with `known_at`.
        refused: records that are none; they go to quarantine.
        cursor: how far the part is read now; None leaves the watermark as it is.
    """

    frames: Mapping[str, pl.DataFrame]
    refused: Sequence[Refused] = ()
    cursor: str | None = None


@dataclass(frozen=True)
class Reply:
    """A good answer over HTTP. `unchanged` is a 304: the body is empty."""

    url: str
    status: int
    body: bytes
    headers: Mapping[str, str]
    fetched: datetime
    unchanged: bool = False


class Web(Protocol):
    """The polite client that a source asks through: it waits, retries, counts, and raises `SourceError`s.

    Attributes:
        kept: what the source remembers for as long as the client lives, such as a token.
    """

    kept: MutableMapping[str, str]

    def get(
        self,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        conditional: bool = False,
        expect: Expected = "json",
        accepted: Collection[int] = (),
    ) -> Reply:
        """Ask for a path below the source's address, or for a whole address.

        Args:
            path: a path or an address.
            params: the query.
            headers: sent besides ours.
            conditional: send the validators of the last good answer whose records were stored (`stored`).
            expect: what the answer must be.
            accepted: statuses besides 200 whose answers the source reads itself; they are not retried.

        Raises:
            NotListed: 404: the source knows nothing under that name, which is no outage.
            Throttled: the source or its budget wants a pause.
            Unauthorised: the key is missing, wrong or spent.
            Unreachable: no answer, or a server's fault after the retries.
            SourceError: an answer that is none: wrong type, cut, too large, a consent page.
        """
        ...

    def post(
        self,
        path: str,
        *,
        json: Mapping[str, object] | None = None,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        expect: Expected = "json",
        accepted: Collection[int] = (),
    ) -> Reply:
        """The same with a body of JSON or of form fields; never retried after bytes were sent, unless the
        server said to."""
        ...

    def pause(self, seconds: float) -> None:
        """Wait as an answer's own words ask to. Raises `Throttled` when that is too long to wait for."""
        ...

    def stored(self, url: str) -> None:
        """The records of that answer are stored: keep its validators for the next conditional request."""
        ...

    def secret(self, value: str) -> None:
        """Let a value such as a token stand in no address and no error from now on."""
        ...

    def key(self, name: str) -> str:
        """A key of the settings by field name. Raises `Unauthorised` naming the setting when it is not set."""
        ...

    def table(self, name: str) -> Mapping[str, str]:
        """A table of the settings by field name, such as `feeds`; empty when it is not set."""
        ...


Fetch = Callable[[Web, Wanted], Iterator[Page]]
Parse = Callable[[Page, Resolver], Parsed]


@dataclass(frozen=True)
class Source:
    """One source.

    Attributes:
        name: what runs, settings and the command line call it.
        kind: what it gives; sources of one kind and market fall over in registry order.
        markets: codes of the markets it covers.
        address: the address below which it is asked; the setting `source_addresses` may name another.
        rate: what it allows.
        keys: settings without which it cannot be asked.
        recording: the recording or specification that proves `parse`, below the recorded answers; None: unproven.
        by_security: whether it is asked security by security.
        complements: whether it is asked too when another source of its kind and market gave records, because
            what it gives is other records (a feed beside a feed), not the same again.
    """

    name: str
    kind: SourceKind
    markets: Sequence[str]
    address: str
    rate: Rate
    fetch: Fetch
    parse: Parse
    keys: Sequence[str] = ()
    recording: str | None = None
    by_security: bool = True
    complements: bool = False
