"""Numbers for groups of nodes that stay the same as long as the groups do."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pcvegraph.networks.measures.simple import SimpleGraph


def numbered(groups: Iterable[Collection[int]], size: int) -> list[int]:
    """Return the number of each node's group: 1 is the largest; of equals, that of the first node.

    Nodes are sorted by id, so the first node of a group is that of the smallest id.
    """
    numbers = [0] * size
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    for number, group in enumerate(ordered, 1):
        for node in group:
            numbers[node] = number
    return numbers


def grouped(labels: Iterable[int]) -> list[list[int]]:
    """Return the nodes of each label, in the order of the nodes."""
    groups: dict[int, list[int]] = {}
    for node, label in enumerate(labels):
        groups.setdefault(label, []).append(node)
    return list(groups.values())


def components(graph: SimpleGraph) -> list[int]:
    """Return the number of each node's component: what it is tied to by any chain of edges."""
    parent = list(range(graph.size))
    for source, target, _ in graph.edges:
        first, second = _root(parent, source), _root(parent, target)
        parent[max(first, second)] = min(first, second)
    roots = [_root(parent, node) for node in range(graph.size)]
    return numbered(grouped(roots), graph.size)


def _root(parent: list[int], node: int) -> int:
    while parent[node] != node:
        parent[node] = parent[parent[node]]
        node = parent[node]
    return node
