"""The line of a file that states something."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from messy_turtle import EXAMPLES, Listed, Messy, Nested, messy_turtle

from pcvegraph.graph.locating import LineMap, line_map
from pcvegraph.identifiers import claim_iri, evidence_iri
from pcvegraph.vocabulary import PCVE, PREFIXES, RDF, SKOS

ID, SOURCE, XSD = PREFIXES["id"], PREFIXES["source"], PREFIXES["xsd"]
TEXT = f"""\
@prefix id: <{ID}> .
@prefix source: <{SOURCE}> .
@prefix pcve: <{PREFIXES["pcve"]}> .
@prefix skos: <{PREFIXES["skos"]}> .
@prefix dcterms: <{PREFIXES["dcterms"]}> .
id:a a pcve:Fund ;
    skos:prefLabel "A"@en-GB ,
        "B"@fr ;
    pcve:start 2 .
id:r
    pcve:evidence [
        dcterms:source source:s ;
        pcve:anchor "words"@en ;
    ] .
id:d
    pcve:claim [
        pcve:value "five"@en ;
        pcve:evidence [
            dcterms:source source:t ;
            pcve:anchor "of five"@en ;
        ] ;
    ] .
id:a pcve:about id:b .
"""


@pytest.fixture(scope="module")
def lines() -> LineMap:
    return line_map(TEXT)


@given(messy_turtle())
@EXAMPLES
def test_every_triple_is_found_in_the_line_where_it_is_first_written(messy: Messy) -> None:
    lines = line_map(messy.text)
    first: dict[object, int] = {}
    for subject, line in messy.subjects:
        first.setdefault((subject, None, None), line)
    for subject, predicate, term, line in messy.triples:
        first.setdefault((subject, predicate, None), line)
        if not isinstance(term, (Nested, Listed, ox.BlankNode)):
            first.setdefault((subject, predicate, term), line)
    assert {key: lines.line_of(*key) for key in first} == first


def test_an_object_is_found_in_its_own_line(lines: LineMap) -> None:
    label = SKOS.prefLabel.value
    assert lines.line_of(ID + "a", label, ox.Literal("A", language="en-gb")) == 7
    assert lines.line_of(ID + "a", label, ox.Literal("B", language="FR")) == 8


def test_an_object_that_is_not_stated_is_found_where_its_predicate_is(lines: LineMap) -> None:
    start = PCVE.start.value
    assert (
        lines.line_of(ID + "a", start, ox.Literal("2", datatype=ox.NamedNode(XSD + "gYear"))) == 9
    )
    assert lines.line_of(ID + "a", start, ox.BlankNode()) == 9


def test_a_predicate_that_is_not_stated_is_found_where_its_subject_begins(lines: LineMap) -> None:
    assert lines.line_of(ID + "a", PCVE.end.value) == 6
    assert lines.line_of(ID + "a", PCVE.end.value, ox.NamedNode(ID + "b")) == 6


def test_a_subject_is_found_in_each_of_its_statements(lines: LineMap) -> None:
    assert lines.line_of(ID + "a", PCVE.about.value, ox.NamedNode(ID + "b")) == 23


def test_what_the_file_says_nothing_of_has_no_line(lines: LineMap) -> None:
    assert lines.line_of(ID + "b") is None
    assert lines.line_of(ID + "b", RDF.type.value, PCVE.Fund) is None


def test_evidence_is_found_by_the_iri_it_gets_on_reading(lines: LineMap) -> None:
    evidence = evidence_iri(ID + "r", SOURCE + "s", "words")
    assert lines.line_of(ID + "r", PCVE.evidence.value, ox.NamedNode(evidence)) == 11
    assert lines.line_of(evidence) == 11
    assert lines.line_of(evidence, PCVE.anchor.value, ox.Literal("words", language="en")) == 13


def test_a_claim_and_its_evidence_are_found_by_the_iris_they_get_on_reading(lines: LineMap) -> None:
    claim = claim_iri(ID + "d", "five")
    evidence = evidence_iri(claim, SOURCE + "t", "of five")
    assert lines.line_of(ID + "d", PCVE.claim.value, ox.NamedNode(claim)) == 16
    assert lines.line_of(claim, PCVE.value.value) == 17
    assert lines.line_of(claim, PCVE.evidence.value, ox.NamedNode(evidence)) == 18
    assert lines.line_of(evidence, PCVE.anchor.value) == 20
