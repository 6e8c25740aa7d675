"""A query is laid out, and stays the query that it was."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import REPOSITORY
from pcvegraph.graph.root import find_root
from pcvegraph.querying.layout import laid_out
from pcvegraph.querying.library import read_library
from pcvegraph.querying.tokens import tokens

LIBRARY = read_library(find_root(REPOSITORY))
WORDS = "SELECT ASK WHERE PREFIX UNION OPTIONAL VALUES FILTER CONSTRUCT"
MARKS = "{ } ( ) [ ] . ; , ?x a:b <i> 'a' 1 1.5 .5 1.e5 # @en ^^ ' \" ''' \\"
PIECES = st.lists(
    st.sampled_from([*WORDS.split(), *MARKS.split(), "\n", "\r\n", "\t"]), max_size=40
)


def said(text: str) -> list[tuple[str, str]]:
    """Return the tokens of `text` without their places."""
    return [(token.kind, token.text) for token in tokens(text)]


def test_a_query_on_one_line_is_laid_out():
    query = (
        "prefix a: <b> select ?a (count(?b) as ?n) where{?a ?b ?c;a ?d.filter(?a>3)optional{?x ?y "
        "1.5 . }{?a ?b 1}union{?c ?d 2}values ?x{1 2}}group by ?a order by desc(?n) limit 3"
    )
    assert laid_out(query).splitlines() == [
        "prefix a: <b>",
        "select ?a (count(?b) as ?n)",
        "where {",
        "  ?a ?b ?c ;",
        "     a ?d .",
        "  filter(?a>3)",
        "  optional { ?x ?y 1.5 . }",
        "  { ?a ?b 1 }",
        "  union",
        "  { ?c ?d 2 }",
        "  values ?x { 1 2 }",
        "}",
        "group by ?a",
        "order by desc(?n)",
        "limit 3",
    ]


def test_a_comment_stays_where_it_was():
    query = "# first\nSELECT * {\n# own line\n?a ?b ?c . # behind\n?d ?e ?f }\n# last"
    assert laid_out(query).splitlines() == [
        "# first",
        "SELECT * {",
        "  # own line",
        "  ?a ?b ?c .",
        "  # behind",
        "  ?d ?e ?f",
        "}",
        "# last",
    ]


@pytest.mark.parametrize("name", LIBRARY)
def test_a_question_of_the_library_stays_the_same_query_laid_out_once(name: str):
    text = LIBRARY[name].text
    once = laid_out(text)
    assert said(once) == said(text)
    assert laid_out(once) == once


@given(PIECES)
@example(["{", "?x", "#", "}", "\n", "}"])
@example(["1", ".", "5"])
def test_no_text_becomes_another(pieces: list[str]):
    for glue in ("", " "):
        text = glue.join(pieces)
        assert said(laid_out(text)) == said(text)


@pytest.mark.parametrize("piece", ["{", "}", "{ ?a ?b ?c ; ", "(", "# x\n", "'''", "."])
def test_a_long_text_is_laid_out_in_time(piece: str):
    assert laid_out(piece * 20_000)
