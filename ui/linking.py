"""The corporate graph's edges as forecasting reads them."""

from collections.abc import Callable, Sequence
from datetime import datetime

import polars as pl

from forecasting.extras import LINK_TYPES, Links
from forecasting.features.inputs import NO_TIES
from kg.port import AsOf, Graph
from stockelper.markets.market import Market

MOST = 200_000
"""Edges of one market that are read."""


def links_of(opened: Callable[[], Graph]) -> Links:
    """The links of a graph, which is opened with the first that are asked for."""

    def links(market: Market, securities: Sequence[str], known_by: datetime) -> pl.DataFrame:
        found = opened().edges(
            securities, direction="out", types=LINK_TYPES, as_of=AsOf(known_by, None), limit=MOST
        )
        rows = [{name: getattr(edge, name) for name in NO_TIES.columns} for edge in found]
        return pl.DataFrame(rows, schema=NO_TIES.schema)

    return links
