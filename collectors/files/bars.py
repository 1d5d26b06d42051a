"""Daily bars from files.

A bar is known at its session's close. A halt (open, high and low are zero, or all are the close and nothing was sold)
keeps its close and its volume and loses the others. Adjusted series are rounded column by column by their sources (one won of twenty is 5 %), so
open and close may leave the high-low range by `ROUNDING` or a `COIN` there; prices as traded may not.

So are volumes: the fraction of a share that adjusting leaves is rounded and counted in the report, and sets a bar as traded
apart.

A day that comes twice in one file with other values is rejected the second time: the first one stands. The
same values twice are one bar.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from collectors.files import parsing
from collectors.files.adjusted import unexplained
from collectors.files.cells import MONEY, SHARES
from collectors.files.contradictions import REASON, contradictions, naming_both
from collectors.files.gaps import Gaps
from collectors.files.gate import Rule, Sifted, rejected, sift, totals, undecodable
from collectors.files.prepared import SOURCE, Prepared, Task, texts
from collectors.files.rows import ROW
from collectors.files.seen_days import SeenDays
from collectors.files.symbols import identified
from stockelper.errors import BadInput
from stockelper.markets.market import Market
from stockelper.store.collections import BARS

PRICES = ("open", "high", "low", "close")
NUMBERS = (*PRICES, "volume", "adj_close")
ROUNDING = 0.02
"""How far an adjusted open or close may lie outside its day's range, as a fraction."""
COIN, COIN_MOST = {"KRW": 1.0, "USD": 0.01}, 0.05
"""The same for small prices, by currency: the unit they are rounded to, up to that fraction of them; it is the bound of indices,
whose closes of the first years were not taken with their highs."""
EXACT = 1e-6
"""The same for prices as traded: what float32 loses."""
KEY = ("symbol", "date")
WHOLE = 1e-9
"""How far a volume may lie from a whole number for what arithmetic loses, as a fraction of it."""
TOO_MANY = 2.0**63
"""Shares that no whole number of the store can hold."""
TOO_LOW = 1e-9
"""No price lies beneath it, however often it was adjusted; returns from such a one are no numbers."""
EARLIEST = date(1800, 1, 1)
"""No exchange of the markets is older: an earlier date is a slip or a placeholder."""
TOO_HIGH = 1e9
"""No share, index or rate of exchange is quoted so high; sums over such prices lose their digits."""


@dataclass
class BarsReader:
    """Prepares the batches of one file."""

    task: Task
    seen: SeenDays = field(default_factory=SeenDays)

    def __post_init__(self) -> None:
        market = self.task.options.market
        if market is None:
            raise BadInput("market_needed", file=self.task.file)
        self.market: Market = market
        self.basis = self.task.options.basis or market.default_basis
        self._gaps = Gaps(market, self.task.documents)

    def prepare(self, batch: pl.DataFrame) -> Prepared:
        """Parse, gate, and give every bar its identity and the moment it was known."""
        raw = self._named(self.task.raw(batch))
        parsed = self._parsed(raw)
        sifted = sift(parsed, raw, self._rules(raw.columns), KEY)
        sifted = Sifted(sifted.good, naming_both(sifted.rejects, parsed))
        twice = self.seen.repeated(sifted.good)
        sifted = _without_repeated(sifted, raw, twice)
        frame = self._frame(sifted.good)
        ids = frame["security"].unique(maintain_order=True).to_list()
        rounded = int(sifted.good.select(_is_fractional().sum()).item())
        gaps = self._gaps.of(parsed.filter(pl.col("date").is_between(EARLIEST, self.task.now.date())))
        return Prepared(BARS.name, frame, sifted.rejects, self.task.unlisted(ids), rounded=rounded, gaps=gaps)

    def _parsed(self, raw: pl.DataFrame) -> pl.DataFrame:
        symbols, days = texts(raw, "symbol"), self._days(raw)
        ids = identified(symbols, self.task.identify)
        columns = {
            ROW: raw[ROW],
            "symbol": symbols,
            "security": ids,
            "contradiction": contradictions(ids, texts(raw, "company"), self.task.resolver),
            "date": days,
            "date_given": days.is_not_null() | parsing.is_given(texts(raw, "date")),
            "sums_symbol": totals(raw, ("symbol", "company")),
            "sums_date": totals(raw, ("date",)),
            "known_at": self._known_at(days),
            "undecodable": undecodable(raw),
        }
        for name in NUMBERS:
            units = SHARES if name == "volume" else MONEY[self.market.currency]
            columns[name] = self.task.numbers(raw, name, units)
            if name in raw.columns:
                columns[f"{name}_given"] = parsing.is_given(raw[name])
        frame = pl.DataFrame(columns)
        frame = frame.with_columns(adj_unexplained=unexplained(frame, self.task.documents))
        return frame.with_columns(halted=_is_halt().fill_null(value=False) & (pl.col("close") > 0))

    def _named(self, raw: pl.DataFrame) -> pl.DataFrame:
        """The rows with a column of symbols: the file's, else the option's, else that of names."""
        said = self.task.options.symbol
        if "symbol" in raw.columns:
            return raw
        if said:
            return raw.with_columns(symbol=pl.lit(said))
        return raw.rename({"company": "symbol"})

    def _days(self, raw: pl.DataFrame) -> pl.Series:
        if "date" not in raw.columns:
            return pl.Series([self.task.options.day], dtype=pl.Date).new_from_index(0, raw.height)
        return self.task.days(raw, "date", self.market.zone, self.market.closed_days)

    def _known_at(self, days: pl.Series) -> pl.Series:
        known = days.unique().drop_nulls().sort()
        closes = closes_of(known, self.market)
        told = self.task.options.known_at
        if told is not None:
            closes = closes.clip(lower_bound=told)
        return days.replace_strict(known, closes, default=None, return_dtype=parsing.MOMENT)

    def _rules(self, columns: Sequence[str]) -> list[Rule]:
        numbers = [name for name in NUMBERS if name in columns]
        whole = Rule("fractional_volume", "volume", _is_fractional() & pl.lit(self.basis == "raw"))
        return [
            *_identity_rules(self.task.now.date()),
            *_number_rules(numbers),
            whole,
            *_price_rules(self._slack),
        ]

    def _slack(self, edge: pl.Expr) -> pl.Expr:
        """How far a price may lie beyond its day's highest or lowest one."""
        if self.basis == "raw":
            return edge * EXACT
        coin = pl.min_horizontal(pl.lit(COIN[self.market.currency]), edge * COIN_MOST)
        is_series = pl.col("security").str.starts_with("INDEX:")
        return pl.when(is_series).then(edge * COIN_MOST).otherwise(pl.max_horizontal(edge * ROUNDING, coin))

    def _frame(self, good: pl.DataFrame) -> pl.DataFrame:
        prices = [
            pl.when(~pl.col("halted")).then(pl.col(name)).alias(name) for name in ("open", "high", "low")
        ]
        return good.select(
            "security",
            pl.lit("1d").alias("interval"),
            "date",
            pl.lit(self.basis).alias("basis"),
            pl.lit(SOURCE).alias("source"),
            *prices,
            "close",
            pl.col("volume").fill_nan(None).round().cast(pl.Int64),
            "adj_close",
            "halted",
            "known_at",
        )


def closes_of(days: pl.Series, market: Market) -> pl.Series:
    """The close of each date; the end of a date that the calendar does not reach back to."""
    closes = market.close_times(days).cast(parsing.MOMENT)
    return closes.fill_null(parsing.ends_of(days, market.zone)) if closes.null_count() else closes


def _is_halt() -> pl.Expr:
    """Whether a row is a halt: no prices but the close, or that close alone throughout and nothing sold. Rates are not sold at all."""
    is_zero = pl.all_horizontal(pl.col("open", "high", "low") == 0)
    is_close = pl.all_horizontal(pl.col(name) == pl.col("close") for name in ("open", "high", "low"))
    is_series = pl.col("security").str.contains("^(?:INDEX|FX|RATE):")
    return is_zero | (is_close & (pl.col("volume") == 0) & ~is_series)


def _is_fractional() -> pl.Expr:
    """Whether a volume is no whole number of shares: of adjusted bars it comes of the adjusting, as traded it cannot be."""
    volume = pl.col("volume")
    return ((volume - volume.round()).abs() > WHOLE * volume.abs().clip(1)).fill_null(value=False)


def _identity_rules(today: date) -> list[Rule]:
    return [
        Rule("bad_encoding", "symbol", pl.col("undecodable")),
        Rule("total_line", "date", pl.col("sums_date")),
        Rule("total_line", "symbol", pl.col("sums_symbol")),
        Rule("missing_value", "symbol", pl.col("symbol").is_null()),
        Rule("malformed_symbol", "symbol", pl.col("security").is_null()),
        Rule(REASON, "company", pl.col("contradiction").is_not_null()),
        Rule("missing_value", "date", ~pl.col("date_given")),
        Rule("malformed_date", "date", pl.col("date").is_null() | (pl.col("date") < EARLIEST)),
        Rule("future_date", "date", pl.col("date") > today),
    ]


def _number_rules(numbers: Sequence[str]) -> list[Rule]:
    malformed = [Rule("malformed_number", n, pl.col(f"{n}_given") & pl.col(n).is_null()) for n in numbers]
    missing = [Rule("missing_value", "close", pl.col("close").is_null())]
    some = pl.any_horizontal(pl.col("open", "high", "low").is_not_null())
    series = pl.col("security").str.starts_with("INDEX:")
    missing += [
        Rule("missing_value", name, pl.col(name).is_null() & some & ~series)
        for name in ("open", "high", "low")
    ]
    infinite = [Rule("non_finite_price", n, ~pl.col(n).is_finite()) for n in (*PRICES, "adj_close")]
    infinite += [Rule("price_out_of_range", n, pl.col(n).abs() >= TOO_HIGH) for n in (*PRICES, "adj_close")]
    infinite += [
        Rule("price_out_of_range", n, pl.col(n).is_between(0, TOO_LOW, closed="none")) for n in PRICES
    ]
    volume = [
        Rule("malformed_number", "volume", pl.col("volume").abs() >= TOO_MANY),
        Rule("negative_volume", "volume", pl.col("volume") < 0),
    ]
    return [*malformed, *missing, *infinite, *volume]


def _price_rules(slack: Callable[[pl.Expr], pl.Expr]) -> list[Rule]:
    trading = ~pl.col("halted")
    high, low = pl.col("high"), pl.col("low")
    top, bottom = high + slack(high), low - slack(low)
    positive = [Rule("non_positive_price", n, (pl.col(n) <= 0) & trading) for n in PRICES]
    positive.append(Rule("non_positive_price", "adj_close", pl.col("adj_close") <= 0))
    return [
        *positive,
        Rule("ratio_out_of_range", "adj_close", pl.col("adj_unexplained")),
        Rule("high_below_low", "high", (pl.col("high") < pl.col("low")) & trading),
        Rule("open_outside_range", "open", ((pl.col("open") > top) | (pl.col("open") < bottom)) & trading),
        Rule(
            "close_outside_range", "close", ((pl.col("close") > top) | (pl.col("close") < bottom)) & trading
        ),
    ]


def _without_repeated(sifted: Sifted, raw: pl.DataFrame, twice: pl.Series) -> Sifted:
    if not twice.any():
        return sifted
    rows = sifted.good.filter(twice)[ROW]
    more = rejected(raw.filter(pl.col(ROW).is_in(rows.implode())), "duplicate_day", "date", KEY)
    return Sifted(sifted.good.filter(~twice), pl.concat([sifted.rejects, more]).sort(ROW))
