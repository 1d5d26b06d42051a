"""The simulated market as frames of the document store: one function a collection, what is known by its `now`."""

from datetime import date

import numpy as np
import polars as pl

from collectors.practice.articles import Text
from collectors.practice.cast import companies
from collectors.practice.days import BEFORE
from collectors.practice.market import Market, effective_day
from collectors.practice.reports import Report
from collectors.practice.streams import Floats
from stockelper.markets.practice import BOARD, INDEX, PRACTICE
from stockelper.store.collections import COLLECTIONS

SOURCE, REGULATOR = "practice", "PRACTICE"
INDEX_START = 1000.0
INDEX_REACH = 0.4
"""How much of its constituents' highs and lows, which fall at different times, an index reaches."""
UNKNOWN_START = date(1900, 1, 1)


def securities() -> pl.DataFrame:
    """The companies' attributes, which never change."""
    rows = [
        {
            "security": company.id,
            "valid_from": UNKNOWN_START,
            "market": PRACTICE.code,
            "ticker": company.ticker,
            "name": company.name.ko,
            "name_en": company.name.en,
            "board": BOARD,
            "sector": company.sector,
            "currency": PRACTICE.currency,
            "provisional": False,
            "simulated": True,
            "source": SOURCE,
            "known_at": BEFORE,
        }
        for company in companies()
    ]
    return shaped("securities", pl.DataFrame(rows))


def bars(market: Market) -> pl.DataFrame:
    """Daily raw bars of every company and of the index, known at the close."""
    frame = pl.concat([_company_bars(market), _index_bars(market)])
    closes = PRACTICE.close_times(frame["date"])
    return shaped("bars", frame.with_columns(known_at=closes)).filter(pl.col("known_at") <= market.now)


def _company_bars(market: Market) -> pl.DataFrame:
    days, size, priced = market.days, len(companies()), market.bars
    halted = market.halts.halted.ravel()
    columns = {
        "security": np.tile(np.array([company.id for company in companies()]), len(days)),
        "date": pl.Series(days.sessions, dtype=pl.Date).gather(np.repeat(np.arange(len(days)), size)),
        **{name: getattr(priced, name).ravel() for name in ("open", "high", "low", "close", "volume")},
        "halted": halted,
    }
    traded = [pl.when(~pl.col("halted")).then(name).alias(name) for name in ("open", "high", "low")]
    return _bar_columns(pl.DataFrame(columns).with_columns(traded))


def _index_bars(market: Market) -> pl.DataFrame:
    priced = market.bars
    base = sum(company.price * company.shares for company in companies())

    def level(prices: Floats) -> Floats:
        return (prices * priced.shares).sum(axis=1) * INDEX_START / base

    halted = market.halts.halted
    close = level(priced.close)
    opened = level(np.where(halted, priced.close, priced.open))
    top, bottom = np.maximum(opened, close), np.minimum(opened, close)
    highest = np.maximum(level(np.where(halted, priced.close, priced.high)), top)
    lowest = np.minimum(level(np.where(halted, priced.close, priced.low)), bottom)
    columns = {
        "security": [INDEX] * len(close),
        "date": pl.Series(market.days.sessions, dtype=pl.Date),
        "open": opened.round(2),
        "high": (top + INDEX_REACH * (highest - top)).round(2),
        "low": (bottom + INDEX_REACH * (lowest - bottom)).round(2),
        "close": close.round(2),
        "volume": priced.volume.sum(axis=1),
        "halted": np.zeros(len(close), dtype=np.bool_),
    }
    return _bar_columns(pl.DataFrame(columns))


def _bar_columns(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        interval=pl.lit("1d"), basis=pl.lit("raw"), source=pl.lit(SOURCE), adj_close=pl.lit(None, pl.Float64)
    )


def actions(market: Market) -> pl.DataFrame:
    """Splits and dividends, known when they are announced, before their ex-dates."""
    paid = [
        (companies()[p.company].id, "dividend", ex, None, p.amount, PRACTICE.currency, story.when)
        for story, p, ex in market.payouts
    ]
    split = [
        (
            companies()[s.company].id,
            "split",
            effective_day(market.days, s),
            float(s.factor),
            None,
            None,
            story.when,
        )
        for story, s in market.splits
    ]
    schema = ("security", "type", "ex_date", "factor", "amount", "currency", "known_at")
    rows = pl.DataFrame([*paid, *split], schema=schema, orient="row", infer_schema_length=None)
    return known(market, shaped("actions", rows.with_columns(source=pl.lit(SOURCE))))


def facts(market: Market) -> pl.DataFrame:
    """Quarterly and yearly figures, known when the results are announced."""
    rows = [row for report in market.reports for row in _fact_rows(report)]
    names = ("security", "filing", "period_end", "known_at", "period", "concept", "value")
    columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    frame = pl.DataFrame({name: list(values) for name, values in columns.items()})
    shared = {"consolidated": True, "unit": PRACTICE.currency, "source": SOURCE}
    return known(market, shaped("facts", frame.with_columns(pl.lit(v).alias(k) for k, v in shared.items())))


def _fact_rows(report: Report) -> list[tuple[object, ...]]:
    years = {f"{report.end.year}FY": report.year} if report.year else {}
    story = report.story
    about = (companies()[report.company].id, story.id, report.end, story.when)
    return [
        (*about, period, concept, value)
        for period, figures in ({report.period: report.figures} | years).items()
        for concept, value in figures.items()
    ]


def shaped(collection: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with exactly the collection's columns and `known_at`, absent ones null."""
    schema = COLLECTIONS[collection].written_schema()
    if not frame.width:
        return pl.DataFrame(schema=schema)
    return frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )


def known(market: Market, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows that are known by the market's `now`."""
    return frame.filter(pl.col("known_at") <= market.now)


def articles(market: Market, texts: list[Text]) -> pl.DataFrame:
    """The articles, known when they are published."""
    rows = [
        {
            "article": text.id,
            "title": text.title,
            "text": text.text,
            "url": text.id,
            "source": text.source,
            "published": text.published,
            "language": text.language,
            "securities": text.companies,
            "simulated": True,
            "known_at": text.published,
        }
        for text in texts
        if text.form is None
    ]
    return known(market, shaped("articles", pl.DataFrame(rows, infer_schema_length=None)))


def filings(market: Market, texts: list[Text]) -> pl.DataFrame:
    """The filings, known when they are filed."""
    rows = [
        {
            "regulator": REGULATOR,
            "accession": text.id,
            "security": text.companies[0],
            "form": text.form,
            "title": text.title,
            "text": text.text,
            "url": f"https://practice.invalid/filing/{text.id}",
            "filed": text.published,
            "simulated": True,
            "known_at": text.published,
        }
        for text in texts
        if text.form is not None
    ]
    return known(market, shaped("filings", pl.DataFrame(rows, infer_schema_length=None)))
