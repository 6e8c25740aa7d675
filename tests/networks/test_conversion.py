"""Networks as networkx graphs and pandas frames: nothing lost, values of the right type."""

from __future__ import annotations

import sys

import networkx as nx
import pytest
from hypothesis import given

from networks.measures.measured_networks import network_of, networks, node_id
from pcvegraph.errors import PcvegraphError
from pcvegraph.networks.conversion import to_frames, to_networkx
from pcvegraph.networks.measures import measure_nodes
from pcvegraph.networks.network import Network, Spell

NODES = {
    "kind": ["state", None, "forum"],
    "external_ids": [("http://www.wikidata.org/entity/Q16",), (), ()],
    "start": ["1867-07-01", None, None],
    "degree": [1, 2, None],
}
EDGES = {"spells": [(Spell("2015-09-29", None),), ()], "source_count": [2, None]}
RICH = network_of([(0, 1), (1, 2)], 3, weights=[2.5, None], nodes=NODES, edges=EDGES)


@pytest.mark.parametrize(
    ("pairs", "directed", "kind"),
    [
        ([(0, 1), (1, 2)], False, nx.Graph),
        ([(0, 1), (1, 0)], True, nx.DiGraph),
        ([(0, 1), (1, 0)], False, nx.MultiGraph),
        ([(0, 1), (0, 1)], True, nx.MultiDiGraph),
    ],
)
def test_the_class_of_networkx_is_the_simplest_that_holds_all_edges(pairs, directed, kind):
    graph = to_networkx(network_of(pairs, 3, directed=directed))
    assert type(graph) is kind
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (3, 2)


def test_attributes_keep_their_types_and_what_is_missing_is_left_out():
    graph = to_networkx(RICH)
    assert graph.nodes[node_id(0)] == {
        "label": "node 0",
        "kind": "state",
        "external_ids": ("http://www.wikidata.org/entity/Q16",),
        "start": "1867-07-01",
        "degree": 1,
    }
    assert set(graph.nodes[node_id(1)]) == {"label", "external_ids", "degree"}
    edge = graph.edges[node_id(0), node_id(1)]
    assert edge == {
        "id": "edge-00000",
        "weight": 2.5,
        "spells": (Spell("2015-09-29", None),),
        "source_count": 2,
    }
    assert graph.graph == {"name": "of a test", "manifest": {"title": "a test"}}


@given(networks())
def test_networkx_has_every_edge_with_its_id_and_weight(network: Network):
    graph = to_networkx(network)
    ids = network.nodes["id"]
    assert list(graph) == ids
    rows = zip(*(network.edges[n] for n in ("id", "source", "target", "weight")), strict=True)
    expected = {name: ({ids[source], ids[target]}, weight) for name, source, target, weight in rows}
    found = {d["id"]: ({s, t}, d.get("weight")) for s, t, d in graph.edges(data=True)}
    assert found == expected
    if network.directed:
        ends = {data["id"]: (source, target) for source, target, data in graph.edges(data=True)}
        assert [ends[name][0] for name in network.edges["id"]] == [
            ids[s] for s in network.edges["source"]
        ]


def test_frames_have_typed_columns_and_the_ids_of_the_ends():
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    nodes, edges = to_frames(RICH)
    assert list(edges["source"]) == [node_id(0), node_id(1)]
    assert list(edges["target"]) == [node_id(1), node_id(2)]
    assert nodes["degree"].dtype == "Int64"
    assert edges["weight"].dtype == "Float64"
    assert nodes["start"].iloc[0] == pandas.Timestamp(1867, 7, 1)
    assert nodes["start"].isna().tolist() == [False, True, True]
    assert nodes["kind"].isna().tolist() == [False, True, False]
    assert edges["spells"].iloc[0] == (Spell("2015-09-29", None),)
    joined = edges.merge(nodes, left_on="source", right_on="id")
    assert joined["label"].tolist() == ["node 0", "node 1"]


@given(networks())
def test_frames_read_back_as_the_columns(network: Network):
    pytest.importorskip("pandas", reason="pandas is not installed")
    measured = measure_nodes(network, ["degree", "constraint", "clustering"])
    nodes, edges = to_frames(measured)
    for frame, table in ((nodes, measured.nodes), (edges, measured.edges)):
        assert list(frame.columns) == list(table.columns)
        for name in set(table.columns) - {"source", "target"}:
            values = [
                None if missing else v
                for v, missing in zip(frame[name], frame[name].isna(), strict=True)
            ]
            assert values == list(table[name])


def test_without_pandas_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(PcvegraphError, match="pandas") as missing:
        to_frames(RICH)
    assert "pip install" in missing.value.remedy
