"""Networks to measure: made of pairs of nodes, of a graph of networkx, or at random."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
from hypothesis import strategies as st

from pcvegraph.languages import Bilingual
from pcvegraph.networks.columns import EDGES, NODES, table
from pcvegraph.networks.network import Network

Pair = tuple[int, int]
WEIGHTS = st.none() | st.floats(0.125, 1000)


def node_id(number: int) -> str:
    return f"https://w3id.org/pcvegraph/id/node-{number:05}"


def network_of(
    pairs: Sequence[Pair],
    size: int,
    *,
    directed: bool = False,
    weights: Sequence[float | None] = (),
    nodes: Mapping[str, Sequence[Any]] | None = None,
    edges: Mapping[str, Sequence[Any]] | None = None,
) -> Network:
    """Return the network of these edges; `nodes` and `edges` are further columns, in their order."""
    given = list(weights) or [1.0] * len(pairs)
    ends = [pair if directed else (min(pair), max(pair)) for pair in pairs]
    order = sorted(range(len(pairs)), key=lambda number: ends[number])
    more = {name: [values[n] for n in order] for name, values in (edges or {}).items()}
    return Network(
        "of a test",
        directed,
        table(
            NODES,
            id=[node_id(number) for number in range(size)],
            label=[f"node {number}" for number in range(size)],
            **(nodes or {}),
        ),
        table(
            EDGES,
            id=[f"edge-{number:05}" for number in range(len(pairs))],
            source=[ends[number][0] for number in order],
            target=[ends[number][1] for number in order],
            weight=[given[number] for number in order],
            **more,
        ),
        {"title": Bilingual("a test", "un essai").en},
    )


def network_of_graph(graph: nx.Graph) -> Network:
    """Return a graph of networkx as a network; the nodes keep their order."""
    place = {node: number for number, node in enumerate(graph)}
    pairs = [(place[source], place[target]) for source, target in graph.edges]
    weights = [data.get("weight", 1.0) for _, _, data in graph.edges(data=True)]
    return network_of(pairs, len(graph), directed=graph.is_directed(), weights=weights)


@st.composite
def networks(draw: st.DrawFn, directed: bool | None = None, smallest: int = 0) -> Network:
    """Draw a network: in one part or several, with loops, parallel edges, weights, or none of them."""
    size = draw(st.integers(smallest, 9))
    ends = st.integers(0, max(size - 1, 0))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=24)) if size else []
    weights = draw(st.lists(WEIGHTS, min_size=len(pairs), max_size=len(pairs)) | st.just([]))
    chosen = draw(st.booleans()) if directed is None else directed
    return network_of(pairs, size, directed=chosen, weights=weights)
