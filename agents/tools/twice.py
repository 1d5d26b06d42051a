"""Relations of relations: the parent of the parent, the suppliers of the customers."""

from agents.context import Context
from agents.relation_wording import ROLES
from agents.specialist import Part
from agents.tools.edges import Seen, evidence_of
from agents.tools.linking import NAMED, READ, graph_of, no_relations, role
from agents.tools.tape import name_of, security_of
from kg.port import AsOf
from stockelper.language.catalogue import render
from stockelper.types import Edge, Frozen, Parameter, Statement, Subgraph


class TwiceArguments(Frozen):
    """A company, the role next to it and the role next to those, such as `customers` and `suppliers`."""

    security: str
    near: str
    far: str


def twice(arguments: TwiceArguments, context: Context) -> Part:
    """Who has a role towards those who have a role towards a company.

    Raises:
        NoData: nobody is stored at one of the two steps.
    """
    own = arguments.security
    name = name_of(security_of(own, context), context.language)
    first = _step(arguments.near, (own,), context)
    between = list(dict.fromkeys(_far(edge, (own,)) for edge in first))[:READ]
    second = [edge for edge in _step(arguments.far, tuple(between), context) if _far(edge, between) != own]
    if not second:
        raise no_relations(name, context, _asked(arguments, context))
    used = [edge for edge in first if any(_near(other, between) == _far(edge, (own,)) for other in second)]
    ids = sorted({end for edge in (*used, *second) for end in (edge.head, edge.tail)})
    nodes = graph_of(context).nodes(ids, known_by=context.clock.now())
    seen = Seen(own, [*used, *second], {node.id: node for node in nodes}, context)
    parameters: dict[str, Parameter] = {
        "name": name,
        "near": role(arguments.near, context),
        "far": role(arguments.far, context),
        "between": _list(seen, [_far(edge, (own,)) for edge in used]),
        "list": _list(seen, [_far(edge, between) for edge in second]),
    }
    text = render(context.language, "relations.twice", **parameters)
    evidence = [evidence_of(edge, seen, text) for edge in (*used[:NAMED], *second[:NAMED])]
    statement = Statement(
        code="relations.twice",
        evidence={f"edge{n}": item.id for n, item in enumerate(evidence)},
        parameters=parameters,
    )
    drawn = {edge.id: edge for edge in (*used, *second)}
    subgraph = Subgraph(nodes=tuple(nodes), edges=tuple(drawn[key] for key in sorted(drawn)))
    return Part((statement,), tuple(evidence), subgraph=subgraph)


def _asked(arguments: TwiceArguments, context: Context) -> str:
    near, far = (role(one, context) for one in (arguments.near, arguments.far))
    return render(context.language, "relations.role_of", near=near, far=far)


def _step(code: str, ids: tuple[str, ...], context: Context) -> list[Edge]:
    (type_, side), _, _ = ROLES[code]
    symmetric = type_ in ("COMPETES_WITH", "AFFILIATE_OF", "PARTNERS_WITH")
    return graph_of(context).edges(
        ids, direction="both" if symmetric else side, types=(type_,), as_of=AsOf.at(context.clock.now()), limit=READ
    )  # fmt: skip


def _far(edge: Edge, near: tuple[str, ...] | list[str]) -> str:
    return edge.tail if edge.head in near else edge.head


def _near(edge: Edge, near: list[str]) -> str:
    return edge.head if edge.head in near else edge.tail


def _list(seen: Seen, nodes: list[str]) -> str:
    unique = list(dict.fromkeys(nodes))
    names = ", ".join(seen.name(node) for node in unique[:NAMED])
    return names if len(unique) <= NAMED else render(seen.context.language, "relations.and_more", list=names)
