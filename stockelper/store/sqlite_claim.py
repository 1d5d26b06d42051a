"""Compare and write in one transaction: of several processes that claim a row exactly one gets it."""

from collections.abc import Mapping

import polars as pl

from stockelper.store.documents import Where
from stockelper.store.sqlite_layout import Table, listed, quoted, sql
from stockelper.store.sqlite_read import Statement, condition
from stockelper.store.sqlite_values import rows_of
from stockelper.store.sqlite_writer import Writer


def claim(writer: Writer, table: Table, row: pl.DataFrame, expected: Mapping[str, object] | None) -> bool:
    """Write the conformed row of a state collection if the stored one is as expected."""
    if expected is None:
        return claim_new(writer, table, row) > 0
    names, (values,) = tuple(row.columns), rows_of(row)
    key = {name: row[name][0] for name in table.collection.key}
    met = conditions(table, {**key, **expected})
    updates = ", ".join(f"{quoted(name)} = ?" for name in names)
    text = sql("UPDATE", table.name, "AS t SET", updates, "WHERE", met.text)
    with writer.writing() as connection:
        return connection.execute(text, (*values, *met.parameters)).rowcount > 0


def claim_new(writer: Writer, table: Table, rows: pl.DataFrame) -> int:
    """Write the conformed rows whose keys are not stored; how many those were."""
    names = tuple(rows.columns)
    marks = ", ".join("?" * len(names))
    text = sql("INSERT INTO", table.name, f"({listed(names)}) VALUES ({marks}) ON CONFLICT DO NOTHING")
    with writer.writing() as connection:
        return connection.executemany(text, rows_of(rows)).rowcount


def conditions(table: Table, values: Mapping[str, object]) -> Statement:
    """That each column holds its value; None is null."""
    found = [condition(table, _where(name, value)) for name, value in values.items()]
    return Statement(
        " AND ".join(one.text for one in found), tuple(p for one in found for p in one.parameters)
    )


def _where(name: str, value: object) -> Where:
    return Where(name, "is_null", value=True) if value is None else Where(name, "==", value)
