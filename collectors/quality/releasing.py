"""A person says that a refused bar or action is right: it is stored as it came, and the quarantine notes when."""

import json
from datetime import date, datetime

import polars as pl

from stockelper.clock import wall_clock
from stockelper.errors import BadInput, NotFound
from stockelper.store.collections import ACTIONS, BARS, QUARANTINE, Collection
from stockelper.store.documents import Documents, eq


def release(documents: Documents, id_: str, now: datetime) -> str:
    """Store a refused record; its collection's name. Releasing it again changes nothing.

    Raises:
        NotFound: the quarantine holds nothing under that id.
        BadInput: the record is no whole bar or action, so that there is nothing to store.
    """
    rows = documents.read(QUARANTINE.name, eq("id", id_))
    if rows.is_empty():
        raise NotFound("no_quarantine", id=id_)
    held = rows.row(0, named=True)
    record: dict[str, object] = json.loads(held["record"])
    chosen = next((one for one in (BARS, ACTIONS) if {*one.key, "known_at"} <= record.keys()), None)
    if chosen is None:
        raise BadInput("not_releasable", id=id_)
    row = {name: _typed(chosen, name, value) for name, value in record.items() if name in chosen.schema()}
    schema = chosen.written_schema()
    documents.upsert(chosen.name, pl.DataFrame([row], schema=schema), recorded_at=wall_clock())
    if held["released"] is None:
        noted = pl.DataFrame([{**held, "released": now}], schema=QUARANTINE.schema())
        documents.upsert(QUARANTINE.name, noted, recorded_at=wall_clock())
    return chosen.name


def _typed(collection: Collection, name: str, value: object) -> object:
    kind = collection.all_columns()[name]
    if value is None or kind not in {"date", "time"}:
        return value
    return date.fromisoformat(str(value)) if kind == "date" else datetime.fromisoformat(str(value))
