"""GraphML (http://graphml.graphdrawing.org), which networkx, igraph, R, yEd and Gephi read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pcvegraph.languages import Bilingual
from pcvegraph.networks.formats import texts, xml
from pcvegraph.networks.formats.bars import without_bars
from pcvegraph.networks.formats.losses import (
    CONTROLS_REMOVED,
    DATES_AS_TEXT,
    INTERVALS,
    JOINED,
    Holding,
    Holds,
    Losses,
    losses_of,
)
from pcvegraph.networks.formats.metadata import as_json, told
from pcvegraph.networks.formats.naming import changed, names
from pcvegraph.networks.formats.preparing import fits_32_bits, prepared
from pcvegraph.networks.formats.rows import Field, Texts, column, picked, rows
from pcvegraph.networks.network import Column, Network, Table, Value
from pcvegraph.querying.formats import Writable

NAME = "graphml"
HOLDS = Holds(
    lists=JOINED,
    dates=DATES_AS_TEXT,
    spells=INTERVALS,
    characters=CONTROLS_REMOVED,
    names=Holding(
        "otherwise",
        Bilingual(
            "A character that no name token of XML has becomes “_” in a column's name.",
            "Un caractère exclu des noms XML devient « _ » dans le nom d'une colonne.",
        ),
    ),
    positions=Holding("yes", Bilingual("as attributes", "comme attributs")),
)

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
# attr.name is an NMTOKEN (graphml-attributes.xsd); XML 1.0, production 4a: NameChar.
_NO_NAME = re.compile(
    "[^-.0-9:A-Z_a-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d"
    "\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
    "\U00010000-\U000effff]"
)
_OF_NODE = frozenset({"id"})
_OF_EDGE = frozenset({"id", "source", "target"})


@dataclass(frozen=True)
class _Key:
    """A key: its id in the file, the name of the attribute, and the column of its values."""

    id: str
    name: str
    column: Column


def write(network: Network, output: Writable) -> Losses:
    """Write `network` as GraphML; return what it loses.

    The manifest and the losses are JSON in the attributes `manifest` and `losses` of the graph.

    Raises:
        ValueError: a value that no format takes, see `prepared`.
    """
    network, removed = xml.without_forbidden(prepared(network))
    network = without_bars(network)
    of_nodes, of_edges = _keys("n", network.nodes, _OF_NODE), _keys("e", network.edges, _OF_EDGE)
    renamed = changed({key.column.name: key.name for key in of_nodes})
    renamed += changed({key.column.name: key.name for key in of_edges})
    losses = losses_of(NAME, HOLDS, network, {"characters": removed, "names": renamed})
    output.write(_HEAD.encode())
    for data in _document(network, of_nodes, of_edges, _about(network, losses)):
        output.write(data)
    return losses


def _document(
    network: Network, of_nodes: list[_Key], of_edges: list[_Key], about: dict[str, str]
) -> Iterator[bytes]:
    yield _declared("node", of_nodes).encode()
    yield _declared("edge", of_edges).encode()
    for place, name in enumerate(about):
        yield f'<key id="g{place}" for="graph" attr.name="{name}" attr.type="string"/>\n'.encode()
    kind = "directed" if network.directed else "undirected"
    yield f'<graph edgedefault="{kind}">\n'.encode()
    for place, text in enumerate(about.values()):
        yield f'<data key="g{place}">{xml.content(text)}</data>\n'.encode()
    yield from rows(_node(network.nodes, of_nodes), len(network.nodes))
    yield from rows(_edge(network, of_edges), len(network.edges))
    yield b"</graph>\n</graphml>\n"


def _about(network: Network, losses: Losses) -> dict[str, str]:
    """Return what the graph's own attributes say."""
    said: dict[str, Any] = {"manifest": dict(network.manifest), "losses": told(losses)}
    return {"name": network.name} | {name: as_json(value) for name, value in said.items()}


def _keys(prefix: str, table: Table, elsewhere: frozenset[str]) -> list[_Key]:
    own = [c for c in table.columns.values() if c.name not in elsewhere]
    given = names((c.name for c in own), elsewhere, _NO_NAME)
    return [_Key(f"{prefix}{place}", given[c.name], c) for place, c in enumerate(own)]


def _declared(owner: str, keys: list[_Key]) -> str:
    return "".join(
        f'<key id="{key.id}" for="{owner}" attr.name="{key.name}" attr.type="{_type(key.column)}"/>\n'
        for key in keys
    )


def _type(of: Column) -> str:
    if of.type == "integer":
        return "int" if fits_32_bits(of) else "long"
    return of.type if of.type in ("double", "boolean") else "string"


def _node(nodes: Table, keys: list[_Key]) -> list[str | Field]:
    identity = Field('<node id="', column(nodes["id"]), xml.attributes, '">')
    return [identity, *map(_data, keys), "</node>\n"]


def _edge(network: Network, keys: list[_Key]) -> list[str | Field]:
    edges = network.edges
    iri = picked(xml.attributes(list(network.nodes["id"])))
    return [
        Field('<edge id="', column(edges["id"]), xml.attributes, '"'),
        Field(' source="', column(edges["source"]), iri, '"'),
        Field(' target="', column(edges["target"]), iri, '">'),
        *map(_data, keys),
        "</edge>\n",
    ]


def _data(key: _Key) -> Field:
    of = key.column
    before = f'<data key="{key.id}">'
    return Field(before, column(of.values), _TEXTS[of.type], "</data>", texts.absent(of.type))


def _lists(values: list[Value]) -> list[str]:
    return xml.contents(texts.joined(values))


_TEXTS: dict[str, Texts] = {**texts.PLAIN, "string": xml.contents, "strings": _lists}
