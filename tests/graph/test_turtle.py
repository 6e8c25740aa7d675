"""The syntax tree of a Turtle text."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from messy_turtle import EXAMPLES, Messy, messy_turtle

from pcvegraph.graph.turtle import (
    DEEPEST,
    BlankNode,
    Collection,
    Comment,
    Iri,
    Literal,
    Property,
    Term,
    document,
)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SIMPLE = "@prefix : <http://e.org/> .\n"


def triples_of(text: str) -> set[ox.Triple]:  # noqa: C901 - one case for each kind of term
    """Return the triples that the tree of `text` states, written from the standard's own rules."""
    found: list[ox.Triple] = []

    def node(term: Term) -> ox.NamedNode | ox.BlankNode | ox.Literal:
        match term:
            case Iri(value):
                return ox.NamedNode(value)
            case Literal(value, _, language) if language:
                return ox.Literal(value, language=language)
            case Literal(value, datatype):
                return ox.Literal(value, datatype=ox.NamedNode(datatype))
            case BlankNode(label="", properties=properties):
                return say(ox.BlankNode(), properties)
            case BlankNode(label):
                return ox.BlankNode("label" + label.encode().hex())
            case Collection(members):
                rest: ox.NamedNode | ox.BlankNode = ox.NamedNode(RDF + "nil")
                for member in reversed(members):
                    pair, value = ox.BlankNode(), node(member.term)
                    found.append(ox.Triple(pair, ox.NamedNode(RDF + "first"), value))
                    found.append(ox.Triple(pair, ox.NamedNode(RDF + "rest"), rest))
                    rest = pair
                return rest

    def say(subject: ox.NamedNode | ox.BlankNode, properties: tuple[Property, ...]) -> ox.BlankNode:
        for each in properties:
            value = node(each.object)
            found.append(ox.Triple(subject, ox.NamedNode(each.predicate), value))
        return subject

    for statement in document(text).statements:
        say(node(statement.subject), statement.properties)
    return set(found)


def canonical(triples: set[ox.Triple]) -> set[str]:
    """Return the triples as text, with blank nodes named by the RDF canonicalisation."""
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return set(map(str, dataset))


def engine_reads(text: str) -> set[ox.Triple]:
    """Return the triples that the engine reads in `text`."""
    return {quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)}


def comments_in(text: str) -> list[Comment]:
    """Return all comments of the tree, wherever it holds them."""
    found: list[Comment] = []

    def visit(thing: object) -> None:
        if isinstance(thing, Comment):
            found.append(thing)
        elif isinstance(thing, tuple):
            for each in thing:
                visit(each)
        elif hasattr(thing, "__dataclass_fields__"):
            for name in thing.__dataclass_fields__:
                visit(getattr(thing, name))

    visit(document(text))
    return found


@given(messy_turtle())
@EXAMPLES
def test_the_tree_states_what_the_engine_reads_and_holds_every_comment_once(messy: Messy) -> None:
    assert canonical(triples_of(messy.text)) == canonical(engine_reads(messy.text))
    comments = comments_in(messy.text)
    assert sorted(re.findall("§.*§", " ".join(c.text + "\n" for c in comments))) == sorted(
        messy.marks
    )
    lines = messy.text.split("\n")
    assert all(comment.text in lines[comment.line - 1] for comment in comments)


VALID = {
    "nothing": "",
    "a comment and no line end": "# x",
    "a prefix alone": "@prefix p: <http://e.org/> .",
    "a prefix as in SPARQL, in any case": "PrEfIx p: <http://e.org/>\np:a p:b p:c .",
    "a prefix without a name": "@prefix : <http://e.org/> . :a :b : .",
    "a prefix declared anew": "PREFIX p: <urn:e:> p:a a p:b . PREFIX p: <urn:f:> p:a a p:b .",
    "a prefix with a dot": "@prefix a.b: <http://e.org/> . a.b:c a a.b:d.",
    "bases on bases": "@base <http://e.org/a/b> . @base <c/> . BASE <d> "
    "<e> a <#f>, <>, <../g>, <?h>, <//i> .",
    "a base and a prefix on it": "@base <http://e.org/a/b> . @prefix p: <#> . p:x a <y> .",
    "escapes in an IRI": r"<http://e.org/\u00e9> a <http://e.org/\U0001F600> .",
    "escapes in names": SIMPLE + r":a\,b\(c\)\# :\-x :\~\.\!\$\&\'\*\+\;\=\/\?\@\_ .",
    "percent in names": SIMPLE + ":%20 :a%C3%A9 :b%2F .",
    "colons and dots in names": SIMPLE + ":a:b: :c.d :e..f.",
    "digits and hyphens in names": SIMPLE + ":1 :2-3 :4.5 .",
    "names in other scripts": SIMPLE + ":été :名前 :a\u0301\u00b7 .",
    "four kinds of strings": SIMPLE
    + """:a :b "c", 'd', \"\"\"e"f""g\n\"\"\", '''h'i''j\n''', "", '', \"\"\"\"\"\", '''''' .""",
    "escapes in strings": SIMPLE + r''':a :b "\t\b\n\r\f\"\'\\\u0041\U00000041", """\"""\\""" .''',
    "a number sign in a string": SIMPLE + ':a :b "# no comment", <http://e.org/#x> . # a comment',
    "languages and datatypes": SIMPLE
    + ':a :b "c"@en, "d"@fr-CA-x-1, "e"^^:f, "g"^^<http://e.org/h>.',
    "numbers": SIMPLE + ":a :b 1, -2, +3, 1.0, .5, -.5, 1e0, 1.e0, .1E-2, +1.5e+3, 1.",
    "booleans": SIMPLE + ":a :b true, false.",
    "a name that begins like a boolean": "PREFIX true: <http://e.org/> true:a a true:false .",
    "labels of blank nodes": SIMPLE + "_:a :b _:b.c, _:0, _:_x, _:é .",
    "blank nodes": SIMPLE + "[] :b [], [ ], [ a :c ], [ :d [ :e [ :f 1 ] ; ] ] .",
    "a blank node that says it all": SIMPLE + "[ a :b ] . [ a :c ; :d 1 ; ] . [ a :e ] a :f .",
    "collections": SIMPLE + ":a :b (), ( 1 ), ( ( 2 ) [ :c ( 3 ) ] () ) . ( 4 ) :d 5 . () a :e .",
    "signs repeated": SIMPLE + ":a a :b ; ; ;; :c 1 , 2 ;; . :d a :e ;.",
    "no spaces": SIMPLE
    + ":a<http://e.org/b>:c,:d;:e[<http://e.org/f>1],(1'x'('y'@en)())._:x<http://e.org/g>true.",
    "line ends of all kinds": SIMPLE + ":a\r\n:b\r:c # x\r. # y\r\n:d a :e .",
}


@pytest.mark.parametrize("text", VALID.values(), ids=VALID)
def test_all_of_turtle_is_read_as_the_engine_reads_it(text: str) -> None:
    assert canonical(triples_of(text)) == canonical(engine_reads(text))


def test_statements_and_objects_have_the_lines_where_they_begin() -> None:
    text = SIMPLE + ':a\n  :b\n  """x\ny""" ,\n  [ :c\n 1 ] .\n\n:d a :e .'
    first, second = document(text).statements
    assert (first.line, second.line) == (2, 9)
    assert [each.line for each in first.properties] == [4, 6]
    assert isinstance(first.properties[1].object, BlankNode)
    assert first.properties[1].object.properties[0].line == 7


def test_a_comment_belongs_to_what_ends_its_line_or_else_to_what_follows() -> None:
    text = (
        SIMPLE
        + "\n# 1\n:a # 2\n  # 3\n  :b 1, # 4\n  # 5\n  2 # 6\n  # 7\n  ; :c 3 ; # 8\n  # 9\n."
    )
    statement = document(text).statements[0]

    def texts(*comments: Comment | None) -> list[str]:
        return [comment.text for comment in comments if comment]

    assert texts(*statement.comments.above, statement.comments.beside) == ["# 1", "# 2"]
    assert [texts(*p.comments.above) for p in statement.properties] == [["# 3"], ["# 5"], ["# 7"]]
    assert [texts(p.comments.beside) for p in statement.properties] == [["# 4"], ["# 6"], ["# 8"]]
    assert texts(*statement.comments.below) == ["# 9"]


def test_the_language_keeps_its_spelling() -> None:
    said = document(SIMPLE + ':a :b "x"@fr-CA .').statements[0].properties[0].object
    assert said == Literal("x", RDF + "langString", "fr-CA")


def test_a_number_keeps_its_spelling() -> None:
    said = document(SIMPLE + ":a :b +01.50 .").statements[0].properties[0].object
    assert said == Literal("+01.50", XSD + "decimal")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (SIMPLE + ":a :b\n  é", "line 3, column 3"),
        (SIMPLE + ":a :b", "line 2, column 6"),
        (SIMPLE + ":a :b :c", "line 2, column 9"),
        (SIMPLE + ":a :b x:c .", "line 2, column 7"),
        (SIMPLE + ":a :b [ :c :d .", "line 2, column 15"),
        (SIMPLE + "😀 << :a :b :c >> :d :e .", "line 2, column 1"),
        (SIMPLE + ":a :b " + "[ :c " * (DEEPEST + 1), "line 2, column 507"),
    ],
)
def test_what_cannot_be_read_raises_a_value_error_with_its_place(text: str, place: str) -> None:
    with pytest.raises(ValueError, match=place):
        document(text)
