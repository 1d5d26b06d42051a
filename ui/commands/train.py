"""`stockelper train`: fit the models of a market on what was known at the as-of day, keep them, and score what is due."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from stockelper.errors import BadInput
from stockelper.markets.market import Market
from stockelper.markets.registry import MARKETS
from ui.output import emit, show
from ui.wiring import Product, open_product

if TYPE_CHECKING:
    from forecasting.cards import Card


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("--market", choices=tuple(MARKETS), required=True)
    parser.add_argument("--horizon", default="1,5,20", metavar="1,5,20", help="sessions ahead")
    parser.add_argument(
        "--with",
        dest="extras",
        metavar="news,graph,earnings",
        help="read these too; as the newest models do where it is left out, and none where it is empty",
    )
    parser.add_argument(
        "--challenge", action="store_true", help="try other kinds of model; one is promoted by a test alone"
    )


def run(options: Namespace) -> int:
    """Train, one model a horizon; then fill in what came of the forecasts that were kept and have come due."""
    horizons = _horizons(options.horizon)
    product = open_product(options)
    try:
        cards = _trained(product, options, horizons)
        scored, record = _scored(product, MARKETS[options.market])
    finally:
        product.close()
    told = [_told(card) for card in cards]
    if options.json:
        emit({"models": told, "scored": scored, "track_record": record})
    for one in () if options.json else told:
        show(f"{one['name']}: {one['rows']} rows, {one['features']} features, {one['seconds']} s")
    return 0


def _trained(product: Product, options: Namespace, horizons: Sequence[int]) -> "Sequence[Card]":
    """The cards of the new vintage, which knows what was known on the clock's day."""
    from forecasting.challenging import CHALLENGERS
    from forecasting.extras import extras_named
    from forecasting.shelf import Shelf
    from forecasting.vintages import vintage

    return vintage(
        product.documents,
        product.models,
        MARKETS[options.market],
        product.clock.today(),
        horizons,
        shelf=Shelf(product.documents, product.kept),
        challengers=CHALLENGERS if options.challenge else (),
        means=product.means,
        extras=None if options.extras is None else extras_named(options.extras),
    )


def _scored(product: Product, market: Market) -> tuple[int, list[dict[str, object]]]:
    """How many kept forecasts were scored, and the track record after that."""
    from forecasting.track_record import score, tallies

    product.forecasts.prepare(market)
    scored = score(product.documents, product.clock.now())
    return scored, [asdict(one) for one in tallies(product.documents)]


def _told(card: "Card") -> dict[str, object]:
    """What the command says of a new model."""
    return {
        "market": card.market,
        "horizon": card.horizon,
        "name": card.name,
        "trained_until": card.trained_until,
        "rows": card.rows,
        "features": len(card.features),
        "seconds": card.seconds,
        "metrics": dict(card.metrics),
    }


def _horizons(text: str) -> list[int]:
    from forecasting.service import HORIZONS

    try:
        wanted = [int(part) for part in text.split(",")]
    except ValueError as error:
        raise BadInput("bad_horizon", horizon=text, known=", ".join(map(str, HORIZONS))) from error
    for horizon in wanted:
        if horizon not in HORIZONS:
            raise BadInput("bad_horizon", horizon=horizon, known=", ".join(map(str, HORIZONS)))
    return wanted
