"""Rows whose name is that of another company than their code: 005930 beside SK하이닉스.

A name counts against a code only where it is the listed name of somebody else: names that no listing knows (new ones,
abbreviations, funds) prove nothing. Nor does another share class of the same issuer, nor a name that a company handed on when
it became the holding of a newly listed one.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

import polars as pl

from collectors.files.gate import Reason
from collectors.files.rows import ROW
from stockelper.language.normalise import normalise
from stockelper.securities.folding import fold, without_legal_form
from stockelper.securities.listing import Listing, Record
from stockelper.securities.resolver import Resolver

REASON: Reason = "name_contradicts_code"
_KOREAN_FORM = re.compile(r"^(?:주식회사|\(주\)|㈜)\s*|\s*(?:주식회사|\(주\)|㈜)$")
_ISSUER = len("KRX:00593")
"""Characters of a Korean id that the share classes of one issuer have in common."""
_HANDED_ON = "KRX:300000"
"""Korean codes from here on were given out since 2018; the companies split off then took the names of their holdings along."""


def contradictions(ids: pl.Series, names: pl.Series, resolver: Resolver) -> pl.Series:
    """For each row whose name is another security's, both in words; null for the others."""
    pairs = pl.DataFrame({"id": ids, "name": names})
    known = pairs.unique().drop_nulls()
    told = [_contradiction(id_, name, resolver) for id_, name in known.iter_rows()]
    found = known.with_columns(pl.Series("told", told, dtype=pl.String))
    return pairs.join(found, on=("id", "name"), how="left", maintain_order="left")["told"]


def naming_both(rejects: pl.DataFrame, parsed: pl.DataFrame) -> pl.DataFrame:
    """Rejects of that reason with both companies in their value and key, from the column `contradiction` of `parsed`."""
    if not (rejects["reason"] == REASON).any():
        return rejects
    told = parsed.select(pl.col(ROW).cast(pl.UInt32), "contradiction")
    joined = rejects.join(told, on=ROW, how="left", maintain_order="left")
    mine = pl.col("reason") == REASON
    return joined.with_columns(
        value=pl.when(mine).then("contradiction").otherwise("value"),
        key=pl.when(mine).then(pl.concat_str("key", "contradiction", separator="|")).otherwise("key"),
    ).drop("contradiction")


def _contradiction(security: str, name: str, resolver: Resolver) -> str | None:
    own, others = resolver.listing.get(security), _owners(resolver.listing).get(_key(name), ())
    if own is None or own.provisional or not others:
        return None
    if any(_is_akin(security, other) for other in others):
        return None
    if any(_key(alias) == _key(name) for alias in resolver.aliases.get(security, ())):
        return None
    return f"{name} = {', '.join(others)}; {security} = {own.name}"


def _is_akin(security: str, other: str) -> bool:
    """Whether a name of the other one may be this one's: the same issuer's, or handed on to a company that was split off."""
    if security == other:
        return True
    if not security.startswith("KRX:") or not other.startswith("KRX:"):
        return False
    return security[:_ISSUER] == other[:_ISSUER] or security < _HANDED_ON <= other


@lru_cache(maxsize=4)
def _owners(listing: Listing) -> Mapping[str, Sequence[str]]:
    """The securities that bear each name, by listed and registered names in either language."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for record in listing.records():
        for name in _names(record):
            found[_key(name)][record.id] = None
    return {name: tuple(ids) for name, ids in found.items()}


def _names(record: Record) -> list[str]:
    return [name for name in (record.name, record.name_en, *record.registered.split("|")) if name]


def _key(name: str) -> str:
    """A name as it is compared: without spaces, marks and legal form."""
    return fold(without_legal_form(_KOREAN_FORM.sub("", normalise(name)).strip()))
