"""Nodes have places to be drawn at: the same each time, and no component lies over another."""

from __future__ import annotations

from itertools import combinations
from math import isfinite

import pytest
from hypothesis import given

from networks.measures.measured_networks import network_of, networks
from pcvegraph.networks.measures.numbering import components
from pcvegraph.networks.measures.simple import simple_graph
from pcvegraph.networks.network import Network
from pcvegraph.networks.positions import ROOM, Point, with_positions

pytest.importorskip("rustworkx", reason="rustworkx is not installed")


def places(network: Network) -> list[Point]:
    return list(map(Point, network.nodes["x"], network.nodes["y"]))


def box(points: list[Point]) -> tuple[Point, Point]:
    xs, ys = zip(*points, strict=True)
    return Point(min(xs), min(ys)), Point(max(xs), max(ys))


def apart(one: list[Point], other: list[Point]) -> bool:
    (low, high), (lower, higher) = box(one), box(other)
    beside = high.x < lower.x or higher.x < low.x
    return beside or high.y < lower.y or higher.y < low.y


@given(networks())
def test_places_are_finite_the_same_again_and_components_apart(network: Network):
    drawn = with_positions(network)
    assert drawn == with_positions(network)
    points = places(drawn)
    assert all(isfinite(point.x) and isfinite(point.y) for point in points)
    numbers = components(simple_graph(network))
    parts = [
        [point for point, of in zip(points, numbers, strict=True) if of == number]
        for number in set(numbers)
    ]
    assert all(apart(one, other) for one, other in combinations(parts, 2))


def test_what_is_tied_is_near():
    """Two dense groups that one edge ties: each is nearer to itself than to the other."""
    groups = [range(8), range(8, 16)]
    edges = [pair for group in groups for pair in combinations(group, 2)]
    points = places(with_positions(network_of([*edges, (0, 8)], 16)))
    (left, right) = (box([points[node] for node in group]) for group in groups)
    assert apart(list(left), list(right))


def test_weights_and_direction_do_not_move_nodes():
    edges = [(0, 1), (1, 2), (2, 3), (1, 3)]
    plain = with_positions(network_of(edges, 4))
    heavy = with_positions(network_of(edges, 4, weights=[5.0, 1.0, 900.0, 2.0]))
    assert places(plain) == places(heavy)


def test_one_node_and_none():
    assert places(with_positions(network_of([], 1))) == [Point(ROOM / 2, -ROOM / 2)]
    assert places(with_positions(network_of([], 0))) == []


def test_the_manifest_says_how():
    said = with_positions(network_of([(0, 1)], 2)).manifest["positions"]
    assert "seed 1" in said["en"]
    assert "graine 1" in said["fr"]
