"""Each term is described in both languages, and is used by data and by a shape, check, rule or query."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode

from conftest import REPOSITORY
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PCVE, PREFIXES, RDF

PROLOGUE = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in PREFIXES.items())
NAMESPACE = PREFIXES["pcve"]

# The design has these, and no page that was read so far gave what they would say. A term leaves this
# list when data use it: the test fails until it is taken out.
AWAITED = {"Retired", "archivedAt", "consulted", "locator"}


def answers(engine: Evaluator, query: str) -> set[str]:
    """Return the first column of a query, our namespace taken off."""
    rows = engine.rows(Question(PROLOGUE + query))
    return {next(iter(row.values())).value.removeprefix(NAMESPACE) for row in rows}


def in_ontology(what: str) -> str:
    return f"""SELECT DISTINCT ?t {{
      GRAPH <https://w3id.org/pcvegraph/graph/ontology/pcvegraph> {{ ?t a ?class }}
      FILTER(STRSTARTS(STR(?t), STR(pcve:))) {what} }}"""


PREDICATE = "?t pcve:temporality ?x ."


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("said", ["rdfs:label", "skos:definition", "skos:example"])
def test_every_term_has_label_definition_and_example(engine: Evaluator, said: str, language: str):
    without = f'FILTER NOT EXISTS {{ ?t {said} ?text FILTER(LANG(?text) = "{language}") }}'
    assert answers(engine, in_ontology(without)) == set()


def test_every_predicate_says_when_it_holds_from_whom_to_whom_and_its_inverse(engine: Evaluator):
    predicates = answers(engine, in_ontology(PREDICATE))
    assert len(predicates) == 27
    for said in ("schema:domainIncludes", "schema:rangeIncludes"):
        without = f"{PREDICATE} FILTER NOT EXISTS {{ ?t {said} ?end }}"
        assert answers(engine, in_ontology(without)) == set()
    for language in ("en", "fr"):
        inverse = f'?t pcve:inverseLabel ?l FILTER(LANG(?l) = "{language}")'
        assert (
            answers(engine, in_ontology(f"{PREDICATE} FILTER NOT EXISTS {{ {inverse} }}")) == set()
        )
    assert answers(engine, "SELECT ?k { ?t pcve:temporality ?k }") == {
        "durative",
        "punctual",
        "timeless",
    }


def test_every_class_that_has_a_room_lives_in_it(engine: Evaluator):
    rooms = answers(engine, "SELECT ?room { ?class pcve:room ?room }")
    folders = {path.name for path in (REPOSITORY / "data/ttl").iterdir() if path.is_dir()}
    assert folders <= rooms | {"links"}


def used_by_data(snapshot: Snapshot) -> set[str]:
    """Return the terms of ours that a data file, the concepts or an inference from them states."""
    stating = (RDF.type, RDF.predicate)
    used: set[str] = set()
    for quad in snapshot.store:
        if (
            isinstance(quad.graph_name, NamedNode)
            and "/graph/ontology/p" not in quad.graph_name.value
        ):
            used.add(quad.predicate.value)
            used.update([quad.object.value] if quad.predicate in stating else [])
    return {iri.removeprefix(NAMESPACE) for iri in used if iri.startswith(NAMESPACE)}


def used_by_files(*places: str) -> set[str]:
    """Return the terms of ours that stand in the files at these places below the repository."""
    used: set[str] = set()
    for place in places:
        for path in sorted((REPOSITORY / place).rglob("*")):
            if path.suffix in (".ttl", ".rq"):
                used.update(re.findall(r"pcve:(\w+)", path.read_text()))
    return used


def test_every_term_is_used_by_data_or_stands_in_the_list_of_those_awaited(snapshot: Snapshot):
    # These speak of the ontology itself; `remedy` of its shapes.
    of_the_ontology = {
        "Temporality", "durative", "punctual", "timeless", "temporality", "inverseLabel", "room",
        "remedy",
    }  # fmt: skip
    assert PCVE.terms - used_by_data(snapshot) - of_the_ontology == AWAITED


def test_every_term_is_used_by_a_shape_check_rule_or_query():
    used = used_by_files("ontology/shapes", "ontology/checks", "ontology/rules", "queries")
    assert PCVE.terms - used == set()


def test_no_class_of_ours_is_both_an_activity_and_a_thing_made(engine: Evaluator):
    """prov:Activity and prov:Entity are disjoint (PROV-O): no class may fall under both."""
    both = """SELECT ?c { ?c rdfs:subClassOf* ?a . ?a rdfs:subClassOf prov:Activity .
                          ?c rdfs:subClassOf* ?b . ?b rdfs:subClassOf prov:Entity }"""
    assert answers(engine, both) == set()


def test_the_ontology_states_no_domain_or_range_and_no_sameas(snapshot: Snapshot):
    forbidden = ("rdf-schema#domain>", "rdf-schema#range>", "owl#sameAs>")
    assert not [str(q) for q in snapshot.store if str(q.predicate).endswith(forbidden)]
