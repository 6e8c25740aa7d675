"""Pajek's format is read by networkx and igraph, and holds labels, ends, weights and positions."""

from __future__ import annotations

import io
import json
from pathlib import Path

import igraph
import networkx as nx
import pytest
from hypothesis import given

from networks.formats.reading import lost, written
from networks.made import EMPTY, MANIFEST, network, networks, with_labels
from pcvegraph.networks.network import Network


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pajek") / "network.net"


def read(data: bytes) -> nx.MultiGraph[str]:
    return nx.read_pajek(io.BytesIO(data))


@given(made=networks())
def test_networkx_and_igraph_read_the_same_of_it(path: Path, made: Network):
    data, losses = written(made, "pajek")
    path.write_bytes(data)
    graph, other = read(data), igraph.Graph.Read_Pajek(str(path))
    assert graph.is_directed() == other.is_directed() == made.directed
    assert len(graph) == other.vcount() == len(made.nodes)
    labels = list(graph)
    assert labels == [vertex["name"] for vertex in other.vs]
    edges = zip(*(made.edges[name] for name in ("source", "target", "weight")), strict=True)
    said = [(*sorted((source, target)), weight) for source, target, weight in edges]
    assert [(*sorted(edge.tuple), edge["weight"]) for edge in other.es] == said
    place = {label: number for number, label in enumerate(labels)}
    found = [(*sorted((place[u], place[v])), weight) for u, v, weight in graph.edges(data="weight")]
    assert sorted(found) == sorted(said)
    assert "types" in lost(losses)


def test_labels_are_what_pajek_can_hold():
    for text, label in {
        'Le "Club"': "Le 'Club'",
        "back\\slash\\": "back/slash/",
        "line\nfeed": "line feed",
        "nul\0 bell\x07": "nul  bell ",
        "مركز هداية": "مركز هداية",
        "🕊️ % *Edges": "🕊️ % *Edges",
        "": "canada",
    }.items():
        data, losses = written(with_labels(network(), [text, "b", "c"]), "pajek")
        assert next(iter(read(data))) == label
        assert ("characters" in lost(losses)) == (label not in (text, "canada"))


def test_labels_that_are_the_same_stay_apart():
    data, losses = written(with_labels(network(), ["a", "a", "a (2)"]), "pajek")
    assert list(read(data)) == ["a", "a (2)", "a (2) (3)"]
    assert lost(losses)["characters"] == 2


def test_parallel_edges_loops_positions_and_direction():
    for directed in (True, False):
        graph = read(written(network(directed=directed), "pajek")[0])
        assert graph.is_directed() == directed
        assert [(v["x"], v["y"]) for _, v in graph.nodes(data=True)] == [
            (0.0, 0.25),
            (0.5, -2.0),
            (1.0, 1e-7),
        ]
        assert sorted(graph.edges(data="weight")) == [
            ("Canada", "Hedayah هداية", 3.0),
            ("Canada", "gctf", 1.0),
            ("Canada", "gctf", 2.5),
            ("gctf", "gctf", 0.1),
        ]


def test_the_manifest_and_what_is_left_out_stand_in_a_comment():
    data, losses = written(network(**MANIFEST), "pajek")
    first, name, *_ = data.decode().splitlines()
    said = json.loads(first.removeprefix("% "))
    assert said["manifest"] == MANIFEST
    assert {loss["what"]: loss["count"] for loss in said["losses"]} == lost(losses)
    assert lost(losses) == {"types": 12, "lists": 4, "dates": 5, "spells": 2}
    assert name == "*Network A made network"


def test_an_empty_network_is_a_valid_file(path: Path):
    data, _ = written(EMPTY, "pajek")
    path.write_bytes(data)
    assert len(read(data)) == igraph.Graph.Read_Pajek(str(path)).vcount() == 0
