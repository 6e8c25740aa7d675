"""Candidates over the real graph: in order, in bounds, and certain only where one is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pcvegraph.linking.matching.names import fold
from pcvegraph.linking.reconciliation.matching import COMPARISONS, find_candidates
from pcvegraph.linking.reconciliation.reconciler import Reconciler
from pcvegraph.linking.reconciliation.requests import Condition, Given, Query
from pcvegraph.linking.working import prepare
from pcvegraph.querying.evaluation import Evaluator

words = st.sampled_from(
    (
        "Ministry",
        "Canada",
        "of",
        "the",
        "Interior",
        "Hedayah",
        "GCTF",
        "radicalisation",
        "É",
        "'",
        "2",
    )
)
names = st.lists(words, max_size=6).map(" ".join)
values = st.sampled_from(
    (
        *("CA", "Canada", "france", "ottawa", "1998", "2011-09-22T00:00:00Z", "gctf", ""),
        *("government body", "https://www.publicsafety.gc.ca/x", "http://[", "id:canada"),
    )
)


@pytest.fixture(scope="module")
def reconciler(engine: Evaluator) -> Reconciler:
    prepare(engine)
    return Reconciler(engine)


@settings(max_examples=150)
@given(data=st.data())
def test_candidates_are_in_order_and_one_at_most_is_a_match(reconciler: Reconciler, data: Any):
    conditions = [Condition("name", (Given(data.draw(names)),))]
    for pid in data.draw(st.lists(st.sampled_from([*COMPARISONS, "other"]), max_size=3)):
        said = tuple(Given(each) for each in data.draw(st.lists(values, min_size=1, max_size=2)))
        conditions.append(Condition("property", said, pid))
    types = tuple(data.draw(st.lists(st.sampled_from(list(reconciler.terms.types)), max_size=2)))
    is_every = data.draw(st.booleans())
    query = Query("q", tuple(conditions), types, is_every, data.draw(st.integers(1, 6)))
    found = find_candidates(reconciler, query, "fr")
    assert len(found) <= query.limit
    assert len({each.entity.iri for each in found}) == len(found)
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert not any(each.is_match for each in found[1:])
    assert all(each["id"] and each["name"] for one in found for each in one.features)
    wanted = {reconciler.terms.types[each].iri for each in types}
    for each in found:
        shared = wanted & each.entity.all_kinds
        assert shared == wanted if is_every or not wanted else shared


def test_a_thing_is_found_by_each_of_its_names(reconciler: Reconciler):
    """The specification expects it, but for names that many have."""
    for entity in list(reconciler.entities.values())[::9]:
        for language, label in entity.labels.items():
            query = Query("q", (Condition("name", (Given(label),)),), limit=50)
            found = [each.entity.iri for each in find_candidates(reconciler, query, "en")]
            assert entity.iri in found, (language, label)
            assert fold(label)


def test_every_type_and_property_is_found_by_its_id_and_its_iri(reconciler: Reconciler):
    terms = reconciler.terms
    for kind in terms.types.values():
        assert terms.find_type(kind.id) == terms.find_type(kind.iri) == kind
        assert kind.names.keys() >= {"en", "fr"}
    for each in terms.properties.values():
        assert terms.find_property(each.id) == each
        assert each.names.keys() >= {"en", "fr"}, each.id
    assert {"country", "^memberOf", "prefLabel@fr"} <= terms.properties.keys()
    assert terms.find_type("country") is None
    assert terms.find_property("Organisation") is None


def test_properties_are_proposed_to_types_that_may_have_them(reconciler: Reconciler):
    terms = reconciler.terms
    law = {each.id for each in terms.of_type(terms.find_type("Law"))}
    assert {"amends", "^amends", "prefLabel", "country"} <= law
    assert "coChairs" not in law
