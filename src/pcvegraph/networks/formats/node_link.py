"""Node-link JSON, as networkx 3.4 and later read it: `networkx.node_link_graph(data, edges="edges")`."""

from __future__ import annotations

from collections.abc import Iterator

from pcvegraph.languages import Bilingual
from pcvegraph.networks.formats import json_texts
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
from pcvegraph.networks.formats.preparing import prepared
from pcvegraph.networks.formats.rows import Field, rows
from pcvegraph.networks.network import Network
from pcvegraph.querying.formats import Writable

NAME = "node-link"
HOLDS = Holds(
    dates=DATES_AS_TEXT,
    spells=Holding("yes", Bilingual("as pairs of dates", "comme paires de dates")),
    names=Holding(
        "otherwise",
        Bilingual(
            "A column of edges called key is written key_ where there are parallel edges.",
            "Une colonne key des liens devient key_ s'il y a des liens parallèles.",
        ),
    ),
    positions=Holding("yes", Bilingual("as attributes", "comme attributs")),
)


def write(network: Network, output: Writable) -> Losses:
    """Write `network` as node-link JSON; return what it loses.

    The key of an edge, where there are parallel ones, is its id.

    Raises:
        ValueError: a value that no format takes, see `prepared`.
    """
    network = prepared(network)
    several = parallel_edges(network) > 0
    given = names(attributes(network.edges, {"id", "source", "target"}), {"key"} if several else ())
    losses = losses_of(NAME, HOLDS, network, {"names": changed(given)})
    for data in _document(network, losses, given, several=several):
        output.write(data)
    return losses


def _document(
    network: Network, losses: Losses, given: dict[str, str], *, several: bool
) -> Iterator[bytes]:
    head = {
        "directed": network.directed,
        "multigraph": several,
        "graph": {"name": network.name, **metadata(network, losses)},
    }
    yield f'{as_json(head)[:-1]}, "nodes": [\n'.encode()
    yield from rows(_node(network), len(network.nodes), ",\n")
    yield b'\n], "edges": [\n'
    yield from rows(_edge(network, given, several=several), len(network.edges), ",\n")
    yield b"\n]}\n"


def _node(network: Network) -> list[str | Field]:
    nodes = network.nodes
    own = {name: name for name in attributes(nodes, {"id"})}
    return [member("id", nodes.columns["id"], lead="{"), *members(nodes, own), "}"]


def _edge(network: Network, given: dict[str, str], *, several: bool) -> list[str | Field]:
    edges = network.edges
    iris = json_texts.strings(list(network.nodes["id"]))
    key = [member("key", edges.columns["id"])] if several else []
    return [
        member("id", edges.columns["id"], lead="{"),
        *ends(edges, iris, "source", "target"),
        *key,
        *members(edges, given),
        "}",
    ]
