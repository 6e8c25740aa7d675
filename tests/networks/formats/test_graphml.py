"""GraphML is read by networkx and igraph, and holds what was written."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given

from networks.formats.reading import bars, clean, expected, interval, lost, written
from networks.made import EMPTY, MANIFEST, MEANING, NASTY, network, networks, with_labels
from pcvegraph.networks.network import Column, Network, Value


def as_read(column: Column, value: Value) -> Any:
    if column.type == "string":
        return clean(value)
    if column.type == "strings":
        return bars(value, clean)
    return " | ".join(map(interval, value)) if column.type == "spells" else value


def read(data: bytes) -> nx.Graph[str]:
    return nx.read_graphml(io.BytesIO(data), force_multigraph=True)


@given(networks(key="string", label_="string"))
def test_networkx_reads_all_of_it(made: Network):
    data, losses = written(made, "graphml")
    graph = read(data)
    assert graph.is_directed() == made.directed
    nodes = expected(made, made.nodes, as_read)
    assert [{"id": iri, **values} for iri, values in graph.nodes(data=True)] == nodes
    by_id = {key: (ends, values) for *ends, key, values in graph.edges(keys=True, data=True)}
    for row in expected(made, made.edges, as_read):
        ends, values = by_id.pop(row.pop("id"))
        assert sorted(ends) == sorted(made.nodes["id"][row.pop(e)] for e in ("source", "target"))
        assert values == row
    assert by_id == {}
    assert graph.graph["name"] == clean(made.name)
    assert json.loads(graph.graph["manifest"]) == made.manifest
    assert set(lost(losses)) <= {"lists", "dates", "spells", "characters"}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graphml") / "network.graphml"


@given(made=networks())
def test_igraph_reads_all_that_it_has_room_for(path: Path, made: Network):
    path.write_bytes(written(made, "graphml")[0])
    graph = igraph.Graph.Read_GraphML(str(path))
    assert graph.is_directed() == made.directed
    assert graph.vcount() == len(made.nodes)
    pairs = zip(made.edges["source"], made.edges["target"], strict=True)
    assert [sorted(edge.tuple) for edge in graph.es] == [sorted(pair) for pair in pairs]
    for vertex, row in zip(graph.vs, expected(made, made.nodes, as_read), strict=True):
        assert_holds(vertex.attributes(), row)
    for edge, row in zip(graph.es, expected(made, made.edges, as_read), strict=True):
        # igraph 1.0 takes the source for the id of an edge.
        for name in ("id", "source", "target"):
            row.pop(name)
        assert_holds(edge.attributes(), row)


def assert_holds(attributes: dict[str, Any], row: dict[str, Any]) -> None:
    for name, value in row.items():
        # igraph's numbers are doubles.
        assert attributes[name] == (float(value) if type(value) is int else value), name


def test_every_nasty_text_comes_back_as_a_label():
    made = network()
    for text in NASTY:
        graph = read(written(with_labels(made, [text, "b", "c"]), "graphml")[0])
        assert graph.nodes[made.nodes["id"][0]]["label"] == (clean(text) or "canada")


def test_a_name_that_is_no_name_token_is_changed_and_that_is_said():
    made = network()
    for name in ("number of events", "number_of_events", "é·<", ""):
        made = made.with_nodes(Column(name, "integer", MEANING, [1, 2, 3]))
    data, losses = written(made, "graphml")
    given_names = set(next(iter(read(data).nodes(data=True)))[1])
    assert {"number_of_events", "number_of_events_", "é·_", "_"} <= given_names
    assert lost(losses)["names"] == 3


def test_a_bar_in_a_list_does_not_part_it():
    made = network()
    column = made.nodes.columns["external_ids"]._replace(values=[("a | b", "c"), (), ("d",)])
    data, losses = written(made.with_nodes(column), "graphml")
    values = [v.get("external_ids") for _, v in read(data).nodes(data=True)]
    assert values == ["a ¦ b | c", None, "d"]
    assert lost(losses)["lists"] == 4


def test_types_are_stated():
    made = network()
    made = made.with_nodes(
        made.nodes.columns["degree"]._replace(values=[1, 2**40, None]),
        Column("is_old", "boolean", MEANING, [True, None, False]),
    )
    data, _ = written(made, "graphml")
    for name, kind in {"degree": "long", "is_old": "boolean", "x": "double"}.items():
        assert f'attr.name="{name}" attr.type="{kind}"'.encode() in data
    assert b'attr.name="source_count" attr.type="int"' in data
    assert [v.get("is_old") for _, v in read(data).nodes(data=True)] == [True, None, False]


@pytest.mark.parametrize("directed", [True, False])
def test_the_manifest_and_the_losses_are_attributes_of_the_graph(directed: bool):
    data, losses = written(network(directed=directed, **MANIFEST), "graphml")
    graph = read(data).graph
    assert json.loads(graph["manifest"]) == MANIFEST
    assert [loss["what"] for loss in json.loads(graph["losses"])] == [x.what for x in losses]


def test_an_empty_network_is_a_valid_file():
    assert len(read(written(EMPTY, "graphml")[0])) == 0
