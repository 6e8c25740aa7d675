"""Why shapes are checked on an in-memory graph: over an Oxigraph-backed one pyshacl misses violations.

The cases are W3C's, read where they are at hand. When the second test fails, oxrdflib has been mended
(https://github.com/oxigraph/oxrdflib/issues/11) and the copy in memory may go.
"""

from __future__ import annotations

import pytest
from pyshacl import validate
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from conftest import REPOSITORY

SUITE = REPOSITORY.parent / "shared/conformance/shacl/tests"
CASE = SUITE / "sparql/pre-binding/pre-binding-003.ttl"
needs_suite = pytest.mark.skipif(not CASE.is_file(), reason="W3C's SHACL suite is not at hand")


def violations(data: Graph) -> int:
    shapes = Graph().parse(CASE)
    _, results, _ = validate(data, shacl_graph=shapes, inplace=True)
    assert isinstance(results, Graph)
    return len(list(results.subjects(predicate=URIRef(SH.focusNode))))


@needs_suite
def test_in_memory_the_violation_is_found():
    assert violations(Graph().parse(CASE)) == 1


@needs_suite
def test_on_oxigraph_the_violation_is_missed():
    data = Graph(store="Oxigraph")
    data.parse(CASE)
    assert violations(data) == 0
