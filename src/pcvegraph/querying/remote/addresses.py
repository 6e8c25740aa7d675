"""Where a remote store answers queries, and where it takes graphs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from pcvegraph.errors import StoreError
from pcvegraph.vocabulary import GRAPHS

DEFAULT_GRAPH = GRAPHS + "default"
"""The name of the materialised default graph on a store that has no default graph of its own."""

GRAPH_STORES = {"/query": "/store", "/sparql": "/sparql-graph-crud-auth"}
"""Where the known servers take graphs, by where they answer: the Oxigraph server, and Virtuoso."""


@dataclass(frozen=True)
class Addresses:
    """The addresses of one store.

    `default_graph` is the name under which the default graph stands there; "" where the store has
    a default graph without a name.
    """

    query: str
    graph_store: str
    default_graph: str = ""


def read_addresses(
    query: str, graph_store: str | None = None, default_graph: str | None = None
) -> Addresses:
    """Return the addresses of the store that answers at `query`; what is None is guessed.

    Raises:
        StoreError: `query` is no address, or no known server answers at such a one.
    """
    parts = urlsplit(query)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise StoreError(
            f"“{query[:200]}” is not the address of a store.",
            "Give the whole address at which it answers queries, such as http://127.0.0.1:7878/query.",
        )
    path = GRAPH_STORES.get(parts.path)
    if graph_store is None and path is None:
        raise StoreError(
            f"Where the store of {query} takes graphs is not known.",
            "Name its Graph Store Protocol endpoint with --graph-store URL.",
        )
    if default_graph is None:
        default_graph = DEFAULT_GRAPH if path == GRAPH_STORES["/sparql"] else ""
    guessed = urlunsplit((parts.scheme, parts.netloc, path or "", "", ""))
    return Addresses(query, graph_store or guessed, default_graph)
