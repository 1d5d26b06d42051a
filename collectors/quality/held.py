"""Bars in quarantine because a series went to another level: what comes after them is held against them."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from collectors.quality.findings import Bar, Finding
from collectors.quality.judging import LEVELS
from stockelper.store.collections import QUARANTINE
from stockelper.store.documents import Documents, Where, among

BACK = timedelta(days=45)
Off = tuple[Bar, Finding]


def held_off(
    documents: Documents, basis: str, source: str, first: date, security: str | None = None
) -> Mapping[str, Off]:
    """The newest refused bar of each security in the weeks before a day, where no good one of later is stored.

    Args:
        documents: the store.
        basis: that of the bars; as traded, bars at another level say nothing of the next ones.
        source: theirs.
        first: the day.
        security: whose; None for all.
    """
    if basis == "raw":
        return {}
    mine = (Where("key", ">=", f"{security} "), Where("key", "<", f"{security}~")) if security else ()
    columns = ("reason", "record", "released")
    rows = documents.read(QUARANTINE.name, among("reason", tuple(LEVELS)), *mine, columns=columns)
    found: dict[str, Off] = {}
    for reason, text, released in rows.iter_rows():
        record: dict[str, Any] = json.loads(text or "{}")
        if released is not None or record.get("basis") != basis or record.get("source") != source:
            continue
        bar = _bar(record)
        known = found.get(record["security"])
        if first - BACK <= bar.date < first and (known is None or bar.date > known[0].date):
            found[record["security"]] = bar, Finding(bar.date, reason)
    return found


def _bar(record: Mapping[str, Any]) -> Bar:
    prices = (record["open"], record["high"], record["low"], record["close"])
    day = date.fromisoformat(str(record["date"]))
    return Bar(day, *prices, record["volume"] or 0, bool(record["halted"]))
