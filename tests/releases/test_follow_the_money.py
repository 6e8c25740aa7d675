"""What is written for FollowTheMoney is valid by its own package, and says what the graph says."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from conftest import REPOSITORY
from pcvegraph.graph.root import find_root
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import read_library
from pcvegraph.releases.follow_the_money import as_follow_the_money
from pcvegraph.releases.material import Material, find_tables

followthemoney = pytest.importorskip(
    "followthemoney", reason="followthemoney needs ICU, which is a library of the system"
)
Line = dict[str, Any]


@pytest.fixture(scope="module")
def written(engine: Evaluator) -> bytes:
    return as_follow_the_money(Material(engine, find_tables(read_library(find_root(REPOSITORY)))))


@pytest.fixture(scope="module")
def lines(written: bytes) -> dict[str, Line]:
    entities = [json.loads(line) for line in written.splitlines()]
    assert len({entity["id"] for entity in entities}) == len(entities)
    return {entity["id"]: entity for entity in entities}


def test_every_entity_is_valid_by_the_package_and_every_value_by_its_type(lines: dict[str, Line]):
    for line in lines.values():
        proxy = followthemoney.model.get_proxy(line)
        proxy.schema.validate(line)
        assert not proxy.schema.abstract
        for name, values in line["properties"].items():
            known = proxy.schema.get(name)
            assert known is not None, (line["schema"], name)
            for value in values:
                assert known.type.validate(value), (line["id"], name, value)
                # What the package reads is what was written: nothing is cleaned away.
                assert value in proxy.get(name) or known.type.clean(value) in proxy.get(name)


def test_every_reference_leads_to_an_entity_of_the_schema_that_it_wants(lines: dict[str, Line]):
    model = followthemoney.model
    for line in lines.values():
        schema = model.get(line["schema"])
        for name, values in line["properties"].items():
            known = schema.get(name)
            if known.range:
                for value in values:
                    assert model.get(lines[value]["schema"]).is_a(known.range), (line["id"], name)


def test_a_link_has_both_ends_and_where_it_is_said(lines: dict[str, Line]):
    kinds = Counter(line["schema"] for line in lines.values())
    assert {"Organization", "PublicBody", "Company", "Person", "Project", "Event"} <= kinds.keys()
    assert {"Membership", "Directorship", "Employment", "Payment", "Succession"} <= kinds.keys()
    for line in lines.values():
        schema = followthemoney.model.get(line["schema"])
        if schema.edge:
            said = line["properties"]
            assert len(said[schema.edge_source]) == len(said[schema.edge_target]) == 1
            assert said["sourceUrl"]
            assert said["proof"]


def test_a_pledge_is_no_payment(lines: dict[str, Line]):
    for line in lines.values():
        if line["schema"] == "Payment":
            assert {"grant", "contribution"} & set(line["properties"]["summary"])


def test_a_person_has_a_name_and_a_role_and_nothing_else(lines: dict[str, Line]):
    people = [line for line in lines.values() if line["schema"] == "Person"]
    assert people
    allowed = {"name", "alias", "country", "sourceUrl"}
    for person in people:
        assert person["properties"].keys() <= allowed, person


def test_the_same_graph_gives_the_same_bytes(engine: Evaluator, written: bytes):
    again = Material(engine, find_tables(read_library(find_root(REPOSITORY))))
    assert as_follow_the_money(again) == written
