"""When a company's results became known: from its reported figures, and from filings that announce or hold results.

No source of the store gives dates that lie ahead, so what is expected follows from the company's own rhythm; see
`forecasting.features.results`.
"""

from datetime import datetime

import polars as pl

from forecasting.features.inputs import RESULTS
from forecasting.reading import inside
from stockelper.markets.market import Market
from stockelper.store.collections import FACTS, FILINGS
from stockelper.store.documents import Documents

FORMS = ("10-Q", "10-K", "20-F", "40-F", "10-QT", "10-KT")
"""The SEC's reports of a period; amendments are of another form."""
TITLES = (
    "잠정)실적", "잠정실적", "매출액또는손익구조", "분기보고서", "반기보고서", "사업보고서",
    "Results of Operations and Financial Condition", "Preliminary results",
)  # fmt: skip
"""What the title of a filing with results says: DART's announcements and reports, item 2.02 of an 8-K, the practice market's."""
AMENDED = r"^\[[^\]]*(?:정정|첨부)|^\S+/A\b"
"""Before or in the title of a filing that mends an earlier one: DART's mark, the SEC's."""


def results(documents: Documents, market: Market, known_by: datetime) -> pl.DataFrame:
    """As `RESULTS`, sorted: a row for each moment at which results of one of the market's securities became known."""
    both = [_reported(documents, market, known_by), _filed(documents, market, known_by)]
    return pl.concat(both).unique().sort(RESULTS.names())


def _reported(documents: Documents, market: Market, known_by: datetime) -> pl.DataFrame:
    """When the first figure of each report became known: one that is corrected later makes no report of that day."""
    found = documents.read(
        FACTS.name, *inside(market), known_by=known_by, columns=("security", "filing", "known_at")
    )
    return found.group_by("security", "filing").agg(pl.col("known_at").min()).select(RESULTS.names())


def _filed(documents: Documents, market: Market, known_by: datetime) -> pl.DataFrame:
    """When filings with results became known, by their form or title."""
    found = documents.read(
        FILINGS.name, *inside(market), known_by=known_by, columns=("security", "form", "title", "known_at")
    )
    title = pl.col("title").fill_null("")
    told = pl.col("form").is_in(FORMS) | title.str.contains_any(list(TITLES))
    return found.filter(told.fill_null(value=False) & ~title.str.contains(AMENDED)).select(RESULTS.names())
