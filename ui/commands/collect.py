"""`stockelper collect`: ask sources now, and say of each what came of it."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from datetime import timedelta

from collectors.choosing import chains, securities, without_source
from collectors.collecting import collect, is_usable
from collectors.following import followed
from collectors.reading import JOB, Asked
from stockelper.clock import parse_day, wall_clock
from stockelper.errors import BadInput
from stockelper.language import catalogue
from ui.output import say
from ui.runs_shown import report
from ui.stopping import stop_asked
from ui.wiring import Product, open_product

BACK = timedelta(days=400)
"""How far back a first run asks."""


def arguments(parser: ArgumentParser) -> None:
    """Declare the command's own arguments."""
    parser.add_argument(
        "sources", nargs="?", default="", metavar="SOURCE,…",
        help="names of sources, or kinds such as prices,news (default: every kind)",
    )  # fmt: skip
    parser.add_argument(
        "--since", metavar="D", help="the first day (default: on from where the last run ended)"
    )
    parser.add_argument("--job", default=JOB, help=SUPPRESS)
    parser.add_argument("--symbols", default="", metavar="S,…", help="whose records (default: the watchlist)")


def run(options: Namespace) -> int:
    """Collect. Exit code 0 when anything was usable, else 1."""
    product = open_product(options)
    try:
        chosen = chains(_listed(options.sources))
        asked = _asked(product, options)
        with stop_asked() as stop:
            rows = collect(product.collecting(stop, options.job), chosen, asked)
    finally:
        product.close()
    for kind in without_source(_listed(options.sources)):
        say(f"stockelper: {catalogue.render(product.language(), 'collect.no_source', kind=kind)}")
    report(rows, product.language(), as_json=options.json)
    return 0 if any(map(is_usable, rows)) else 1


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _asked(product: Product, options: Namespace) -> Asked:
    symbols = _listed(options.symbols) or _listed(product.settings.watchlist)
    until = product.clock.today()
    first = parse_day(options.since) if options.since else until - BACK
    if first > until:
        raise BadInput("since_after", since=options.since, until=str(until))
    whose = securities(symbols, product.resolver())
    return Asked(whose, first, until, is_from_watermarks=not options.since)


def asked_by_watchlist(product: Product) -> Asked:
    """What scheduled jobs ask for: records of the watchlist and of securities that people asked about, on from where
    the last runs ended."""
    until, resolver = wall_clock().date(), product.resolver()
    whose = securities(_listed(product.settings.watchlist), resolver)
    known = {security.id for security in whose}
    others = [resolver.listing.get(one) for one in followed(product.documents) if one not in known]
    return Asked([*whose, *(one for one in others if one is not None)], until - BACK, until)
