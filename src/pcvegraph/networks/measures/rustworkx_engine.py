"""The same measures for large graphs: paths and iterations by rustworkx, neighbourhoods by scipy.

No thread takes part: threads add the same numbers in another order each time, and the last digits
of a value would differ from one run to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pcvegraph.networks.extras import required
from pcvegraph.networks.measures.engines import DAMPING, STEPS, TOLERANCE
from pcvegraph.networks.measures.simple import Edge, SimpleGraph
from pcvegraph.querying.progress import Report

NO_THREADS = 2**31
"""More nodes than any graph has, from which rustworkx would use threads."""

BATCH = 4_000_000
"""The number of pairs of neighbours that are looked at together: some 100 MB at the most."""


def betweenness(graph: SimpleGraph) -> list[float]:
    """Return betweenness as `Engine` says."""
    rx, made = _rustworkx(graph)
    return _in_order(rx.betweenness_centrality(made, parallel_threshold=NO_THREADS))


def closeness(graph: SimpleGraph) -> list[float]:
    """Return closeness as `Engine` says."""
    rx, made = _rustworkx(graph)
    return _in_order(rx.closeness_centrality(made, parallel_threshold=NO_THREADS))


def eigenvector(graph: SimpleGraph) -> list[float] | None:
    """Return the eigenvector as `Engine` says."""
    rx, made = _rustworkx(graph)
    # rustworkx multiplies its tolerance by the number of nodes, as networkx does.
    tolerance = TOLERANCE / graph.size
    try:
        values = rx.eigenvector_centrality(made, weight_fn=float, max_iter=STEPS, tol=tolerance)
    except rx.FailedToConverge:
        return None
    return _in_order(values)


def pagerank(graph: SimpleGraph) -> list[float]:
    """Return PageRank as `Engine` says."""
    rx, made = _rustworkx(_both_ways(graph))
    tolerance = TOLERANCE / max(graph.size, 1)
    return _in_order(
        rx.pagerank(made, alpha=DAMPING, weight_fn=float, max_iter=STEPS, tol=tolerance)
    )


def core(graph: SimpleGraph) -> list[int]:
    """Return core numbers as `Engine` says."""
    rx, made = _rustworkx(graph)
    return _in_order(rx.core_number(made))


def strong_components(graph: SimpleGraph) -> list[list[int]]:
    """Return the strongly connected parts as `Engine` says."""
    rx, made = _rustworkx(graph)
    return [list(part) for part in rx.strongly_connected_components(made)]


def constraint(graph: SimpleGraph, report: Report) -> list[float]:
    """Return constraint as `Engine` says."""
    shares = _shares(_matrix(graph))

    def of_rows(rows: slice, tied: Any) -> Any:
        # networkx's formula (p + p·p)², where two nodes are tied.
        through = (shares[rows] @ shares).multiply(tied)
        return (shares[rows] + through).power(2).sum(axis=1)

    return _by_rows(graph, of_rows, "constraint", report)


def effective_size(graph: SimpleGraph, report: Report) -> list[float]:
    """Return effective size as `Engine` says."""
    matrix = _matrix(graph)
    shares = _shares(matrix)
    strongest = _scaled(matrix, matrix.max(axis=1).toarray().ravel()).T.tocsr()

    def of_rows(rows: slice, tied: Any) -> Any:
        redundant = (shares[rows] @ strongest).multiply(tied).sum(axis=1)
        return tied.sum(axis=1) - redundant

    return _by_rows(graph, of_rows, "effective-size", report)


def clustering(graph: SimpleGraph, report: Report) -> list[float]:
    """Return clustering as `Engine` says."""
    ties = _matrix(graph).sign()

    def of_rows(rows: slice, tied: Any) -> Any:
        return (ties[rows] @ ties).multiply(tied).sum(axis=1)

    closed = _by_rows(graph, of_rows, "clustering", report)
    return [
        both / (degree * (degree - 1)) if degree > 1 else 0.0
        for both, degree in zip(closed, graph.degrees, strict=True)
    ]


def _rustworkx(graph: SimpleGraph) -> tuple[Any, Any]:
    rx = required("rustworkx", "Measuring a large network")
    made = rx.PyDiGraph() if graph.directed else rx.PyGraph()
    made.add_nodes_from(range(graph.size))
    made.extend_from_weighted_edge_list(graph.edges)
    return rx, made


def _both_ways(graph: SimpleGraph) -> SimpleGraph:
    if graph.directed:
        return graph
    back: list[Edge] = [(target, source, weight) for source, target, weight in graph.edges]
    return SimpleGraph(directed=True, size=graph.size, edges=[*graph.edges, *back])


def _in_order(values: Mapping[int, Any]) -> list[Any]:
    return [values[node] for node in range(len(values))]


def _matrix(graph: SimpleGraph) -> Any:
    """Return the symmetric matrix of weights."""
    sparse = required("scipy.sparse", "Measuring a large network")
    sources, targets, weights = zip(*_both_ways(graph).edges, strict=True)
    return sparse.csr_array((weights, (sources, targets)), shape=(graph.size, graph.size))


def _scaled(matrix: Any, divisors: Any) -> Any:
    sparse = required("scipy.sparse", "Measuring a large network")
    return sparse.diags_array(1 / divisors).tocsr() @ matrix


def _shares(matrix: Any) -> Any:
    """Return each weight as a share of its row's."""
    return _scaled(matrix, matrix.sum(axis=1))


def _by_rows(
    graph: SimpleGraph, of_rows: Callable[[slice, Any], Any], stage: str, report: Report
) -> list[float]:
    """Return a value for each row, computed some rows at a time, so that memory stays bounded.

    `of_rows` gets the rows and their part of the matrix that has 1 where two nodes are tied.
    """
    ties = _matrix(graph).sign()
    values: list[float] = []
    for rows in _batches(ties):
        report(stage, rows.start / graph.size)
        values += of_rows(rows, ties[rows]).tolist()
    return values


def _batches(ties: Any) -> Iterator[slice]:
    """Yield slices of rows: one row, or as many as have some `BATCH` neighbours of neighbours."""
    degrees = ties.sum(axis=1)
    batch = ((ties @ degrees).cumsum() // BATCH).tolist()
    start = 0
    for row in range(1, len(batch) + 1):
        if row == len(batch) or batch[row] != batch[start]:
            yield slice(start, row)
            start = row
