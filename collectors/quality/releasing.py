"""What a person decides about a row in quarantine: it is right and stored as it came, or it is thrown away.

Either way the quarantine notes when, so that the same row, read again, does not come back.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import polars as pl

from stockelper.clock import wall_clock
from stockelper.errors import BadInput, NotFound
from stockelper.store.collection import Collection
from stockelper.store.collections import ACTIONS, BARS, QUARANTINE
from stockelper.store.documents import Documents, eq


def release(documents: Documents, id_: str, now: datetime) -> str:
    """Store a refused record; its collection's name. Releasing it again changes nothing.

    Raises:
        NotFound: the quarantine holds nothing under that id.
        BadInput: the record is no whole bar or action, so that there is nothing to store.
    """
    held = _held(documents, id_)
    record: dict[str, object] = json.loads(str(held["record"] or "{}"))
    chosen = next((one for one in (BARS, ACTIONS) if {*one.key, "known_at"} <= record.keys()), None)
    if chosen is None:
        raise BadInput("not_releasable", id=id_)
    row = {name: _typed(chosen, name, value) for name, value in record.items() if name in chosen.schema()}
    schema = chosen.written_schema()
    documents.upsert(chosen.name, pl.DataFrame([row], schema=schema), recorded_at=wall_clock())
    if held["released"] is None:
        _note(documents, {**held, "released": now})
    return chosen.name


def discard(documents: Documents, id_: str, now: datetime) -> None:
    """Throw a refused record away; its id, key and reason stay. Discarding it again changes nothing.

    Raises:
        NotFound: the quarantine holds nothing under that id.
        BadInput: the record was released, and is stored.
    """
    held = _held(documents, id_)
    if held["released"] is None:
        _note(documents, {**held, "released": now, "record": None})
    elif held["record"] is not None:
        raise BadInput("released_already", id=id_)


def held(documents: Documents, source: str | None = None, reason: str | None = None) -> Sequence[str]:
    """The ids of rows on which nobody decided yet, the oldest first; of one source or file and one reason, where they are named."""
    named = {"source": source, "reason": reason}
    where = [eq(name, value) for name, value in named.items() if value is not None]
    rows = documents.read(QUARANTINE.name, *where, columns=("id", "released"), order=("first_seen", "id"))
    return rows.filter(pl.col("released").is_null())["id"].to_list()


def _held(documents: Documents, id_: str) -> Mapping[str, object]:
    rows = documents.read(QUARANTINE.name, eq("id", id_))
    if rows.is_empty():
        raise NotFound("no_quarantine", id=id_)
    return rows.row(0, named=True)


def _note(documents: Documents, row: Mapping[str, object]) -> None:
    frame = pl.DataFrame([dict(row)], schema=QUARANTINE.schema())
    documents.upsert(QUARANTINE.name, frame, recorded_at=wall_clock())


def _typed(collection: Collection, name: str, value: object) -> object:
    kind = collection.all_columns()[name]
    if value is None or kind not in {"date", "time"}:
        return value
    return date.fromisoformat(str(value)) if kind == "date" else datetime.fromisoformat(str(value))
