"""What is wrong with a query that is being written, and where."""

from __future__ import annotations

import pytest

from pcvegraph.querying.drafts import Place, find_place, problems


@pytest.mark.parametrize(
    "query", ["SELECT * { ?s ?p ?o }", "ASK {}", "PREFIX a: <b:> CONSTRUCT WHERE { ?s a:b ?o }"]
)
def test_a_query_that_parses_has_no_problem(query: str):
    assert problems(query) == []


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT ?s\nWHERE { ?s ?p ?o", 2, 17),
        ("SELECT * {", 1, 11),
        ("ASK {\n  ?é ?p nobody:x }", 2, 9),
    ],
)
def test_a_fault_has_its_place(query: str, line: int, column: int):
    (problem,) = problems(query)
    assert (problem["line"], problem["column"]) == (line, column)
    assert problem["remedy"]


@pytest.mark.parametrize("query", ["", "hello", "DROP ALL", "SELECT * { SERVICE <a:b> {} }"])
def test_what_cannot_be_asked_is_told_without_a_place(query: str):
    (problem,) = problems(query)
    assert "line" not in problem
    assert problem["message"]


def test_a_place_is_read_from_a_message():
    assert find_place("The query does not parse at line 12, column 3: x.") == Place(12, 3)
    assert find_place("There is no query.") is None
