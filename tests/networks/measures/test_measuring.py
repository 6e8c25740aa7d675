"""Measures are asked by name, add columns, and say in the manifest what was done."""

from __future__ import annotations

import json

import pytest

from networks.measures.measured_networks import network_of
from pcvegraph.errors import ParameterError
from pcvegraph.networks.measures import (
    MEASURES,
    caveats,
    measure_network,
    measure_nodes,
    network_values,
    node_values,
)
from pcvegraph.networks.network import Spell

PATH = network_of([(0, 1), (1, 2)], 3)
KNOWN, UNKNOWN = (Spell("2015-01-01", None),), (Spell(None, None),)


def aspects(network, *names) -> dict[str, list[int | None]]:
    found: dict[str, list[int | None]] = {}
    for caveat in caveats(network, names):
        found.setdefault(caveat.aspect, []).append(caveat.count)
    return found


def test_every_measure_has_a_function():
    levels = {name: measure.level for name, measure in MEASURES.items()}
    assert {name for name, level in levels.items() if level == "node"} == set(node_values.VALUES)
    assert {n for n, level in levels.items() if level == "network"} == set(network_values.VALUES)


def test_a_column_has_the_name_type_and_meaning_of_its_measure():
    measured = measure_nodes(PATH, ["in-degree", "closeness", "in-degree"])
    assert list(measured.nodes.columns) == [*PATH.nodes.columns, "in_degree", "closeness"]
    assert measured.nodes.columns["in_degree"].type == "integer"
    assert measured.nodes.columns["closeness"].meaning == MEASURES["closeness"].meaning
    assert list(PATH.nodes.columns) == ["id", "label"]


@pytest.mark.parametrize("name", ["betweeness", "Betweenness", "betweenness_"])
def test_a_name_that_is_not_known_gets_the_nearest(name: str):
    with pytest.raises(ParameterError, match=name) as unknown:
        measure_nodes(PATH, ["degree", name])
    assert "Nearest: betweenness" in unknown.value.remedy


def test_a_measure_of_the_other_level_says_so():
    with pytest.raises(ParameterError, match="“density” is a measure of the network as a whole"):
        measure_nodes(PATH, ["density"])
    with pytest.raises(ParameterError, match="“degree” is a measure of each node"):
        measure_network(PATH, ["degree"])


def test_each_measure_reports_its_begin_and_end():
    said = []
    measure_nodes(PATH, ["degree", "betweenness"], lambda *step: said.append(step))
    measure_network(PATH, ["density"], lambda *step: said.append(step))
    names = ["degree", "betweenness", "density"]
    assert said == [step for name in names for step in ((name, None), (name, 1.0))]


def test_the_manifest_says_what_was_measured_by_which_method_and_libraries():
    once = measure_nodes(PATH, ["betweenness"])
    twice = measure_nodes(once, ["degree"])
    said = json.loads(json.dumps(twice.manifest))
    assert said["title"] == "a test"
    assert [account["name"] for account in said["measures"]] == ["betweenness", "degree"]
    assert said["measures"][0]["method"]["fr"] == MEASURES["betweenness"].method.fr
    assert "Brandes" in said["measures"][0]["source"]
    assert "networkx" in said["measured_with"]
    assert {"betweenness", "degree"} == {n for c in said["measure_caveats"] for n in c["measures"]}


def test_an_isolate_is_counted_in_the_caveats():
    joined = network_of([(0, 1), (1, 2)], 4)
    assert "isolates" not in aspects(PATH, "degree")
    assert aspects(joined, "degree")["isolates"] == [1]
    (said,) = [c for c in caveats(joined, ["degree", "core"]) if c.aspect == "isolates"]
    assert said.measures == ("degree", "core")
    assert said.text.en.startswith("Actors without a tie: 1. An actor without a tie has 0")
    assert said.text.fr.startswith("Acteurs sans lien\u00a0: 1. Un acteur sans lien a 0")


def test_a_node_tied_only_to_itself_is_an_isolate():
    found = aspects(network_of([(0, 1), (2, 2), (0, 1)], 3), "degree")
    assert (found["isolates"], found["loops"], found["parallel"]) == ([1], [1], [1])


def test_direction_and_weights_are_said_where_the_network_has_them():
    assert not {"direction", "weights"} & set(aspects(PATH, "core", "strength"))
    network = network_of([(0, 1), (1, 2)], 3, directed=True, weights=[2, None])
    texts = [c.text.en for c in caveats(network, ["core", "strength"]) if c.aspect == "weights"]
    assert texts[0] == MEASURES["core"].effects.weights.en
    assert texts[1].startswith("Edges without weight: 1. Weights count")
    assert aspects(network, "core")["direction"] == [None]


def test_undated_and_thinly_sourced_edges_are_counted():
    edges = {"spells": [KNOWN, UNKNOWN, ()], "publisher_count": [1, 2, 1]}
    network = network_of([(0, 1), (1, 2), (2, 3)], 4, edges=edges)
    found = aspects(network, "betweenness")
    assert (found["dates"], found["coverage"]) == ([2], [2])
    (dates,) = [c for c in caveats(network, ["betweenness"]) if c.aspect == "dates"]
    assert dates.text.en.startswith("Edges without any date: 2 of 3. A path may run")


def test_nodes_of_no_country_are_counted_where_countries_are_compared():
    network = network_of([(0, 1)], 3, nodes={"country": ["CA", None, None]})
    assert aspects(network, "ei-index-country")["groups"] == [2]
    assert "groups" not in aspects(network, "density")
    assert aspects(network, "ei-index-kind")["groups"] == [3]
