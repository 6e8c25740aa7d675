"""The one graph that every measure reads: no loops, no parallel edges, weights above 0."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from math import inf

from pcvegraph.errors import ParameterError
from pcvegraph.networks.network import Network, Value

Edge = tuple[int, int, float]
"""The places of the two ends, and the weight."""


@dataclass(frozen=True)
class SimpleGraph:
    """Nodes 0 … size - 1 and the weighted edges between them, sorted, at most one from one to another.

    An undirected edge has its smaller end first. `loops` were left out, `merged` edges were added to
    a parallel one, `unweighted` edges had no weight.
    """

    directed: bool
    size: int
    edges: Sequence[Edge]
    loops: int = 0
    merged: int = 0
    unweighted: int = 0

    @cached_property
    def undirected(self) -> SimpleGraph:
        """The graph without direction; the weights of two opposite edges are added."""
        if not self.directed:
            return self
        sums: dict[tuple[int, int], float] = {}
        for source, target, weight in self.edges:
            pair = (min(source, target), max(source, target))
            sums[pair] = sums.get(pair, 0.0) + weight
        return SimpleGraph(directed=False, size=self.size, edges=_sorted(sums))

    @cached_property
    def degrees(self) -> list[int]:
        """The number of edges of each node, both ways."""
        counts = [0] * self.size
        for source, target, _ in self.edges:
            counts[source] += 1
            counts[target] += 1
        return counts

    def part(self, members: Iterable[int]) -> SimpleGraph:
        """Return the graph of these nodes, numbered in their order, and of the edges among them."""
        place = {node: number for number, node in enumerate(members)}
        edges = [(place[s], place[t], w) for s, t, w in self.edges if s in place and t in place]
        return SimpleGraph(self.directed, len(place), edges)


def simple_graph(network: Network) -> SimpleGraph:
    """Return the simple weighted graph of `network`.

    Loops are left out. The weights of parallel edges are added. An edge without weight counts as 1.

    Raises:
        ParameterError: a weight is not a finite number above 0.
    """
    edges = network.edges
    weights: Iterable[Value] = edges["weight"] if "weight" in edges.columns else repeat(None)
    sums: dict[tuple[int, int], float] = {}
    loops = unweighted = 0
    for row in zip(range(len(edges)), edges["source"], edges["target"], weights, strict=False):
        number, source, target, weight = row
        if source == target:
            loops += 1
            continue
        unweighted += weight is None
        pair = (source, target) if network.directed or source < target else (target, source)
        sums[pair] = sums.get(pair, 0.0) + _checked(network, number, weight)
    merged = len(edges) - loops - len(sums)
    return SimpleGraph(
        network.directed, len(network.nodes), _sorted(sums), loops, merged, unweighted
    )


def _checked(network: Network, number: int, weight: float | None) -> float:
    if weight is None:
        return 1.0
    if 0 < weight < inf:
        return float(weight)
    raise ParameterError(
        f"The edge “{network.edges['id'][number]}” has the weight {weight}.",
        "Measures take finite weights above 0: leave such edges out, or their weight empty.",
    )


def _sorted(sums: dict[tuple[int, int], float]) -> list[Edge]:
    return [(source, target, sums[source, target]) for source, target in sorted(sums)]
