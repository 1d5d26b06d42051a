"""`stockelper forecast`: what a model of the time says of a security, or of a file of them, and what came of it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from forecasting.service import Asked
from forecasting.track_record import Tally, keep, score, tallies
from stockelper.clock import parse_as_of, wall_clock
from stockelper.errors import BadInput, StockelperError
from stockelper.securities.resolver import Resolver
from stockelper.types import Forecast
from ui.batch import Record, parsed, run_batch_at_once
from ui.output import emit, show
from ui.wiring import Product, open_product


class Line(BaseModel):
    """One line of a batch."""

    model_config = ConfigDict(extra="ignore")

    symbol: str
    as_of: str | None = None
    horizon: int = 1


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument("symbol", nargs="?", help="a code, a ticker or a name")
    parser.add_argument("--horizon", type=int, default=1, help="sessions ahead: 1, 5 or 20")
    parser.add_argument("--batch", type=Path, metavar="FILE", help="JSON lines {id, symbol, as_of, horizon}")
    parser.add_argument(
        "--record", action="store_true", help="how the forecasts that were kept did, live and replayed apart"
    )


def run(options: Namespace) -> int:
    """Forecast; exit code 1 when no line of a batch could be forecast."""
    if [options.symbol is not None, options.batch is not None, options.record].count(True) != 1:
        raise BadInput("one_of", fields="SYMBOL, --batch FILE, --record")
    product = open_product(options)
    try:
        if options.batch:
            return run_batch_at_once(options.batch, lambda records: _lines(product, records))
        if options.record:
            return _record(product, as_json=options.json)
        (made,) = _lines(product, [{"symbol": options.symbol, "horizon": options.horizon}])
        if isinstance(made, StockelperError):
            raise made
        emit(as_object(made)) if options.json else show(as_text(made))
        return 0
    finally:
        product.close()


def _record(product: Product, *, as_json: bool) -> int:
    """Fill in what came of the forecasts that are due, and tell how each model's did."""
    scored = score(product.documents, product.clock.now())
    record = tallies(product.documents)
    if as_json:
        emit({"scored": scored, "track_record": [asdict(one) for one in record]})
    else:
        show("\n".join(map(tally_as_text, record)) or "no forecast that was kept has come due")
    return 0


def tally_as_text(one: Tally) -> str:
    """A line of the record for a terminal."""
    held, right = ("-" if share is None else f"{share:.1%}" for share in (one.held, one.right))
    made = "live" if one.live else "replayed"
    return f"{one.model} {made}: {one.due} due, {held} within their interval, direction right in {right}"


def _lines(product: Product, records: Sequence[Record]) -> list[Forecast | StockelperError]:
    """Make the forecasts of many lines together and keep them in the track record."""
    resolver = product.resolver()
    asked = [_asked(product, resolver, record) for record in records]
    made = iter(product.forecasts.many([one for one in asked if isinstance(one, Asked)], product.language()))
    answers = [next(made) if isinstance(one, Asked) else one for one in asked]
    keep(product.documents, [one for one in answers if isinstance(one, Forecast)], wall_clock())
    return answers


def _asked(product: Product, resolver: Resolver, record: Record) -> Asked | StockelperError:
    try:
        line = parsed(Line, record)
        moment = parse_as_of(line.as_of) if line.as_of else product.clock.now()
        return Asked(resolver.lookup(line.symbol).id, line.horizon, moment.date())
    except StockelperError as error:
        return error


def as_object(made: Forecast) -> dict[str, object]:
    """The JSON of a forecast."""
    return made.model_dump(mode="json")


def as_text(made: Forecast) -> str:
    """A forecast for a terminal."""
    spread = f"{made.interval.low:+.2%} .. {made.interval.high:+.2%}"
    first = f"{made.security} {made.as_of} -> {made.target_date}: {made.expected_return:+.2%} ({spread})"
    lines = [first, f"p_up {made.p_up:.3f}, {made.skill.verdict}, {made.model}"]
    return "\n".join([*lines, *made.reasons])
