"""The formats of networks: one table for the command line, the service and the documentation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pcvegraph.errors import UnknownFormatError
from pcvegraph.languages import Bilingual
from pcvegraph.networks.formats import (
    cx2,
    cytoscape,
    gexf,
    graphml,
    node_link,
    pajek,
    parquet,
    tables,
)
from pcvegraph.networks.formats.losses import Holds, Losses
from pcvegraph.networks.network import Network
from pcvegraph.querying.formats import Writable


@dataclass(frozen=True)
class NetworkFormat:
    """A format: its name, the extension of its files, its media types (the first is sent).

    `write` writes a network and returns what it loses; `holds` says what it can hold.
    """

    name: str
    title: Bilingual
    extension: str
    media_types: tuple[str, ...]
    write: Callable[[Network, Writable], Losses]
    holds: Holds

    @property
    def holds_manifest(self) -> bool:
        """Whether the manifest stands in the file; else the caller writes it beside."""
        return self.holds.manifest.how != "no"

    @property
    def names(self) -> tuple[str, ...]:
        """All that it can be asked by."""
        return (self.name, self.extension, *self.media_types)

    @property
    def content_type(self) -> str:
        """The value of the Content-Type header."""
        media_type = self.media_types[0]
        return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


_JSON = "application/json"
_ZIP = "application/zip"
FORMATS = (
    NetworkFormat(
        gexf.NAME,
        Bilingual("GEXF 1.3", "GEXF 1.3"),
        "gexf",
        ("application/gexf+xml",),
        gexf.write,
        gexf.HOLDS,
    ),
    NetworkFormat(
        graphml.NAME,
        Bilingual("GraphML", "GraphML"),
        "graphml",
        ("application/graphml+xml",),
        graphml.write,
        graphml.HOLDS,
    ),
    NetworkFormat(
        node_link.NAME,
        Bilingual("node-link JSON", "JSON nœuds-liens"),
        "json",
        (_JSON,),
        node_link.write,
        node_link.HOLDS,
    ),
    NetworkFormat(
        cytoscape.NAME,
        Bilingual("Cytoscape.js JSON", "JSON de Cytoscape.js"),
        "cyjs",
        (_JSON,),
        cytoscape.write,
        cytoscape.HOLDS,
    ),
    NetworkFormat(cx2.NAME, Bilingual("CX2", "CX2"), "cx2", (_JSON,), cx2.write, cx2.HOLDS),
    NetworkFormat(
        pajek.NAME, Bilingual("Pajek", "Pajek"), "net", ("text/plain",), pajek.write, pajek.HOLDS
    ),
    NetworkFormat(
        tables.TOGETHER,
        Bilingual("CSV, both tables", "CSV, les deux tables"),
        "csv.zip",
        (_ZIP,),
        tables.write,
        tables.HOLDS,
    ),
    NetworkFormat(
        tables.NODES_ALONE,
        Bilingual("CSV, nodes", "CSV, nœuds"),
        "nodes.csv",
        ("text/csv",),
        tables.write_nodes,
        tables.HOLDS_NODES,
    ),
    NetworkFormat(
        tables.EDGES_ALONE,
        Bilingual("CSV, edges", "CSV, liens"),
        "edges.csv",
        ("text/csv",),
        tables.write_edges,
        tables.HOLDS_EDGES,
    ),
    NetworkFormat(
        parquet.NAME,
        Bilingual("Parquet, both tables", "Parquet, les deux tables"),
        "parquet.zip",
        (_ZIP,),
        parquet.write,
        parquet.HOLDS,
    ),
)


def find_network_format(name: str) -> NetworkFormat:
    """Return the format of this name, extension or media type, the first where several have it.

    Raises:
        UnknownFormatError: there is none; the message lists those there are.
    """
    for candidate in FORMATS:
        if name.lower() in candidate.names:
            return candidate
    raise UnknownFormatError(name, "A network", [f.name for f in FORMATS])
