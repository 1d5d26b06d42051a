"""One security's price history as the tools use it: columns by session, and the evidence cut from them.

Every read passes `known_by=clock.now()`. Evidence ids are made from content, so that the same figure found
by two tools is one piece of evidence.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import polars as pl

from agents.context import Context
from stockelper.errors import NoData
from stockelper.formulas import compute
from stockelper.language.catalogue import codes, render
from stockelper.language.numbers import moment
from stockelper.markets.registry import Market, is_series, market_of
from stockelper.measures import Array
from stockelper.store import bars
from stockelper.types import Basis, Derivation, Evidence, EvidenceKind, Language, Period, Security

HISTORY = 420
"""Sessions read for a quote or an indicator: smoothed averages no longer depend on where they begin."""
YEAR = 52 * 7
"""Days that a 52-week mark looks back."""

KINDS: dict[str, EvidenceKind] = {"volume": "volume"}


@dataclass(frozen=True)
class Tape:
    """A security's daily bars, oldest first, at least one.

    Attributes:
        name: the security's name in the answer's language.
        title: how its source is cited.
        unit: the unit of its prices: a currency, or `points` for an index.
    """

    security: Security
    market: Market
    name: str
    title: str
    unit: str
    basis: Basis
    source: str
    frame: pl.DataFrame

    @property
    def dates(self) -> list[dt.date]:
        """The sessions."""
        return self.frame["date"].to_list()

    @property
    def currency(self) -> str | None:
        """The currency of its prices; None for an index."""
        return None if self.unit == "points" else self.unit

    def column(self, name: str) -> Array:
        """A column as floats, NaN where nothing was traded."""
        return self.frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy()

    def moment(self, row: int, language: Language) -> str:
        """The close of a session as the reader's text."""
        return moment(self.market.close_at(self.dates[row]), self.market.zone, language)

    def row_on_or_before(self, day: dt.date) -> int | None:
        """The row of the last session up to `day`."""
        rows = self.frame["date"].search_sorted(day, side="right")
        return int(rows) - 1 if rows else None

    def follows(self, row: int) -> bool:
        """Whether the bar before a row is that of the market's session before: no session lies between them."""
        row %= self.frame.height
        return row > 0 and len(self.market.sessions(self.dates[row - 1], self.dates[row])) <= 2

    def stated(self, column: str, row: int, name: str | None = None) -> Evidence:
        """A figure as stored: a price or volume of one session; `name` where it has a name of its own."""
        row %= self.frame.height
        return self._evidence(
            id=f"price:{self.security.id}:{self.dates[row]}:{name or column}",
            kind=KINDS.get(column, "index" if self.currency is None else "price"),
            name=name or column,
            value=float(self.frame[column][row]),
            unit="shares" if column == "volume" else self.unit,
            date=self.dates[row],
            known_at=self.frame["known_at"][row],
        )

    def measured(
        self, name: str, value: float, unit: str, first: int, last: int, kind: EvidenceKind = "indicator"
    ) -> Evidence:
        """A figure computed from the sessions of rows `first` to `last`."""
        first, last = first % self.frame.height, last % self.frame.height
        return self._evidence(
            id=f"{kind}:{self.security.id}:{self.dates[first]}:{self.dates[last]}:{name}",
            kind=kind,
            name=name,
            value=float(value),
            unit=unit,
            date=self.dates[last],
            period=period(self.dates[first], self.dates[last]),
            known_at=self.frame["known_at"][last],
        )

    def derived(self, name: str, formula: str, before: Evidence, after: Evidence) -> Evidence:
        """A figure derived from two others of this security: `formula(before, after)`.

        From one session to the next it has no period: it is the change of that date, whatever days lie between.
        """
        assert before.value is not None
        assert after.value is not None
        is_money = formula in {"change", "difference"}
        return self._evidence(
            id=f"{name}:{before.id}>{after.id}",
            kind="return" if formula == "return" else "price" if is_money else "ratio",
            name=name,
            value=compute(formula, (before.value, after.value)),
            unit=self.unit if is_money else "fraction" if formula == "return" else "times",
            date=after.date,
            period=self._period(before.date, after.date),
            known_at=max(before.known_at, after.known_at),
            derivation=Derivation(formula=formula, operands=(before.id, after.id)),
        )

    def _period(self, before: dt.date | None, after: dt.date | None) -> Period | None:
        if before is None or after is None or len(self.market.sessions(before, after)) <= 2:
            return None
        return period(before, after)

    def _evidence(self, *, unit: str, **fields: object) -> Evidence:
        return Evidence.model_validate(
            {
                **fields,
                "unit": unit,
                "security": self.security.id,
                "currency": self.currency if unit == self.unit else None,
                "basis": self.basis,
                "source": self.source,
                "title": self.title,
            }
        )


def period(first: dt.date, last: dt.date) -> Period:
    """The period from one date to another."""
    return Period.model_validate({"from": first, "to": last})


def name_of(security: Security, language: Language) -> str:
    """What the security is called in a language; a US company has one name, and no imported register's capitals."""
    english = language == "en" or security.market == "us"
    return (security.name_en or security.name) if english else security.name


def security_of(security: str, context: Context) -> Security:
    """The listed security of an id; one made from the id where no listing knows it."""
    if known := context.resolver.listing.get(security):
        return known
    market, (_, _, ticker) = market_of(security), security.partition(":")
    named = f"market.index_{ticker}"
    name = render(context.language, named) if named in codes(context.language) else ticker
    return Security(
        id=security,
        market=market.code,
        ticker=ticker,
        name=name,
        currency=market.currency,
        provisional=not is_series(security),
        simulated=market.simulated,
    )


def last_tape(security: str, context: Context, sessions: int = HISTORY) -> Tape:
    """The last sessions known at the clock's moment.

    Raises:
        NoData: nothing is stored; names the command that imports or collects.
    """
    known_by = context.clock.now()
    return _tape(security, context, bars.last(context.documents, security, known_by, sessions))


def tape_between(security: str, start: dt.date, end: dt.date, context: Context) -> Tape:
    """The sessions from `start` to `end` known at the clock's moment.

    Raises:
        NoData: nothing is stored for that span.
    """
    known_by = context.clock.now()
    found = bars.daily(context.documents, security, start=start, end=end, known_by=known_by)
    return _tape(security, context, found)


def no_bars(security: str, context: Context) -> NoData:
    """The error for a security without bars, with the command that fetches some."""
    known = security_of(security, context)
    ticker = known.ticker
    if is_series(security):
        return NoData("no_series", name=name_of(known, context.language))
    return NoData("no_bars", name=name_of(known, context.language), market=known.market, symbol=ticker)


def series_title(security: Security, language: Language, source: str, basis: Basis) -> str:
    """How a price series is cited: 삼성전자 일별 시세 (files, 수정주가)."""
    labels = {"name": name_of(security, language), "source": source_label(source, language)}
    if is_series(security.id):
        return render(language, "market.index_title", **labels)
    basis_label = render(language, f"market.basis_{basis}")
    return render(language, "market.series_title", basis=basis_label, **labels)


def source_label(source: str, language: Language) -> str:
    """What a source is called; its own name where the catalogue has none."""
    code = f"market.source_{source}"
    return render(language, code) if code in codes(language) else source


def _tape(security: str, context: Context, found: bars.Bars) -> Tape:
    if found.frame.is_empty():
        raise no_bars(security, context)
    known = security_of(security, context)
    return Tape(
        security=known,
        market=market_of(security),
        name=name_of(known, context.language),
        title=series_title(known, context.language, found.source, found.basis),
        unit="points" if security.startswith("INDEX:") else known.currency,
        basis=found.basis,
        source=found.source,
        frame=found.frame,
    )
