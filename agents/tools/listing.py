"""One security of many as a line of a list, with its evidence cut from the matrix of its market."""

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from agents.context import Context
from agents.specialist import Part
from agents.tools.gauges import Gauge, Gauged
from agents.tools.matrix import Matrix
from agents.tools.tape import name_of, period, security_of
from agents.tools.telling import told
from stockelper.language.catalogue import render
from stockelper.language.numbers import day
from stockelper.types import Derivation, Evidence, Measure, Security

_BY_UNIT: Mapping[str, str] = MappingProxyType({"times": "_times", "fraction": ""})
_BY_MEASURE: Mapping[Measure, str] = MappingProxyType(
    {
        "volatility": "_plain",
        "bollinger": "_plain",
        "high_52w": "_high_52w",
        "low_52w": "_low_52w",
        "streak": "_streak",
    }
)
"""Which sentence of `market.screen_item` tells a value."""


def item(found: Gauged, column: int, context: Context) -> Part:
    """One line of a list: a security, its value and its close."""
    matrix = found.matrix
    security = matrix.securities[column]
    close = price(matrix, column, -1, context)
    operands = () if found.row is None else (price(matrix, column, found.row, context), close)
    value = _value(found, column, tuple(operands), context)
    suffix = _BY_MEASURE.get(found.gauge.measure) or _BY_UNIT.get(found.gauge.unit, "_plain")
    known = security_of(security, context)
    name = _listed(known, context)
    return told(
        f"market.screen_item{suffix}", {"value": value, "close": close}, {"name": name}, operands=operands
    )


def _listed(known: Security, context: Context) -> str:
    """A name with its ticker."""
    name = name_of(known, context.language)
    return render(context.language, "market.listed", name=name, ticker=known.ticker)


def price(matrix: Matrix, column: int, row: int, context: Context) -> Evidence:
    """The close of one security in one session of the matrix."""
    day_, security = matrix.dates[row], matrix.securities[column]
    return Evidence(
        id=f"price:{security}:{day_}:close",
        kind="price",
        security=security,
        name="close",
        value=float(matrix.close[row, column]),
        unit=matrix.market.currency,
        currency=matrix.market.currency,
        basis=matrix.basis,
        date=day_,
        known_at=matrix.market.close_at(day_),
        source=matrix.source,
        title=title(matrix, context),
    )


def turnover(matrix: Matrix, column: int, context: Context) -> Evidence:
    """The close times the volume of one security in the matrix's last session, in the market's currency."""
    last, security, money = matrix.dates[-1], matrix.securities[column], matrix.market.currency
    return Evidence(
        id=f"turnover:{security}:{last}",
        kind="volume",
        security=security,
        name="turnover",
        value=float(matrix.close[-1, column] * matrix.volume[-1, column]),
        unit=money,
        currency=money,
        basis=matrix.basis,
        date=last,
        known_at=matrix.known_at,
        source=matrix.source,
        title=title(matrix, context),
    )


def livelier(matrix: Matrix, share: float, context: Context) -> Evidence:
    """The share of a market's securities, those of the highest turnover, among which a list was made."""
    last = matrix.dates[-1]
    return Evidence(
        id=f"rank:{matrix.market.code}:{last}:turnover:top",
        kind="index",
        name="turnover_from_top",
        value=share,
        unit="fraction",
        basis=matrix.basis,
        date=last,
        known_at=matrix.known_at,
        source=matrix.source,
        title=title(matrix, context),
    )


def title(matrix: Matrix, context: Context) -> str:
    """How the market's prices of a day are cited."""
    market = render(context.language, f"market.market_{matrix.market.code}")
    return render(
        context.language, "market.cross_title", market=market, date=day(matrix.dates[-1], context.language)
    )


def _first(found: Gauged) -> dt.date:
    """The first date that a value covers."""
    sessions = min(found.gauge.sessions, len(found.matrix.dates))
    return found.base or found.matrix.dates[-sessions]


def _value(found: Gauged, column: int, operands: tuple[Evidence, ...], context: Context) -> Evidence:
    matrix, gauge = found.matrix, found.gauge
    unit, currency = unit_of(gauge, matrix)
    security, first, last = matrix.securities[column], _first(found), matrix.dates[-1]
    value = float(found.values[column])
    if gauge.measure == "streak":  # which way it goes the answer says once for all
        value = abs(value)
        first = matrix.dates[max(-int(abs(value)) - 1, -len(matrix.dates))]
    derivation = (
        Derivation(formula="return", operands=tuple(one.id for one in operands)) if operands else None
    )
    return Evidence(
        id=f"{gauge.kind}:{security}:{first}:{last}:{gauge.name}",
        kind=gauge.kind,
        security=security,
        name=gauge.name,
        value=value,
        unit=unit,
        currency=currency,
        basis=matrix.basis,
        date=last,
        period=period(first, last),
        known_at=matrix.known_at,
        source=matrix.source,
        title=title(matrix, context),
        derivation=derivation,
    )


def unit_of(gauge: Gauge, matrix: Matrix) -> tuple[str, str | None]:
    """A measure's unit in a market, and its currency where it is money."""
    money = matrix.market.currency
    return (money, money) if gauge.unit == "money" else (gauge.unit, None)


def counted(
    name: str, value: float, matrix: Matrix, context: Context, since: dt.date | None = None
) -> Evidence:
    """A number of securities of a market on its last session, or of those that did something since a date."""
    last = matrix.dates[-1]
    return Evidence(
        id=f"breadth:{matrix.market.code}:{f'{since}:' if since else ''}{last}:{name}",
        kind="index",
        name=f"{name}_count",
        value=value,
        unit="count",
        basis=matrix.basis,
        date=last,
        period=period(since, last) if since else None,
        known_at=matrix.known_at,
        source=matrix.source,
        title=title(matrix, context),
    )
