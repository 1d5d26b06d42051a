"""The track record: forecasts are stored when they are made and scored when they are due.

A forecast that is stored is never changed but for its outcome. What was made before its target date, and before the first
session that it looks at had closed, is live; what was made later from what was known then is replayed, since who asks for it
may know a part of what came. The two are never counted together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from forecasting.reading import inside
from stockelper.markets.market import Market
from stockelper.markets.registry import market_of
from stockelper.store.bars import daily
from stockelper.store.collections import FORECASTS
from stockelper.store.documents import Documents, Where, eq
from stockelper.types import Forecast


@dataclass(frozen=True)
class Tally:
    """How a model's stored forecasts of one kind did.

    Attributes:
        due: how many have an outcome.
        held: the share of them within their interval; None of none.
        right: the share whose direction was called rightly, of those that moved; None of none.
    """

    model: str
    live: bool
    due: int
    held: float | None
    right: float | None


def keep(documents: Documents, made: Sequence[Forecast], now: datetime) -> int:
    """Store forecasts; those of a key that is stored already are left as they were. Returns how many were new.

    Args:
        now: when they are made, aware UTC.
    """
    rows = {_key_of(row): row for row in (_row(one, now) for one in reversed(made))}
    if not rows:
        return 0
    schema = {name: FORECASTS.schema()[name] for name in next(iter(rows.values()))}
    return documents.claim_new(FORECASTS.name, pl.DataFrame(list(rows.values()), schema=schema))


def _key_of(row: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(row[name] for name in FORECASTS.key)


def score(documents: Documents, now: datetime, market: Market | None = None) -> int:
    """Fill in what came of the stored forecasts whose target date's close is stored by now. Returns how many.

    Args:
        market: whose forecasts; those of all markets when None.

    The outcome is measured on one series of prices, so that a split between the two closes moves nothing.
    """
    due = (Where("target_date", "<=", now.date()), Where("scored", "is_null", True))
    waiting = documents.read(FORECASTS.name, *(inside(market) if market else ()), *due)
    return sum(_scored(documents, row, now) for row in waiting.iter_rows(named=True))


def tally(documents: Documents, model: str) -> tuple[Tally, Tally]:
    """How a model's forecasts did: the live ones, and the replayed ones."""
    found = documents.read(FORECASTS.name, eq("model", model), Where("scored", "is_null", False))
    live, replayed = found.filter("live"), found.filter(~pl.col("live"))
    return _tally(model, live, live=True), _tally(model, replayed, live=False)


def tallies(documents: Documents) -> list[Tally]:
    """The tallies of every model that has a scored forecast, by name, live before replayed."""
    scored = documents.read(FORECASTS.name, Where("scored", "is_null", False), columns=("model",))
    models = sorted(set(scored.get_column("model").to_list()))
    return [one for model in models for one in tally(documents, model) if one.due]


def _row(one: Forecast, now: datetime) -> dict[str, object]:
    return {
        "security": one.security,
        "model": one.model,
        "as_of": one.as_of,
        "horizon": one.horizon_days,
        "target_date": one.target_date,
        "last_close": one.last_close,
        "basis": one.basis,
        "p_up": one.p_up,
        "expected_return": one.expected_return,
        "level": one.interval.level,
        "low": one.interval.low,
        "high": one.interval.high,
        "verdict": one.skill.verdict,
        "made": now,
        "live": _is_live(one, now),
    }


def _is_live(one: Forecast, now: datetime) -> bool:
    market = market_of(one.security)
    return now.date() < one.target_date and now < market.close_at(market.session_offset(one.as_of, 1))


def _scored(documents: Documents, row: dict[str, object], now: datetime) -> bool:
    realised = _realised(documents, row, now)
    if realised is None:
        return False
    new = {**row, "realised": realised, "scored": now}
    return documents.claim(FORECASTS.name, new, expected={**_key(row), "scored": None})


def _key(row: dict[str, object]) -> dict[str, object]:
    return {name: row[name] for name in FORECASTS.key}


def _realised(documents: Documents, row: dict[str, object], now: datetime) -> float | None:
    start, end = row["as_of"], row["target_date"]
    assert isinstance(start, date)
    assert isinstance(end, date)
    bars = daily(documents, str(row["security"]), start=start, end=end, known_by=now).frame
    ends = bars.filter(pl.col("date").is_in([start, end])).sort("date").get_column("close").drop_nulls()
    return ends[1] / ends[0] - 1 if len(ends) == 2 and ends[0] > 0 else None


def _tally(model: str, found: pl.DataFrame, *, live: bool) -> Tally:
    held = found.select(pl.col("realised").is_between("low", "high").mean()).item()
    moved = found.filter(pl.col("realised") != 0)
    right = moved.select(((pl.col("realised") > 0) == (pl.col("p_up") > 0.5)).mean()).item()
    return Tally(model, live, len(found), held, right)
