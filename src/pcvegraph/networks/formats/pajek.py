"""Pajek's .net (http://mrvar.fdv.uni-lj.si/pajek/), which Pajek, igraph and networkx read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pcvegraph.languages import Bilingual
from pcvegraph.networks.formats import texts
from pcvegraph.networks.formats.losses import Holding, Holds, Losses, losses_of
from pcvegraph.networks.formats.metadata import as_json, metadata
from pcvegraph.networks.formats.preparing import position, prepared
from pcvegraph.networks.formats.rows import Field, column, rows
from pcvegraph.networks.network import Network, Table, Value
from pcvegraph.querying.formats import Writable

NAME = "pajek"
HOLDS = Holds(
    types=Holding(
        "no",
        Bilingual(
            "Of the columns only label, weight, x and y are written.",
            "Des colonnes, seules label, weight, x et y sont écrites.",
        ),
    ),
    lists=Holding("no", Bilingual("Lists are left out.", "Les listes sont omises.")),
    dates=Holding("no", Bilingual("Dates are left out.", "Les dates sont omises.")),
    spells=Holding("no", Bilingual("Spells are left out.", "Les périodes sont omises.")),
    characters=Holding(
        "otherwise",
        Bilingual(
            "In labels, a double quote becomes ', a backslash /, white space and control "
            "characters a space; a label that is there already gets the number of its vertex.",
            "Dans les noms, un guillemet double devient ', une barre oblique inverse /, blancs et "
            "caractères de contrôle une espace ; un nom déjà pris reçoit le numéro du sommet.",
        ),
    ),
    positions=Holding("yes", Bilingual("the columns x and y", "les colonnes x et y")),
    manifest=Holding("yes", Bilingual("as a comment", "en commentaire")),
)

# Pajek has no escapes, and the readers do not agree on what a backslash means.
_SIGNS = str.maketrans({'"': "'", "\\": "/"})
_NO_LABEL = re.compile(r"[\x00-\x1f\x7f-\x9f\s\ud800-\udfff]")
_OF_NODE = frozenset({"label", "x", "y"})
_OF_EDGE = frozenset({"source", "target", "weight"})


def write(network: Network, output: Writable) -> Losses:
    """Write `network` as a Pajek network; return what it loses.

    Vertices are numbered from 1 in the order of the nodes. The first line is a comment that holds the
    manifest and the losses as JSON.

    Raises:
        ValueError: a value that no format takes, see `prepared`.
    """
    network = prepared(network)
    labels = _labels(network.nodes)
    counted = {
        "types": _left_out(network.nodes, _OF_NODE) + _left_out(network.edges, _OF_EDGE),
        "characters": sum(map(str.__ne__, labels, network.nodes["label"])),
    }
    losses = losses_of(NAME, HOLDS, network, counted)
    for data in _document(network, labels, losses):
        output.write(data)
    return losses


def _left_out(table: Table, written: frozenset[str]) -> int:
    return len(set(table.columns) - written)


def _labels(nodes: Table) -> list[str]:
    """Return a label for each node that Pajek can hold and no other node has."""
    fit = [_NO_LABEL.sub(" ", label.translate(_SIGNS)) for label in nodes["label"]]
    taken: set[str] = set()
    for place in range(len(fit)):
        while fit[place] in taken:
            fit[place] += f" ({place + 1})"
        taken.add(fit[place])
    return fit


def _document(network: Network, labels: list[str], losses: Losses) -> Iterator[bytes]:
    nodes, edges = network.nodes, network.edges
    yield f"% {as_json(metadata(network, losses))}\n".encode()
    yield f"*Network {_NO_LABEL.sub(' ', network.name)}\n*Vertices {len(nodes)}\n".encode()
    yield from rows(_vertex(nodes, labels), len(nodes))
    yield b"*Arcs\n" if network.directed else b"*Edges\n"
    yield from rows(_line(edges), len(edges))


def _vertex(nodes: Table, labels: list[str]) -> list[str | Field]:
    numbers = Field("", lambda rows: list(range(*rows.indices(len(nodes)))), _numbers)
    label = Field(' "', column(labels), texts.strings, '"')
    if not position(nodes):
        return [numbers, label, "\n"]
    x, y = (Field(" ", column(nodes[name]), texts.doubles) for name in ("x", "y"))
    return [numbers, label, x, y, " ellipse\n"]


def _line(edges: Table) -> list[str | Field]:
    return [
        Field("", column(edges["source"]), _numbers),
        Field(" ", column(edges["target"]), _numbers),
        Field(" ", column(edges["weight"]), texts.doubles),
        "\n",
    ]


def _numbers(places: list[Value]) -> list[str]:
    return [str(place + 1) for place in places]
