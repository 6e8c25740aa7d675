"""Whatever a client sends is a batch, or is told in our own words what is wrong with it."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.errors import BatchSizeError, ReconciliationError
from pcvegraph.linking.reconciliation.requests import (
    CANDIDATES,
    MOST_CANDIDATES,
    MOST_QUERIES,
    VERSIONS,
    Condition,
    Given,
    Query,
    Version,
    read_batch,
    read_extension,
)

KEYS = st.sampled_from(
    (
        *("query", "type", "limit", "properties", "pid", "v", "type_strict", "id", "name"),
        *("queries", "conditions", "matchType", "propertyId", "propertyValue", "required"),
        *("matchQuantifier", "ids", "settings", "property", "all"),
    )
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5) | KEYS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


@given(document=JSON, version=st.sampled_from(VERSIONS))
def test_any_json_is_read_or_refused(document: object, version: Version):
    text = json.dumps(document)
    with suppress(ReconciliationError):
        for query in read_batch(text, version):
            assert query.conditions
            assert 1 <= query.limit <= MOST_CANDIDATES
    with suppress(ReconciliationError):
        read_extension(text)


@given(text=st.text(), version=st.sampled_from(VERSIONS))
def test_any_text_is_read_or_refused(text: str, version: Version):
    with suppress(ReconciliationError):
        read_batch(text, version)


def test_both_versions_say_the_same():
    old = {
        "0": {
            "query": "a",
            "type": "T",
            "properties": [{"pid": "country", "v": ["b", {"id": "c"}]}],
        }
    }
    conditions = [
        {"matchType": "name", "propertyValue": "a"},
        {"matchType": "property", "propertyId": "country", "propertyValue": ["b", {"id": "c"}]},
    ]
    new = {"queries": [{"type": "T", "conditions": conditions}]}
    expected = Query(
        "0",
        (
            Condition("name", (Given("a"),)),
            Condition("property", (Given("b"), Given("", "c")), "country"),
        ),
        ("T",),
        limit=CANDIDATES,
    )
    assert (
        read_batch(json.dumps(old), "0.2") == read_batch(json.dumps(new), "1.0-draft") == [expected]
    )


def test_numbers_and_truths_are_values_as_they_are_written():
    batch = {"q": {"properties": [{"pid": "start", "v": [1998, 1998.5, True]}]}}
    (query,) = read_batch(json.dumps(batch), "0.2")
    assert [given.text for given in query.conditions[0].values] == ["1998", "1998.5", "true"]


def test_a_mistake_is_told_with_its_line_and_column():
    with pytest.raises(ReconciliationError, match="line 3, column 3"):
        read_batch('{"q0":\n{"query": "a"},\n  ]}', "0.2")


def test_too_much_at_once_is_another_error():
    batch = {str(number): {"query": "a"} for number in range(MOST_QUERIES + 1)}
    with pytest.raises(BatchSizeError, match=str(MOST_QUERIES + 1)):
        read_batch(json.dumps(batch), "0.2")
