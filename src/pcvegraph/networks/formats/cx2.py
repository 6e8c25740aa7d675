"""CX2 (https://cytoscape.org/cx/cx2/specification), which Cytoscape, Cytoscape Web and NDEx read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pcvegraph.languages import Bilingual
from pcvegraph.networks.formats import json_texts, texts
from pcvegraph.networks.formats.json_rows import attributes, member
from pcvegraph.networks.formats.losses import (
    DATES_AS_TEXT,
    Holding,
    Holds,
    Losses,
    losses_of,
)
from pcvegraph.networks.formats.metadata import as_json, told
from pcvegraph.networks.formats.naming import names
from pcvegraph.networks.formats.preparing import fits_32_bits, position, prepared
from pcvegraph.networks.formats.rows import Field, Texts, column, rows
from pcvegraph.networks.network import Column, Network, Table
from pcvegraph.querying.formats import Writable

NAME = "cx2"
HOLDS = Holds(
    dates=DATES_AS_TEXT,
    spells=Holding(
        "otherwise",
        Bilingual(
            "Spells are lists of texts, 2015-01-01/2016-12-31, with “..” for an open end.",
            "Les périodes sont des listes de textes, 2015-01-01/2016-12-31, « .. » si ouvertes.",
        ),
    ),
    names=Holding(
        "otherwise",
        Bilingual(
            "Cytoscape's own names stand for ours: name (label; of an edge its id), represents "
            "(id of a node), interaction (kind of an edge); a column so called gets “_” behind it.",
            "Les noms de Cytoscape remplacent les nôtres : name (label ; id d'un lien), represents "
            "(id d'un nœud), interaction (kind d'un lien) ; une colonne de ce nom prend un « _ ».",
        ),
    ),
    direction=Holding(
        "otherwise",
        Bilingual(
            "Every edge has a source and a target; the attribute directed of the network says "
            "false where they mean nothing.",
            "Tout lien a une source et une cible ; l'attribut directed du réseau dit false quand "
            "elles ne veulent rien dire.",
        ),
    ),
    positions=Holding("yes", Bilingual("the columns x and y", "les colonnes x et y")),
)

_OF_NODE = {"label": "name", "id": "represents"}
_OF_EDGE = {"id": "name", "kind": "interaction"}
_TYPES = {
    "string": "string",
    "double": "double",
    "boolean": "boolean",
    "date": "string",
    "strings": "list_of_string",
    "spells": "list_of_string",
}
_TEXTS: dict[str, Texts] = {**json_texts.TEXTS, "spells": json_texts.intervals}


def write(network: Network, output: Writable) -> Losses:
    """Write `network` as CX2; return what it loses.

    The manifest and the losses are JSON in the attributes `manifest` and `losses` of the network.

    Raises:
        ValueError: a value that no format takes, see `prepared`.
    """
    network = prepared(network)
    of_nodes = _names(network.nodes, _OF_NODE, position(network.nodes))
    of_edges = _names(network.edges, _OF_EDGE, frozenset({"source", "target"}))
    losses = losses_of(NAME, HOLDS, network, {"names": _taken(of_nodes) + _taken(of_edges)})
    for data in _document(network, losses, of_nodes, of_edges):
        output.write(data)
    return losses


def _names(table: Table, standard: dict[str, str], elsewhere: frozenset[str]) -> dict[str, str]:
    """Return the attribute in the file for each column that is one."""
    own = attributes(table, {*standard, *elsewhere})
    known = {name: given for name, given in standard.items() if name in table.columns}
    return known | names(own, standard.values())


def _taken(given: dict[str, str]) -> int:
    return sum(written == name + "_" for name, written in given.items())


def _document(
    network: Network, losses: Losses, of_nodes: dict[str, str], of_edges: dict[str, str]
) -> Iterator[bytes]:
    nodes, edges = network.nodes, network.edges
    about = _about(network, losses)
    declared = {
        "networkAttributes": {name: {"d": kind} for name, (kind, _) in about.items()},
        "nodes": _declared(nodes, of_nodes),
        "edges": _declared(edges, of_edges),
    }
    said = {name: value for name, (_, value) in about.items()}
    counts = {"attributeDeclarations": 1, "networkAttributes": 1}
    counts |= {"nodes": len(nodes), "edges": len(edges)}
    head: list[dict[str, Any]] = [
        {"CXVersion": "2.0", "hasFragments": False},
        {"metaData": [{"name": name, "elementCount": count} for name, count in counts.items()]},
        {"attributeDeclarations": [declared]},
        {"networkAttributes": [said]},
    ]
    yield f'{as_json(head)[:-1]},\n{{"nodes": [\n'.encode()
    yield from rows(_node(nodes, of_nodes), len(nodes), ",\n")
    yield b'\n]},\n{"edges": [\n'
    yield from rows(_edge(edges, of_edges), len(edges), ",\n")
    yield b'\n]},\n{"status": [{"error": "", "success": true}]}]\n'


def _about(network: Network, losses: Losses) -> dict[str, tuple[str, Any]]:
    """Return the attributes of the network: the type and the value of each."""
    return {
        "name": ("string", network.name),
        "directed": ("boolean", network.directed),
        "manifest": ("string", as_json(dict(network.manifest))),
        "losses": ("string", as_json(told(losses))),
    }


def _declared(table: Table, given: dict[str, str]) -> dict[str, dict[str, str]]:
    return {name: {"d": _type(table.columns[own])} for own, name in given.items()}


def _type(of: Column) -> str:
    if of.type == "integer":
        return "integer" if fits_32_bits(of) else "long"
    return _TYPES[of.type]


def _node(nodes: Table, given: dict[str, str]) -> list[str | Field]:
    places = Field('{"id": ', lambda rows: list(range(*rows.indices(len(nodes)))), texts.integers)
    coordinates = [
        Field(f', "{name}": ', column(nodes[name]), texts.doubles)
        for name in sorted(position(nodes))
    ]
    return [places, *coordinates, *_values(nodes, given)]


def _edge(edges: Table, given: dict[str, str]) -> list[str | Field]:
    places = Field('{"id": ', lambda rows: list(range(*rows.indices(len(edges)))), texts.integers)
    ends = [
        Field(f', "{name}": ', column(edges[end]), texts.integers)
        for end, name in (("source", "s"), ("target", "t"))
    ]
    return [places, *ends, *_values(edges, given)]


def _values(table: Table, given: dict[str, str]) -> list[str | Field]:
    first, *others = given.items()
    return [
        member(first[1], table.columns[first[0]], _TEXTS, ', "v": {'),
        *[member(name, table.columns[own], _TEXTS) for own, name in others],
        "}}",
    ]
