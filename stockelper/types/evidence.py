"""What tools find: figures with their derivation, sentences to be, charts, notes."""

import datetime as dt
from typing import Literal

from pydantic import Field

from stockelper.types.frozen import Frozen
from stockelper.types.words import Basis, EvidenceKind, Parameter

COVERAGE = "coverage:"
"""Begins the ids of evidence that has no value: what an answer told of the store, of a list's order or of a concept."""


class Period(Frozen):
    """The first and last date that a derived value covers."""

    from_: dt.date = Field(alias="from")
    to: dt.date


class Derivation(Frozen):
    """How a value was computed, so that the verifier can compute it again.

    `formula` is a name in `stockelper.formulas`, `operands` are evidence ids of the same answer, in order.
    """

    formula: str
    operands: tuple[str, ...]


class Evidence(Frozen):
    """One fact that an answer may cite. `value` is in base units (KRW, USD, shares, fractions)."""

    id: str
    kind: EvidenceKind
    security: str | None = None
    name: str
    value: float | None = None
    unit: str | None = None
    currency: str | None = None
    basis: Basis | None = None
    date: dt.date | None = None
    period: Period | None = None
    known_at: dt.datetime
    source: str
    text: str | None = None
    title: str | None = None
    url: str | None = None
    derivation: Derivation | None = None


class Statement(Frozen):
    """One sentence to be: a key of the text catalogue, its plain parameters and the evidence it states.

    A placeholder `{x}` of the catalogue is filled from `parameters`; `{x}` named in `evidence` is filled by
    formatting that evidence's value. The sentence cites every evidence it names.
    """

    code: str
    evidence: dict[str, str] = Field(default_factory=dict)
    parameters: dict[str, Parameter] = Field(default_factory=dict)


class Series(Frozen):
    """A line of a chart: dates with values, None where nothing was traded."""

    name: str
    unit: str
    points: tuple[tuple[dt.date, float | None], ...]


class Chart(Frozen):
    """Data to draw, never a drawing. Kinds: `candles`, `line`, `bars`, and `fan` (closes, then low, middle, high)."""

    kind: Literal["candles", "line", "bars", "fan"]
    title: str
    security: str | None = None
    series: tuple[Series, ...]


class Note(Frozen):
    """Something the reader should know about an answer: a code, its parameters and the rendered text."""

    code: str
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    text: str = ""
