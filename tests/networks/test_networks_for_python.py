"""Networks for Python."""

from __future__ import annotations

import networkx as nx
import pytest

import pcvegraph
from pcvegraph.errors import ParameterError, UnknownNetworkError
from pcvegraph.graph.root import Root


def test_a_network_is_a_graph_of_networkx_with_typed_attributes():
    graph = pcvegraph.network("co-membership", as_of="2015-06-01", giant=True)
    assert isinstance(graph, nx.Graph)
    assert not graph.is_directed()
    assert nx.is_connected(graph)
    _, _, edge = next(iter(graph.edges(data=True)))
    assert isinstance(edge["weight"], float)
    assert all(address.startswith("http") for address in edge["anchors"])
    assert all(iri.startswith("https://w3id.org/pcvegraph/id/") for iri in graph.nodes)


def test_a_network_is_two_frames():
    nodes, edges = pcvegraph.network_frames("partnerships", measures=["degree", "pagerank"])
    assert {"id", "label", "country", "pagerank"} <= {*nodes.columns}
    assert {"source", "target", "weight", "relations"} <= {*edges.columns}
    assert nodes["pagerank"].sum() == pytest.approx(1)


def test_choices_are_those_of_the_command_and_are_checked(tiny: Root):
    later = pcvegraph.open_network("co-participation", from_="2015-01-01", to="2019-12-31")
    whole = pcvegraph.open_network("co-participation")
    assert len(later.edges) < len(whole.edges)
    assert later.manifest["parameters"] == {"from": "2015-01-01", "to": "2019-12-31"}
    with pytest.raises(ParameterError, match="no parameter"):
        pcvegraph.open_network("co-participation", form="2015-01-01")
    with pytest.raises(UnknownNetworkError, match="co-participations"):
        pcvegraph.open_network("co-participations")
    with pytest.raises(UnknownNetworkError):
        pcvegraph.open_network("co-participation", root=tiny.path)
