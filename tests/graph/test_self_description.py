"""The dataset describes itself: its counts are right; the dump whose version it gives lacks it."""

from __future__ import annotations

from collections import Counter

import pyoxigraph as ox
import pytest

from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.vocabulary import DATASET, DESCRIPTION, PCVE, PREFIXES, RDF

DEFAULT = ox.DefaultGraph()
VOID = PREFIXES["void"]


def said(snapshot: Snapshot, subject: ox.NamedNode, term: str) -> list[str]:
    quads = snapshot.store.quads_for_pattern(subject, ox.NamedNode(term), None, DESCRIPTION)
    return [quad.object.value for quad in quads if not isinstance(quad.object, ox.BlankNode)]


def partition(what: str) -> ox.NamedNode:
    return ox.NamedNode(f"{DATASET.value}/{what}")


def test_the_description_is_in_no_dump_and_not_in_the_default_graph(snapshot: Snapshot):
    store = snapshot.store
    assert DESCRIPTION.value.encode() not in snapshot.n_quads
    assert DESCRIPTION.value not in snapshot.graph_names()
    assert not list(store.quads_for_pattern(DATASET, None, None, DEFAULT))
    assert len(snapshot.description()) > 1000


def test_it_says_nothing_without_a_name(snapshot: Snapshot):
    assert all(
        isinstance(triple.subject, ox.NamedNode) and not isinstance(triple.object, ox.BlankNode)
        for triple in snapshot.description()
    )


def test_it_gives_licence_version_and_size(snapshot: Snapshot):
    assert said(snapshot, DATASET, PREFIXES["dcterms"] + "license")
    assert said(snapshot, DATASET, PREFIXES["dcat"] + "version") == [snapshot.version]
    assert said(snapshot, DATASET, VOID + "triples") == [str(snapshot.count())]


@pytest.mark.parametrize("name", ["Event", "Fund", "Funding", "Relation", "Source", "Person"])
def test_it_counts_the_things_of_each_class(snapshot: Snapshot, name: str):
    things = snapshot.store.quads_for_pattern(None, RDF.type, getattr(PCVE, name), DEFAULT)
    expected = [str(len(list(things)))]
    assert said(snapshot, partition(f"class/{name}"), VOID + "entities") == expected


def test_it_counts_the_relations_of_each_predicate(snapshot: Snapshot):
    quads = snapshot.store.quads_for_pattern(None, RDF.predicate, None, DEFAULT)
    counted = Counter(quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode))
    for predicate, number in counted.items():
        part = partition("predicate/" + predicate.partition("#")[2])
        assert said(snapshot, part, VOID + "entities") == [str(number)]
        assert said(snapshot, part, VOID + "property") == [predicate]


def test_each_source_has_its_publisher_counted(snapshot: Snapshot):
    query = """PREFIX void: <http://rdfs.org/ns/void#>
      SELECT (SUM(?documents) AS ?all) (COUNT(*) AS ?publishers) {
        GRAPH <https://w3id.org/pcvegraph/graph/description> { ?publisher void:documents ?documents }
        FILTER(CONTAINS(STR(?publisher), "/publisher/")) }"""
    rows = snapshot.store.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    (row,) = rows
    sources = snapshot.store.quads_for_pattern(None, RDF.type, PCVE.Source, DEFAULT)
    assert int(row["all"].value) == len(list(sources))
    assert int(row["publishers"].value) > 100
