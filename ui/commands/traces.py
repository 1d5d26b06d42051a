"""`stockelper traces`: the runs of a user, and one run with its spans."""

from argparse import ArgumentParser, Namespace

from stockelper.errors import BadInput, NotFound
from ui.output import emit, show
from ui.wiring import open_product

LISTED = 20


def arguments(parser: ArgumentParser) -> None:
    """Declare `list` and `show`."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="list|show")
    listing = actions.add_parser("list", help="the newest runs")
    listing.add_argument("--limit", type=int, default=LISTED, metavar="N")
    showing = actions.add_parser("show", help="one run with its spans")
    showing.add_argument("id", metavar="ID")


def run(options: Namespace) -> int:
    """Print runs or one run. Another user's run is not found."""
    if options.action == "list" and options.limit < 0:
        raise BadInput("bad_limit", value=options.limit)
    product = open_product(options)
    try:
        if options.action == "show":
            trace = product.traces.show(options.id, options.user)
            if trace is None:
                raise NotFound("no_trace", id=options.id)
            emit(trace) if options.json else _tree(trace)
            return 0
        traces = product.traces.list(options.limit, options.user)
        if options.json:
            emit(traces)
        for trace in () if options.json else traces:
            show(
                f"{trace['trace_id']}  {trace['started']}  {trace['status']:<9} {trace['ms']:>7} ms  {trace['question']}"
            )
        return 0
    finally:
        product.close()


def _tree(trace: dict[str, object]) -> None:
    show(f"{trace['trace_id']}  {trace['status']}  {trace['ms']} ms  {trace['question']}")
    spans = trace["spans"]
    assert isinstance(spans, list)
    depth: dict[object, int] = {}
    for span in spans:
        depth[span["id"]] = depth.get(span["parent"], -1) + 1
        error = f"  ! {span['error']}" if span["error"] else ""
        show(f"{'  ' * depth[span['id']]}{span['name']} ({span['kind']}) {span['ms']} ms{error}")
