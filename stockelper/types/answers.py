"""What specialists found, and the answer made of it."""

import datetime as dt
from typing import Literal

from stockelper.types.evidence import Chart, Evidence, Note, Statement
from stockelper.types.forecasts import Forecast
from stockelper.types.frozen import Frozen
from stockelper.types.questions import Plan
from stockelper.types.relations import Subgraph
from stockelper.types.words import Language, SpecialistName, Status


class Finding(Frozen):
    """What one specialist found. `missing`: the store lacks something that was asked for; a note says what."""

    specialist: SpecialistName
    statements: tuple[Statement, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    charts: tuple[Chart, ...] = ()
    subgraph: Subgraph | None = None
    forecast: Forecast | None = None
    notes: tuple[Note, ...] = ()
    missing: bool = False


class Citation(Frozen):
    """A source, numbered as `[n]` in the answer's text."""

    n: int
    id: str
    evidence_ids: tuple[str, ...]
    title: str
    url: str | None = None
    source: str
    known_at: dt.datetime


class Claim(Frozen):
    """A checkable piece of an answer's text: `text[start:end]`, and whether evidence carries it."""

    kind: Literal["number", "percent", "date", "direction", "name", "citation"]
    text: str
    start: int
    end: int
    value: float | str | None = None
    supported: bool
    evidence_id: str | None = None
    reason: str | None = None


class Answer(Frozen):
    """A finished answer: what the command line, the page and the store hand out."""

    status: Status
    answer: str
    language: Language
    plan: Plan | None = None
    citations: tuple[Citation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    claims: tuple[Claim, ...] = ()
    forecast: Forecast | None = None
    subgraph: Subgraph | None = None
    charts: tuple[Chart, ...] = ()
    follow_ups: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    simulated: bool = False
    question: str = ""
    user: str = "local"
    thread: str
    run: str = ""
    trace_id: str
    as_of: dt.datetime | None = None
    writer: str = "rules"
    struck: int = 0
    ms: float = 0.0
    model_calls: int = 0
    tokens: int = 0
    cost_usd: float | None = 0.0
