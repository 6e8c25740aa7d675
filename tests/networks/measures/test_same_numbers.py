"""The fast engine gives networkx's numbers: 1e-9 relative, both at the same tolerance."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import networkx as nx
import pytest
from hypothesis import given

from networks.measures.measured_networks import network_of, network_of_graph, networks
from pcvegraph.networks.measures import MEASURES, measure_nodes, networkx_engine, node_values
from pcvegraph.networks.measures.engines import LARGE, TOLERANCE, Engine, choose_engine
from pcvegraph.networks.measures.simple import SimpleGraph, simple_graph
from pcvegraph.networks.network import Network
from pcvegraph.querying.progress import silent

pytest.importorskip("rustworkx", reason="the extra `networks` is not installed")
pytest.importorskip("scipy", reason="the extra `networks` is not installed")

from pcvegraph.networks.measures import rustworkx_engine

ENGINE_MEASURES = (
    "betweenness",
    "closeness",
    "eigenvector",
    "pagerank",
    "core",
    "constraint",
    "effective-size",
    "clustering",
)


def assert_same(name: str, graph: SimpleGraph):
    reference, fast = (values(name, graph, e) for e in (networkx_engine, rustworkx_engine))
    assert [value is None for value in fast] == [value is None for value in reference]
    known = [value for value in reference if value is not None]
    assert [v for v in fast if v is not None] == pytest.approx(known, rel=1e-9, abs=TOLERANCE)


def values(name: str, graph: SimpleGraph, engine: Engine) -> Sequence[float | None]:
    return node_values.VALUES[name](graph, engine, silent)


@pytest.mark.parametrize("name", ENGINE_MEASURES)
@given(network=networks())
def test_both_engines_give_the_same(name: str, network: Network):
    assert_same(name, simple_graph(network))


@pytest.mark.parametrize("name", ENGINE_MEASURES)
@pytest.mark.parametrize("directed", [False, True])
def test_both_engines_give_the_same_on_a_large_graph(name: str, directed: bool):
    drawn = nx.gnp_random_graph(300, 0.02, seed=5, directed=directed)
    graph = simple_graph(network_of_graph(drawn))
    assert choose_engine(graph) is rustworkx_engine
    assert_same(name, graph)


@pytest.mark.parametrize("name", ["constraint", "effective-size", "clustering"])
@given(network=networks(smallest=2))
def test_values_do_not_depend_on_how_many_rows_are_taken_at_a_time(name: str, network: Network):
    graph = simple_graph(network)
    at_once = values(name, graph, rustworkx_engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rustworkx_engine, "BATCH", 3)
        assert values(name, graph, rustworkx_engine) == at_once


def test_progress_goes_from_nothing_to_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rustworkx_engine, "BATCH", 1000)
    graph = simple_graph(network_of_graph(nx.gnp_random_graph(300, 0.05, seed=5)))
    said: list[tuple[str, float | None]] = []
    node_values.VALUES["constraint"](graph, rustworkx_engine, lambda *step: said.append(step))
    shares = [share for stage, share in said if stage == "constraint" and share is not None]
    assert len(shares) > 5
    assert shares == sorted(set(shares))
    assert shares[0] == 0
    assert shares[-1] < 1


def test_the_same_graph_gives_the_same_digits():
    # rustworkx with threads adds in another order each time.
    graph = simple_graph(network_of_graph(nx.barabasi_albert_graph(400, 3, seed=2)))
    first = rustworkx_engine.betweenness(graph)
    assert all(rustworkx_engine.betweenness(graph) == first for _ in range(3))


def test_small_graphs_and_those_without_the_extra_are_measured_by_networkx(
    monkeypatch: pytest.MonkeyPatch,
):
    large = simple_graph(network_of_graph(nx.path_graph(LARGE + 1)))
    assert choose_engine(simple_graph(network_of_graph(nx.path_graph(LARGE)))) is networkx_engine
    assert choose_engine(large) is rustworkx_engine
    monkeypatch.setitem(sys.modules, "rustworkx", None)
    assert choose_engine(large) is networkx_engine


@pytest.mark.parametrize("size", [20, 600])
@pytest.mark.parametrize("directed", [False, True])
def test_values_have_python_s_own_types(size: int, directed: bool):
    pairs = [(node, (node * 7 + 1) % size) for node in range(size)]
    names = [name for name, measure in MEASURES.items() if measure.level == "node"]
    measured = measure_nodes(network_of(pairs, size + 1, directed=directed), names)
    for name in names:
        column = measured.nodes.columns[MEASURES[name].column]
        expected = {"integer": int, "double": float}[column.type]
        assert {type(value) for value in column.values} <= {expected, type(None)}
