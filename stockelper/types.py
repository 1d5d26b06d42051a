"""The records that cross room borders: frozen, and no unknown field is let in.

Bulk data (bars, features) crosses borders as polars frames described in `stockelper.store.collections`;
these classes are for single records at the edges. Values that are not known are None, never 0 or NaN.
"""

import datetime as dt
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

Language = Literal["ko", "en"]
Basis = Literal["raw", "splits", "total"]
Kind = Literal[
    "quote", "technical", "explain_move", "news", "fundamentals", "relations", "outlook", "compare", "screen",
    "portfolio", "backtest", "order", "briefing", "education", "help", "out_of_scope", "unsafe",
]  # fmt: skip
SpecialistName = Literal["market", "news", "fundamentals", "relations", "outlook", "portfolio", "trading"]
EvidenceKind = Literal[
    "price", "indicator", "return", "volume", "index", "fact", "ratio", "article", "filing", "relation", "forecast",
]  # fmt: skip
PriceMeasure = Literal[
    "close", "open", "high", "low", "change", "return", "volume", "volume_ratio", "turnover", "sma", "rsi", "macd",
    "bollinger", "volatility", "drawdown", "high_52w", "low_52w", "relative_return", "beta",
    "correlation", "best_day", "worst_day", "up_days", "streak", "monthly_return",
    "cross", "busiest_day", "high_day", "low_day", "from_high", "from_low", "limit_up_days", "limit_down_days",
    "longest_rise", "longest_fall", "halved", "price_gap",
]  # fmt: skip
StatementMeasure = Literal[
    "market_cap", "per", "pbr", "psr", "peg", "roe", "roa", "eps", "dividend_yield", "debt_ratio", "margin",
    "revenue", "profit",
]  # fmt: skip
"""What takes statements, share counts or dividends, so that no price alone tells it."""
Measure = PriceMeasure | StatementMeasure
PRICE_MEASURES: frozenset[Measure] = frozenset(get_args(PriceMeasure))
RelationType = Literal[
    "SUPPLIES", "COMPETES_WITH", "SUBSIDIARY_OF", "AFFILIATE_OF", "HOLDS", "PARTNERS_WITH", "ACQUIRES",
    "INVESTS_IN", "MAKES", "LEADS", "BELONGS_TO", "MENTIONED_IN", "AFFECTED_BY",
]  # fmt: skip
EventType = Literal[
    "earnings_surprise", "guidance", "contract_won", "contract_lost", "merger_acquisition", "capital_increase",
    "buyback", "dividend", "litigation", "recall", "executive_change", "strike", "accident", "regulation",
    "rating_change", "split",
]  # fmt: skip
Status = Literal["answered", "partial", "clarify", "refused", "no_data"]
Parameter = str | float | int | None


class Frozen(BaseModel):
    """A record that neither changes nor takes a field it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Security(Frozen):
    """A listed company's share as known at one time. The id never changes, the rest may."""

    id: str
    market: str
    ticker: str
    name: str
    name_en: str | None = None
    board: str | None = None
    sector: str | None = None
    currency: str
    provisional: bool = False
    simulated: bool = False


Need = Literal["prices", "news"]


class Wish(Frozen):
    """What a question lacks: newer prices of a security (from the local date `since` on), or newer news about it."""

    need: Need
    security: Security
    since: dt.date


class Window(Frozen):
    """A span of local trading dates, both ends in it; `label` is a code such as `1m`, `ytd`, `default`."""

    from_: dt.date = Field(alias="from")
    to: dt.date
    label: str


class Screen(Frozen):
    """Find or rank: `top` and `bottom` rank by the measure, `above` and `below` compare with `threshold`.

    `threshold` is a fraction for returns and ratios (0.05 is 5 %), else in the measure's unit.
    """

    measure: Measure
    operator: Literal["top", "bottom", "above", "below"]
    threshold: float | None = None


class Plan(Frozen):
    """What a question asks for. Ids are resolved in code; `clarify` is the question to ask back."""

    question: str
    language: Language
    in_scope: bool = True
    unsafe: bool = False
    kinds: tuple[Kind, ...]
    securities: tuple[str, ...] = ()
    specialists: tuple[SpecialistName, ...] = ()
    window: Window | None = None
    stretches: tuple[Window, ...] = ()
    """Stretches of time that are set against each other ("2023 vs 2024"), the earliest first; `window` spans them."""
    horizon_days: int | None = None
    clarify: str | None = None
    confidence: float = 1.0
    ms: float = 0.0
    planner: str = "rules"
    markets: tuple[str, ...] = ()
    sector: str | None = None
    measures: tuple[Measure, ...] = ()
    periods: tuple[int, ...] = ()
    screens: tuple[Screen, ...] = ()
    limit: int | None = None
    relations: tuple[RelationType, ...] = ()
    direction: Literal["in", "out", "both"] = "both"
    words: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    """Names that look like companies and that no listing knows."""
    among: tuple[str, ...] = ()
    """The securities that a screen is held to ("of those"); none: all of its market."""
    listed: tuple[str, ...] = ()
    """Once it is answered: the securities that its answer listed, for the turn that picks among them."""


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


class Node(Frozen):
    """A node of the corporate graph."""

    id: str
    kind: str
    name: str


class EdgeSource(Frozen):
    """The document that says a relation holds."""

    id: str
    title: str | None = None
    url: str | None = None


class Edge(Frozen):
    """A relation with its validity in the world (`valid_*`) and in our knowledge (`known_at`)."""

    id: str
    type: RelationType
    head: str
    tail: str
    ratio: float | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    known_at: dt.datetime
    confidence: float
    source: EdgeSource


class Subgraph(Frozen):
    """Nodes and edges, sorted by id; `truncated` when a limit cut something off."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    truncated: bool = False


class Note(Frozen):
    """Something the reader should know about an answer: a code, its parameters and the rendered text."""

    code: str
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    text: str = ""


class Interval(Frozen):
    """Where a return lies with probability `level`: simple returns, `low` at or below `high`."""

    level: float
    low: float
    high: float


class Coverage(Frozen):
    """How often intervals of a level held so far: the share of `n` that have come due."""

    level: float
    share: float | None
    n: int


SKILL_CONFIDENCE = 0.95
"""The confidence level of a verdict's interval."""


class Skill(Frozen):
    """Whether a model did better than none, by a metric with its interval at `SKILL_CONFIDENCE`."""

    verdict: Literal["skill", "no_skill", "unknown"]
    metric: str
    value: float | None
    ci: tuple[float, float] | None


class Forecast(Frozen):
    """What a model says of one security: simple returns from the close of `as_of` to that of `target_date`.

    Attributes:
        as_of: the session whose close the return starts from.
        last_close: that close, in the market's currency and of `basis`.
        p_up: the probability of a return above zero.
        trained_until: the date of the last label that the model has seen.
        reasons: plain sentences on what moved the forecast, strongest first.
    """

    security: str
    as_of: dt.date
    horizon_days: int
    last_close: float
    basis: Basis
    target_date: dt.date
    p_up: float
    expected_return: float
    interval: Interval
    realised_coverage: Coverage
    skill: Skill
    model: str
    trained_until: dt.date
    reasons: tuple[str, ...] = ()
    simulated: bool = False


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
