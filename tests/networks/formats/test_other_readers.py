"""Readers that are no Python: graphology and cytoscape from npm, R's igraph."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from networks.formats.reading import clean, label, written
from networks.made import NASTY, network, with_labels
from pcvegraph.networks.network import Network

PACKAGES = ["graphology@0", "graphology-gexf@0", "cytoscape@3"]
INSTALL_SECONDS = 600
GRAPHOLOGY = """
const {MultiGraph} = require('graphology'), {parse} = require('graphology-gexf');
const graph = parse(MultiGraph, require('fs').readFileSync(process.argv[1], 'utf8'));
console.log(JSON.stringify(graph.export()));
"""
CYTOSCAPE = """
const cytoscape = require('cytoscape');
const {data, elements} = JSON.parse(require('fs').readFileSync(process.argv[1], 'utf8'));
const graph = cytoscape({headless: true, data, elements, layout: {name: 'preset'}});
const shown = all => all.map(one => ({...one.data(), position: one.position && one.position()}));
console.log(JSON.stringify({
  data: graph.data(), nodes: shown(graph.nodes()), edges: graph.edges().map(e => e.data())
}));
"""
IN_R = """
arguments <- commandArgs(trailingOnly = TRUE)
graph <- igraph::read_graph(arguments[1], format = arguments[2])
weight <- sum(igraph::E(graph)$weight)
cat(igraph::vcount(graph), igraph::ecount(graph), igraph::is_directed(graph), weight)
"""

Read = Callable[[str, Network, str], Any]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return what gives the answer of a script in JavaScript about a network in a format."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("npm")
    _run(["npm", "install", "--no-audit", "--no-fund", *PACKAGES], folder)

    def answer(script: str, made: Network, name: str) -> Any:
        (folder / "network").write_bytes(written(made, name)[0])
        return json.loads(_run(["node", "-e", script, "network"], folder))

    return answer


def _run(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=INSTALL_SECONDS
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.peers
@pytest.mark.parametrize("directed", [True, False])
def test_graphology_reads_gexf(read: Read, directed: bool):
    made = network(directed=directed)
    graph = read(GRAPHOLOGY, made, "gexf")
    assert graph["options"]["type"] == ("directed" if directed else "undirected")
    nodes = {node["key"]: node["attributes"] for node in graph["nodes"]}
    assert list(nodes) == made.nodes["id"]
    for place, values in enumerate(nodes.values()):
        assert values["label"] == label(made, place)
        assert values["kind"] == made.nodes["kind"][place]
        assert tuple(values.get("external_ids", ())) == made.nodes["external_ids"][place]
        assert values.get("start") == made.nodes["start"][place]
        assert (values["x"], values["y"]) == (made.nodes["x"][place], made.nodes["y"][place])
        assert values["color"].startswith("rgb(")
    edges = {edge["key"]: edge for edge in graph["edges"]}
    assert list(edges) == made.edges["id"]
    for place, edge in enumerate(edges.values()):
        values = edge["attributes"]
        assert edge["source"] == made.nodes["id"][made.edges["source"][place]]
        assert edge["target"] == made.nodes["id"][made.edges["target"][place]]
        assert values["weight"] == made.edges["weight"][place]
        assert values.get("kind") == made.edges["kind"][place]
        assert tuple(values.get("relations", ())) == made.edges["relations"][place]


@pytest.mark.peers
def test_graphology_reads_lists_of_nasty_texts(read: Read):
    # xmldom takes U+0085 for the end of a line, as XML 1.1 does and 1.0 does not.
    texts = tuple(clean(text).replace("\x85", "") for text in NASTY)
    lists = [texts, ("",), ("a", "", "c")]
    made = network()
    made = made.with_nodes(made.nodes.columns["external_ids"]._replace(values=lists))
    nodes = read(GRAPHOLOGY, made, "gexf")["nodes"]
    assert [tuple(node["attributes"]["external_ids"]) for node in nodes] == lists


@pytest.mark.peers
def test_cytoscape_reads_its_json(read: Read):
    made = with_labels(network(query="co-participation"), ["parent", 'Le "Club" ]]>', "مركز 🕊️"])
    graph = read(CYTOSCAPE, made, "cytoscape")
    assert graph["data"]["manifest"] == {"query": "co-participation"}
    for place, node in enumerate(graph["nodes"]):
        assert (node["id"], node["label"]) == (made.nodes["id"][place], label(made, place))
        assert tuple(node.get("external_ids", ())) == made.nodes["external_ids"][place]
        x, y = (made.nodes[name][place] for name in ("x", "y"))
        assert node["position"] == {"x": x, "y": y}
    for place, edge in enumerate(graph["edges"]):
        assert edge["id"] == made.edges["id"][place]
        assert edge["weight"] == made.edges["weight"][place]
        spells = [tuple(spell) for spell in edge.get("spells", [])]
        assert spells == [tuple(spell) for spell in made.edges["spells"][place]]
    assert len(graph["edges"]) == 4


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
@pytest.mark.parametrize("name", ["graphml", "pajek"])
def test_igraph_in_r_reads_it(name: str, tmp_path: Path):
    has_igraph = subprocess.run(
        ["Rscript", "-e", "library(igraph)"], capture_output=True, check=False
    )
    if has_igraph.returncode:
        pytest.skip("R's igraph is not installed")
    path = tmp_path / "network"
    path.write_bytes(written(network(directed=True), name)[0])
    assert _run(["Rscript", "-e", IN_R, str(path), name], tmp_path) == "3 4 TRUE 6.6"
