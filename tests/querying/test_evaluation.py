"""What may be asked, and the answers as rows and as bytes in every format."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from rdflib import Graph

from pcvegraph.errors import (
    QueryError,
    QueryRefusedError,
    QuerySyntaxError,
    UnknownFormatError,
)
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import FORMATS, find_format, formats_for
from pcvegraph.querying.questions import Question, read_question
from pcvegraph.settings import Settings

NORTH = "https://w3id.org/pcvegraph/id/northland"
NAMES = f"""PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name ?none WHERE {{ <{NORTH}> skos:prefLabel ?name }} ORDER BY ?name"""
ABOUT = f"CONSTRUCT {{ <{NORTH}> ?p ?o }} WHERE {{ <{NORTH}> ?p ?o }}"


@pytest.fixture
def small(tiny: Root) -> Evaluator:
    return Evaluator(load_snapshot(tiny, Settings()))


def test_rows_leave_out_what_is_unbound(small: Evaluator):
    rows = small.rows(read_question(NAMES))
    assert rows == [
        {"name": ox.Literal("Nordlande", language="fr")},
        {"name": ox.Literal("Northland", language="en")},
    ]
    assert small.table(read_question(NAMES)).columns == ["name", "none"]


@pytest.mark.parametrize(
    "text", ["", "  \n# nothing", "hello", "SELECT * {", "SELECT ?x { ?x ?y }"]
)
def test_what_does_not_parse_is_a_syntax_error(small: Evaluator, text: str):
    with pytest.raises(QuerySyntaxError):
        small.rows(read_question(text))


def test_a_syntax_error_has_line_and_column_and_no_grammar_tables(small: Evaluator):
    with pytest.raises(QuerySyntaxError) as caught:
        small.rows(read_question("SELECT *\nWHERE { ?s ?p"))
    message = str(caught.value)
    assert "line 2, column 14" in message
    assert len(message) < 300


def test_a_prefix_that_is_not_declared_is_named_with_the_line_that_declares_it(small: Evaluator):
    with pytest.raises(QuerySyntaxError) as caught:
        small.rows(Question("SELECT *\n{ ?s pcve:start ?o }"))
    assert "“pcve:start” at line 2, column 6 is not declared" in str(caught.value)
    assert caught.value.remedy.endswith("PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>")


@pytest.mark.parametrize(
    "text", ["INSERT DATA { <a:a> <a:b> <a:c> }", "DROP ALL", "LOAD <http://a>", "CLEAR ALL"]
)
def test_updates_are_refused_with_the_way_to_change_the_graph(text: str):
    with pytest.raises(QueryRefusedError, match="read only") as caught:
        read_question(text)
    assert "git" in caught.value.remedy


def test_a_service_clause_is_refused_with_the_way_to_federate():
    with pytest.raises(QueryRefusedError, match="SERVICE") as caught:
        read_question("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert "Comunica" in caught.value.remedy


def test_rows_are_only_asked_of_a_select(small: Evaluator):
    with pytest.raises(QueryError, match="does not give rows"):
        small.rows(read_question("ASK {}"))
    with pytest.raises(QueryError, match="does not give triples"):
        small.triples(read_question("ASK {}"))


def test_a_question_may_be_asked_of_one_graph(small: Evaluator):
    graph = "https://w3id.org/pcvegraph/graph/actors/northland"
    everything = len(small.triples(Question(ABOUT)))
    stated = len(small.triples(Question(ABOUT, default_graphs=(graph,))))
    assert 0 < stated < everything
    assert small.triples(Question(ABOUT, default_graphs=("urn:none",))) == []
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    rows = small.rows(Question(named, named_graphs=(graph,)))
    assert [row["g"].value for row in rows] == [graph]


def test_several_from_are_merged_as_a_set(tiny: Root):
    south = tiny.data / "actors/southland.ttl"
    south.write_text(south.read_text() + '\nid:northland skos:prefLabel "Northland"@en .\n')
    engine = Evaluator(load_snapshot(tiny, Settings()))
    text = """PREFIX g: <https://w3id.org/pcvegraph/graph/actors/>
      SELECT (COUNT(*) AS ?n) FROM g:northland FROM g:southland FROM NAMED g:northland
      WHERE { ?s ?p "Northland"@en . GRAPH ?g { ?s a ?class } }"""
    assert [row["n"].value for row in engine.rows(read_question(text))] == ["1"]


def parsed(body: bytes, name: str) -> list[tuple[str, str]]:
    """Read a table back with readers that are not ours: (text, language), sorted."""
    if name == "json":
        values = [row["name"] for row in json.loads(body)["results"]["bindings"]]
        return sorted((v["value"], v["xml:lang"]) for v in values)
    if name == "xml":
        literals = ET.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}literal")
        return sorted(
            (e.text or "", e.attrib["{http://www.w3.org/XML/1998/namespace}lang"]) for e in literals
        )
    lines = body.decode().splitlines()[1:]
    if name == "tsv":
        return sorted((line.split('"')[1], line.split("@")[1].strip()) for line in lines)
    return sorted((line.rstrip(","), "") for line in lines)


@pytest.mark.parametrize("name", ["json", "xml", "csv", "tsv"])
def test_a_table_is_the_same_in_every_format(small: Evaluator, name: str):
    body = small.answer(read_question(NAMES), find_format(name, "bindings"))
    told = [("Nordlande", "fr"), ("Northland", "en")]
    assert parsed(body, name) == (told if name != "csv" else [(text, "") for text, _ in told])


# rdflib's own JSON-LD reader makes one.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("name", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_a_graph_is_the_same_in_every_format(small: Evaluator, name: str):
    chosen = find_format(name, "triples")
    body = small.answer(read_question(ABOUT), chosen)
    readers = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
    read = Graph().parse(data=body, format=readers[name])
    plain = Graph().parse(
        data=small.answer(read_question(ABOUT), find_format("ntriples", "triples")), format="nt"
    )
    assert set(read) == set(plain)
    assert body == small.answer(read_question(ABOUT), chosen), "the same bytes each time"


def test_turtle_has_the_prefixes_that_occur_and_no_others(small: Evaluator):
    body = small.answer(read_question(ABOUT), find_format("turtle", "triples")).decode()
    assert "@prefix id:" in body
    assert "id:northland" in body
    assert "@prefix m8g:" not in body


def test_a_boolean_is_told_in_every_format_of_tables(small: Evaluator):
    for chosen in formats_for("boolean"):
        assert b"true" in small.answer(read_question("ASK {}"), chosen)


def test_a_format_that_cannot_express_an_answer_is_refused_with_those_that_can(small: Evaluator):
    with pytest.raises(UnknownFormatError, match="cannot be written") as caught:
        find_format("turtle", "bindings")
    assert caught.value.known == ("json", "xml", "csv", "tsv")
    with pytest.raises(UnknownFormatError):
        small.answer(read_question("ASK {}"), find_format("turtle", "triples"))


def test_names_extensions_and_media_types_of_formats_are_unique():
    for values in (
        [f.name for f in FORMATS],
        [f.extension for f in FORMATS],
        [media_type for f in FORMATS for media_type in f.media_types],
    ):
        assert len(values) == len(set(values))
