"""Walks over the graph: breadth first, bounded in depth and in edges, safe on cycles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.port import AsOf, Direction, Graph
from stockelper.types import Edge, Node, RelationType

PATH_BUDGET = 20_000
"""Edges that a search for paths may look at; beyond it the answer is marked as truncated."""


@dataclass(frozen=True)
class Step:
    """Which edges a walk follows from a node. No types means all."""

    direction: Direction
    types: tuple[RelationType, ...] = ()


@dataclass(frozen=True)
class Found:
    """What a query found, unsorted."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    truncated: bool


def walk(
    graph: Graph, ids: Sequence[str], steps: Sequence[Step], as_of: AsOf, depth: int, limit: int
) -> tuple[list[Edge], bool]:
    """The edges met within `depth` hops of `ids`, nearest first, and whether `limit` cut some off."""
    found: dict[str, Edge] = {}
    seen = set(ids)
    frontier = sorted(seen)
    for _ in range(depth):
        reached: set[str] = set()
        for step in steps:
            missing = limit + 1 - len(found)
            for edge in graph.edges(
                frontier,
                direction=step.direction,
                types=step.types,
                as_of=as_of,
                limit=missing,
                without=found,
            ):
                found[edge.id] = edge
                reached |= {edge.head, edge.tail}
            if len(found) > limit:
                return list(found.values())[:limit], True
        frontier = sorted(reached - seen)
        seen |= reached
        if not frontier:
            break
    return list(found.values()), False


def simple_paths(
    graph: Graph,
    start: str,
    goal: str,
    as_of: AsOf,
    depth: int,
    limit: int,
    types: tuple[RelationType, ...] = (),
) -> tuple[list[Edge], bool]:
    """The edges of all paths from `start` to `goal` of at most `depth` hops, in any direction, shortest first.

    A path visits no node twice. Whole paths are taken until `limit` edges are reached.
    """
    near, cut_near = walk(graph, (start,), (Step("both", types),), as_of, (depth + 1) // 2, PATH_BUDGET)
    far, cut_far = walk(graph, (goal,), (Step("both", types),), as_of, depth // 2, PATH_BUDGET)
    around = _around({edge.id: edge for edge in (*near, *far)})
    to_goal = _distances(around, goal, depth)
    taken: dict[str, Edge] = {}
    looked = 0
    level: list[tuple[tuple[str, ...], tuple[Edge, ...]]] = [((start,), ())]
    for hop in range(1, depth + 1):
        following: list[tuple[tuple[str, ...], tuple[Edge, ...]]] = []
        for nodes, edges in level:
            for other, edge in around.get(nodes[-1], ()):
                looked += 1
                if other in nodes or to_goal.get(other, depth + 1) > depth - hop:
                    continue
                if other != goal:
                    following.append(((*nodes, other), (*edges, edge)))
                elif len(taken.keys() | {e.id for e in (*edges, edge)}) > limit:
                    return list(taken.values()), True
                else:
                    taken.update({e.id: e for e in (*edges, edge)})
            if looked > PATH_BUDGET:
                return list(taken.values()), True
        level = following
    return list(taken.values()), cut_near or cut_far


def _around(edges: Mapping[str, Edge]) -> dict[str, list[tuple[str, Edge]]]:
    """For each node its neighbours with the edge to them, in order of edge ids."""
    around: dict[str, list[tuple[str, Edge]]] = {}
    for id_ in sorted(edges):
        edge = edges[id_]
        around.setdefault(edge.head, []).append((edge.tail, edge))
        around.setdefault(edge.tail, []).append((edge.head, edge))
    return around


def _distances(around: Mapping[str, Sequence[tuple[str, Edge]]], goal: str, depth: int) -> dict[str, int]:
    distances = {goal: 0}
    frontier = [goal]
    for hop in range(1, depth + 1):
        reached = {other for id_ in frontier for other, _ in around.get(id_, ())} - distances.keys()
        distances |= dict.fromkeys(reached, hop)
        frontier = list(reached)
    return distances
