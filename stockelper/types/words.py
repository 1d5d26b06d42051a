"""The words that records are made of: kinds, measures, relations, events, statuses."""

from typing import Literal, get_args

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
    "correlation", "best_day", "worst_day", "up_days", "streak", "monthly_return", "yearly_return",
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
