"""The normal form of a Turtle file."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from messy_turtle import EXAMPLES, Messy, graph_of, messy_turtle
from rdflib.compare import isomorphic

from pcvegraph.graph.formatting import formatted

ONTOLOGY = sorted((Path(__file__).parents[2] / "ontology").glob("**/*.ttl"))
PREFIXES = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/pcvegraph/id/> .
@prefix pcve: <https://w3id.org/pcvegraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix source: <https://w3id.org/pcvegraph/source/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
RELATION = """\
id:canada--co-chairs--gctf-west-africa-capacity-building-working-group
    a pcve:Relation ;
    rdf:subject id:canada ;
    rdf:predicate pcve:coChairs ;
    rdf:object id:gctf-west-africa-capacity-building-working-group ;
    pcve:evidence [
        dcterms:source source:polimetre-promise-5020-training-assistance ;
        pcve:anchor "Co-chaired by Algeria and Canada"@en ;
        pcve:asOf "2019-09"^^xsd:gYearMonth ;
    ] .
"""


def body(text: str, *, sort_statements: bool = True) -> str:
    """Return the normal form of `text`, which may use PREFIXES, without its prefixes."""
    lines = formatted(PREFIXES + text, sort_statements=sort_statements).splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("@prefix")).lstrip("\n")


@given(messy_turtle(), st.booleans())
@EXAMPLES
def test_any_turtle_keeps_its_graph_and_comments_and_formats_once(
    messy: Messy, sort_statements: bool
) -> None:
    once = formatted(messy.text, sort_statements=sort_statements)
    assert isomorphic(graph_of(once), graph_of(messy.text))
    assert formatted(once, sort_statements=sort_statements) == once
    assert [once.count(mark) for mark in messy.marks] == [1] * len(messy.marks)
    assert "\r" not in once
    assert once == "" or once.endswith("\n") != once.endswith("\n\n")


@pytest.mark.parametrize("path", ONTOLOGY, ids=lambda path: path.stem)
def test_each_file_of_the_ontology_keeps_its_graph(path: Path) -> None:
    text = path.read_text()
    assert isomorphic(graph_of(formatted(text, sort_statements=False)), graph_of(text))


def test_rdflib_reads_the_normal_form_as_the_engine_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    text = formatted(PREFIXES + RELATION + 'id:a pcve:note "é\\t\\u2028\\"", """a\n"b"\\"""" .')
    read = rdflib.Graph().parse(data=text, format="turtle").serialize(format="nt")
    assert isomorphic(graph_of(read), graph_of(text))


def test_the_form_of_a_relation_is_that_of_the_design() -> None:
    assert body(RELATION) == RELATION


def test_a_relation_written_anyhow_gets_that_form() -> None:
    text = """
    <https://w3id.org/pcvegraph/id/canada--co-chairs--gctf-west-africa-capacity-building-working-group>
      pcve:evidence [ pcve:asOf '2019-09'^^xsd:gYearMonth;
      pcve:anchor '''Co-chaired by Algeria and Canada'''@en; dcterms:source
      source:polimetre-promise-5020-training-assistance]; rdf:object
      id:gctf-west-africa-capacity-building-working-group;; rdf:predicate pcve:coChairs ;
      rdf:subject id:canada ; rdf:type pcve:Relation ."""
    assert body(text) == RELATION


def test_only_used_prefixes_are_declared_and_sorted() -> None:
    text = PREFIXES + '@prefix z: <http://z.org/> . z:a a pcve:Place ; z:b "x"^^xsd:date .'
    assert formatted(text) == (
        "@prefix pcve: <https://w3id.org/pcvegraph/ontology#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "@prefix z: <http://z.org/> .\n\n"
        'z:a\n    a pcve:Place ;\n    z:b "x"^^xsd:date .\n'
    )


def test_a_namespace_of_the_house_gets_the_prefix_of_the_house() -> None:
    text = (
        "@prefix x: <https://w3id.org/pcvegraph/id/> . @prefix id: <http://e.org/> . x:a id:b x:c ."
    )
    assert formatted(text) == (
        "@prefix id: <https://w3id.org/pcvegraph/id/> .\n\nid:a\n    <http://e.org/b> id:c .\n"
    )


def test_a_name_that_would_need_an_escape_is_written_as_an_iri() -> None:
    assert body("id:a pcve:about id:b\\/c .") == (
        "id:a\n    pcve:about <https://w3id.org/pcvegraph/id/b/c> .\n"
    )


def test_the_entity_comes_first_and_further_relations_in_the_order_of_their_numbers() -> None:
    names = ["a--funds--b--10", "a--funds--c", "a--funds--b", "a--funds--b--2"]
    text = "".join(f"id:{name} a pcve:Funding . " for name in names)
    order = [
        line for line in body(text + "id:z a pcve:Fund .").split("\n") if line.startswith("id:")
    ]
    assert order == [
        "id:z",
        "id:a--funds--b",
        "id:a--funds--b--2",
        "id:a--funds--b--10",
        "id:a--funds--c",
    ]


def test_statements_stay_as_written_where_they_are_not_to_be_sorted() -> None:
    text = "id:z a pcve:Relation . id:b a pcve:Fund . id:a a pcve:Fund ."
    order = body(text, sort_statements=False).split("\n")[::3]
    assert order == ["id:z", "id:b", "id:a"]


def test_labels_are_sorted_by_language_english_french_others_and_then_by_text() -> None:
    text = 'id:a skos:altLabel "z"@en, "y"@nl, "a"@fr, "b"@en, "c"@de, "d" .'
    labels = [line.split()[1] for line in body(text).splitlines()[1:]]
    assert labels == ['"d"', '"b"@en', '"z"@en', '"a"@fr', '"c"@de', '"y"@nl']


def test_evidence_is_sorted_by_source_and_then_anchor() -> None:
    proofs = [("s2", "a"), ("s1", "b"), ("s1", "a")]
    nodes = ", ".join(f'[ pcve:anchor "{a}"@en ; dcterms:source source:{s} ]' for s, a in proofs)
    words = body(f"id:a pcve:evidence {nodes} .").split()
    assert [word for word in words if word.startswith(("source:", '"'))] == [
        *("source:s1", '"a"@en', "source:s1", '"b"@en', "source:s2", '"a"@en')
    ]


def test_predicates_not_named_in_the_order_stand_by_name_between_those_that_are() -> None:
    text = (
        'id:a pcve:evidence [] ; pcve:note "n"@en ; pcve:verdict id:v ;'
        " <http://xmlns.com/foaf/0.1/homepage> id:h ; pcve:amount 1 ;"
        ' dcterms:subject id:s ; a pcve:Funding ; pcve:start "2019"^^xsd:gYear .'
    )
    assert [line.split()[0] for line in body(text).splitlines()[1:]] == [
        *("a", "pcve:start", "dcterms:subject", "foaf:homepage", "pcve:amount", "pcve:verdict"),
        *("pcve:note", "pcve:evidence"),
    ]


def test_comments_stay_with_what_they_stand_above_and_at_the_end_of_their_line() -> None:
    text = """
# of b
id:b # at b
    # of the label
    skos:prefLabel "b"@en ; # at the label
    a pcve:Fund, # at the first type
      # of the second
      pcve:Initiative ; # at the second
    pcve:evidence [ # at the bracket
        # of the source
        dcterms:source source:s # at the source
        # before the bracket
    ] ; # at the evidence
    # before the full stop
    . # at the full stop
# of a
id:a a pcve:Fund .
# at the end
"""
    assert (
        body(text)
        == """\
# of a
id:a
    a pcve:Fund .

# of b
id:b # at b
    a pcve:Fund ; # at the first type
    # of the second
    a pcve:Initiative ; # at the second
    # of the label
    skos:prefLabel "b"@en ; # at the label
    # at the full stop
    pcve:evidence [ # at the bracket
        # of the source
        dcterms:source source:s ; # at the source
        # before the bracket
    ] ; # at the evidence
    # before the full stop
    .

# at the end
"""
    )


def test_comments_among_the_prefixes_move_after_them() -> None:
    text = "# before\n" + PREFIXES + "# after\n\n# of a\nid:a a pcve:Fund . # at a"
    assert formatted(text) == (
        "@prefix id: <https://w3id.org/pcvegraph/id/> .\n"
        "@prefix pcve: <https://w3id.org/pcvegraph/ontology#> .\n\n"
        "# before\n\n# after\n\n# of a\nid:a\n    a pcve:Fund . # at a\n"
    )


def test_comments_that_an_empty_line_parts_from_the_first_statement_stay_at_the_head() -> None:
    text = "# of the file\n\n# of b\nid:b a pcve:Fund . id:a a pcve:Fund ."
    assert body(text) == (
        "# of the file\n\nid:a\n    a pcve:Fund .\n\n# of b\nid:b\n    a pcve:Fund .\n"
    )


def test_a_heading_between_statements_keeps_the_empty_line_after_it() -> None:
    text = "id:a a pcve:Fund .\n\n# Heading\n\n# of b\nid:b a pcve:Fund .\n"
    assert body(text).split("\n\n")[1:] == ["# Heading", "# of b\nid:b\n    a pcve:Fund .\n"]


def test_a_file_of_comments_alone_stays() -> None:
    assert formatted("# nothing\n\n\n# yet   \r\n") == "# nothing\n\n# yet\n"


def test_a_short_collection_is_one_line_and_a_long_one_a_line_for_each_member() -> None:
    text = "id:a sh:in ( id:b 1 ) , () , ( " + "id:some-long-name-of-a-thing " * 3 + ") ."
    member = "        id:some-long-name-of-a-thing\n"
    assert body(text) == (
        "id:a\n    sh:in ( id:b 1 ) ;\n    sh:in () ;\n    sh:in (\n" + member * 3 + "    ) .\n"
    )


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("'x'", '"x"'),
        ("'''it's \"so\"'''", '"it\'s \\"so\\""'),
        ('"x"^^xsd:string', '"x"'),
        (r'"\u00e9\t\U0001F600"', '"é\\t\U0001f600"'),
        (r'"a\nb"', '"""a\nb"""'),
        (r'"a\n\"\"\"b\""', '"""a\n\\"\\""b\\""""'),
        (r'"a\r\nb\u0007"', '"""a\\r\nb\\u0007"""'),
        ('"a\u00a0b"', '"a\u00a0b"'),
        ('"x"@fr-CA', '"x"@fr-CA'),
        ("1.50", "1.50"),
        ('"1.50"^^xsd:decimal', "1.50"),
        ('"15"^^xsd:decimal', '"15"^^xsd:decimal'),
        ("-0", "-0"),
        ("1E3", "1E3"),
        ("true", "true"),
        ('"1"^^xsd:boolean', '"1"^^xsd:boolean'),
        ("_:b", "_:b"),
        ("[]", "[]"),
        ("[ ]", "[]"),
    ],
)
def test_a_term_has_one_form(written: str, normal: str) -> None:
    assert body(f"id:a pcve:note {written} .") == f"id:a\n    pcve:note {normal} .\n"


def test_a_blank_node_may_be_a_subject() -> None:
    assert body("[ a pcve:Fund ] . [] a pcve:Fund .") == (
        "[\n    a pcve:Fund ;\n] .\n\n[]\n    a pcve:Fund .\n"
    )
