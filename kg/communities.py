"""Communities of the corporate graph: who deals with whom more than with others, the same for the same edges.

Leiden (Traag, Waltman and van Eck, From Louvain to Leiden, 2019) with the constant Potts model, whose quality is a
sum over connected components. So each component is solved by itself, from one seed, and kept under a fingerprint of
its edges: after an article only the component that it touches is solved again, and the result is exactly that of
solving everything anew.
"""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import igraph

from kg.ontology import RELATIONS
from kg.port import AsOf, Graph
from stockelper.types import Edge, RelationType

SEED = 7
RESOLUTION = 0.05
"""How dense, in mean weight a pair, a community is at least: the higher, the smaller they come."""
LEAST = 3
"""Members from which on a community is one."""
COMPANIES = 100_000
EDGES = 1_000_000
PORTION = 5_000
STATE = "communities"

TIES: tuple[RelationType, ...] = tuple(
    one.type for one in RELATIONS.values() if one.tails == ("Company",) and one.type != "LEADS"
)
"""Relations that bind companies; a sector or an article binds nobody."""


@dataclass(frozen=True)
class Community:
    """Members, the best connected first, and the edges among them, ordered by id."""

    members: tuple[str, ...]
    edges: tuple[Edge, ...]


def communities(graph: Graph, as_of: AsOf) -> list[Community]:
    """All communities of at least `LEAST` members, the largest first."""
    edges = _ties(graph, as_of)
    solved = _stored(graph)
    found = [
        one
        for part in _components(edges)
        for one in _communities(part, solved.get(_fingerprint(part)) or _solved(part))
    ]
    return sorted(found, key=lambda one: (-len(one.members), one.members))


def remember(graph: Graph, as_of: AsOf) -> int:
    """Solve what changed since the last time and keep it in the graph; returns how many components were solved."""
    before, after = _stored(graph), dict[str, list[list[str]]]()
    new = 0
    for part in _components(_ties(graph, as_of)):
        name = _fingerprint(part)
        new += name not in before
        after[name] = before.get(name) or _solved(part)
    if after != before:
        graph.set_state(STATE, json.dumps(after, ensure_ascii=False))
    return new


def _stored(graph: Graph) -> Mapping[str, list[list[str]]]:
    text = graph.state(STATE)
    return json.loads(text) if text else {}


def _ties(graph: Graph, as_of: AsOf) -> list[Edge]:
    """Every edge that ends at a company, read portion by portion."""
    companies = graph.companies(market=None, known_by=as_of.known_by, limit=COMPANIES)
    ids = [node.id for node in companies]
    found: list[Edge] = []
    for start in range(0, len(ids), PORTION):
        part = ids[start : start + PORTION]
        found += graph.edges(part, direction="in", types=TIES, as_of=as_of, limit=EDGES)
    return sorted(found, key=lambda edge: edge.id)


def _components(edges: Sequence[Edge]) -> list[list[Edge]]:
    """The edges by connected component, each in their order."""
    leader: dict[str, str] = {}

    def find(id_: str) -> str:
        while leader.setdefault(id_, id_) != id_:
            leader[id_] = leader[leader[id_]]
            id_ = leader[id_]
        return id_

    for edge in edges:
        one, other = sorted((find(edge.head), find(edge.tail)))
        leader[other] = one
    parts: dict[str, list[Edge]] = {}
    for edge in edges:
        parts.setdefault(find(edge.head), []).append(edge)
    return [parts[key] for key in sorted(parts)]


def _fingerprint(edges: Iterable[Edge]) -> str:
    """What the solution depends on: ends and weights."""
    text = "\n".join(f"{edge.head} {edge.tail} {_weight(edge):.6f}" for edge in edges)
    return sha256(f"{SEED} {RESOLUTION}\n{text}".encode()).hexdigest()[:16]


def _weight(edge: Edge) -> float:
    """How much an edge binds: a stake by its size, everything by how sure it is."""
    share = 1.0 if edge.ratio is None else max(edge.ratio, 0.01)
    return edge.confidence * share


def _solved(edges: Sequence[Edge]) -> list[list[str]]:
    """The members of each community of one component."""
    ids = sorted({end for edge in edges for end in (edge.head, edge.tail)})
    if len(ids) < LEAST:
        return []
    row = {id_: number for number, id_ in enumerate(ids)}
    weights: dict[tuple[int, int], float] = {}
    for edge in edges:
        one, other = sorted((row[edge.head], row[edge.tail]))
        weights[one, other] = weights.get((one, other), 0.0) + _weight(edge)
    drawn = igraph.Graph(n=len(ids), edges=list(weights))
    igraph.set_random_number_generator(random.Random(SEED))
    parted = drawn.community_leiden(
        objective_function="CPM", weights=list(weights.values()), resolution=RESOLUTION, n_iterations=-1
    )
    return [sorted(ids[number] for number in part) for part in parted if len(part) >= LEAST]


def _communities(edges: Sequence[Edge], groups: Sequence[Sequence[str]]) -> Iterator[Community]:
    for group in groups:
        members = set(group)
        inside = [edge for edge in edges if edge.head in members and edge.tail in members]
        bound = dict.fromkeys(group, 0.0)
        for edge in inside:
            for end in (edge.head, edge.tail):
                bound[end] += _weight(edge)
        ranked = sorted(group, key=lambda id_: (-bound[id_], id_))
        yield Community(tuple(ranked), tuple(inside))
