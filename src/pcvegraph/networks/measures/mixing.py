"""Who is tied to whom: between groups or within them, alike or unlike. All of undirected graphs."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from pcvegraph.networks.measures.simple import SimpleGraph


def ei_index(graph: SimpleGraph, groups: Sequence[Hashable | None]) -> float | None:
    """Return Krackhardt and Stern's E–I index: ties between groups less those within, over all.

    Ties with a node of no group (None) are left out; None where no tie is left.
    """
    pairs = _known(graph, groups)
    external = sum(first != second for first, second in pairs)
    return (2 * external - len(pairs)) / len(pairs) if pairs else None


def group_assortativity(graph: SimpleGraph, groups: Sequence[Hashable | None]) -> float | None:
    """Return Newman's assortativity by group: ties within groups beyond chance, 1 at most.

    Ties with a node of no group are left out; None where no tie is left or all are within one group.
    """
    pairs = _known(graph, groups)
    ends: dict[Hashable, int] = {}
    for group in (group for pair in pairs for group in pair):
        ends[group] = ends.get(group, 0) + 1
    all_ends = 2 * len(pairs)
    # In whole numbers, so that a single group gives exactly no room instead of a rounding error.
    chance = sum(count * count for count in ends.values())
    within = sum(first == second for first, second in pairs)
    room = all_ends * all_ends - chance
    return (2 * within * all_ends - chance) / room if room else None


def degree_assortativity(graph: SimpleGraph) -> float | None:
    """Return the correlation of the degrees at both ends of a tie (Newman 2003).

    None where all ties have ends of the same degree, or there are none.
    """
    degrees = graph.degrees
    pairs = [(degrees[source], degrees[target]) for source, target, _ in graph.edges]
    products = sum(first * second for first, second in pairs)
    sums = sum(first + second for first, second in pairs)
    squares = sum(first * first + second * second for first, second in pairs)
    spread = 2 * len(pairs) * squares - sums * sums
    return (4 * len(pairs) * products - sums * sums) / spread if spread else None


def _known(
    graph: SimpleGraph, groups: Sequence[Hashable | None]
) -> list[tuple[Hashable, Hashable]]:
    ends = ((groups[source], groups[target]) for source, target, _ in graph.edges)
    return [(first, second) for first, second in ends if first is not None and second is not None]
