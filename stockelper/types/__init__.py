"""The records that cross room borders: frozen, and no unknown field is let in.

Bulk data (bars, features) crosses borders as polars frames described in `stockelper.store.collections`;
these classes are for single records at the edges. Values that are not known are None, never 0 or NaN.
"""

from stockelper.types.answers import Answer, Citation, Claim, Finding
from stockelper.types.evidence import COVERAGE, Chart, Derivation, Evidence, Note, Period, Series, Statement
from stockelper.types.forecasts import SKILL_CONFIDENCE, Coverage, Forecast, Interval, Skill
from stockelper.types.frozen import Frozen
from stockelper.types.questions import Need, Plan, Screen, Security, Window, Wish
from stockelper.types.relations import Edge, EdgeSource, Node, Subgraph
from stockelper.types.words import (
    PRICE_MEASURES,
    Basis,
    EventType,
    EvidenceKind,
    Kind,
    Language,
    Measure,
    Parameter,
    PriceMeasure,
    RelationType,
    SpecialistName,
    StatementMeasure,
    Status,
)

__all__ = [
    "COVERAGE",
    "PRICE_MEASURES",
    "SKILL_CONFIDENCE",
    "Answer",
    "Basis",
    "Chart",
    "Citation",
    "Claim",
    "Coverage",
    "Derivation",
    "Edge",
    "EdgeSource",
    "EventType",
    "Evidence",
    "EvidenceKind",
    "Finding",
    "Forecast",
    "Frozen",
    "Interval",
    "Kind",
    "Language",
    "Measure",
    "Need",
    "Node",
    "Note",
    "Parameter",
    "Period",
    "Plan",
    "PriceMeasure",
    "RelationType",
    "Screen",
    "Security",
    "Series",
    "Skill",
    "SpecialistName",
    "Statement",
    "StatementMeasure",
    "Status",
    "Subgraph",
    "Window",
    "Wish",
]
