"""Which library computes: networkx for small graphs, rustworkx and scipy for large ones.

Both give the same numbers. Measured on two cores of a shared machine, betweenness on graphs of three
edges a node: 100 edges take networkx 3 ms, 500 edges 65 ms, 1,000 edges 180 ms, 2,000 edges 710 ms;
rustworkx takes less than a twelfth of it, but loading scipy costs 350 ms once. Hence `LARGE`.
"""

from __future__ import annotations

from typing import Protocol

from pcvegraph.networks.extras import installed
from pcvegraph.networks.measures.simple import SimpleGraph
from pcvegraph.querying.progress import Report

LARGE = 500
"""The number of edges from which the fast engine is chosen."""

TOLERANCE = 1e-12
"""Iterations end when a step changes the values by less than this, all changes added."""

STEPS = 10_000
"""Iterations that have not ended by then have no result."""

DAMPING = 0.85
"""The share of PageRank that follows edges."""


class Engine(Protocol):
    """The measures that take long. Each gives a value for each node, in the order of the nodes."""

    def betweenness(self, graph: SimpleGraph) -> list[float]:
        """Return the share of shortest paths between two others that run through each node."""

    def closeness(self, graph: SimpleGraph) -> list[float]:
        """Return the closeness of each node, by the edges that lead to it."""

    def eigenvector(self, graph: SimpleGraph) -> list[float] | None:
        """Return the main eigenvector of a strongly connected graph; None if it does not converge."""

    def pagerank(self, graph: SimpleGraph) -> list[float]:
        """Return the PageRank of each node."""

    def core(self, graph: SimpleGraph) -> list[int]:
        """Return the core number of each node of an undirected graph."""

    def strong_components(self, graph: SimpleGraph) -> list[list[int]]:
        """Return the nodes of each strongly connected part of a directed graph, in any order."""

    def constraint(self, graph: SimpleGraph, report: Report) -> list[float]:
        """Return Burt's constraint on each node of an undirected graph without isolates."""

    def effective_size(self, graph: SimpleGraph, report: Report) -> list[float]:
        """Return Burt's effective size of each node of an undirected graph without isolates."""

    def clustering(self, graph: SimpleGraph, report: Report) -> list[float]:
        """Return the share of pairs of neighbours that are tied, 0 for less than two neighbours."""


def choose_engine(graph: SimpleGraph) -> Engine:
    """Return the engine for a graph of this size; without the extra `networks` it is networkx."""
    # networkx, scipy and numpy take long to import, and lists of measures are shown without them.
    if len(graph.edges) >= LARGE and installed("rustworkx", "scipy"):
        from pcvegraph.networks.measures import rustworkx_engine  # noqa: PLC0415

        return rustworkx_engine
    from pcvegraph.networks.measures import networkx_engine  # noqa: PLC0415

    return networkx_engine
