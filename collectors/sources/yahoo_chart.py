"""Reading Yahoo's chart answer (`v8/finance/chart`): quotes, splits and dividends of one symbol.

Its prices and dividends are adjusted for every split up to the moment of asking, so where the answer reaches to
that moment the splits in it undo that exactly and what was traded comes out.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from collectors.daily import shortest
from collectors.fields import at, of_type, parsed
from collectors.source import Page
from stockelper.errors import SourceError

QUOTED = ("open", "high", "low", "close", "volume")


@dataclass(frozen=True)
class Split:
    """`factor` new shares for each old one from `day` on."""

    day: date
    factor: float


@dataclass(frozen=True)
class Chart:
    """One symbol's answer: rows as Yahoo gives them, and what happened to the share, in order."""

    symbol: str
    currency: str
    zone: ZoneInfo
    rows: list[dict[str, object]]
    splits: list[Split]
    dividends: list[tuple[date, float]]

    def later(self, day: date) -> float:
        """By what a price of `day` was divided because of later splits."""
        factor = 1.0
        for split in self.splits:
            factor *= split.factor if split.day > day else 1.0
        return factor


def read(source: str, page: Page) -> Chart:
    """The chart that a page holds. Raises `SourceError` naming the field that is not what it was."""
    answer = parsed(source, page.body)
    if at(source, answer, "chart", "error") is not None:
        raise SourceError("source_field", source=source, field="chart.error")
    result = at(source, answer, "chart", "result", 0)
    meta = of_type(source, dict, result, "meta")
    zone = _zone(source, of_type(source, str, meta, "exchangeTimezoneName"))
    splits = [
        Split(_day(source, e, zone), _number(source, e, "numerator") / _number(source, e, "denominator"))
        for e in _events(source, result, "splits")
    ]
    dividends = [
        (_day(source, e, zone), _number(source, e, "amount")) for e in _events(source, result, "dividends")
    ]
    return Chart(
        of_type(source, str, meta, "symbol"),
        of_type(source, str, meta, "currency"),
        zone,
        _rows(source, result, zone),
        sorted(splits, key=lambda split: split.day),
        sorted(dividends),
    )


def _zone(source: str, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError) as error:
        raise SourceError("source_field", source=source, field="meta.exchangeTimezoneName") from error


def _events(source: str, result: object, name: str) -> list[object]:
    """What happened, whatever Yahoo keys it by; nothing where the answer names none."""
    events = of_type(source, dict, result).get("events", {})
    found = of_type(source, dict, events).get(name, {})
    return list(of_type(source, dict, found).values())


def _rows(source: str, result: object, zone: ZoneInfo) -> list[dict[str, object]]:
    quote = of_type(source, dict, result, "indicators", "quote", 0)
    stamps = of_type(source, dict, result).get("timestamp")
    if stamps is None and not quote:
        return []
    stamps = of_type(source, list, result, "timestamp")
    columns = {name: of_type(source, list, quote, name) for name in QUOTED}
    for name, values in columns.items():
        if len(values) != len(stamps) or not all(v is None or isinstance(v, int | float) for v in values):
            raise SourceError("source_field", source=source, field=f"indicators.quote.{name}")
    return [
        {
            "date": _local(stamp, zone),
            **{name: shortest(columns[name][n]) for name in QUOTED[:4]},
            "volume": columns["volume"][n],
        }
        for n, stamp in enumerate(stamps)
    ]


def _day(source: str, event: object, zone: ZoneInfo) -> date:
    return _local(of_type(source, int, event, "date"), zone)


def _number(source: str, event: object, name: str) -> float:
    found = at(source, event, name)
    if not isinstance(found, int | float) or found <= 0:
        raise SourceError("source_field", source=source, field=f"events.{name}")
    return float(found)


def _local(stamp: int, zone: ZoneInfo) -> date:
    return datetime.fromtimestamp(stamp, UTC).astimezone(zone).date()
