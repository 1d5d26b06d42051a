"""A forecast beside the prices that it starts from, as evidence and as a chart."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from agents.context import Context
from agents.tools.tape import Tape, period
from stockelper.language.catalogue import codes, render
from stockelper.types import Chart, Evidence, Forecast, Series

SHOWN = 60
"""Sessions that the chart shows before the forecast."""


@dataclass(frozen=True)
class Told:
    """A forecast beside the prices that it starts from."""

    forecast: Forecast
    tape: Tape
    title: str

    def stated(self, name: str, value: float, unit: str = "fraction") -> Evidence:
        """One of the forecast's figures as evidence."""
        own = self.forecast
        return Evidence(
            id=f"forecast:{own.security}:{own.as_of}:{own.horizon_days}:{name}",
            kind="forecast",
            security=own.security,
            name=f"forecast_{name}",
            value=value,
            unit=unit,
            date=own.target_date,
            period=period(own.as_of, own.target_date),
            known_at=self.tape.market.close_at(own.as_of),
            source="forecast",
            title=self.title,
        )

    def priced(self, name: str, value: float) -> Evidence:
        """An end of the interval as the price of one share."""
        tape = self.tape
        rounded = round(value) if tape.currency == "KRW" else round(value, 2)
        money = {"currency": tape.currency, "basis": tape.basis}
        return self.stated(name, float(rounded), tape.unit).model_copy(update=money)

    @property
    def close(self) -> Evidence:
        """The close that the forecast starts from."""
        row = self.tape.row_on_or_before(self.forecast.as_of)
        return self.tape.stated("close", -1 if row is None else row)


def fan(found: Told, context: Context) -> Chart:
    """The last closes, and from there the low, middle and high end of the forecast."""
    own, tape = found.forecast, found.tape
    closes = tape.column("close")[-SHOWN:]
    days = tape.dates[-SHOWN:]
    points = tuple(
        (day, None if np.isnan(close) else float(close)) for day, close in zip(days, closes, strict=True)
    )
    ends = {"low": own.interval.low, "middle": own.expected_return, "high": own.interval.high}
    series = [Series(name=_label("close", context), unit=tape.unit, points=points)]
    for name, moved in ends.items():
        ahead = _ahead(found, own.last_close * (1 + moved))
        series.append(Series(name=_label(name, context), unit=tape.unit, points=ahead))
    return Chart(kind="fan", title=found.title, security=own.security, series=tuple(series))


def _ahead(found: Told, end: float) -> tuple[tuple[dt.date, float | None], ...]:
    """From the last close to an end of the forecast; the sessions between are there without a value."""
    own = found.forecast
    days = found.tape.market.sessions(own.as_of, own.target_date)
    between = tuple((day, None) for day in days if own.as_of < day < own.target_date)
    return ((own.as_of, own.last_close), *between, (own.target_date, end))


def _label(name: str, context: Context) -> str:
    code = f"outlook.series_{name}"
    assert code in codes(context.language)
    return render(context.language, code)
