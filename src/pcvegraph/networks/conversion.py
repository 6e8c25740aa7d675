"""A network in the classes that Python's analysts use: networkx graphs and pandas frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pcvegraph.networks.extras import required
from pcvegraph.networks.network import Network, Table, Type, Value

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

DTYPES: dict[Type, str] = {
    "string": "string",
    "integer": "Int64",
    "double": "Float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
    "strings": "object",
    "spells": "object",
}
"""The pandas type of each type of column: those that can say that a value is missing."""


def to_networkx(network: Network) -> nx.Graph[str]:
    """Return `network` as a graph of networkx whose nodes are the ids.

    It is a Graph or DiGraph; with parallel edges a MultiGraph or MultiDiGraph whose keys are the ids of
    the edges. Attributes have the names and types of the columns; one that has no value is left out.
    The graph's own attributes are `name` and `manifest`.
    """
    graph = _empty(network)
    nodes, edges = network.nodes, network.edges
    ids = nodes["id"]
    graph.add_nodes_from(zip(ids, _attributes(nodes, {"id"}), strict=True))
    sources, targets = ([ids[place] for place in edges[end]] for end in ("source", "target"))
    keys = (edges["id"],) if graph.is_multigraph() else ()
    attributes = _attributes(edges, {"source", "target"})
    graph.add_edges_from(zip(sources, targets, *keys, attributes, strict=True))
    return graph


def to_frames(network: Network) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the nodes and the edges of `network` as frames of pandas.

    The columns are those of the network, but `source` and `target` are the ids of the ends. Missing
    values are pandas' own; "strings" and "spells" are tuples.

    Raises:
        PcvegraphError: pandas is not installed.
    """
    pandas = required("pandas", "A frame")
    ids = network.nodes["id"]
    nodes, edges = _frame(pandas, network.nodes), _frame(pandas, network.edges)
    for end in ("source", "target"):
        edges[end] = pandas.array([ids[place] for place in network.edges[end]], dtype="string")
    return nodes, edges


def _empty(network: Network) -> nx.Graph[str]:
    import networkx as nx  # noqa: PLC0415 - 0.2 s that frames do not need

    simple, parallel = (
        (nx.DiGraph, nx.MultiDiGraph) if network.directed else (nx.Graph, nx.MultiGraph)
    )
    graph_type = parallel if _has_parallel_edges(network) else simple
    return graph_type(name=network.name, manifest=dict(network.manifest))


def _has_parallel_edges(network: Network) -> bool:
    pairs = zip(network.edges["source"], network.edges["target"], strict=True)
    different = {pair if network.directed else tuple(sorted(pair)) for pair in pairs}
    return len(different) < len(network.edges)


def _attributes(table: Table, without: set[str]) -> Iterator[dict[str, Value]]:
    """Yield the attributes of each row."""
    names = [name for name in table.columns if name not in without]
    for row in zip(*(table[name] for name in names), strict=True):
        yield {name: value for name, value in zip(names, row, strict=True) if value is not None}


def _frame(pandas: Any, table: Table) -> pd.DataFrame:
    series: Mapping[str, Any] = {
        column.name: pandas.Series(list(column.values), dtype=DTYPES[column.type])
        for column in table.columns.values()
    }
    frame: pd.DataFrame = pandas.DataFrame(series)
    return frame
