"""How far a network turns around one node: Freeman 1978, as a share of what the star has."""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST = 3
"""With fewer nodes no network is more central than another."""


def degree_centralisation(degrees: Sequence[int]) -> float | None:
    """Return the centralisation of an undirected graph by degree; None for less than 3 nodes."""
    size = len(degrees)
    return _share(degrees, (size - 1) * (size - 2))


def betweenness_centralisation(betweenness: Sequence[float]) -> float | None:
    """Return the centralisation by normalised betweenness; None for less than 3 nodes."""
    return _share(betweenness, len(betweenness) - 1)


def closeness_centralisation(closeness: Sequence[float]) -> float | None:
    """Return the centralisation of a connected graph by closeness; None for less than 3 nodes."""
    size = len(closeness)
    return _share(closeness, (size - 1) * (size - 2) / (2 * size - 3))


def _share(values: Sequence[float], largest_sum: float) -> float | None:
    if len(values) < SMALLEST:
        return None
    highest = max(values)
    return sum(highest - value for value in values) / largest_sum
