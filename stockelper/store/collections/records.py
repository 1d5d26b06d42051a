"""Records of the world, which answers quote: what was known when is kept of most."""

from stockelper.store.collection import RECORDED, Collection

BARS = Collection(
    name="bars",
    key=("security", "interval", "date", "basis", "source"),
    columns={
        "security": "text",
        "interval": "text",
        "date": "date",
        "basis": "text",
        "source": "text",
        "open": "real",
        "high": "real",
        "low": "real",
        "close": "real",
        "volume": "int",
        "adj_close": "real",
        "halted": "bool",
    },
)
"""Daily bars (`interval` "1d"). A halt has `halted` true and null open, high, low; close is the last one."""

ARTICLES = Collection(
    name="articles",
    key=("article",),
    columns={
        "article": "text",
        "title": "text",
        "text": "text",
        "url": "text",
        "source": "text",
        "published": "time",
        "language": "text",
        "securities": "list",
        "duplicate_of": "text",
        "simulated": "bool",
    },
    indexes=(("securities", "published"), ("published",), *RECORDED),
    search=("title", "text"),
)
"""News and reports. The key is the canonical URL, else publisher, normalised title and day."""

FILINGS = Collection(
    name="filings",
    key=("regulator", "accession"),
    columns={
        "regulator": "text",
        "accession": "text",
        "security": "text",
        "form": "text",
        "title": "text",
        "text": "text",
        "url": "text",
        "filed": "time",
        "simulated": "bool",
    },
    indexes=(("security", "filed"), *RECORDED),
    search=("title", "text"),
)

FACTS = Collection(
    name="facts",
    key=("security", "concept", "period", "consolidated", "filing"),
    columns={
        "security": "text",
        "concept": "text",
        "period": "text",
        "consolidated": "bool",
        "filing": "text",
        "value": "real",
        "unit": "text",
        "period_end": "date",
        "source": "text",
    },
)
"""Reported figures. `concept` is a name such as `revenue`, `period` one such as `2024Q3` or `2024FY`."""

ACTIONS = Collection(
    name="actions",
    key=("security", "type", "ex_date", "source"),
    columns={
        "security": "text",
        "type": "text",
        "ex_date": "date",
        "source": "text",
        "factor": "real",
        "amount": "real",
        "currency": "text",
    },
)
"""Splits (`factor`: new shares per old) and dividends (`amount` a share)."""

SECURITIES = Collection(
    name="securities",
    key=("security", "valid_from"),
    columns={
        "security": "text",
        "valid_from": "date",
        "valid_to": "date",
        "market": "text",
        "ticker": "text",
        "name": "text",
        "name_en": "text",
        "board": "text",
        "sector": "text",
        "currency": "text",
        "provisional": "bool",
        "simulated": "bool",
        "source": "text",
    },
    indexes=(("market",), *RECORDED),
)
"""Attributes of securities and from when to when they held; `valid_from` 1900-01-01 where unknown."""

HOLDERS = Collection(
    name="holders",
    key=("security", "holder", "reported", "source"),
    columns={
        "security": "text",
        "holder": "text",
        "reported": "date",
        "source": "text",
        "ratio": "real",
        "shares": "int",
        "accession": "text",
        "url": "text",
    },
    indexes=RECORDED,
)
"""Major shareholders as reported; `ratio` is a fraction of the shares."""

SUBSIDIARIES = Collection(
    name="subsidiaries",
    key=("security", "subsidiary", "jurisdiction", "period", "source"),
    columns={
        "security": "text",
        "subsidiary": "text",
        "jurisdiction": "text",
        "period": "date",
        "source": "text",
        "listed": "text",
        "above": "text",
        "above_jurisdiction": "text",
        "ratio": "real",
        "form": "text",
        "exhibit": "text",
        "accession": "text",
        "url": "text",
    },
    indexes=RECORDED,
)
"""Subsidiaries of `security` as its report about `period` (the day it ends) lists them, known when that was filed.
A list is whole: who is in none of a later period has ended. `jurisdiction` is "" where untold, `listed` the security
that the whole name is, `above` the subsidiary beneath which the list puts it, `ratio` a fraction of the shares."""

IDENTIFIERS = Collection(
    name="identifiers",
    key=("scheme", "code", "security"),
    columns={
        "scheme": "text",
        "code": "text",
        "security": "text",
        "name": "text",
        "source": "text",
    },
    indexes=(("security",), *RECORDED),
)
"""Numbers that registers give companies, with the securities that they have or had: `scheme` is `cik` (SEC) or `dart`
(OpenDART's corp_code), `name` what the register calls the company. A number stays through renames and changes of
ticker, so two securities of one number are one company (`stockelper.securities.identity`)."""

RELATIONS = Collection(
    name="relations",
    key=("type", "head", "tail", "source", "valid_from"),
    columns={
        "type": "text",
        "head": "text",
        "tail": "text",
        "source": "text",
        "valid_from": "date",
        "valid_to": "date",
        "head_kind": "text",
        "head_name": "text",
        "tail_kind": "text",
        "tail_name": "text",
        "ratio": "real",
        "confidence": "real",
        "document": "text",
        "title": "text",
        "url": "text",
    },
    indexes=(("head",), ("tail",), *RECORDED),
)
"""Relations that a source states as such; the graph builder reads them from here."""

FORECASTS = Collection(
    name="forecasts",
    key=("security", "model", "as_of", "horizon"),
    columns={
        "security": "text",
        "model": "text",
        "as_of": "date",
        "horizon": "int",
        "target_date": "date",
        "last_close": "real",
        "basis": "text",
        "p_up": "real",
        "expected_return": "real",
        "level": "real",
        "low": "real",
        "high": "real",
        "verdict": "text",
        "made": "time",
        "live": "bool",
        "realised": "real",
        "scored": "time",
    },
    versioned=False,
    indexes=(("target_date",),),
)
"""Forecasts as they were made, and what came. `live`: made before its target date; else replayed. `realised` and
`scored` are null until the target date's close is stored."""
