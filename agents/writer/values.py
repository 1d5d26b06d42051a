"""How the evidence that a sentence states is spelled in it.

For an evidence named `x` a sentence may use `{x}` (its value), `{x_abs}` (without sign), `{x_signed}`,
`{x_points}` (a difference of shares in percentage points), `{x_compact}`, `{x_date}`, `{x_from}`, `{x_to}`,
`{x_title}` and `{x_text}`.
"""

import datetime as dt
from collections.abc import Mapping

from agents.spelling import value_text
from stockelper.language import numbers
from stockelper.types import Evidence, Language, Parameter, Statement


def spelled(statement: Statement, evidence: Mapping[str, Evidence], language: Language) -> dict[str, object]:
    """Every placeholder that the statement's sentence may use."""
    out = parameters(statement.parameters, language)
    for name, key in statement.evidence.items():
        out.update({f"{name}{suffix}": text for suffix, text in _variants(evidence[key], language).items()})
    return out


def parameters(given: Mapping[str, Parameter], language: Language) -> dict[str, object]:
    """Parameters as text: an ISO date under a name that ends in `date` is spelled out, counts get separators."""
    return {name: _parameter(name, value, language) for name, value in given.items()}


def _variants(item: Evidence, language: Language) -> dict[str, str]:
    """Suffix of a placeholder to its text: the value plain (no suffix), without or with its sign, compact, and dates."""
    out = {"_title": item.title or "", "_text": item.text or ""}
    out |= {f"_{name}": numbers.day(day, language) for name, day in _days(item).items()}
    if item.value is None:
        return out
    sign = "+" if item.value > 0 else ""
    plain = value_text(item.value, item.unit, item.currency, language)
    out |= {
        "": plain,
        "_abs": value_text(abs(item.value), item.unit, item.currency, language),
        "_signed": sign + plain,
    }
    if item.unit == "fraction":
        out["_points"] = _points(abs(item.value), language)
    if item.currency and item.unit == item.currency:
        out["_compact"] = numbers.compact_money(item.value, item.currency, language)
    return out


def _days(item: Evidence) -> dict[str, dt.date]:
    days = {"date": item.date} if item.date else {}
    return days | ({"from": item.period.from_, "to": item.period.to} if item.period else {})


def _points(share: float, language: Language) -> str:
    percent = numbers.percent(share, language)
    return f"{percent}p" if language == "ko" else f"{percent.removesuffix('%')} percentage points"


def _parameter(name: str, value: Parameter, language: Language) -> str:
    if isinstance(value, str) and name.endswith("date"):
        return numbers.day(dt.date.fromisoformat(value), language)
    return value if isinstance(value, str) else "" if value is None else numbers.plain(value)
