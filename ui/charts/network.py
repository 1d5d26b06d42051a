"""A subgraph as a drawing: places by forces, the same for the same graph; nodes by kind, edges labelled."""

from collections.abc import Iterator, Mapping

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from kg.ontology import RELATIONS
from stockelper.types import Edge, Subgraph
from ui.charts.layout import plain_text, settled
from ui.charts.palette import KINDS

HEIGHT = 380
STEPS = 160
NAME_LENGTH = 18
GAP = 0.1
"""Half of the gap in an edge that its label stands in."""
LABELLED = 24
"""Edges up to which each bears its label; with more the labels would cover the drawing, and hovering tells them."""
LINE = "rgba(128, 140, 136, 0.5)"
Place = tuple[float, float]


def network(
    subgraph: Subgraph, *, relations: Mapping[str, str], kinds: Mapping[str, str], focus: frozenset[str]
) -> go.Figure:
    """A figure of the subgraph. `relations` and `kinds` label types; nodes of `focus` are drawn larger."""
    places = place(subgraph)
    figure = go.Figure()
    for trace in _edges(subgraph, places, relations):
        figure.add_trace(trace)
    _arrows(figure, subgraph, places)
    for trace in _nodes(subgraph, places, kinds, focus):
        figure.add_trace(trace)
    settled(figure, HEIGHT, legend=True)
    figure.update_layout(hovermode="closest", margin={"l": 24, "r": 24, "t": 32, "b": 24})
    figure.update_xaxes(visible=False, range=[-1.25, 1.25])
    figure.update_yaxes(visible=False, range=[-1.2, 1.15])
    return figure


def _nodes(
    subgraph: Subgraph, places: Mapping[str, Place], kinds: Mapping[str, str], focus: frozenset[str]
) -> Iterator[go.Scatter]:
    """One trace a kind, so that the legend names each once."""
    degree = _degrees(subgraph)
    for kind in dict.fromkeys(node.kind for node in subgraph.nodes):
        mine = [node for node in subgraph.nodes if node.kind == kind]
        yield go.Scatter(
            x=[places[node.id][0] for node in mine],
            y=[places[node.id][1] for node in mine],
            mode="markers+text",
            text=[_short(node.name) for node in mine],
            textposition="bottom center",
            hovertext=[f"{plain_text(node.name)} ({kinds.get(kind, kind)})" for node in mine],
            hoverinfo="text",
            name=kinds.get(kind, kind),
            marker={
                "size": [26 if node.id in focus else 14 + min(degree.get(node.id, 0), 4) for node in mine],
                "color": KINDS.get(kind, "#8a9490"),
                "opacity": 1,
                "line": {"width": 0},
            },
            cliponaxis=False,
        )


def place(subgraph: Subgraph) -> dict[str, Place]:
    """Where each node stands, within -1..1: linked ones attract, all repel.

    Fruchterman and Reingold, Graph drawing by force-directed placement (1991), begun on a circle.
    """
    ids = [node.id for node in subgraph.nodes]
    count = len(ids)
    if count < 2:
        return dict.fromkeys(ids, (0.0, 0.0))
    row = {id_: n for n, id_ in enumerate(ids)}
    angles = 2 * np.pi * np.arange(count) / count
    at = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    linked = np.zeros((count, count))
    for edge in subgraph.edges:
        if edge.head in row and edge.tail in row:
            linked[row[edge.head], row[edge.tail]] = linked[row[edge.tail], row[edge.head]] = 1.0
    distance = 1.4 / np.sqrt(count)
    for step in range(STEPS):
        at += _push(at, linked, distance) * (0.12 * (1 - step / STEPS))
    return {id_: (float(x), float(y)) for id_, (x, y) in zip(ids, _fitted(at), strict=True)}


def _push(at: NDArray[np.float64], linked: NDArray[np.float64], distance: float) -> NDArray[np.float64]:
    apart = at[:, None, :] - at[None, :, :]
    length = np.maximum(np.linalg.norm(apart, axis=-1), 1e-3)
    force = distance**2 / length**2 - linked * length / distance
    np.fill_diagonal(force, 0.0)
    moved = (apart * force[:, :, None]).sum(axis=1) - 0.3 * at
    size = np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)
    return moved / size * np.minimum(size, 1.0)


def _fitted(at: NDArray[np.float64]) -> NDArray[np.float64]:
    centred = at - (at.max(axis=0) + at.min(axis=0)) / 2
    reach = np.abs(centred).max(axis=0)
    return centred / np.where(reach > 1e-9, reach, 1.0)


def _edges(subgraph: Subgraph, places: Mapping[str, Place], relations: Mapping[str, str]) -> list[go.Scatter]:
    """Lines with a gap in the middle for the label; the second half is the arrow's."""
    drawn = [edge for edge in subgraph.edges if edge.head in places and edge.tail in places]
    gap = _gap(subgraph)
    xs: list[float | None] = []
    ys: list[float | None] = []
    for edge in drawn:
        head, tail = places[edge.head], places[edge.tail]
        pieces = [(head, _between(head, tail, 0.5 - gap))]
        if _is_symmetric(edge):
            pieces.append((_between(head, tail, 0.5 + gap), tail))
        for (x0, y0), (x1, y1) in pieces:
            xs += [x0, x1, None]
            ys += [y0, y1, None]
    line = go.Scatter(
        x=xs, y=ys, mode="lines", line={"color": LINE, "width": 1.4}, hoverinfo="skip", showlegend=False
    )
    middles = [_between(places[edge.head], places[edge.tail], 0.5) for edge in drawn]
    texts = [_label(edge, relations) for edge in drawn]
    label = go.Scatter(
        x=[x for x, _ in middles], y=[y for _, y in middles], mode="text" if gap else "markers", text=texts,
        textfont={"size": 11, "color": "#8a9490"}, marker={"size": 9, "opacity": 0}, hovertext=texts,
        hoverinfo="skip" if gap else "text", showlegend=False,
    )  # fmt: skip
    return [line, label]


def _arrows(figure: go.Figure, subgraph: Subgraph, places: Mapping[str, Place]) -> None:
    gap = _gap(subgraph)
    for edge in subgraph.edges:
        if edge.head not in places or edge.tail not in places or _is_symmetric(edge):
            continue
        (x0, y0), (x1, y1) = _between(places[edge.head], places[edge.tail], 0.5 + gap), places[edge.tail]
        figure.add_annotation(
            x=x1, y=y1, ax=x0, ay=y0, xref="x", yref="y", axref="x", ayref="y", text="", showarrow=True,
            arrowhead=2, arrowsize=1.1, arrowwidth=1.4, arrowcolor=LINE, standoff=13,
        )  # fmt: skip


def _gap(subgraph: Subgraph) -> float:
    return GAP if len(subgraph.edges) <= LABELLED else 0.0


def _is_symmetric(edge: Edge) -> bool:
    return RELATIONS[edge.type].symmetric


def _between(head: Place, tail: Place, share: float) -> Place:
    return head[0] + (tail[0] - head[0]) * share, head[1] + (tail[1] - head[1]) * share


def _label(edge: Edge, relations: Mapping[str, str]) -> str:
    name = relations.get(edge.type, edge.type)
    return name if edge.ratio is None else f"{name} {edge.ratio:.1%}"


def _degrees(subgraph: Subgraph) -> dict[str, int]:
    degrees: dict[str, int] = {}
    for edge in subgraph.edges:
        for end in (edge.head, edge.tail):
            degrees[end] = degrees.get(end, 0) + 1
    return degrees


def _short(name: str) -> str:
    return plain_text(name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…")
