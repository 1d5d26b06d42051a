"""What a language model may put into a tool's arguments beyond what their schema says.

The rules' own calls are made of a plan that was resolved in code. A model's are not: a day after the clock's would
show what nobody knew, a word of its own could reach the answer past the verifier, a figure of any size costs time.
"""

import datetime as dt
import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from stockelper.language.normalise import normalise
from stockelper.markets.registry import is_series
from stockelper.types import Frozen

EARLIEST = dt.date(1990, 1, 1)
"""The first day that the trading calendars know."""
MOST = 1_000
"""The largest count of anything: sessions, rows, steps."""
LARGEST = 1e12
"""The largest figure: a price, a share, a bound of a screen."""
_ID = re.compile(r"\s*[A-Za-z]+:.*", re.DOTALL)
_CODE = re.compile(r"[a-z]{2,10}|\d?[a-z0-9_]{1,12}")
_CODED = frozenset({"label", "market", "markets"})
"""Arguments whose values are codes of the product; a wrong one finds nothing and is never shown."""


def beyond(
    arguments: Frozen, *, question: str, known: Collection[str], sector: str | None, today: dt.date
) -> str | None:
    """What in a call's arguments a model may not give, in words for the model; None where all may stand."""
    choices = set(_choices(type(arguments).model_json_schema()))
    said = normalise(question).lower()
    for name, value in _leaves("", arguments.model_dump(mode="python")):
        if isinstance(value, str):
            if value in choices or value == sector or (name in _CODED and _CODE.fullmatch(value.lower())):
                continue
            if strange := _strange(value, said, known):
                return strange
        elif wrong := _outside(name, value, today):
            return wrong
    return None


def _strange(value: str, said: str, known: Collection[str]) -> str | None:
    if value in known or is_series(value):
        return None
    if _ID.fullmatch(value):
        return f"{value[:40]} is none of {', '.join(sorted(known)) or 'no security'}"
    return (
        None if value and normalise(value).lower() in said else f"{value[:40]!r} is no word of the question"
    )


def _outside(name: str, value: object, today: dt.date) -> str | None:
    match value:
        case bool() | None:
            return None
        case dt.date() if not EARLIEST <= value <= today:
            return f"{name}: {value} lies outside {EARLIEST} to {today}"
        case int() if not 0 < value <= MOST:
            return f"{name}: from 1 to {MOST}"
        case float() if not math.isfinite(value) or abs(value) > LARGEST:
            return f"{name}: no figure"
        case _:
            return None


def _leaves(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Every single value in nested arguments, with the name of the argument that holds it."""
    match value:
        case Mapping():
            for key, inner in value.items():
                yield from _leaves(str(key), inner)
        case list() | tuple() | set() | frozenset():
            for inner in value:
                yield from _leaves(name, inner)
        case _:
            yield name, value


def _choices(schema: object) -> Iterator[str]:
    """Every word that a JSON schema lists as a value."""
    if isinstance(schema, Mapping):
        for key, inner in schema.items():
            if key == "enum" and isinstance(inner, Sequence):
                yield from (one for one in inner if isinstance(one, str))
            elif key == "const" and isinstance(inner, str):
                yield inner
            else:
                yield from _choices(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from _choices(inner)
