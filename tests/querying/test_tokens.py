"""What a query asks for is known before an engine sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.querying.tokens import (
    asks_elsewhere,
    find_dataset,
    find_form,
    find_undeclared,
    tokens,
)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("SELECT * {}", "SELECT"),
        ("# ASK\nPREFIX select: <http://a#>\nBASE <http://b>\n construct {} where {}", "CONSTRUCT"),
        ("prefix : <a> ask {}", "ASK"),
        ("PREFIX ask: <x:#select> DESCRIBE ask:x", "DESCRIBE"),
        ("INSERT DATA {}", "INSERT"),
        ("PREFIX a: <b> WITH <g> DELETE {} WHERE {}", "WITH"),
        ("", None),
        ("hello SELECT", None),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(query: str, form: str | None):
    assert find_form(query) == form


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a> { ?s ?p ?o } }",
        "SELECT * { service SILENT ?x { ?s ?p ?o } }",
        "SELECT * { SERV\\u0049CE <http://a> {} }",
        "SELECT * { \\U00000053ERVICE <http://a> {} }",
        "SELECT * { ?s ?p 'it''s' SERVICE <http://a> {} }",
        'SELECT * { ?s ?p """a "quoted" # word""" . SERVICE <http://a> {} }',
        "SELECT * { ?s ?p <http://a#b> . SERVICE<http://a>{} }",
        "SELECT * { FILTER(?a<?b) SERVICE <http://a> {} FILTER(?a>?b) }",
        "SELECT * { ?s ?p '\\u0027 } # ' . SERVICE <http://a> {} }",
    ],
)
def test_a_service_clause_is_seen_in_every_spelling(query: str):
    assert asks_elsewhere(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://a>' }",
        'SELECT * { ?s ?p """SERVICE\n"x" SERVICE""" }',
        "SELECT * { ?s ?p ?o } # SERVICE <http://a>",
        "SELECT ?service $SERVICE { ?service ?p <http://SERVICE> }",
        "PREFIX service: <http://a> SELECT * { ?s service:SERVICE service: }",
        "SELECT * { ?s ?p 'x'@service }",
        "SELECT * { ?s ?p <a#SERVICE> ; ?q 'a\\'SERVICE' }",
    ],
)
def test_the_word_elsewhere_is_no_service_clause(query: str):
    assert not asks_elsewhere(query)


@pytest.mark.parametrize(
    ("query", "dataset"),
    [
        ("SELECT * { ?from ?p 'FROM <a:b>' } # FROM <a:b>", ([], [])),
        ("SELECT * FROM <http://a/x> FROM NAMED <http://a/y> {}", (["http://a/x"], ["http://a/y"])),
        (
            "PREFIX g: <http://a/> ASK FROM g:x from named g:y\\-z {}",
            (["http://a/x"], ["http://a/y-z"]),
        ),
        (
            "BASE <http://a/b/> PREFIX : <c#> ASK FROM <d> FROM :e {}",
            (["http://a/b/d", "http://a/b/c#e"], []),
        ),
        ("SELECT * FROM", ([""], [])),
    ],
)
def test_the_dataset_of_a_query_is_read(query: str, dataset: tuple[list[str], list[str]]):
    assert find_dataset(query) == dataset


@given(st.text())
def test_any_text_is_read_to_its_end(text: str):
    """Tokens come in order, do not overlap, and leave out only white space and comments."""
    place = 0
    for token in tokens(text):
        between = text[place : token.start]
        assert not between.strip() or "#" in between
        assert text[token.start : token.end] == token.text
        place = token.end


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("SELECT * { ?s foo:bar ?o }", "foo:bar"),
        ("PREFIX foo: <http://x/> ASK { ?s foo:bar bar:baz }", "bar:baz"),
        ("PREFIX foo: <http://x/> ASK { _:foo foo:bar 'a:b' # a:b\n }", None),
        ("ASK { ?s ?p 'a'^^xsd:date }", "xsd:date"),
        ("ASK { ?s :p ?o }", ":p"),
        ("PREFIX : <http://x/> ASK { ?s :p <urn:a:b> }", None),
    ],
)
def test_a_prefix_that_is_not_declared_is_found(query: str, found: str | None):
    token = find_undeclared(query)
    assert (token and token.text) == found
