"""The values of each measure of nodes, in the order of the nodes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pcvegraph.networks.measures.communities import communities
from pcvegraph.networks.measures.engines import Engine
from pcvegraph.networks.measures.numbering import components, grouped
from pcvegraph.networks.measures.simple import SimpleGraph
from pcvegraph.querying.progress import Report

Values = Sequence[float | None]


def degree(graph: SimpleGraph) -> Values:
    """Return the number of edges of each node, both ways."""
    return graph.degrees


def in_degree(graph: SimpleGraph) -> Values:
    """Return the number of edges that lead to each node; of all its edges without direction."""
    return _ends(graph, [target for _, target, _ in graph.edges])


def out_degree(graph: SimpleGraph) -> Values:
    """Return the number of edges that lead from each node; of all its edges without direction."""
    return _ends(graph, [source for source, _, _ in graph.edges])


def strength(graph: SimpleGraph) -> Values:
    """Return the sum of the weights of each node's edges, both ways."""
    sums = [0.0] * graph.size
    for source, target, weight in graph.edges:
        sums[source] += weight
        sums[target] += weight
    return sums


def eigenvector(graph: SimpleGraph, engine: Engine) -> Values:
    """Return the main eigenvector of the largest part; None elsewhere, or if it does not converge."""
    parts = engine.strong_components(graph) if graph.directed else grouped(components(graph))
    largest = min(parts, key=lambda part: (-len(part), min(part))) if parts else []
    members = sorted(largest)
    found = engine.eigenvector(graph.part(members)) if len(members) > 1 else None
    return _spread(graph.size, members, found or [None] * len(members))


def constraint(graph: SimpleGraph, engine: Engine, report: Report) -> Values:
    """Return Burt's constraint; None for a node without an edge."""
    return _of_tied(graph, lambda tied: engine.constraint(tied, report))


def effective_size(graph: SimpleGraph, engine: Engine, report: Report) -> Values:
    """Return Burt's effective size; None for a node without an edge."""
    return _of_tied(graph, lambda tied: engine.effective_size(tied, report))


def clustering(graph: SimpleGraph, engine: Engine, report: Report) -> Values:
    """Return the share of pairs of neighbours that are tied; None for less than two neighbours."""
    values = _of_tied(graph, lambda tied: engine.clustering(tied, report))
    degrees = graph.undirected.degrees
    return [value if count > 1 else None for value, count in zip(values, degrees, strict=True)]


VALUES: dict[str, Callable[[SimpleGraph, Engine, Report], Values]] = {
    "degree": lambda graph, _engine, _report: degree(graph),
    "in-degree": lambda graph, _engine, _report: in_degree(graph),
    "out-degree": lambda graph, _engine, _report: out_degree(graph),
    "strength": lambda graph, _engine, _report: strength(graph),
    "betweenness": lambda graph, engine, _report: engine.betweenness(graph),
    "closeness": lambda graph, engine, _report: engine.closeness(graph),
    "eigenvector": lambda graph, engine, _report: eigenvector(graph, engine),
    "pagerank": lambda graph, engine, _report: engine.pagerank(graph),
    "core": lambda graph, engine, _report: engine.core(graph.undirected),
    "constraint": constraint,
    "effective-size": effective_size,
    "clustering": clustering,
    "component": lambda graph, _engine, _report: components(graph),
    "community": lambda graph, _engine, _report: communities(graph.undirected),
}


def _ends(graph: SimpleGraph, ends: Sequence[int]) -> Values:
    if not graph.directed:
        return graph.degrees
    counts = [0] * graph.size
    for node in ends:
        counts[node] += 1
    return counts


def _of_tied(graph: SimpleGraph, compute: Callable[[SimpleGraph], Values]) -> Values:
    """Return what `compute` gives for the undirected graph of the nodes that have an edge."""
    undirected = graph.undirected
    tied = [node for node, count in enumerate(undirected.degrees) if count]
    return _spread(graph.size, tied, compute(undirected.part(tied)) if tied else [])


def _spread(size: int, members: Sequence[int], values: Values) -> Values:
    spread: list[float | None] = [None] * size
    for node, value in zip(members, values, strict=True):
        spread[node] = value
    return spread
