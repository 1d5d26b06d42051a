"""A market as known at the close of one session, with the fingerprints of what it is made of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl

from forecasting.digests import Digests, chained, digest, texts, with_labels, with_told
from forecasting.extras import Extra, Links, no_links, with_extras
from forecasting.features.inputs import Inputs, inputs
from forecasting.features.told import sessions_of
from forecasting.intervals.volatility import VolatilityStates, volatility_states
from forecasting.reading import MarketBars, relations
from forecasting.shelf import Shelf
from stockelper.clock import end_of
from stockelper.markets.market import Market
from stockelper.store.documents import Documents

FEATURES = b"3"
"""Raised whenever a feature or its order changes: designs and scores that were kept of older ones are made anew."""
REACH = 320
"""Sessions that the features of one look at, at most, itself included."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What forecasts of one session stand on.

    Attributes:
        given: the market's inputs up to that session, as known at its end.
    """

    bars: MarketBars
    given: Inputs

    @property
    def _told(self) -> tuple[pl.DataFrame | None, ...]:
        """What became known of securities at single moments."""
        return self.given.news, self.given.events, self.given.results

    @cached_property
    def digests(self) -> Digests:
        """Shape (T, 16), of each session's bars, of the sectors of the securities that have one, and of what was told.

        So a company that is listed later, whose sector is known from then on, changes no earlier session.
        """
        made = with_labels(self.bars.digests, self.given.panel, self.bars.sectors)
        for told in self._told:
            if told is not None:
                made = with_told(made, sessions_of(self.given, told))
        return made

    @cached_property
    def seed(self) -> bytes:
        """Of what is neither bars nor sectors: ties, and which prices are those that were traded."""
        names = self.given.panel.securities
        raw = texts(name for name, basis in zip(names, self.bars.bases, strict=True) if basis == "raw")
        ties = self.given.ties.sort(self.given.ties.columns).write_csv().encode()
        extras = texts(told is not None for told in self._told)
        return digest(FEATURES, self.given.market.code.encode(), raw, ties, extras)

    @cached_property
    def chain(self) -> Digests:
        """Of everything up to each session, shape (T, 16)."""
        return chained(self.digests, self.seed)

    def window(self, row: int) -> bytes:
        """Of all that the features of a session look at."""
        return digest(self.seed, self.digests[max(0, row + 1 - REACH) : row + 1].tobytes())

    @cached_property
    def states(self) -> VolatilityStates:
        """Volatility of every session and security."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return volatility_states(self.given.panel)


def ground(
    documents: Documents,
    shelf: Shelf,
    market: Market,
    start: date,
    session: date,
    extras: Collection[Extra] = (),
    links: Links = no_links,
) -> Ground:
    """The market from `start` to the close of a session, of the blocks that the shelf looked at last.

    Args:
        extras: what else is read, the graph's by `links`.
    """
    known_by = end_of(session)
    bars = shelf.bars(market, start=start, end=session, known_by=known_by)
    given = inputs(bars, relations(documents, market, known_by))
    return Ground(bars, with_extras(given, extras, documents, links, known_by))
