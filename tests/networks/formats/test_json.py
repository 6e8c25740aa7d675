"""Node-link, Cytoscape.js JSON and CX2 are read by networkx and ndex2, and hold what was written."""

from __future__ import annotations

import json
from typing import Any

import ndex2.cx2
import networkx as nx
import pytest
from hypothesis import given

from networks.formats.reading import expected, interval, label, lost, written
from networks.made import EMPTY, MANIFEST, network, networks
from pcvegraph.networks.network import Column, Network, Value


def as_json(column: Column, value: Value) -> Any:
    if column.type == "spells":
        return [list(spell) for spell in value]
    return list(value) if column.type == "strings" else value


def nodes_of(made: Network) -> list[dict[str, Any]]:
    return expected(made, made.nodes, as_json)


def edges_of(made: Network) -> list[dict[str, Any]]:
    iris = made.nodes["id"]
    found = expected(made, made.edges, as_json)
    for row in found:
        row |= {end: iris[row[end]] for end in ("source", "target")}
    return found


def are_parallel(made: Network) -> bool:
    pairs = list(zip(made.edges["source"], made.edges["target"], strict=True))
    return len(set(pairs)) < len(pairs)


@given(networks(parent="string", value="string", name="string", key="string"))
def test_networkx_reads_node_link_json(made: Network):
    data, losses = written(made, "node-link")
    document = json.loads(data)
    read = nx.node_link_graph(document, edges="edges")
    assert read.is_directed() == made.directed
    assert [{"id": iri, **values} for iri, values in read.nodes(data=True)] == nodes_of(made)
    several = are_parallel(made)
    assert read.is_multigraph() == several
    assert lost(losses).get("names", 0) == int(several)
    rows = edges_of(made)
    if several:
        rows = [{**r, "key_": r["key"]} if "key" in r else r for r in rows]
        rows = [{**r, "key": r["id"]} for r in rows]
    assert document["edges"] == rows
    assert read.number_of_edges() == len(rows)
    assert document["graph"]["manifest"] == made.manifest


@given(networks(parent="string", value="string", name="string", key="string"))
def test_networkx_reads_cytoscape_json(made: Network):
    data, losses = written(made, "cytoscape")
    document = json.loads(data)
    read = nx.cytoscape_graph(document)
    names = {"parent": "parent_", "value": "value_", "name": "name_"}
    rows = [{names.get(k, k): v for k, v in row.items()} for row in nodes_of(made)]
    rows = [{**row, "value": row["id"], "name": row["label"]} for row in rows]
    assert [values for _, values in read.nodes(data=True)] == rows
    assert list(read) == [row["id"] for row in rows]
    names = {"parent": "parent_", "key": "key_"}
    edges = [{names.get(k, k): v for k, v in row.items()} for row in edges_of(made)]
    assert document["multigraph"] == are_parallel(made)
    if are_parallel(made):
        edges = [{**row, "key": row["id"]} for row in edges]
    assert [edge["data"] for edge in document["elements"]["edges"]] == edges
    assert sorted(v["id"] for *_, v in read.edges(data=True)) == sorted(r["id"] for r in edges)
    assert read.is_directed() == made.directed
    assert document["data"]["manifest"] == made.manifest
    assert lost(losses)["names"] == 5


def test_parallel_edges_have_keys_in_json():
    for name in ("node-link", "cytoscape"):
        document = json.loads(written(network(), name)[0])
        assert document["multigraph"] is True
    assert len(nx.cytoscape_graph(document).edges) == 4


def test_positions_are_cytoscape_s_own():
    nodes = json.loads(written(network(), "cytoscape")[0])["elements"]["nodes"]
    assert [node["position"] for node in nodes] == [
        {"x": 0.0, "y": 0.25},
        {"x": 0.5, "y": -2.0},
        {"x": 1.0, "y": 1e-7},
    ]
    assert all("x" not in node["data"] for node in nodes)


def cx2_value(column: Column, value: Value) -> Any:
    if column.type == "spells":
        return list(map(interval, value))
    return as_json(column, value)


def read_cx2(data: bytes) -> ndex2.cx2.CX2Network:
    return ndex2.cx2.RawCX2NetworkFactory().get_cx2network(json.loads(data))


@given(networks(interaction="string", represents="strings"))
def test_ndex2_reads_cx2(made: Network):
    data, losses = written(made, "cx2")
    read = read_cx2(data)
    names = {"label": "name", "id": "represents", "represents": "represents_"}
    rows = [
        {names.get(k, k): v for k, v in row.items()}
        for row in expected(made, made.nodes, cx2_value)
    ]
    nodes = read.get_nodes()
    assert [nodes[place]["v"] for place in range(len(rows))] == rows
    names = {"id": "name", "kind": "interaction", "interaction": "interaction_"}
    edges = read.get_edges()
    for place, row in enumerate(expected(made, made.edges, cx2_value)):
        assert (edges[place]["s"], edges[place]["t"]) == (row.pop("source"), row.pop("target"))
        assert edges[place]["v"] == {names.get(k, k): v for k, v in row.items()}
    assert len(edges) == len(made.edges)
    about = read.get_network_attributes()
    assert about["name"] == made.name
    assert about["directed"] == made.directed
    assert json.loads(about["manifest"]) == made.manifest
    assert lost(losses)["names"] == 2
    assert ("direction" in lost(losses)) == (not made.directed)


def test_cx2_has_the_aspects_of_the_specification_in_their_order():
    aspects = json.loads(written(network(**MANIFEST), "cx2")[0])
    assert aspects[0] == {"CXVersion": "2.0", "hasFragments": False}
    assert [next(iter(aspect)) for aspect in aspects[1:]] == [
        "metaData",
        "attributeDeclarations",
        "networkAttributes",
        "nodes",
        "edges",
        "status",
    ]
    counts = {entry["name"]: entry["elementCount"] for entry in aspects[1]["metaData"]}
    assert counts == {name: len(aspects[place][name]) for place, name in enumerate(counts, 2)}
    assert aspects[-1]["status"] == [{"error": "", "success": True}]
    declared = aspects[2]["attributeDeclarations"][0]
    assert declared["nodes"]["external_ids"] == {"d": "list_of_string"}
    assert declared["edges"]["source_count"] == {"d": "integer"}
    for owner, aspect in (("nodes", aspects[4]), ("edges", aspects[5])):
        used = {name for row in aspect[owner] for name in row["v"]}
        assert used <= set(declared[owner])
    assert aspects[4]["nodes"][1]["x"] == 0.5
    assert aspects[4]["nodes"][1]["v"]["name"] == "gctf"


def test_cx2_says_long_where_an_integer_is():
    made = network()
    column = made.nodes.columns["degree"]._replace(values=[1, 2**40, None])
    data, _ = written(made.with_nodes(column), "cx2")
    assert json.loads(data)[2]["attributeDeclarations"][0]["nodes"]["degree"] == {"d": "long"}


@pytest.mark.parametrize("name", ["node-link", "cytoscape", "cx2"])
def test_an_empty_network_is_a_valid_file(name: str):
    data, _ = written(EMPTY, name)
    document = json.loads(data)
    if name == "cx2":
        assert read_cx2(data).get_nodes() == {}
        return
    read = {
        "node-link": lambda d: nx.node_link_graph(d, edges="edges"),
        "cytoscape": nx.cytoscape_graph,
    }[name](document)
    assert len(read) == 0


def test_a_node_without_label_has_the_end_of_its_iri():
    nodes = json.loads(written(network(), "node-link")[0])["nodes"]
    assert [node["label"] for node in nodes] == ["Canada", "gctf", "Hedayah هداية"]
    assert label(network(), 1) == "gctf"
