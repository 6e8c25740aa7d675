"""Communities by Leiden: as good as Louvain's, the same each time, in other units too."""

from __future__ import annotations

import os
import subprocess
import sys

import networkx as nx
import pytest
from hypothesis import given

from networks.measures.measured_networks import network_of_graph, networks
from pcvegraph.errors import PcvegraphError
from pcvegraph.networks.measures.communities import communities, modularity
from pcvegraph.networks.measures.numbering import grouped
from pcvegraph.networks.measures.simple import SimpleGraph, simple_graph
from pcvegraph.networks.network import Network

pytest.importorskip("graspologic_native", reason="the extra `networks` is not installed")

GRAPHS = {
    "karate": nx.karate_club_graph(),
    "miserables": nx.les_miserables_graph(),
    "florence": nx.florentine_families_graph(),
    "caves": nx.connected_caveman_graph(12, 6),
    "chance": nx.gnp_random_graph(200, 0.04, seed=3),
    "hubs": nx.barabasi_albert_graph(500, 3, seed=1),
    "parts": nx.disjoint_union(nx.karate_club_graph(), nx.path_graph(30)),
}
LEIDEN = """
import networkx as nx
from networks.measures.measured_networks import network_of_graph
from pcvegraph.networks.measures.communities import communities
from pcvegraph.networks.measures.simple import simple_graph
print(communities(simple_graph(network_of_graph(nx.gnp_random_graph(200, 0.04, seed=3)))))
"""


def simple(graph: nx.Graph) -> SimpleGraph:
    return simple_graph(network_of_graph(graph))


@pytest.mark.parametrize("name", GRAPHS)
def test_modularity_is_about_that_of_louvain_or_better(name: str):
    graph = GRAPHS[name]
    louvain = nx.community.louvain_communities(graph, seed=1)
    found = modularity(simple(graph), communities(simple(graph)))
    assert found is not None
    assert found >= nx.community.modularity(graph, louvain) - 0.01


@given(networks(directed=False))
def test_modularity_is_that_of_networkx(network: Network):
    graph = simple_graph(network)
    labels = [node % 3 for node in range(graph.size)]
    reference: nx.Graph = nx.Graph()
    reference.add_nodes_from(range(graph.size))
    reference.add_weighted_edges_from(graph.edges)
    value = modularity(graph, labels)
    if not graph.edges:
        assert value is None
    else:
        assert value == pytest.approx(nx.community.modularity(reference, grouped(labels)), abs=1e-9)


def test_another_process_finds_the_same_communities():
    path = os.pathsep.join(sys.path)
    found = {
        subprocess.run(
            [sys.executable, "-c", LEIDEN],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {f"{communities(simple(GRAPHS['chance']))}\n"}


@pytest.mark.parametrize("factor", [2.0**-20, 2.0**30])
def test_the_unit_of_the_weights_does_not_matter(factor: float):
    graph = simple(GRAPHS["chance"])
    scaled = [(source, target, weight * factor) for source, target, weight in graph.edges]
    assert communities(SimpleGraph(False, graph.size, scaled)) == communities(graph)


def test_without_the_library_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "graspologic_native", None)
    with pytest.raises(PcvegraphError, match="graspologic_native") as missing:
        communities(simple(GRAPHS["karate"]))
    assert "pip install 'pcvegraph[networks]'" in missing.value.remedy
