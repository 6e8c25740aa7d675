"""Every measure reads one simple graph: loops left out, parallel edges added, weights above 0."""

from __future__ import annotations

import math

import pytest
from hypothesis import given

from networks.measures.measured_networks import network_of, networks
from pcvegraph.errors import ParameterError
from pcvegraph.networks.measures.simple import simple_graph
from pcvegraph.networks.network import Network


def test_parallel_edges_are_added_and_loops_left_out():
    graph = simple_graph(network_of([(0, 1), (1, 0), (2, 2), (1, 2)], 3, weights=[2, None, 5, 0.5]))
    assert graph.edges == [(0, 1, 3.0), (1, 2, 0.5)]
    assert (graph.loops, graph.merged, graph.unweighted) == (1, 1, 1)


def test_opposite_edges_of_a_directed_network_are_added_only_without_direction():
    graph = simple_graph(network_of([(0, 1), (1, 0)], 2, directed=True, weights=[2, 3]))
    assert graph.edges == [(0, 1, 2.0), (1, 0, 3.0)]
    assert graph.undirected.edges == [(0, 1, 5.0)]


@given(networks())
def test_every_edge_is_a_loop_merged_or_there(network: Network):
    graph = simple_graph(network)
    pairs = [(source, target) for source, target, _ in graph.edges]
    assert len(network.edges) == graph.loops + graph.merged + len(graph.edges)
    assert len(set(pairs)) == len(pairs)
    assert all(source != target for source, target in pairs)
    weights = zip(*(network.edges[name] for name in ("source", "target", "weight")), strict=True)
    total = sum(
        1 if weight is None else weight for source, target, weight in weights if source != target
    )
    assert math.isclose(sum(weight for _, _, weight in graph.edges), total)


@pytest.mark.parametrize("weight", [0, -1.5, math.inf, math.nan])
def test_a_weight_that_no_measure_takes_names_its_edge(weight: float):
    with pytest.raises(ParameterError, match=r"edge-00001.*weight") as refused:
        simple_graph(network_of([(0, 1), (1, 2)], 3, weights=[1, weight]))
    assert refused.value.remedy


def test_a_network_without_weights_has_weights_of_one():
    network = network_of([(0, 1)], 2)
    edges = type(network.edges)({n: c for n, c in network.edges.columns.items() if n != "weight"})
    bare = Network("bare", network.directed, network.nodes, edges)
    assert simple_graph(bare).edges == [(0, 1, 1.0)]
