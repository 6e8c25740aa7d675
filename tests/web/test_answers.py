"""The parts of an answer on a page: rows in order, the place of a fault, checksums, code."""

from __future__ import annotations

import ast
import json
from hashlib import sha256

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pcvegraph.errors import QuerySyntaxError
from pcvegraph.querying.engines.engine import Answer
from pcvegraph.querying.formats import find_format
from pcvegraph.web.pages.answers.arranging import sorted_lines
from pcvegraph.web.pages.answers.citation import Comparison, checksum_of, compared
from pcvegraph.web.pages.answers.code import Asking, snippets
from pcvegraph.web.pages.answers.faults import faulty_lines
from pcvegraph.web.pages.answers.reading import Reading, read_answer
from pcvegraph.web.problems import HttpProblem

TEXTS = st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\t\n\r\"\\'?<>")))


def answered(query: str) -> Reading:
    """Return the answer to `query` of an empty graph, as a page gets it."""
    chosen = find_format("tsv", "bindings")
    results = ox.Store().query(query)
    assert isinstance(results, ox.QuerySolutions)
    body = results.serialize(format=ox.QueryResultsFormat.TSV)
    assert body is not None
    return read_answer(Answer(body, chosen))


def values(rows: str) -> Reading:
    return answered(f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} }}")


def column(reading: Reading, lines: list[bytes], name: str = "a") -> list[str]:
    return [row[name]["value"] if name in row else "" for row in reading.rows(lines)]


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
@example([("\t\n\r\\", '"'), ("", "\u2028\x85")])
def test_what_is_read_is_what_was_answered(rows: list[tuple[str, str]]):
    reading = values(" ".join(f"({ox.Literal(a)} {ox.Literal(b)})" for a, b in rows))
    assert [(r["a"]["value"], r["b"]["value"]) for r in reading.rows(reading.lines)] == rows
    assert [term["value"] if term else "" for term in reading.values("b")] == [b for _, b in rows]


@pytest.mark.parametrize("query", ["SELECT * {}", "SELECT ?x {}", "SELECT ?x { ?x ?x ?x }"])
def test_rows_without_values_are_rows(query: str):
    reading = answered(query)
    expected = 0 if "?x ?x" in query else 1
    assert len(reading.rows(reading.lines)) == len(reading.lines) == expected


def test_terms_keep_what_they_are():
    reading = values(
        '("a"@fr 1) (<a:b> "2020"^^<http://www.w3.org/2001/XMLSchema#gYear>) (UNDEF 1.5)'
    )
    first, second, third = reading.rows(reading.lines)
    assert first["a"] == {"type": "literal", "value": "a", "xml:lang": "fr"}
    assert second["a"] == {"type": "uri", "value": "a:b"}
    assert "a" not in third
    assert third["b"]["datatype"].endswith("#decimal")


def test_rows_are_sorted_by_what_their_values_are():
    reading = values('("b" 1) (UNDEF 2) (10 3) (9.5 4) ("A" 5) (<a:b> 6) (-1 7)')
    up = column(reading, sorted_lines(reading, "a"))
    assert up == ["-1", "9.5", "10", "A", "b", "a:b", ""]
    down = column(reading, sorted_lines(reading, "-a"))
    assert down == ["a:b", "b", "A", "10", "9.5", "-1", ""]
    assert column(reading, sorted_lines(reading, "")) == ["b", "", "10", "9.5", "A", "a:b", "-1"]
    with pytest.raises(HttpProblem) as told:
        sorted_lines(reading, "c")
    assert "a, b" in told.value.remedy


@given(st.lists(st.tuples(st.integers(), st.sampled_from("xyz")), max_size=30))
def test_sorting_keeps_all_rows(rows: list[tuple[int, str]]):
    reading = values(" ".join(f'({a} "{b}")' for a, b in rows))
    for sort in ("a", "-a", "b", "-b"):
        assert sorted(sorted_lines(reading, sort)) == sorted(reading.lines)


def test_a_fault_is_marked_in_its_line():
    text = "one\ntwo\nthree bad:name four\nfive\nsix\nseven"
    lines = faulty_lines(text, QuerySyntaxError("It fails at line 3, column 7: x."))
    assert [line.number for line in lines] == [1, 2, 3, 4, 5]
    assert lines[2][1:] == ("three ", "bad", ":name four")
    assert all(not line.marked for line in lines if line.number != 3)


@pytest.mark.parametrize("place", ["line 1, column 999", "line 1, column 4"])
def test_a_fault_at_the_end_of_a_line_marks_the_end(place: str):
    (line,) = faulty_lines("ask", QuerySyntaxError(f"It fails at {place}."))
    assert (line.before, line.marked) == ("ask", "⏎")


@pytest.mark.parametrize("message", ["It fails.", "at line 9, column 1", "at line 0, column 0"])
def test_a_fault_without_a_place_in_the_text_marks_nothing(message: str):
    assert faulty_lines("ask", QuerySyntaxError(message)) == []


def test_a_long_line_is_cut_around_its_fault():
    lines = faulty_lines(
        "x" * 5000 + " y " + "z" * 5000, QuerySyntaxError("at line 1, column 5002")
    )
    assert lines[0].marked == "y"
    assert len(lines[0].before + lines[0].after) < 1000


def test_a_checksum_does_not_depend_on_the_order_of_rows():
    body = b'?a\t?b\n1\t2\n"x"\t\n'
    expected = sha256(b'"x"\t\n1\t2\n?a\t?b\n').hexdigest()
    assert checksum_of(body) == expected
    assert checksum_of(b'?a\t?b\n"x"\t\n1\t2\n') == expected
    assert checksum_of(b"?a\t?b\n1\t2\n") != expected
    # What ends without a line feed ends with one for sort.
    assert checksum_of(b"true") == sha256(b"true\n").hexdigest()


ONE, TWO = "1" * 64, "2" * 64


@pytest.mark.parametrize(
    ("cited", "version", "now", "expected"),
    [
        (ONE, "a", ONE, Comparison.SAME),
        (ONE, "", ONE, Comparison.SAME),
        (ONE, "b", ONE, Comparison.SAME_ROWS),
        (ONE, "a", TWO, Comparison.OTHER_ROWS),
        (ONE, "b", TWO, Comparison.CHANGED),
        ("1", "a", ONE, Comparison.UNKNOWN),
        (ONE, "a", "", Comparison.UNKNOWN),
    ],
)
def test_an_answer_is_compared_with_the_one_that_was_cited(
    cited: str, version: str, now: str, expected: Comparison
):
    assert compared(cited, version, now, "a") is expected


@given(st.text(alphabet=st.characters(codec="utf-8")))
@example('"""')
@example("'''\\")
@example("\\")
@example('"')
@example("\r\n")
@example("QUERY\nQUERY1\n")
def test_no_query_ends_the_quotes_of_python_and_javascript(query: str):
    asking = Asking("http://127.0.0.1/sparql", query, ["a:b"], "bindings")
    code = {snippet.name: snippet.code for snippet in snippets(asking)}
    assigned = ast.parse(code["Python"]).body[4]
    assert isinstance(assigned, ast.Assign)
    assert ast.literal_eval(assigned.value) == query
    lines = code["JavaScript"].partition("[\n")[2].partition('\n].join("\\n")')[0]
    assert "\n".join(json.loads(f"[{lines}]")) == query
