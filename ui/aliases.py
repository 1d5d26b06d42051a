"""`stockelper graph aliases`: the names that articles gave companies, and what a person decides about them."""

from argparse import Namespace
from collections.abc import Mapping

from stockelper.clock import wall_clock
from stockelper.errors import BadInput
from stockelper.securities.learned import Decision, decide, queue
from ui.output import emit, show
from ui.wiring import Product

DECISIONS: Mapping[str, Decision] = {"accept": "accepted", "reject": "rejected"}


def aliases(product: Product, options: Namespace) -> int:
    """List what waits, or accept or reject a name; JSON with `--json`, else lines for people.

    Raises:
        BadInput: for another action, without a name, or for a name that cannot be decided on.
    """
    action = options.query or "list"
    if action == "list":
        return _list(product, options)
    if action not in DECISIONS:
        raise BadInput("bad_field", field="aliases", reason="list, accept or reject is expected")
    if not options.ids:
        raise BadInput("bad_field", field="ALIAS", reason="the name to decide on is expected")
    resolver = product.resolver()
    security = resolver.lookup(options.ids[1]).id if len(options.ids) > 1 else None
    row = decide(product.documents, resolver, options.ids[0], security, DECISIONS[action], wall_clock())
    _tell(product, [row], as_json=options.json, one=True)
    return 0


def _list(product: Product, options: Namespace) -> int:
    rows = queue(product.documents)[: options.limit]
    _tell(product, rows, as_json=options.json)
    return 0


def _tell(product: Product, rows: list[dict[str, object]], *, as_json: bool, one: bool = False) -> None:
    listing = product.resolver().listing
    told = [_shown(row, getattr(listing.get(str(row["security"])), "name", None)) for row in rows]
    if as_json:
        emit(told[0] if one else told)
        return
    for row in told:
        show(f"{row['alias']}  {row['security']}  {row['name']}  {row['state']}  {row['seen']}")


def _shown(row: Mapping[str, object], name: str | None) -> dict[str, object]:
    articles = row["articles"] if isinstance(row["articles"], list) else []
    return {
        "alias": row["alias"], "security": row["security"], "name": name, "state": row["state"], "seen": len(articles),
        "articles": articles, "sources": row["sources"], "first_seen": row["first_seen"], "decided": row["decided"],
    }  # fmt: skip
