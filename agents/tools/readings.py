"""Indicators as one sentence tells them, each at the last close of the bars."""

from agents.tools.crossing import last_cross
from agents.tools.indicators import (
    AVERAGES,
    BAND_PERIODS,
    OVERBOUGHT,
    OVERSOLD,
    RSI_PERIODS,
    SLOWEST,
    VOLATILITY_PERIODS,
)
from agents.tools.pointed import Pointed
from agents.tools.tape import Tape
from agents.tools.telling import direction
from stockelper import measures


def rsi(tape: Tape) -> Pointed | None:
    """The relative strength index and its zone."""
    if tape.frame.height < RSI_PERIODS + 1:
        return None
    value = float(measures.rsi(tape.column("close"), RSI_PERIODS)[-1])
    strength = tape.measured(f"rsi_{RSI_PERIODS}", value, "points", 0, -1)
    side = "up" if value >= OVERBOUGHT else "down" if value <= OVERSOLD else "flat"
    return Pointed(f"rsi_{side}", side, value, {"rsi": strength}, (), {"periods": RSI_PERIODS})


def sma(tape: Tape, periods: tuple[int, ...], *, settles: bool) -> Pointed | None:
    """The close against an average (the first of `periods`); the average first unless a question is settled."""
    length = periods[0] if periods else AVERAGES[0]
    if tape.frame.height < length:
        return None
    value = float(measures.sma(tape.column("close"), length)[-1])
    average = tape.measured(f"sma_{length}", value, tape.unit, -length, -1)
    close = tape.stated("close", -1)
    away = tape.derived("from_average", "return", average, close)
    side = direction(away.value)
    named = {"average": average, "close": close, "away": away}
    code = f"sma_{side}" if settles else f"average_{side}"
    return Pointed(code, side, abs(away.value or 0.0), named, (), {"periods": length})


def macd(tape: Tape) -> Pointed | None:
    """The MACD line against its signal."""
    if tape.frame.height < SLOWEST:
        return None
    found = measures.macd(tape.column("close"))
    line = tape.measured("macd_12_26", float(found.line[-1]), tape.unit, 0, -1)
    signal = tape.measured("macd_signal_9", float(found.signal[-1]), tape.unit, 0, -1)
    gap = tape.derived("macd_histogram", "difference", line, signal)
    side = direction(gap.value)
    return Pointed(f"macd_{side}", side, abs(gap.value or 0.0), {"line": line, "signal": signal, "gap": gap})


def band(tape: Tape) -> Pointed | None:
    """The close against the Bollinger bands."""
    if tape.frame.height < BAND_PERIODS:
        return None
    bands, close = measures.bollinger(tape.column("close"), BAND_PERIODS), tape.stated("close", -1)
    upper = tape.measured("bollinger_upper_20_2", float(bands.upper[-1]), tape.unit, -BAND_PERIODS, -1)
    lower = tape.measured("bollinger_lower_20_2", float(bands.lower[-1]), tape.unit, -BAND_PERIODS, -1)
    price = close.value or 0.0
    if bands.lower[-1] <= price <= bands.upper[-1]:
        return Pointed("band_flat", "flat", 0.0, {"close": close, "upper": upper, "lower": lower})
    side, edge = ("up", upper) if price > bands.upper[-1] else ("down", lower)
    away = tape.derived("from_band", "return", edge, close)
    return Pointed(f"band_{side}", side, abs(away.value or 0.0), {"close": close, "edge": edge, "away": away})


def spread(tape: Tape) -> Pointed | None:
    """The annualised volatility of the last sessions."""
    if tape.frame.height < VOLATILITY_PERIODS + 1:
        return None
    value = float(measures.volatility(tape.column("close")[-VOLATILITY_PERIODS - 1 :]))
    found = tape.measured(f"volatility_{VOLATILITY_PERIODS}", value, "fraction", -VOLATILITY_PERIODS - 1, -1)
    return Pointed("volatility", "flat", value, {"volatility": found}, (), {"periods": VOLATILITY_PERIODS})


def cross(tape: Tape, periods: tuple[int, ...]) -> Pointed | None:
    """The last cross of a short average and a long one: `up` is a golden cross."""
    short, long = (min(periods), max(periods)) if len(set(periods)) > 1 else AVERAGES
    found = last_cross(tape, short, long)
    if found is None:
        return None
    side, crossed = found
    return Pointed(f"cross_{side}", side, 0.0, {"cross": crossed}, (), {"short": short})
