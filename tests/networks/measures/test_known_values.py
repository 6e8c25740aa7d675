"""Values that are known: from the literature, by hand, or from networkx."""

from __future__ import annotations

import math
from collections.abc import Sequence

import networkx as nx
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from networks.measures.measured_networks import network_of, network_of_graph, networks
from pcvegraph.networks.measures import (
    MEASURES,
    measure_network,
    measure_nodes,
    networkx_engine,
)
from pcvegraph.networks.measures.networkx_engine import to_networkx
from pcvegraph.networks.measures.simple import simple_graph
from pcvegraph.networks.network import Network

pytest.importorskip("graspologic_native", reason="the extra `networks` is not installed")

KARATE = nx.Graph()  # without the weights that networkx gives it
KARATE.add_nodes_from(range(34))
KARATE.add_edges_from(nx.karate_club_graph().edges)
STAR = network_of([(0, leaf) for leaf in range(1, 5)], 5)
PATH = network_of([(0, 1), (1, 2)], 3)
TRIANGLE = network_of([(0, 1), (1, 2), (0, 2)], 3)
TWO_TRIANGLES = network_of([(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5), (2, 3)], 6)
NODE_MEASURES = [name for name, measure in MEASURES.items() if measure.level == "node"]
NUMBERED = ("component", "community")


def nodes(network: Network, name: str) -> Sequence[float | None]:
    return measure_nodes(network, [name]).nodes[MEASURES[name].column]


def whole(network: Network, name: str) -> float | None:
    return measure_network(network, [name])[name]


def test_the_medici_are_between_the_families_of_florence():
    """Padgett and Ansell's marriages, as in Wasserman and Faust."""
    families = nx.florentine_families_graph()
    betweenness = dict(zip(families, nodes(network_of_graph(families), "betweenness"), strict=True))
    assert betweenness["Medici"] == pytest.approx(0.521978, abs=1e-6)
    assert betweenness["Guadagni"] == pytest.approx(0.254579, abs=1e-6)
    assert betweenness["Pazzi"] == 0


def test_zachary_s_karate_club():
    club = measure_nodes(network_of_graph(KARATE), ["degree", "betweenness", "core", "community"])
    assert (club.nodes["degree"][0], club.nodes["degree"][33]) == (16, 17)
    assert club.nodes["betweenness"][0] == pytest.approx(0.437635, abs=1e-6)
    assert max(club.nodes["core"]) == 4
    assert max(club.nodes["community"]) == 4
    # The largest modularity there is (Brandes et al. 2008).
    assert whole(club, "modularity") == pytest.approx(0.419790, abs=1e-6)
    # Newman 2003 for this club.
    assert whole(club, "assortativity-degree") == pytest.approx(-0.475613, abs=1e-6)


def test_a_star():
    assert nodes(STAR, "betweenness") == [1, 0, 0, 0, 0]
    assert nodes(STAR, "closeness") == pytest.approx([1, *[4 / 7] * 4])
    assert nodes(STAR, "eigenvector") == pytest.approx([1 / math.sqrt(2), *[1 / math.sqrt(8)] * 4])
    assert nodes(STAR, "core") == [1] * 5
    assert nodes(STAR, "constraint") == pytest.approx([0.25, 1, 1, 1, 1])
    assert nodes(STAR, "effective-size") == pytest.approx([4, 1, 1, 1, 1])
    assert nodes(STAR, "clustering") == [0, None, None, None, None]
    for by in ("degree", "betweenness", "closeness"):
        assert whole(STAR, f"centralisation-{by}") == pytest.approx(1)
    assert whole(STAR, "assortativity-degree") == pytest.approx(-1)


def test_a_path():
    assert nodes(PATH, "betweenness") == [0, 1, 0]
    assert nodes(PATH, "closeness") == pytest.approx([2 / 3, 1, 2 / 3])
    assert nodes(PATH, "degree") == [1, 2, 1]
    assert whole(PATH, "density") == pytest.approx(2 / 3)


def test_a_triangle():
    assert nodes(TRIANGLE, "constraint") == pytest.approx([1.125] * 3)
    assert nodes(TRIANGLE, "effective-size") == pytest.approx([1] * 3)
    assert nodes(TRIANGLE, "clustering") == [1] * 3
    assert whole(TRIANGLE, "assortativity-degree") is None
    assert whole(TRIANGLE, "centralisation-degree") == 0


def test_two_triangles():
    assert nodes(TWO_TRIANGLES, "community") == [1, 1, 1, 2, 2, 2]
    assert nodes(TWO_TRIANGLES, "component") == [1] * 6
    assert nodes(TWO_TRIANGLES, "core") == [2] * 6
    # 6 of 7 ties are within; each half has 7 of the 14 ends.
    assert whole(TWO_TRIANGLES, "modularity") == pytest.approx(6 / 7 - 1 / 2)


def test_borgatti_s_six_contacts_with_four_ties_among_them():
    contacts = [(0, number) for number in range(1, 7)]
    among = [(1, 2), (2, 3), (3, 4), (5, 6)]
    assert nodes(network_of(contacts + among, 7), "effective-size")[0] == pytest.approx(6 - 8 / 6)


@given(networks(directed=False))
def test_effective_size_and_constraint_are_those_of_networkx_node_by_node(network: Network):
    """For all nodes at once networkx 3.6 takes another way, which is wrong for weights."""
    graph = to_networkx(simple_graph(network))
    tied = [node for node in graph if graph[node]]
    for name, reference in (("effective-size", nx.effective_size), ("constraint", nx.constraint)):
        known = reference(graph, nodes=tied, weight="weight")
        measured = nodes(network, name)
        assert [measured[node] for node in tied] == pytest.approx([known[node] for node in tied])


def test_direction_and_weights():
    network = network_of([(0, 1), (1, 0), (0, 2)], 3, directed=True, weights=[2, 3, 4])
    assert nodes(network, "degree") == [3, 2, 1]
    assert nodes(network, "in-degree") == [1, 1, 1]
    assert nodes(network, "out-degree") == [2, 1, 0]
    assert nodes(network, "strength") == [9, 5, 4]
    assert whole(network, "reciprocity") == pytest.approx(2 / 3)
    assert whole(network, "density") == pytest.approx(1 / 2)


def test_the_eigenvector_of_a_network_without_circles_has_no_value():
    assert nodes(network_of([(0, 1), (1, 2)], 3, directed=True), "eigenvector") == [None] * 3


def test_the_eigenvector_is_of_the_largest_part_and_of_equals_of_the_first():
    two = network_of([(2, 3), (0, 4)], 5)
    half = pytest.approx(1 / math.sqrt(2))
    assert nodes(two, "eigenvector") == [half, None, None, None, half]
    circle = network_of([(0, 1), (2, 3), (3, 4), (4, 2)], 5, directed=True)
    assert nodes(circle, "eigenvector") == [None, None, *[pytest.approx(1 / math.sqrt(3))] * 3]


def test_an_eigenvector_that_does_not_settle_has_no_value(monkeypatch: pytest.MonkeyPatch):
    long, short = (network_of_graph(nx.path_graph(size)) for size in (600, 60))
    assert set(nodes(long, "eigenvector")) == {None}
    assert None not in nodes(short, "eigenvector")
    monkeypatch.setattr(networkx_engine, "STEPS", 50)
    assert set(nodes(short, "eigenvector")) == {None}


def test_groups_are_numbered_by_size_and_then_by_their_first_node():
    network = network_of([(1, 2), (3, 4), (5, 6), (6, 7)], 8)
    assert nodes(network, "component") == [4, 2, 2, 3, 3, 1, 1, 1]
    assert nodes(network, "community") == [4, 2, 2, 3, 3, 1, 1, 1]


COUNTRIES = ["CA", "CA", "FR", "FR", None]
TIES = [(0, 1), (0, 2), (1, 2), (2, 3), (3, 4), (0, 4)]


def test_the_ei_index_by_hand():
    network = network_of(TIES, 5, nodes={"country": COUNTRIES, "kind": ["a"] * 5})
    # Two ties within (0-1, 2-3), two between (0-2, 1-2); those with node 4 do not count.
    assert whole(network, "ei-index-country") == 0
    assert whole(network, "ei-index-kind") == -1
    assert whole(network_of([(0, 2)], 3, nodes={"country": COUNTRIES[:3]}), "ei-index-country") == 1
    assert whole(network_of(TIES, 5), "ei-index-country") is None


def test_assortativity_by_country_is_that_of_networkx():
    network = network_of(TIES, 5, nodes={"country": COUNTRIES, "kind": ["a"] * 5})
    known = nx.Graph([tie for tie in TIES if 4 not in tie])
    nx.set_node_attributes(known, dict(enumerate(COUNTRIES)), "country")
    reference = nx.attribute_assortativity_coefficient(known, "country")
    assert whole(network, "assortativity-country") == pytest.approx(reference)
    assert whole(network, "assortativity-kind") is None


@given(networks(directed=False))
def test_assortativity_by_degree_is_that_of_networkx(network: Network):
    value = whole(network, "assortativity-degree")
    assume(value is not None)
    pairs = zip(network.edges["source"], network.edges["target"], strict=True)
    graph = nx.Graph((source, target) for source, target in pairs if source != target)
    assert value == pytest.approx(nx.degree_assortativity_coefficient(graph), abs=1e-9)


@given(networks())
def test_density_and_reciprocity_are_those_of_networkx(network: Network):
    graph = nx.DiGraph() if network.directed else nx.Graph()
    graph.add_nodes_from(range(len(network.nodes)))
    ends = zip(network.edges["source"], network.edges["target"], strict=True)
    graph.add_edges_from((source, target) for source, target in ends if source != target)
    if len(graph) > 1:
        assert whole(network, "density") == pytest.approx(nx.density(graph))
    if network.directed and graph.edges:
        assert whole(network, "reciprocity") == pytest.approx(nx.overall_reciprocity(graph))


@pytest.mark.parametrize(
    ("name", "graph"),
    [
        ("centralisation-degree", KARATE),
        ("centralisation-betweenness", KARATE),
        ("centralisation-closeness", nx.star_graph(6)),
    ],
)
def test_an_isolate_makes_a_network_less_central_or_without_value(name: str, graph: nx.Graph):
    joined = graph.copy()
    joined.add_node("alone")
    before, after = (whole(network_of_graph(each), name) for each in (graph, joined))
    assert before is not None
    assert after is None if name.endswith("closeness") else after < before


@pytest.mark.parametrize("size", [0, 1, 2])
@pytest.mark.parametrize("directed", [False, True])
def test_networks_without_edges_have_values_or_none(size: int, directed: bool):
    network = network_of([], size, directed=directed)
    measured = measure_nodes(network, NODE_MEASURES)
    assert all(len(column.values) == size for column in measured.nodes.columns.values())
    assert nodes(network, "pagerank") == pytest.approx([1 / size] * size if size else [])
    assert nodes(network, "constraint") == [None] * size
    names = [name for name, measure in MEASURES.items() if measure.level == "network"]
    values = measure_network(network, names)
    defined = {name for name, value in values.items() if value is not None}
    assert defined == {"components"} | ({"density"} if size > 1 else set())
    assert values["components"] == size


@given(networks(smallest=1))
def test_pagerank_adds_up_to_one(network: Network):
    assert sum(nodes(network, "pagerank")) == pytest.approx(1, abs=1e-9)


@given(networks(smallest=1), st.randoms(use_true_random=False))
def test_other_names_for_the_nodes_give_the_same_values(network: Network, random):
    place = list(range(len(network.nodes)))
    random.shuffle(place)
    ends = zip(network.edges["source"], network.edges["target"], strict=True)
    renamed = network_of(
        [(place[source], place[target]) for source, target in ends],
        len(place),
        directed=network.directed,
        weights=network.edges["weight"],
    )
    # Which of equal parts has an eigenvector, and the numbers of groups, depend on the names.
    names = [name for name in NODE_MEASURES if name not in (*NUMBERED, "eigenvector")]
    before, after = measure_nodes(network, names), measure_nodes(renamed, names)
    for column in (MEASURES[name].column for name in names):
        moved = [after.nodes[column][number] for number in place]
        assert moved == [v if v is None else pytest.approx(v) for v in before.nodes[column]]


@given(networks(directed=False))
def test_the_numbers_of_components_are_those_of_networkx(network: Network):
    graph = nx.Graph()
    graph.add_nodes_from(range(len(network.nodes)))
    graph.add_edges_from(zip(network.edges["source"], network.edges["target"], strict=True))
    found: dict[float | None, set[int]] = {}
    for node, number in enumerate(nodes(network, "component")):
        found.setdefault(number, set()).add(node)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    assert [found[number] for number in range(1, len(found) + 1)] == parts
    assert whole(network, "components") == len(parts)
