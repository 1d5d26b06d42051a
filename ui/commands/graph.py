"""`stockelper graph build|query|extract|aliases`: bring the graph up to the store, ask it, read texts for it, or decide on
the names that texts gave companies."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path

from kg import queries
from kg.aliasing import learn
from kg.build import build
from kg.port import AsOf
from stockelper.clock import parse_day, wall_clock
from stockelper.errors import BadInput
from stockelper.language import catalogue
from stockelper.markets.registry import MARKETS
from stockelper.types import Edge
from ui.output import emit, say, show
from ui.wiring import Product, open_product


def arguments(parser: ArgumentParser) -> None:
    """`build [--market M] [--since D]`, `query NAME [ID …] [--depth N] [--limit N] [--from D] [--to D]`,
    `extract --batch FILE` and `aliases [list|accept|reject] [ALIAS [ID]]`."""
    parser.add_argument("action", choices=("build", "query", "extract", "aliases"))
    parser.add_argument(
        "query",
        nargs="?",
        metavar="NAME",
        help=f"{', '.join(queries.QUERIES)}; aliases: list, accept, reject",
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="security or node ids; aliases: ALIAS [ID]")
    parser.add_argument("--market", choices=tuple(MARKETS), help="build or list one market only")
    parser.add_argument("--since", type=parse_day, help="build: read again what is known since then")
    parser.add_argument("--depth", type=int, help="query: how many hops")
    parser.add_argument("--limit", type=int, default=queries.LIMIT, help="query: how many edges at most")
    parser.add_argument("--from", dest="start", type=parse_day, help="timeline: first day")
    parser.add_argument("--batch", type=Path, metavar="FILE", help="extract: JSON lines of texts")
    parser.add_argument("--to", dest="end", type=parse_day, help="timeline: last day")


def run(options: Namespace) -> int:
    """Do what `action` says; JSON with `--json`, else lines for people."""
    if options.action == "extract":
        from ui.extracting import extract_batch

        return extract_batch(options)
    product = open_product(options)
    try:
        return _do(product, options)
    finally:
        product.close()


def _do(product: Product, options: Namespace) -> int:
    if options.action == "aliases":
        from ui.aliases import aliases

        return aliases(product, options)
    return _build(product, options) if options.action == "build" else _query(product, options)


def _build(product: Product, options: Namespace) -> int:
    from ui.extracting import extractor_of

    report = build(
        product.documents,
        product.graph,
        extractor=extractor_of(product.resolver(), product.model),
        market=options.market,
        since=options.since,
        known_by=product.clock.now(),
        recorded_at=wall_clock(),
    )
    if report.edges or report.changed:
        # Apart from the build, which costs what is new: this reads every tie, and solves what changed.
        from kg.communities import remember

        remember(product.graph, AsOf.at(product.clock.now()))
    learn(
        product.documents,
        product.graph,
        product.resolver(),
        known_by=product.clock.now(),
        now=wall_clock(),
    )
    if options.json:
        emit(asdict(report))
    else:
        show(", ".join(f"{name} {value}" for name, value in asdict(report).items()))
    return 0


def _query(product: Product, options: Namespace) -> int:
    if options.query is None:
        raise BadInput("unknown_query", name="", known=", ".join(queries.QUERIES))
    result = queries.run(
        product.graph,
        options.query,
        [node_id(product, text) for text in options.ids],
        depth=options.depth,
        limit=options.limit,
        market=options.market,
        start=options.start,
        end=options.end,
        known_by=product.clock.now(),
    )
    if options.json:
        emit(result)
        return 0
    for node in result.nodes if not result.edges else ():
        show(f"{node.id}  {node.name}")
    names = {node.id: node.name for node in result.nodes}
    for edge in result.edges:
        show(_line(edge, names))
    if result.truncated:
        say(f"stockelper: {catalogue.render(product.language(), 'doctor.graph_cut')}")
    return 0


def node_id(product: Product, text: str) -> str:
    """The node that a person means: an id of the graph as it is, else a security's code, ticker or name."""
    known = product.graph.nodes((text,), known_by=product.clock.now())
    return known[0].id if known else product.resolver().lookup(text).id


def _line(edge: Edge, names: dict[str, str]) -> str:
    ratio = "" if edge.ratio is None else f"  {edge.ratio:.2%}"
    since = "" if edge.valid_from is None else f"  {edge.valid_from} .. {edge.valid_to or ''}"
    return f"{names.get(edge.head, edge.head)} {edge.type} {names.get(edge.tail, edge.tail)}{ratio}{since}"
