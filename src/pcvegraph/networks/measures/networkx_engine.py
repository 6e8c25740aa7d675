"""The reference: the measures as networkx computes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx

from pcvegraph.networks.extras import required
from pcvegraph.networks.measures.engines import DAMPING, STEPS, TOLERANCE
from pcvegraph.networks.measures.simple import SimpleGraph
from pcvegraph.querying.progress import Report

Ties = list[dict[int, float]]
"""For each node its neighbours and the weights of the edges to them."""


def to_networkx(graph: SimpleGraph) -> nx.Graph[int]:
    """Return `graph` in the classes of networkx, its nodes in order."""
    made: nx.Graph[int] = nx.DiGraph() if graph.directed else nx.Graph()
    made.add_nodes_from(range(graph.size))
    made.add_weighted_edges_from(graph.edges)
    return made


def betweenness(graph: SimpleGraph) -> list[float]:
    """Return betweenness as `Engine` says."""
    return _in_order(nx.betweenness_centrality(to_networkx(graph)))


def closeness(graph: SimpleGraph) -> list[float]:
    """Return closeness as `Engine` says."""
    return _in_order(nx.closeness_centrality(to_networkx(graph)))


def eigenvector(graph: SimpleGraph) -> list[float] | None:
    """Return the eigenvector as `Engine` says."""
    # networkx multiplies its tolerance by the number of nodes.
    tolerance = TOLERANCE / graph.size
    try:
        values = nx.eigenvector_centrality(
            to_networkx(graph), max_iter=STEPS, tol=tolerance, weight="weight"
        )
    except nx.PowerIterationFailedConvergence:
        return None
    return _in_order(values)


def pagerank(graph: SimpleGraph) -> list[float]:
    """Return PageRank as `Engine` says."""
    required("scipy", "PageRank")
    tolerance = TOLERANCE / max(graph.size, 1)
    made = to_networkx(graph)
    return _in_order(nx.pagerank(made, alpha=DAMPING, max_iter=STEPS, tol=tolerance))


def core(graph: SimpleGraph) -> list[int]:
    """Return core numbers as `Engine` says."""
    return _in_order(nx.core_number(to_networkx(graph)))


def strong_components(graph: SimpleGraph) -> list[list[int]]:
    """Return the strongly connected parts as `Engine` says."""
    made = nx.DiGraph(to_networkx(graph))
    return [list(part) for part in nx.strongly_connected_components(made)]


def constraint(graph: SimpleGraph, _report: Report) -> list[float]:
    """Return constraint as `Engine` says."""
    return _in_order(nx.constraint(to_networkx(graph), weight="weight"))


def effective_size(graph: SimpleGraph, _report: Report) -> list[float]:
    """Return effective size as `Engine` says."""
    # Not by networkx: where scipy is installed its version 3.6 divides a weight by the strongest tie
    # of the wrong end, and its other way takes a minute where one node has some hundred ties.
    ties: Ties = [{} for _ in range(graph.size)]
    for source, target, weight in graph.edges:
        ties[source][target] = ties[target][source] = weight
    return [len(ties[ego]) - _redundant(ties, ego) for ego in range(graph.size)]


def clustering(graph: SimpleGraph, _report: Report) -> list[float]:
    """Return clustering as `Engine` says."""
    values: Any = nx.clustering(to_networkx(graph))
    return [float(value) for value in _in_order(values)]


def _redundant(ties: Ties, ego: int) -> float:
    """Return how many contacts of `ego` its other contacts stand for, by weight (Burt 1992)."""
    own, strength = ties[ego], sum(ties[ego].values())
    redundant = 0.0
    for contact in own:
        others = ties[contact]
        strongest = max(others.values())
        # Not by the intersection of the keys: the order of a set is not that of the nodes.
        for shared in (node for node in own if node in others):
            redundant += own[shared] / strength * others[shared] / strongest
    return redundant


def _in_order(values: Mapping[int, Any]) -> list[Any]:
    return [values[node] for node in range(len(values))]
