"""Technical indicators of one security at its last close; formulas and sources are in `stockelper.measures`."""

import numpy as np

from agents.context import Context
from agents.specialist import Part
from agents.tools.chart import candles
from agents.tools.crossing import crossing
from agents.tools.health import health
from agents.tools.tape import Tape, last_tape
from agents.tools.telling import direction, together, told
from stockelper import measures
from stockelper.errors import NoData
from stockelper.types import Frozen, Measure, Note

USUAL: tuple[Measure, ...] = ("sma", "rsi", "macd", "bollinger", "volatility", "volume_ratio")
TOLD: frozenset[Measure] = frozenset({*USUAL, "cross"})
"""What can be asked of a security's indicators."""
AVERAGES = (20, 60)
SLOWEST = 26 + 9
RSI_PERIODS = 14
BAND_PERIODS = 20
VOLATILITY_PERIODS = 60
OVERBOUGHT, OVERSOLD = 70.0, 30.0


class IndicatorArguments(Frozen):
    """Which security, which measures (none: the usual ones) and over how many sessions an average goes."""

    security: str
    measures: tuple[Measure, ...] = ()
    periods: tuple[int, ...] = ()


def indicators(arguments: IndicatorArguments, context: Context) -> Part:
    """Moving averages, RSI, MACD, Bollinger bands, volatility and volume ratio at the last close."""
    tape = last_tape(arguments.security, context, _history(arguments.periods))
    asked: list[Measure] = ["sma" if one == "cross" else one for one in arguments.measures if one in TOLD]
    parts = [
        part for measure in dict.fromkeys(asked) or USUAL for part in _one(measure, tape, arguments.periods)
    ]
    if not any(part.statements for part in parts):
        raise NoData("short_history", name=tape.name, sessions=tape.frame.height)
    notes = Part(charts=(candles(tape, context.language),), notes=health(tape, context))
    return together([_heading(tape), *parts, notes])


def _history(periods: tuple[int, ...]) -> int:
    return max(420, *(period + 1 for period in periods)) if periods else 420


def _heading(tape: Tape) -> Part:
    return told("market.indicators_at", {"close": tape.stated("close", -1)}, {"name": tape.name})


def _one(measure: Measure, tape: Tape, periods: tuple[int, ...]) -> list[Part]:
    if measure == "sma":
        lengths = periods or AVERAGES
        crossed = [crossing(tape, min(lengths), max(lengths))] if len(set(lengths)) > 1 else []
        return [*(_average(tape, length) for length in lengths), *crossed]
    tellers = {
        "rsi": _rsi,
        "macd": _macd,
        "bollinger": _bollinger,
        "volatility": _volatility,
        "volume_ratio": _volume_ratio,
    }
    return [tellers[measure](tape)]


def _short(tape: Tape, needed: int) -> Part | None:
    if tape.frame.height >= needed:
        return None
    return Part(
        notes=(Note(code="short_history", parameters={"name": tape.name, "sessions": tape.frame.height}),)
    )


def _average(tape: Tape, periods: int) -> Part:
    if short := _short(tape, periods):
        return short
    value = float(measures.sma(tape.column("close"), periods)[-1])
    average = tape.measured(f"sma_{periods}", value, tape.unit, -periods, -1)
    close = tape.stated("close", -1)
    away = tape.derived("from_average", "return", average, close)
    named = {"average": average, "close": close, "away": away}
    return told(f"market.sma_{direction(away.value)}", named, {"name": tape.name, "periods": periods})


def _rsi(tape: Tape) -> Part:
    if short := _short(tape, RSI_PERIODS + 1):
        return short
    value = float(measures.rsi(tape.column("close"), RSI_PERIODS)[-1])
    strength = tape.measured(f"rsi_{RSI_PERIODS}", value, "points", 0, -1)
    zone = "high" if value >= OVERBOUGHT else "low" if value <= OVERSOLD else "middle"
    return told(f"market.rsi_{zone}", {"rsi": strength}, {"name": tape.name, "periods": RSI_PERIODS})


def _macd(tape: Tape) -> Part:
    if short := _short(tape, SLOWEST):
        return short
    found = measures.macd(tape.column("close"))
    line = tape.measured("macd_12_26", float(found.line[-1]), tape.unit, 0, -1)
    signal = tape.measured("macd_signal_9", float(found.signal[-1]), tape.unit, 0, -1)
    gap = tape.derived("macd_histogram", "difference", line, signal)
    named = {"line": line, "signal": signal, "gap": gap}
    return told(f"market.macd_{direction(gap.value)}", named, {"name": tape.name})


def _bollinger(tape: Tape) -> Part:
    if short := _short(tape, BAND_PERIODS):
        return short
    bands, close = measures.bollinger(tape.column("close"), BAND_PERIODS), tape.stated("close", -1)
    upper = tape.measured("bollinger_upper_20_2", float(bands.upper[-1]), tape.unit, -BAND_PERIODS, -1)
    lower = tape.measured("bollinger_lower_20_2", float(bands.lower[-1]), tape.unit, -BAND_PERIODS, -1)
    price = close.value or 0.0
    if bands.lower[-1] <= price <= bands.upper[-1]:
        return told("market.bollinger_inside", {"upper": upper, "lower": lower}, {"name": tape.name})
    way, band = ("above", upper) if price > bands.upper[-1] else ("below", lower)
    away = tape.derived("from_band", "return", band, close)
    bounds = told("market.bollinger_bands", {"upper": upper, "lower": lower}, {"name": tape.name})
    return together(
        [bounds, told(f"market.bollinger_{way}", {"away": away}, {"name": tape.name}, operands=(close,))]
    )


def _volatility(tape: Tape) -> Part:
    if short := _short(tape, VOLATILITY_PERIODS + 1):
        return short
    value = float(measures.volatility(tape.column("close")[-VOLATILITY_PERIODS - 1 :]))
    spread = tape.measured(f"volatility_{VOLATILITY_PERIODS}", value, "fraction", -VOLATILITY_PERIODS - 1, -1)
    return told(
        "market.volatility", {"volatility": spread}, {"name": tape.name, "periods": VOLATILITY_PERIODS}
    )


def _volume_ratio(tape: Tape) -> Part:
    volume = tape.column("volume")
    if np.isnan(float(measures.volume_ratio(volume, BAND_PERIODS))):
        return Part()
    today = tape.stated("volume", -1)
    usual = tape.measured("volume_mean_20", float(volume[-21:-1].mean()), "shares", -21, -2, "volume")
    ratio = tape.derived("volume_ratio", "ratio", today, usual)
    return told(
        "market.volume_ratio", {"ratio": ratio, "volume": today}, {"name": tape.name}, operands=(usual,)
    )
