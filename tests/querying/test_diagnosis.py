"""Why a query was too much: what is named, and what must not be accused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import REPOSITORY
from pcvegraph.querying.diagnosis import MANY_ROWS, Cause, causes
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.questions import read_question
from service.hostile import hostile_queries

PREFIXES = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX id: <https://w3id.org/pcvegraph/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# A library query that compares two parts by a FILTER: 50 rows by 200, and said to be what it is.
COMPARED = {"from-which-countries-the-sources-come"}
LIBRARY = sorted((REPOSITORY / "queries").rglob("*.rq"))

PRODUCTS = {
    "two patterns": "?a ?b ?c . ?d ?e ?f",
    "two properties": "?a pcve:funds ?b . ?c pcve:leads ?d",
    "three": "?a pcve:funds ?b . ?c pcve:leads ?d . ?e pcve:hosts ?f",
    "two joined, one not": "?a pcve:funds ?b . ?b pcve:leads ?c . ?d pcve:hosts ?e",
    "two braces": "{ ?a pcve:funds ?b } { ?c pcve:leads ?d }",
    "a shared constant": "?a pcve:funds id:canada . ?b pcve:leads id:canada",
    "OPTIONAL that shares nothing": "?a pcve:funds ?b OPTIONAL { ?c pcve:leads ?d }",
    "OPTIONAL with a product in it": "?a a ?b OPTIONAL { ?a pcve:funds ?c . ?d pcve:leads ?e }",
    "OPTIONAL that only follows": "?a a ?b . ?c a ?d OPTIONAL { ?b pcve:partOf ?d }",
    "OPTIONAL first": "OPTIONAL { ?a pcve:funds ?b } ?c pcve:leads ?d",
    "BIND over both": "?a pcve:funds ?b . ?c pcve:leads ?d BIND(CONCAT(?b, ?d) AS ?e)",
    "a sub-select that hides": "?a pcve:funds ?b { SELECT ?c { ?c pcve:leads ?a } }",
    "in a sub-select": "?a pcve:funds ?b { SELECT ?a { ?a pcve:leads ?c . ?d a ?e } }",
    "one branch": "?a pcve:funds ?b { ?b pcve:leads ?c } UNION { ?d pcve:leads ?c }",
    "in a branch": "{ ?a a ?b . ?c a ?d } UNION { ?a a ?c }",
    "in GRAPH": "GRAPH id:x { ?a a ?b . ?c a ?d }",
    "two GRAPHs": "GRAPH ?g { ?a a ?b } GRAPH ?h { ?c a ?d }",
    "in MINUS": "?a a ?b MINUS { ?a pcve:funds ?c . ?d pcve:leads ?e }",
    "a path": "?a pcve:partOf* id:x . ?c pcve:leads/pcve:partOf ?d",
    "large VALUES": f"VALUES ?a {{ {' '.join(map(str, range(40)))} }}"
    f"VALUES ?b {{ {' '.join(map(str, range(40)))} }}",
    "in EXISTS": "?a a ?b FILTER EXISTS { ?a pcve:funds ?c . ?d pcve:leads ?e }",
    "in a nested FILTER": "?a a ?b FILTER(?a != ?b && EXISTS { ?a a ?c . ?d a ?e })",
    "what points to one thing": "VALUES ?x { id:a } ?a a ?x . ?c pcve:leads ?d",
    "blank nodes": "[] pcve:funds ?b . [] pcve:leads ?d",
}
COMPARISONS = {
    "equality": "?a pcve:funds ?b . ?c pcve:leads ?d FILTER(?b = ?d)",
    "inequality": "?a pcve:funds ?b . ?c pcve:leads ?d FILTER(?a != ?c)",
    "a function": "?a skos:prefLabel ?b . ?c skos:altLabel ?d FILTER(CONTAINS(?b, ?d))",
    "in OPTIONAL": "?a pcve:funds ?b OPTIONAL { ?c pcve:leads ?d FILTER(?d = ?b) }",
}
JOINED = {
    "nothing": "",
    "one pattern": "?a ?b ?c",
    "a shared subject": "?a pcve:funds ?b ; pcve:leads ?c",
    "a chain": "?a pcve:funds ?b . ?b pcve:leads ?c . ?c pcve:hosts ?d",
    "a ring": "?a pcve:funds ?b . ?b pcve:leads ?c . ?c pcve:hosts ?a",
    "joined last": "?a pcve:funds ?b . ?c pcve:leads ?d . ?b pcve:partOf ?c",
    "by a property": "?a ?p ?b . ?c ?p ?d",
    "by a blank node": "?a pcve:funds [ pcve:partOf ?b ] ; pcve:leads ?c",
    "by a list": "?a pcve:funds (?b ?c) . ?b pcve:leads ?d . ?c pcve:leads ?d",
    "with a ground triple": "id:canada a pcve:State . ?a pcve:funds ?b",
    "with a ground path": "id:canada pcve:partOf* id:x . ?a pcve:funds ?b",
    "labels of two things": "id:a skos:prefLabel ?b . id:c skos:prefLabel ?d . ?e pcve:funds ?f",
    "by OPTIONAL's variable": "?a pcve:funds ?b OPTIONAL { ?b pcve:partOf ?c } ?d pcve:leads ?c",
    "two OPTIONALs": "OPTIONAL { ?a pcve:funds ?b } OPTIONAL { ?b pcve:leads ?c }",
    "OPTIONAL joined twice": "?a pcve:funds ?b OPTIONAL { ?a a ?c . ?b a ?d }",
    "OPTIONAL in OPTIONAL": "?a a ?b OPTIONAL { ?b a ?c OPTIONAL { ?c a ?d . ?a a ?e } }",
    "by BIND": "?a pcve:funds ?b BIND(IRI(STR(?b)) AS ?c) ?c pcve:leads ?d",
    "by two BINDs": "?a a ?b BIND(STR(?b) AS ?c) BIND(IRI(?c) AS ?d) ?e a ?d",
    "BIND of a constant": "?a pcve:funds ?b BIND(id:canada AS ?c)",
    "VALUES of the language": 'VALUES ?l { "en" } ?a skos:prefLabel ?b FILTER(LANG(?b) = ?l)',
    "small VALUES": "VALUES ?l { 1 2 3 } ?a pcve:funds ?b",
    "labels of one thing": "VALUES ?x { id:a } ?x skos:prefLabel|skos:altLabel ?b . ?c a ?d",
    "VALUES that join": "VALUES (?a ?c) { (id:a id:b) } ?a pcve:funds ?b . ?c pcve:leads ?d",
    "by a sub-select": "?a pcve:funds ?b { SELECT ?b ?c { ?b pcve:leads ?c } } ?c a ?d",
    "a sub-select of one row": "?a pcve:funds ?b { SELECT (COUNT(*) AS ?n) { ?c pcve:leads ?d } }",
    "a short sub-select": "?a pcve:funds ?b { SELECT ?c { ?c pcve:leads ?d } LIMIT 5 }",
    "a grouped sub-select": "?a a ?b { SELECT ?b (COUNT(*) AS ?n) { ?c a ?b } GROUP BY ?b }",
    "by UNION": "?a a ?b { ?b a ?c } UNION { ?a a ?c }",
    "by one branch each": "?a a ?b { ?a a ?x } UNION { ?b a ?y } UNION { ?b a ?z }",
    "branches apart": "{ ?a pcve:funds ?b } UNION { ?c pcve:leads ?d }",
    "a UNION in a UNION": "?a a ?b { { ?b a ?c } UNION { ?a a ?d } } UNION { ?a a ?e }",
    "by a graph": "GRAPH ?g { ?a pcve:funds ?b . ?c pcve:leads ?d }",
    "two GRAPHs joined": "GRAPH ?g { ?a pcve:funds ?b } GRAPH ?h { ?b pcve:leads ?d }",
    "MINUS": "?a pcve:funds ?b MINUS { ?c pcve:leads ?b }",
    "NOT EXISTS": "?a pcve:funds ?b FILTER NOT EXISTS { ?c pcve:leads ?b }",
    "EXISTS joined twice": "?a pcve:funds ?b FILTER EXISTS { ?a a ?c . ?b a ?d }",
    "a path from a value": "id:canada pcve:partOf* ?b",
    "a path to a value": "?b pcve:partOf+ id:canada",
    "a path bound before": "?a pcve:funds ?b . ?b pcve:partOf* ?c",
    "a path bound after": "?b pcve:partOf* ?c . ?a pcve:funds ?c",
    "a path bound by VALUES": "VALUES ?b { id:canada id:france } ?b pcve:partOf* ?c",
    "a path of paths": "id:canada pcve:partOf* ?b . ?b pcve:funds* ?c . ?c pcve:leads+ ?d",
    "a path bound in OPTIONAL": "?a pcve:funds ?b OPTIONAL { ?b pcve:partOf* ?c }",
    "a sequence": "?a pcve:partOf/pcve:partOf ?b",
    "an alternative": "?a pcve:partOf|pcve:funds ?b",
    "at most one step": "?a pcve:partOf? ?b",
    "a negated step": "?a !pcve:partOf ?b",
    "everything from a value": "id:canada (pcve:funds|!pcve:funds)* ?b",
}
OPEN_PATHS = {
    "star": "?x pcve:partOf* ?y",
    "plus": "?x pcve:partOf+ ?y",
    "a sequence with a star": "?x a/pcve:partOf* ?y",
    "an alternative": "?x (pcve:partOf|pcve:funds)+ ?y",
    "inverse": "?x ^pcve:partOf* ?y",
    "two that bind each other": "?x pcve:partOf* ?y . ?y pcve:funds* ?z",
    "in a sub-select": "?x a ?y { SELECT ?x { ?x pcve:partOf* ?z } }",
    "in OPTIONAL": "OPTIONAL { ?x pcve:partOf* ?y }",
    "in UNION": "{ ?x pcve:partOf* ?y } UNION { ?x pcve:funds* ?y }",
    "in GRAPH": "GRAPH ?g { ?x pcve:partOf* ?y }",
    "between blank nodes": "[] pcve:partOf* []",
}


def found(pattern: str) -> list[Cause]:
    return causes(f"{PREFIXES}SELECT * WHERE {{ {pattern} }}")


def kinds(pattern: str) -> set[str]:
    return {cause.kind for cause in found(pattern)}


@pytest.mark.parametrize("pattern", PRODUCTS.values(), ids=PRODUCTS)
def test_a_cartesian_product_is_named(pattern: str):
    assert "product" in kinds(pattern)
    assert "share no variable" in found(pattern)[0].message.en
    assert "sans variable commune" in found(pattern)[0].message.fr


@pytest.mark.parametrize("pattern", COMPARISONS.values(), ids=COMPARISONS)
def test_a_product_that_a_filter_compares_is_said_to_be_one(pattern: str):
    (cause,) = found(pattern)
    assert cause.kind == "product"
    assert cause.message.en.startswith("Only a FILTER compares {")
    assert cause.message.fr.startswith("Seul un FILTER compare {")


@pytest.mark.parametrize("pattern", JOINED.values(), ids=JOINED)
def test_what_is_joined_and_bound_is_not_accused(pattern: str):
    assert found(pattern) == []


@pytest.mark.parametrize("pattern", OPEN_PATHS.values(), ids=OPEN_PATHS)
def test_a_path_without_a_bound_end_is_named(pattern: str):
    assert kinds(pattern) == {"path"}
    assert "has no bound end" in found(pattern)[0].message.en
    assert "aucune extrémité liée" in found(pattern)[0].message.fr


def test_a_path_over_every_property_is_named_though_its_end_is_bound():
    (cause,) = found("?a pcve:funds ?b . ?b (pcve:funds|!pcve:funds)* ?c")
    assert "nearly every property" in cause.message.en


def test_a_repeated_repetition_is_named():
    (cause,) = found("id:canada ((pcve:partOf*)*)* ?b")
    assert "One * says the same" in cause.message.en


def test_the_patterns_are_quoted_with_the_prefixes_of_the_query():
    (cause,) = found(
        '?a pcve:funds ?b ; a <http://example.org/x> . ?c skos:prefLabel "A"@en ; ?p ?d'
    )
    assert "?a pcve:funds ?b" in cause.message.en
    assert "?a a <http://example.org/x>" in cause.message.en
    assert '?c skos:prefLabel "A"@en' in cause.message.fr


def test_a_prefix_is_used_only_where_the_name_may_be_written_so():
    (cause,) = found("?a <https://w3id.org/pcvegraph/id/a/b> ?b . ?c id:d.e-f ?d")
    assert "?a <https://w3id.org/pcvegraph/id/a/b> ?b" in cause.message.en
    assert "?c id:d.e-f ?d" in cause.message.en


def test_the_path_is_quoted():
    (cause,) = found("?x ^pcve:partOf/(pcve:funds|a)+ ?y")
    assert "{ ?x (^pcve:partOf)/((pcve:funds|a)+) ?y }" in cause.message.en


def test_a_negated_set_is_quoted():
    (cause,) = found("?x !(pcve:partOf|^pcve:funds)* ?y")
    assert "{ ?x !(pcve:partOf|^…)* ?y }" in cause.message.en


def test_odd_literals_are_quoted_and_log_nothing(caplog: pytest.LogCaptureFixture):
    date = '"99-99"^^<http://www.w3.org/2001/XMLSchema#date>'
    (cause,) = found(f'?a ?b {date} . ?c ?d "x"^^pcve:y')
    assert date in cause.message.en
    assert '"x"^^pcve:y' in cause.message.en
    assert caplog.records == []


def test_long_patterns_are_shortened():
    (cause,) = found(f'?a pcve:funds "{"x" * 3000}" . ?b <http://e.org/{"y" * 3000}> ?c')
    assert len(cause.message.en) < 600


def test_braces_of_the_query_do_not_fill_the_sentence():
    (cause,) = found('?a pcve:funds "{components}" . ?b pcve:leads "{path}"')
    assert '"{components}"' in cause.message.en


def test_the_likeliest_come_first_and_are_at_most_three():
    many = " UNION ".join(f"{{ ?a{n} pcve:partOf* ?b{n} . ?c{n} a ?d{n} }}" for n in range(5))
    assert [cause.kind for cause in found(many)] == ["product"] * 3
    assert [c.kind for c in found("?a a ?b . ?x pcve:partOf* ?y")] == ["product", "path"]


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?a ?b ?c . ?d ?e ?f }",
        "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
        "CONSTRUCT WHERE { ?a ?b ?c . ?d ?e ?f }",
        "DESCRIBE ?a WHERE { ?a ?b ?c . ?d ?e ?f }",
        "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f }",
        "SELECT ?a (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a HAVING(?n > 1)",
        "SELECT DISTINCT ?a WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?d LIMIT 5",
        "SELECT ?a WHERE { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a VALUES ?a { 1 2 }",
        "SELECT * FROM <http://e.org/g> WHERE { ?a ?b ?c . ?d ?e ?f }",
    ],
)
def test_every_form_is_read(query: str):
    assert [cause.kind for cause in causes(query)] == ["product"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "no query",
        "SELECT * WHERE { ?a ?b",
        "SELECT * WHERE { <<( ?a ?b ?c )>> ?d ?e . ?f ?g ?h }",
        "INSERT DATA { <a:b> <a:c> <a:d> }",
        "SELECT * WHERE { ?a unknown:b ?c . ?d ?e ?f }",
        "DESCRIBE <http://e.org/a>",
        "\x00 \ud800",
        "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f }" + " " * 20_001,
        "SELECT * WHERE " + "{" * 2000 + "?a ?b ?c . ?d ?e ?f" + "}" * 2000,
        "SELECT * WHERE { ?a ?b ?c FILTER(" + "(" * 3000 + "1" + ")" * 3000 + ") }",
    ],
)
def test_what_cannot_be_read_has_no_cause(query: str):
    assert causes(query) == []


@given(st.text(alphabet="SELECT WHERE{}()?abp.<>*+/|^!\"'#:[];,", max_size=80))
@example("SELECT * WHERE { ?a ?b ?c } ORDER BY")
@example("SELECT } {")
@example("CONSTRUCT { } FROM")
def test_nothing_is_raised(text: str):
    assert isinstance(causes(text, lambda _query, _at_most: 1), list)


NAMES = st.sampled_from("abcdefgh")
EDGES = st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=7)


@given(EDGES)
def test_patterns_are_accused_where_their_graph_falls_apart(edges: list[tuple[str, str]]):
    pattern = " . ".join(f"?{a} pcve:partOf ?{b}" for a, b in edges)
    assert bool(found(pattern)) == (len(islands(edges)) > 1)


@given(EDGES, st.randoms())
def test_neither_order_nor_braces_change_what_is_accused(edges: list[tuple[str, str]], random):
    patterns = [f"?{a} pcve:partOf ?{b}" for a, b in edges]
    accused = kinds(" . ".join(patterns))
    random.shuffle(patterns)
    assert kinds(" ".join(f"{{ {pattern} }}" for pattern in patterns)) == accused
    assert kinds(f"{{ SELECT * {{ {' . '.join(patterns)} }} }}") == accused


def islands(edges: list[tuple[str, str]]) -> list[set[str]]:
    apart: list[set[str]] = []
    for edge in edges:
        touched = [island for island in apart if island & set(edge)]
        apart = [island for island in apart if island not in touched]
        apart.append(set(edge).union(*touched))
    return apart


@pytest.mark.parametrize(
    ("name", "query"),
    [
        pair
        for pair in hostile_queries()
        if pair[0].startswith(("product-", "construct-", "order-"))
    ],
)
def test_a_hostile_product_is_named(name: str, query: str):
    assert "product" in {cause.kind for cause in causes(query)}, name


@pytest.mark.parametrize(
    ("name", "query"),
    [
        pair
        for pair in hostile_queries()
        if pair[0].startswith("path-") and pair[0] != "path-of-steps"
    ],
)
def test_a_hostile_path_is_named(name: str, query: str):
    assert "path" in {cause.kind for cause in causes(query)}, name


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_no_question_of_the_library_is_accused(file: Path):
    assert [c.message.en for c in causes(file.read_text()) if file.stem not in COMPARED] == []


@pytest.mark.parametrize("name", sorted(COMPARED))
def test_a_question_that_is_excepted_does_compare(name: str):
    (file,) = (REPOSITORY / "queries").rglob(f"{name}.rq")
    assert [c.message.en[:22] for c in causes(file.read_text())] == ["Only a FILTER compares"]


class Counter:
    """Notes the queries that it is to count, and says that each has so many rows."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.asked: list[tuple[str, int]] = []

    def __call__(self, query: str, at_most: int) -> int:
        """Return the rows it was made with, at most `at_most`."""
        self.asked.append((query, at_most))
        return min(self.rows, at_most)


@pytest.mark.parametrize(
    ("query", "operations"),
    [
        ("SELECT ?a WHERE { ?a ?b ?c } ORDER BY ?a", "ORDER BY"),
        ("SELECT ?a { ?a ?b ?c } group by ?a", "GROUP BY"),
        ("SELECT DISTINCT ?a { ?a ?b ?c }", "DISTINCT"),
        ("SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a ?b ?c }", "COUNT"),
        ("SELECT (GROUP_CONCAT(?a) AS ?n) { ?a ?b ?c }", "GROUP_CONCAT"),
        (
            "SELECT DISTINCT ?a (COUNT(*) AS ?n) { ?a ?b ?c } GROUP BY ?a ORDER BY ?n LIMIT 5",
            "GROUP BY, DISTINCT, ORDER BY",
        ),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c } ORDER BY ?a", "ORDER BY"),
        ("CONSTRUCT WHERE { ?a ?b ?c } ORDER BY ?a", "ORDER BY"),
        ("ASK { { SELECT DISTINCT ?a { ?a ?b ?c } } }", "DISTINCT"),
        ("SELECT ?x { { SELECT ?x { ?x ?y ?z } ORDER BY ?y } }", "ORDER BY"),
    ],
)
def test_what_takes_in_too_many_rows_is_named(query: str, operations: str, engine: Evaluator):
    counter = Counter(MANY_ROWS + 1)
    (cause,) = causes(PREFIXES + query, counter)
    assert cause.kind == "rows"
    assert cause.message.en.startswith(f"{operations} has to take in more than 100,000 rows")
    assert cause.message.fr.startswith(f"{operations} doit prendre en compte plus de 100\u202f000 ")
    ((counted, at_most),) = counter.asked
    assert counted.endswith(f"LIMIT {at_most}")
    everything = engine.count_rows(read_question("SELECT * { ?a ?b ?c }"), at_most)
    assert engine.count_rows(read_question(counted), at_most) == everything > 0


def test_few_rows_are_not_accused():
    counter = Counter(MANY_ROWS)
    assert causes("SELECT DISTINCT ?a { ?a ?b ?c } ORDER BY ?a", counter) == []
    assert len(counter.asked) == 1


def test_what_streams_is_not_counted():
    counter = Counter(MANY_ROWS + 1)
    assert causes("SELECT ?a { ?a ?b ?c BIND(COUNT AS ?x) }", counter) == []
    assert causes('SELECT ?a { ?a ?b "ORDER BY ?x" } # GROUP BY ?a', counter) == []
    assert counter.asked == []


def test_rows_are_counted_only_where_the_structure_shows_no_cause():
    counter = Counter(MANY_ROWS + 1)
    assert [c.kind for c in causes("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a", counter)] == [
        "product"
    ]
    assert counter.asked == []


def test_the_dataset_is_the_same_where_rows_are_counted():
    counter = Counter(1)
    causes(
        "BASE <http://e.org/> SELECT ?a FROM <g> FROM NAMED <h> { ?a ?b ?c } ORDER BY ?a", counter
    )
    ((counted, _),) = counter.asked
    select, _, limit = counted.partition("\nLIMIT")
    assert select == ("BASE <http://e.org/> SELECT * FROM <g> FROM NAMED <h> WHERE { ?a ?b ?c }")
    assert int(limit) == MANY_ROWS + 1


def test_a_part_within_graph_is_not_counted_alone():
    counter = Counter(MANY_ROWS + 1)
    inner = "{ SELECT DISTINCT ?a { ?a ?b ?c } }"
    assert causes(f"SELECT * {{ GRAPH ?g {inner} }}", counter) == []
    assert counter.asked == []


def test_a_count_that_fails_leaves_the_cause_unknown():
    def fail(query: str, at_most: int) -> int:
        raise TimeoutError(query, at_most)

    assert causes("SELECT DISTINCT ?a { ?a ?b ?c }", fail) == []
