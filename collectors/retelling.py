"""What several sources tell of one thing: the first one's word stands, the others fill in what it left out.

Two feeds that carry one article, or two listings of one share, would otherwise overwrite each other at every run.
Who told it first may correct it; that is a revision.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from collectors.near_duplicates import headline, headlines_of
from stockelper.store.collections import ARTICLES, SECURITIES
from stockelper.store.documents import Documents, among

Row = Mapping[str, object]
ASKED_AT_ONCE = 500
_FILLED = ("name_en", "board", "sector", "currency")


def retold_articles(documents: Documents, frame: pl.DataFrame) -> pl.DataFrame:
    """Articles of a page as they are to be stored: joined with what is stored, near-duplicates linked."""
    stored = _stored(documents, ARTICLES.name, "article", frame["article"].to_list())
    fresh = [row for row in frame.iter_rows(named=True) if row["article"] not in stored]
    links = headlines_of(documents).originals(
        headline(row["article"], row["title"], row["published"]) for row in fresh
    )
    rows = [
        _article(row, stored[row["article"]])
        if row["article"] in stored
        else {**row, "duplicate_of": links.get(row["article"])}
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=frame.schema)


def _article(told: Row, stored: Row) -> Row:
    is_its_own = told["source"] == stored["source"]
    titled = told if is_its_own else stored
    text = told["text"] or stored["text"] if is_its_own else stored["text"] or told["text"]
    companies = {*_ids(told["securities"]), *_ids(stored["securities"])}
    first = ("url", "source", "published", "duplicate_of", "simulated")
    kept = {name: stored[name] for name in first}
    return {
        **told,
        **kept,
        "title": titled["title"],
        "language": titled["language"],
        "text": text,
        "securities": sorted(companies),
    }


def _ids(value: object) -> Sequence[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def retold_securities(documents: Documents, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows of a listing as they are to be stored: another listing's names stand, its gaps are filled."""
    stored = _stored(documents, SECURITIES.name, "security", frame["security"].to_list())
    rows = [
        _security(row, stored.get(row["security"], {}))
        if stored.get(row["security"], {}).get("valid_from") == row["valid_from"]
        else row
        for row in frame.iter_rows(named=True)
    ]
    return pl.DataFrame(rows, schema=frame.schema)


def _security(told: Row, stored: Row) -> Row:
    if stored["provisional"]:
        return told
    if stored["source"] == told["source"]:
        return {**told, **{n: stored[n] for n in _FILLED if told[n] is None}}
    kept = {name: stored[name] for name in told if name in stored}
    return {**kept, **{n: told[n] for n in _FILLED if stored[n] is None}}


def _stored(documents: Documents, collection: str, column: str, keys: Sequence[str]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for at in range(0, len(keys), ASKED_AT_ONCE):
        part = among(column, keys[at : at + ASKED_AT_ONCE])
        for row in documents.read(collection, part).iter_rows(named=True):
            found[str(row[column])] = row
    return found
