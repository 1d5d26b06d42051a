"""Whether one company is to another what a question says: yes with the stored relation, else that none is known."""

from collections.abc import Sequence

from agents.context import Context
from agents.specialist import Part
from agents.tools.linked import TIES, told_between
from agents.tools.linking import READ, graph_of
from agents.tools.tape import name_of, security_of
from agents.tools.telling import together, told
from kg.port import AsOf
from stockelper.errors import NoData
from stockelper.securities.folding import fold, without_legal_form
from stockelper.securities.legal import bare_name
from stockelper.types import Edge, Frozen, RelationType

SHOWN = 4
"""Other relations between the two that are told where the one asked for is not known."""
_LED = frozenset({"SUBSIDIARY_OF", "HOLDS", "SUPPLIES"})
"""Relations that have a direction, so that the opposite one answers no."""


class TiedArguments(Frozen):
    """Whether `owner_of_role` stands to `other` in one of `ties`: a relation and the end at which it then stands.

    Either is a security's id, or a name that no listing has.
    """

    owner_of_role: str
    other: str
    ties: tuple[tuple[RelationType, str], ...]


def tied(arguments: TiedArguments, context: Context) -> Part:
    """Yes with the relation that is stored, no with the opposite one, or that no such relation is known.

    Raises:
        NoData: nothing at all is stored between the two.
    """
    names = {"name": _name(arguments.owner_of_role, context), "other": _name(arguments.other, context)}
    arguments = _known(arguments, context)
    own, other = arguments.owner_of_role, arguments.other
    listed = other if own.startswith("ORG:") or ":" not in own else own
    between = [edge for edge in _near(listed, context) if {own, other} == {edge.head, edge.tail}]
    if wanted := [edge for edge in between if _is_so(edge, arguments)]:
        return told_between("tied_yes", _distinct(wanted), names, own, context)
    opposite = [edge for edge in between if edge.type in _LED and _is_of(edge, arguments)]
    if opposite:
        return told_between("tied_turned", _distinct(opposite), names, own, context)
    if not between:
        raise NoData("no_such_tie", **names)
    none = told("relations.no_such_tie", {}, {**names})
    rest = _distinct(between)[:SHOWN]
    return together([none, told_between("tied_otherwise", rest, names, own, context)])


def _near(security: str, context: Context) -> Sequence[Edge]:
    as_of = AsOf.at(context.clock.now())
    return graph_of(context).edges((security,), direction="both", types=TIES, as_of=as_of, limit=READ)


def _known(arguments: TiedArguments, context: Context) -> TiedArguments:
    """The same with the node of a name that no listing has, where one beside the listed company is called so."""
    names = {"owner_of_role": arguments.owner_of_role, "other": arguments.other}
    bare = next((field for field, name in names.items() if ":" not in name), None)
    if bare is None:
        return arguments
    listed = next(name for field, name in names.items() if field != bare)
    ends = sorted({end for edge in _near(listed, context) for end in (edge.head, edge.tail)} - {listed})
    nodes = graph_of(context).nodes(ends, known_by=context.clock.now()) if ends else []
    exact = [node.id for node in nodes if node.name.casefold() == names[bare].casefold()]
    formless = [node.id for node in nodes if _formless(node.name) == _formless(names[bare])]
    found = exact[:1] or (formless if len(formless) == 1 else [])
    return arguments.model_copy(update={bare: found[0]}) if found else arguments


def _formless(name: str) -> str:
    """A name as people say it: without its legal form."""
    return fold(bare_name(without_legal_form(name)))


def _is_so(edge: Edge, arguments: TiedArguments) -> bool:
    """Whether an edge is one that the question says, the right way round."""
    own = arguments.owner_of_role
    return any(
        edge.type == type_ and (side == "either" or own == (edge.head if side == "head" else edge.tail))
        for type_, side in arguments.ties
    )


def _is_of(edge: Edge, arguments: TiedArguments) -> bool:
    return any(edge.type == type_ for type_, _ in arguments.ties)


def _distinct(edges: Sequence[Edge]) -> list[Edge]:
    """One edge of each relation and direction, the surest first."""
    sure = sorted(edges, key=lambda edge: -edge.confidence)
    return list({(edge.type, edge.head, edge.tail): edge for edge in reversed(sure)}.values())[::-1]


def _name(security: str, context: Context) -> str:
    return name_of(security_of(security, context), context.language) if ":" in security else security
