"""What is asked of a network, and what the network says of how it was made."""

from __future__ import annotations

import json
import shlex
from urllib.parse import parse_qsl, urlsplit

import pytest

from networks.small_world import ask, make, make_root, weights
from pcvegraph.errors import MissingLibraryError, ParameterError, QueryError
from pcvegraph.graph.root import Root
from pcvegraph.graph.slices import Slice
from pcvegraph.networks import extras
from pcvegraph.networks.choices import CHOICES, read_choices
from pcvegraph.networks.projections import Projection, read_projections
from pcvegraph.networks.requests import names_of_parameters, read_network_request
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import read_library


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Root:
    return make_root(tmp_path_factory.mktemp("world") / "root")


@pytest.fixture(scope="module")
def graph(world: Root) -> Evaluator:
    return ask(world)


@pytest.fixture(scope="module")
def relations(world: Root) -> Projection:
    return read_projections(read_library(world))["relations"]


def test_a_request_is_read_into_its_parts(relations: Projection):
    written = {
        "to": "2019-12-31",
        "giant": "true",
        "measures": " degree, betweenness ,",
    }
    request = read_network_request(relations, written)
    assert request.choices == read_choices({"to": "2019-12-31", "giant": "true"})
    assert request.measures == ["degree", "betweenness"]
    assert (request.day, request.values) == (None, {})
    assert request.written == written


def test_as_of_is_a_slice_certain_or_not(relations: Projection):
    for certain in (False, True):
        written = {"as-of": "2018-12-31", "certain": str(certain).lower()}
        day = read_network_request(relations, written).day
        assert isinstance(day, Slice)
        assert day.iri.endswith("as-of/2018-12-31" + "/certain" * certain)


@pytest.mark.parametrize("name", ["from", "to"])
def test_a_network_is_not_of_a_day_and_of_a_time(relations: Projection, name: str):
    with pytest.raises(ParameterError, match="not of both"):
        read_network_request(relations, {"as-of": "2018-12-31", name: "2018-12-31"})


@pytest.mark.parametrize("day", ["2018", "2018-02-29", "31.12.2018"])
def test_a_slice_of_no_day_is_refused(relations: Projection, day: str):
    with pytest.raises(QueryError, match="is of a day") as refused:
        read_network_request(relations, {"as-of": day})
    assert refused.value.remedy.startswith("Write a day")


@pytest.mark.parametrize(("name", "near"), [("asof", "as-of"), ("mesure", "measures")])
def test_an_unknown_name_is_told_the_nearest_of_all(relations: Projection, name: str, near: str):
    with pytest.raises(ParameterError, match=f"no parameter “{name}”") as refused:
        read_network_request(relations, {name: "x"})
    assert near in refused.value.remedy


def test_every_choice_is_among_the_parameters(relations: Projection):
    assert set(names_of_parameters(relations)) == {*CHOICES, "as-of", "measures"}


def test_an_unknown_measure_is_told_the_nearest(graph: Evaluator, world: Root):
    with pytest.raises(ParameterError) as refused:
        make(graph, world, "relations", measures="betweeness")
    assert "betweenness" in refused.value.remedy


def test_communities_can_be_asked_for_as_people_say(graph: Evaluator, world: Root):
    pytest.importorskip("graspologic_native", reason="graspologic-native is not installed")
    network = make(graph, world, "co-membership", measures="communities,community")
    assert set(network.nodes["community"]) == {1, 2}


def test_a_network_says_how_it_was_made(graph: Evaluator, world: Root):
    written = {"since": "2010-01-01", "giant": "true", "measures": "degree"}
    manifest = make(graph, world, "co-membership", **written).manifest
    assert manifest["title"] == "Which actors are members of the same bodies?"
    assert manifest["version"] == graph.snapshot.version
    assert graph.snapshot.version[:12] in manifest["cite"]
    assert "creativecommons.org/licenses/by/4.0" in manifest["licence"]
    assert manifest["parameters"] == {"from": "2010-01-01", "giant": "true", "measures": "degree"}
    assert manifest["measures"][0]["name"] == "degree"
    assert "SELECT ?node ?through ?relation" in manifest["query"]
    assert json.loads(json.dumps(manifest)) == manifest


def test_its_address_asks_for_it_again(graph: Evaluator, world: Root):
    first = make(
        graph, world, "relations", since="2013-01-01", certain="true", countries="northland"
    )
    address = urlsplit(first.manifest["address"])
    assert address.path == "/networks/relations"
    projections = read_projections(read_library(world))
    request = read_network_request(projections["relations"], dict(parse_qsl(address.query)))
    assert request.written == first.manifest["parameters"]


def test_its_command_writes_flags_without_a_value(graph: Evaluator, world: Root):
    made = make(graph, world, "relations", giant="true", certain="false", countries="northland")
    assert shlex.split(made.manifest["command"]) == [
        *("pcvegraph", "network", "relations"),
        "--countries=northland",
        "--giant",
    ]
    assert weights(made)


def test_a_library_that_cannot_be_looked_for_is_missing(monkeypatch: pytest.MonkeyPatch):
    """In a worker, which may open no file, the import machinery fails with OSError."""

    def fail(*_: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(extras, "import_module", fail)
    monkeypatch.setattr(extras, "find_spec", fail)
    assert not extras.installed("rustworkx")
    with pytest.raises(MissingLibraryError) as missing:
        extras.required("rustworkx", "Measuring")
    assert missing.value.remedy == "Install it: pip install 'pcvegraph[networks]'"
