"""Nothing of the facts that the data were made of is lost, but for what is listed with its reason."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import REPOSITORY
from facts import Value, values_of_facts, values_of_graph
from pcvegraph.querying.evaluation import Evaluator

FACTS = REPOSITORY.parent / "shared/facts"
DEPARTURES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "departures.yaml").read_text()
)
KEYS = [key for departure in DEPARTURES for key in departure["keys"]]
pytestmark = pytest.mark.skipif(
    not FACTS.is_dir(), reason="the facts that the data were made of are not at hand"
)


@pytest.fixture(scope="module")
def facts() -> set[Value]:
    return values_of_facts(FACTS)


@pytest.fixture(scope="module")
def missing(facts: set[Value], engine: Evaluator) -> set[Value]:
    """What the facts say and the graph does not."""
    return facts - values_of_graph(engine)


def test_the_facts_are_all_counted(facts: set[Value]):
    fields = Counter(value.field for value in facts)
    assert fields["kind"] == 1277 + 139
    assert fields["language"] == 1043
    assert len({(v.key, v.what[0]) for v in facts if v.field == "verdict"}) == 5
    assert fields["claim"] > 2 * 49 - 1
    assert fields["evidence"] > 3300


def test_what_is_not_in_the_graph_as_the_facts_have_it_is_a_departure(missing: set[Value]):
    departed = set(KEYS)
    lost = {v for v in missing if not {v.key, f"{v.key} {v.field}"} & departed}
    assert lost == set()


def test_no_departure_speaks_of_what_the_graph_says(missing: set[Value]):
    spoken_of = {v.key for v in missing} | {f"{v.key} {v.field}" for v in missing}
    assert set(KEYS) - spoken_of == set()


def test_each_departure_is_listed_once_with_a_reason_and_what_became_of_it():
    assert [key for key, times in Counter(KEYS).items() if times > 1] == []
    for departure in DEPARTURES:
        assert departure["change"] in ("left out", "changed", "merged")
        assert departure["reason"].endswith((".", "?", ")"))
        assert departure["keys"] == sorted(departure["keys"])
    reasons = [(departure["reason"], departure["change"]) for departure in DEPARTURES]
    assert len(set(reasons)) == len(reasons)
