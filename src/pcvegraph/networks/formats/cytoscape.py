"""Cytoscape.js JSON (https://js.cytoscape.org/#notation/elements-json), which Cytoscape reads too."""

from __future__ import annotations

from collections.abc import Iterator

from pcvegraph.languages import Bilingual
from pcvegraph.networks.formats import json_texts, texts
from pcvegraph.networks.formats.json_rows import attributes, ends, member, members
from pcvegraph.networks.formats.losses import (
    DATES_AS_TEXT,
    Holding,
    Holds,
    Losses,
    losses_of,
    parallel_edges,
)
from pcvegraph.networks.formats.metadata import as_json, metadata
from pcvegraph.networks.formats.naming import changed, names
from pcvegraph.networks.formats.preparing import position, prepared
from pcvegraph.networks.formats.rows import Field, column, rows
from pcvegraph.networks.network import Network
from pcvegraph.querying.formats import Writable

NAME = "cytoscape"
HOLDS = Holds(
    dates=DATES_AS_TEXT,
    spells=Holding("yes", Bilingual("as pairs of dates", "comme paires de dates")),
    names=Holding(
        "otherwise",
        Bilingual(
            "Names that Cytoscape keeps for itself (parent, value, name, key) get “_” behind them.",
            "Les noms que Cytoscape se réserve (parent, value, name, key) prennent un « _ ».",
        ),
    ),
    positions=Holding("yes", Bilingual("the columns x and y", "les colonnes x et y")),
)

_RESERVED_OF_NODE = frozenset({"id", "parent", "value", "name"})
_RESERVED_OF_EDGE = frozenset({"id", "source", "target", "parent", "key"})


def write(network: Network, output: Writable) -> Losses:
    """Write `network` as Cytoscape.js JSON; return what it loses.

    `data` holds the manifest. A node has its label as `name` and its IRI as `value` too, from which
    Cytoscape and networkx take them; an edge beside another has its id as `key`.

    Raises:
        ValueError: a value that no format takes, see `prepared`.
    """
    network = prepared(network)
    nodes, edges = network.nodes, network.edges
    of_nodes = names(attributes(nodes, {"id", *position(nodes)}), _RESERVED_OF_NODE)
    of_edges = names(attributes(edges, {"id", "source", "target"}), _RESERVED_OF_EDGE)
    renamed = changed(of_nodes) + changed(of_edges)
    losses = losses_of(NAME, HOLDS, network, {"names": renamed})
    for data in _document(network, losses, of_nodes, of_edges):
        output.write(data)
    return losses


def _document(
    network: Network, losses: Losses, of_nodes: dict[str, str], of_edges: dict[str, str]
) -> Iterator[bytes]:
    several = parallel_edges(network) > 0
    head = {
        "directed": network.directed,
        "multigraph": several,
        "data": {"name": network.name, **metadata(network, losses)},
    }
    yield f'{as_json(head)[:-1]}, "elements": {{"nodes": [\n'.encode()
    yield from rows(_node(network, of_nodes), len(network.nodes), ",\n")
    yield b'\n], "edges": [\n'
    yield from rows(_edge(network, of_edges, several=several), len(network.edges), ",\n")
    yield b"\n]}}\n"


def _node(network: Network, given: dict[str, str]) -> list[str | Field]:
    nodes = network.nodes
    iri = nodes.columns["id"]
    return [
        member("id", iri, lead='{"data": {'),
        member("value", iri),
        member("name", nodes.columns["label"]),
        *members(nodes, given),
        "}",
        *_position(network),
        "}",
    ]


def _position(network: Network) -> list[str | Field]:
    nodes = network.nodes
    if not position(nodes):
        return []
    return [
        Field(', "position": {"x": ', column(nodes["x"]), texts.doubles),
        Field(', "y": ', column(nodes["y"]), texts.doubles, "}"),
    ]


def _edge(network: Network, given: dict[str, str], *, several: bool) -> list[str | Field]:
    edges = network.edges
    iris = json_texts.strings(list(network.nodes["id"]))
    key = [member("key", edges.columns["id"])] if several else []
    return [
        member("id", edges.columns["id"], lead='{"data": {'),
        *ends(edges, iris, "source", "target"),
        *key,
        *members(edges, given),
        "}}",
    ]
