"""The value of each measure of a network as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pcvegraph.networks.measures.centralisation import (
    betweenness_centralisation,
    closeness_centralisation,
    degree_centralisation,
)
from pcvegraph.networks.measures.communities import communities, modularity
from pcvegraph.networks.measures.engines import Engine
from pcvegraph.networks.measures.mixing import (
    degree_assortativity,
    ei_index,
    group_assortativity,
)
from pcvegraph.networks.measures.numbering import components
from pcvegraph.networks.measures.simple import SimpleGraph
from pcvegraph.networks.network import Value

Groups = Sequence[Value]


def density(graph: SimpleGraph) -> float | None:
    """Return the share of possible edges that are there; None for less than two nodes."""
    pairs = graph.size * (graph.size - 1) / (1 if graph.directed else 2)
    return len(graph.edges) / pairs if pairs else None


def reciprocity(graph: SimpleGraph) -> float | None:
    """Return the share of edges whose opposite is there; None without direction or edges."""
    if not graph.directed or not graph.edges:
        return None
    pairs = {(source, target) for source, target, _ in graph.edges}
    return sum((target, source) in pairs for source, target in pairs) / len(pairs)


def component_count(graph: SimpleGraph) -> int:
    """Return the number of components."""
    return max(components(graph), default=0)


def best_modularity(graph: SimpleGraph) -> float | None:
    """Return the modularity of the communities; None without an edge."""
    undirected = graph.undirected
    return modularity(undirected, communities(undirected)) if graph.edges else None


def by_closeness(graph: SimpleGraph, engine: Engine) -> float | None:
    """Return the centralisation by closeness; None for a network in several parts."""
    if component_count(graph) != 1:
        return None
    return closeness_centralisation(engine.closeness(graph.undirected))


VALUES: dict[str, Callable[[SimpleGraph, Engine, Groups], float | None]] = {
    "density": lambda graph, _engine, _groups: density(graph),
    "reciprocity": lambda graph, _engine, _groups: reciprocity(graph),
    "components": lambda graph, _engine, _groups: component_count(graph),
    "modularity": lambda graph, _engine, _groups: best_modularity(graph),
    "assortativity-degree": lambda graph, _engine, _groups: degree_assortativity(graph.undirected),
    "assortativity-country": lambda graph, _, groups: group_assortativity(graph.undirected, groups),
    "assortativity-kind": lambda graph, _, groups: group_assortativity(graph.undirected, groups),
    "centralisation-degree": lambda graph, _engine, _groups: degree_centralisation(
        graph.undirected.degrees
    ),
    "centralisation-betweenness": lambda graph, engine, _groups: betweenness_centralisation(
        engine.betweenness(graph.undirected)
    ),
    "centralisation-closeness": lambda graph, engine, _groups: by_closeness(graph, engine),
    "ei-index-country": lambda graph, _engine, groups: ei_index(graph.undirected, groups),
    "ei-index-kind": lambda graph, _engine, groups: ei_index(graph.undirected, groups),
}
