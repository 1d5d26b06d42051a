"""Making a vintage: read a market as known at a day, train a model for each horizon, put it on the shelf."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from types import MappingProxyType

from forecasting.cards import Card, Champion
from forecasting.challenging import contest
from forecasting.extras import Extra, extras_of, with_extras
from forecasting.features.inputs import Inputs, inputs
from forecasting.means import USUAL, Means
from forecasting.models.growing import Grow
from forecasting.reading import relations
from forecasting.registry import Models
from forecasting.shelf import Shelf
from forecasting.training import Trained, train
from stockelper.clock import end_of
from stockelper.errors import NoData
from stockelper.markets.market import Market, MarketCode
from stockelper.store.documents import Documents

EARLIEST = date(2010, 1, 1)
"""Bars before it are not learnt from: the rules and the members of the markets were others."""
CHOSEN: Mapping[MarketCode, str] = MappingProxyType(
    {"krx": "lightgbm", "us": "lightgbm", "practice": "linear"}
)
"""KRX's did best on 2024; in the US no kind was ahead by more than its error, and LightGBM is what tells its reasons. The
practice market's effects are linear by construction, and a line is fitted while its page opens."""
TRIES: Mapping[MarketCode, int] = MappingProxyType({"krx": 6, "us": 4, "practice": 1})
"""Kinds and settings that were looked at on 2024 before one was chosen; docs/log.md has them."""
LIBRARIES = ("stockelper", "lightgbm", "numpy", "polars")


def vintage(
    documents: Documents,
    models: Models,
    market: Market,
    as_of: date,
    horizons: Sequence[int],
    kind: str | None = None,
    shelf: Shelf | None = None,
    challengers: Sequence[str] = (),
    means: Means = USUAL,
    extras: Collection[Extra] | None = None,
) -> list[Card]:
    """Train on what was known at the end of a day; the cards of the new models.

    Args:
        shelf: keeps what is read between processes.
        kind: of `forecasting.models.kinds`; none: the champion, which is the market's in `CHOSEN` until another
            was promoted.
        challengers: kinds that may take its place, by the test of `forecasting.challenging`.
        means: where trees are grown, and the links of the corporate graph.
        extras: what is read beside bars, sectors and stated ties; None: what the newest models read.

    Raises:
        NoData: the market has too few bars.
    """
    if extras is None:
        extras = _usual_extras(models, market, horizons)
    plain = known_inputs(documents, shelf or Shelf(documents, None), market, as_of)
    given = with_extras(plain, extras, documents, means.links, end_of(as_of))
    made: list[Card] = []
    for horizon in horizons:
        champion = models.champion(market.code, horizon)
        usual = CHOSEN[market.code] if champion is None else champion.kind
        trained = train(given, horizon, kind or usual, grow=means.grow)
        if challengers:
            trained = _contested(models, given, trained, challengers, means.grow)
        made.append(_placed(models, given, trained))
    return made


def _usual_extras(models: Models, market: Market, horizons: Sequence[int]) -> frozenset[Extra]:
    """What the newest models of some horizons read."""
    cards = [models.cards(market.code, horizon)[-1:] for horizon in horizons]
    return frozenset(extra for newest in cards for card in newest for extra in extras_of(card.features))


def _contested(
    models: Models, given: Inputs, trained: Trained, challengers: Sequence[str], grow: Grow
) -> Trained:
    """The model that is used; a challenger that won is written down as champion."""
    try:
        found, winner = contest(given, trained, challengers, grow)
    except NoData:  # too few sessions to tell anything: nobody is promoted
        return trained
    market, last = given.market.code, models.champion(given.market.code, trained.horizon)
    if found.is_won:
        crowned = Champion(
            kind=found.best,
            before=found.champion,
            seat=1 if last is None else last.seat + 1,
            since=given.panel.days[-1].item(),
            lead=found.lead,
            p_value=found.p_value,
            sessions=found.sessions,
        )
        models.promote(market, trained.horizon, crowned)
    return winner


def known_inputs(documents: Documents, shelf: Shelf, market: Market, as_of: date) -> Inputs:
    """A market's inputs as known at the end of a day. Raises NoData where there is no bar."""
    known_by = end_of(as_of)
    shelf.look(market, EARLIEST, as_of)
    bars = shelf.bars(market, start=EARLIEST, end=as_of, known_by=known_by)
    if not len(bars.panel.days):
        raise NoData("no_bars_in_market", market=market.code, as_of=as_of.isoformat())
    return inputs(bars, relations(documents, market, known_by))


def _placed(models: Models, given: Inputs, trained: Trained) -> Card:
    until: date = given.panel.days[-1].item()
    first: date = given.panel.days[0].item()
    market = given.market.code
    champion = models.champion(market, trained.horizon)
    card = Card(
        name=f"{market}-{trained.horizon}d-{trained.kind}-{until.isoformat()}",
        market=market,
        horizon=trained.horizon,
        kind=trained.kind,
        trained_from=first,
        trained_until=until,
        rows=trained.rows,
        features=trained.features,
        securities=len(given.panel.securities),
        seconds=round(trained.seconds, 2),
        seed=trained.seed,
        tries=TRIES[given.market.code],
        metrics=trained.metrics,
        versions={library: version(library) for library in LIBRARIES},
        hashes={},
        seat=0 if champion is None else champion.seat,
    )
    return models.write(card, trained.fitted, trained.record)
