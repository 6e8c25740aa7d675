"""A clause is added where SPARQL has its place, and the rest of the query stays as it is."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from pcvegraph.errors import InvalidIdentifierError, QueryError
from pcvegraph.querying.clauses import has_window, of_graph, with_window

G = "https://example.org/graph"
STORE = ox.Store()
for number in range(7):
    node = ox.NamedNode(f"https://example.org/{number}")
    STORE.add(ox.Quad(node, node, node, ox.NamedNode(G)))

BEHIND = """SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s
VALUES ?s { <https://example.org/1> <https://example.org/2> <https://example.org/3> }"""
PATTERNS = [
    "SELECT ?s WHERE { ?s ?p ?o }",
    "select ?s where { ?s ?p ?o }",
    "SELECT ?s { ?s ?p ?o }",
    "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s # the last word { LIMIT",
    "SELECT ?s WHERE { ?s ?p ?o FILTER EXISTS { ?s ?p ?o } } ORDER BY STR(?s)",
    "SELECT ?s (EXISTS { ?s ?p ?o } AS ?there) WHERE { ?s ?p ?o }",
    'SELECT ?s WHERE { ?s ?p ?o FILTER("} LIMIT 1" != "WHERE {") }',
    "SELECT ?s WHERE { { SELECT ?s { ?s ?p ?o } LIMIT 6 } }",
    "# WHERE {\nSELECT ?s WHERE { ?s ?p ?o }\n# } LIMIT 1",
    "PREFIX limit: <https://example.org/limit#> SELECT ?s WHERE { ?s ?p ?o MINUS { ?s a limit:x } }",
    BEHIND,
]
patterns = pytest.mark.parametrize("text", PATTERNS)


def rows(text: str) -> list[str]:
    answer = STORE.query(text)
    assert isinstance(answer, ox.QuerySolutions)
    return [str(solution["s"]) for solution in answer]


@patterns
def test_a_query_is_asked_of_a_graph(text: str):
    assert rows(text) == []
    found = rows(of_graph(text, G))
    expected = 3 if "VALUES" in text else 6 if "LIMIT 6" in text else 7
    assert len(set(found)) == len(found) == expected


@patterns
def test_the_windows_of_a_query_are_its_rows_in_their_order(text: str):
    whole = of_graph(text, G)
    assert not has_window(whole)
    pages = [rows(with_window(whole, 2, start)) for start in (0, 2, 4, 6)]
    assert [row for page in pages for row in page] == rows(whole)
    assert max(map(len, pages)) == 2


@pytest.mark.parametrize(
    "text", ["ASK { ?s ?p ?o }", "ASK WHERE { ?s ?p ?o }", "ASK { { ?s ?p ?o } }"]
)
def test_ask_is_asked_of_a_graph(text: str):
    assert not bool(STORE.query(text))
    assert bool(STORE.query(of_graph(text, G)))


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DESCRIBE ?s WHERE { ?s ?p ?o }",
    ],
)
def test_a_graph_is_made_of_a_graph(text: str):
    assert len(list(STORE.query(of_graph(text, G)))) == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT * { ?s ?p ?o } LIMIT 3", True),
        ("SELECT * { ?s ?p ?o } offset 3", True),
        ("SELECT * { ?s ?p ?o } ORDER BY ?limit", False),
        ("SELECT * { { SELECT * { ?s ?p ?o } LIMIT 3 } }", False),
    ],
)
def test_a_window_is_one_of_the_whole_query(text: str, expected: bool):
    assert has_window(text) is expected


def test_a_query_with_graphs_of_its_own_is_asked_of_no_other():
    with pytest.raises(QueryError, match="of which graphs"):
        of_graph("SELECT * FROM <https://example.org/own> { ?s ?p ?o }", G)


def test_a_description_of_one_thing_has_no_pattern():
    with pytest.raises(QueryError, match="no pattern"):
        of_graph("DESCRIBE <https://example.org/1>", G)


def test_a_graph_is_an_iri():
    with pytest.raises(InvalidIdentifierError):
        of_graph("SELECT * { ?s ?p ?o }", "x> { } #")
