"""The gate over a page: judged against what is stored, repaired where two facts agree, else refused."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from collectors.daily import PRICES
from collectors.quality.dividends import judge_action
from collectors.quality.findings import Bar, Finding
from collectors.quality.held import held_off
from collectors.quality.judging import judge
from collectors.source import Refused, Source
from collectors.storing import Admitted
from stockelper.clock import wall_clock
from stockelper.errors import BadInput
from stockelper.markets.market import Market
from stockelper.markets.registry import market_of
from stockelper.store.collections import ACTIONS, BARS, REPAIRS
from stockelper.store.documents import Documents, between, eq

BEFORE = timedelta(days=45)
AGREEING = 0.005
"""How near another source's close must be for a repair."""
UNIT_ERRORS = frozenset({"hundredfold", "unit_change"})
Row = Mapping[str, Any]


def only_plausible(
    documents: Documents, source: Source, frames: Mapping[str, pl.DataFrame], now: datetime
) -> Admitted:
    """Let in the bars, splits and dividends that can be true beside what is stored; indices and rates pass."""
    bars, actions = frames.get(BARS.name), frames.get(ACTIONS.name)
    if source.kind != "prices" or bars is None or bars.is_empty():
        return Admitted(frames)
    kept: list[pl.DataFrame] = []
    refused: list[Refused] = []
    for (security, basis), part in bars.group_by("security", "basis", maintain_order=True):
        judged = _Series(documents, source, str(security), str(basis), part.sort("date"), now).judged(actions)
        kept.append(judged.bars)
        refused += judged.refused
    result = {**frames, BARS.name: pl.concat(kept)}
    if actions is not None and not actions.is_empty():
        result[ACTIONS.name], doubtful = _actions(actions, result[BARS.name])
        refused += doubtful
    return Admitted(result, refused)


@dataclass(frozen=True)
class _Judged:
    bars: pl.DataFrame
    refused: Sequence[Refused]


@dataclass(frozen=True)
class _Series:
    """The new bars of one security and basis."""

    documents: Documents
    source: Source
    security: str
    basis: str
    bars: pl.DataFrame
    now: datetime

    def judged(self, actions: pl.DataFrame | None) -> _Judged:
        market = _market(self.security)
        if market is None:
            return _Judged(self.bars, ())
        first, last = self.bars["date"].min(), self.bars["date"].max()
        assert isinstance(first, date), "a page with bars has a first day"
        assert isinstance(last, date), "and a last one"
        stored = self._stored(first - BEFORE, last)
        before, same = stored.filter(pl.col("date") < first), stored.filter(pl.col("date") >= first)
        trusted = dict(same.select("date", "close").iter_rows())
        splits = self._splits(actions) if self.basis == "raw" else {}
        lasting = self.basis != "raw"
        good = bars_of(before)
        off = held_off(self.documents, self.basis, self.source.name, first, self.security).get(self.security)
        off = off if off and good and off[0].date > good[-1].date else None
        findings = judge(bars_of(self.bars), good, splits, market, trusted, lasting=lasting, off=off)
        rows, refused = {row["date"]: row for row in self.bars.iter_rows(named=True)}, list[Refused]()
        for finding in findings:
            row = rows.pop(finding.date)
            repaired = self._repaired(row, finding)
            if repaired is None:
                refused.append(Refused("close", finding.reason, f"{self.security} {finding.date}", row))
            else:
                rows[finding.date] = repaired
        frame = pl.DataFrame([rows[day] for day in sorted(rows)], schema=self.bars.schema)
        return _Judged(frame, refused)

    def _splits(self, actions: pl.DataFrame | None) -> dict[date, float]:
        if actions is None:
            return {}
        mine = actions.filter((pl.col("security") == self.security) & (pl.col("type") == "split"))
        return dict(mine.select("ex_date", "factor").drop_nulls().iter_rows())

    def _stored(self, first: date, last: date) -> pl.DataFrame:
        names = {"security": self.security, "interval": "1d", "basis": self.basis, "source": self.source.name}
        where = [eq(name, value) for name, value in names.items()]
        return self.documents.read(BARS.name, *where, *between("date", first, last), order=("date",))

    def _repaired(self, row: Row, finding: Finding) -> dict[str, Any] | None:
        """The row in the right unit, where another source's bar of the day agrees with what that gives."""
        if finding.reason not in UNIT_ERRORS:
            return None
        day = finding.date
        where = (
            eq("security", self.security),
            eq("interval", "1d"),
            eq("basis", self.basis),
            eq("date", day),
        )
        others = self.documents.read(BARS.name, *where).filter(pl.col("source") != self.source.name)
        close = row["close"] / finding.times
        witness = next(
            (o for o in others.iter_rows(named=True) if abs(o["close"] / close - 1) <= AGREEING), None
        )
        if witness is None:
            return None
        fixed = {n: None if row[n] is None else round(row[n] / finding.times, 6) for n in PRICES}
        facts = {"unit": finding.times, "witness": witness["source"], "its_close": witness["close"]}
        self._note(row, fixed, finding, facts)
        return {**row, **fixed}

    def _note(
        self, row: Row, fixed: Mapping[str, float | None], finding: Finding, facts: Mapping[str, object]
    ) -> None:
        """What was changed, why, and from what."""
        notes = [
            {
                "id": hashlib.sha256(
                    f"{self.source.name}|{self.security}|{self.basis}|{finding.date}|{name}|{row[name]}".encode()
                ).hexdigest()[:20],
                "security": self.security,
                "date": finding.date,
                "source": self.source.name,
                "field": name,
                "before": row[name],
                "after": fixed[name],
                "reason": finding.reason,
                "facts": json.dumps(facts),
                "repaired": self.now,
            }
            for name in PRICES
        ]
        frame = pl.DataFrame(notes, schema=REPAIRS.schema())
        self.documents.upsert(REPAIRS.name, frame, recorded_at=wall_clock())


def _actions(actions: pl.DataFrame, bars: pl.DataFrame) -> tuple[pl.DataFrame, list[Refused]]:
    rows = actions.sort("ex_date").rows(named=True)
    kept: list[Row] = []
    refused: list[Refused] = []
    for row in rows:
        mine = bars.filter((pl.col("security") == row["security"]) & (pl.col("date") < row["ex_date"]))
        last = mine.sort("date")["close"][-1] if mine.height and set(mine["basis"]) == {"raw"} else None
        same = [other for other in kept if other["security"] == row["security"]]
        reason = judge_action(row, same, last)
        if reason is None:
            kept.append(row)
        else:
            refused.append(Refused(row["type"], reason, f"{row['security']} {row['ex_date']}", row))
    return pl.DataFrame(kept, schema=actions.schema), refused


def _market(security: str) -> Market | None:
    try:
        return None if security.startswith("INDEX:") else market_of(security)
    except BadInput:
        return None


def bars_of(frame: pl.DataFrame) -> list[Bar]:
    """What is judged of a frame's rows, in its order."""
    return [
        Bar(day, o, h, low, close, volume or 0, bool(halted))
        for day, o, h, low, close, volume, halted in frame.select(
            "date", "open", "high", "low", "close", "volume", "halted"
        ).iter_rows()
    ]
