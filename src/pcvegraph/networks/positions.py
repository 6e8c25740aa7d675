"""Where the nodes of a network stand when it is drawn: the same place each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil, hypot, sqrt
from typing import NamedTuple

from pcvegraph.languages import Bilingual
from pcvegraph.networks.extras import required
from pcvegraph.networks.measures.numbering import components, grouped
from pcvegraph.networks.measures.simple import SimpleGraph, simple_graph
from pcvegraph.networks.network import Column, Network

SEED = 1
STEPS = 200
ROOM = 60.0
"""What a node needs each way, in the unit of GEXF, in which a node is some 10 wide."""

SHAPE = 1.4
"""Width by height of the whole."""

METHOD = Bilingual(
    "Edges pull, nodes push (Fruchterman and Reingold 1991, by rustworkx, seed 1, without weights); "
    "each component by itself, the largest first.",
    "Les liens attirent, les nœuds repoussent (Fruchterman et Reingold 1991, par rustworkx, "
    "graine 1, sans poids)\u00a0; chaque composante à part, la plus grande d'abord.",
)
MEANINGS = {"x": Bilingual("place from left to right", "place de gauche à droite")} | {
    "y": Bilingual("place from below upwards", "place de bas en haut")
}


class Point(NamedTuple):
    """A place in the plane."""

    x: float
    y: float


def with_positions(network: Network) -> Network:
    """Return `network` with the columns of nodes `x` and `y`, in the unit of GEXF.

    Raises:
        MissingLibraryError: rustworkx is not installed.
    """
    graph = simple_graph(network.unweighed()).undirected
    points = [Point(0.0, 0.0)] * graph.size
    members = sorted(grouped(components(graph)), key=lambda part: (-len(part), part))
    parts = [_around_origin(_drawn(graph.part(part))) for part in members]
    for part, drawn in zip(members, _set_out(parts), strict=True):
        for node, point in zip(part, drawn, strict=True):
            points[node] = point
    columns = (
        Column(axis, "double", meaning, [round(getattr(point, axis), 2) for point in points])
        for axis, meaning in MEANINGS.items()
    )
    manifest = {**network.manifest, "positions": METHOD._asdict()}
    return replace(network.with_nodes(*columns), manifest=manifest)


def _drawn(graph: SimpleGraph) -> list[Point]:
    """Return where the nodes of a connected graph stand, in a disc of a size that suits their number."""
    rx = required("rustworkx", "A layout")
    made = rx.PyGraph()
    made.add_nodes_from(range(graph.size))
    made.add_edges_from_no_data([(source, target) for source, target, _ in graph.edges])
    radius = ROOM * sqrt(graph.size) / 2
    placed = rx.spring_layout(made, seed=SEED, num_iter=STEPS, scale=radius)
    return [Point(*placed[node]) for node in range(graph.size)]


class Part(NamedTuple):
    """A drawn component around the origin, and how far it reaches."""

    points: Sequence[Point]
    radius: float


def _around_origin(points: Sequence[Point]) -> Part:
    x = (min(p.x for p in points) + max(p.x for p in points)) / 2
    y = (min(p.y for p in points) + max(p.y for p in points)) / 2
    moved = [Point(p.x - x, p.y - y) for p in points]
    return Part(moved, max(hypot(*p) for p in moved) + ROOM / 2)


def _set_out(parts: Sequence[Part]) -> Iterator[list[Point]]:
    """Yield the points of each part, in rows from above, so that none lies over another."""
    area = sum((2 * part.radius) ** 2 for part in parts)
    width = max([ceil(sqrt(area * SHAPE)), *(2 * part.radius for part in parts)])
    left, top, height = 0.0, 0.0, 0.0
    for points, radius in parts:
        if left + 2 * radius > width:
            left, top, height = 0.0, top - height, 0.0
        yield [Point(left + radius + p.x, top - radius + p.y) for p in points]
        left, height = left + 2 * radius, max(height, 2 * radius)
