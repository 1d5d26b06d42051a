"""Reported figures of a company from the stored facts: the newest value of each concept and the one before."""

import polars as pl

from agents.context import Context
from agents.specialist import Part
from agents.tools.tape import name_of, security_of, source_label
from agents.tools.telling import direction, together, told
from stockelper.errors import NoData
from stockelper.formulas import compute
from stockelper.language.catalogue import render
from stockelper.store.documents import eq
from stockelper.types import Derivation, Evidence, Frozen

SHOWN = 6
CONCEPTS = (
    "revenue", "operating_income", "operating_profit", "net_income", "net_profit", "eps", "dividend_per_share",
    "total_assets", "assets", "total_liabilities", "liabilities", "equity",
)  # fmt: skip
"""What is told, in this order."""


class FactsArguments(Frozen):
    """Whose figures."""

    security: str


def facts(arguments: FactsArguments, context: Context) -> Part:
    """A company's newest reported figures, each with its change against the same period a year before.

    Raises:
        NoData: no fact of the company is stored.
    """
    known = security_of(arguments.security, context)
    name = name_of(known, context.language)
    frame = context.documents.read("facts", eq("security", known.id), known_by=context.clock.now())
    frame = frame.filter(pl.col("value").is_not_null() & pl.col("period_end").is_not_null()).sort(
        "period_end"
    )
    by_concept = {str(concept): rows for (concept,), rows in frame.group_by("concept", maintain_order=True)}
    known_of = [rows for concept in CONCEPTS if (rows := by_concept.get(concept)) is not None]
    parts = [_concept(rows, name, known.currency, context) for rows in known_of]
    if not parts:
        raise NoData("no_facts", name=name)
    return together(parts[:SHOWN])


def _concept(rows: pl.DataFrame, name: str, currency: str, context: Context) -> Part:
    newest = rows.row(-1, named=True)
    value = _evidence(newest, name, currency, context)
    shown = {
        "name": name,
        "period": newest["period"],
        "concept": render(context.language, f"facts.concept_{newest['concept']}"),
    }
    last_year = f"{int(newest['period'][:4]) - 1}{newest['period'][4:]}"
    earlier = rows.filter(pl.col("period") == last_year)
    if earlier.is_empty() or earlier["value"][-1] <= 0:
        return told("facts.value", {"value": value}, shown)
    before = _evidence(earlier.row(-1, named=True), name, currency, context)
    moved = _growth(before, value)
    return told(
        f"facts.{direction(moved.value)}",
        {"value": value, "moved": moved},
        {**shown, "before": last_year},
        operands=(before,),
    )


def _evidence(row: dict[str, object], name: str, currency: str, context: Context) -> Evidence:
    unit = str(row["unit"] or currency)
    label = render(context.language, f"facts.concept_{row['concept']}")
    return Evidence.model_validate(
        {
            "id": f"fact:{row['security']}:{row['concept']}:{row['period']}",
            "kind": "fact",
            "security": row["security"],
            "name": row["concept"],
            "value": row["value"],
            "unit": unit,
            "currency": currency if unit == currency else None,
            "date": row["period_end"],
            "known_at": row["known_at"],
            "source": row["source"],
            "text": f"{name} {label} {row['period']}",
            "title": render(
                context.language,
                "facts.source_title",
                name=name,
                source=source_label(str(row["source"]), context.language),
            ),
        }
    )


def _growth(before: Evidence, after: Evidence) -> Evidence:
    assert before.value is not None
    assert after.value is not None
    return after.model_copy(
        update={
            "id": f"growth:{before.id}>{after.id}",
            "kind": "ratio",
            "name": f"{after.name}_growth",
            "value": compute("return", (before.value, after.value)),
            "unit": "fraction",
            "currency": None,
            "derivation": Derivation(formula="return", operands=(before.id, after.id)),
        }
    )
