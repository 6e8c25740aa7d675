"""Every question of the library is complete, portable, and answers what the documents say.

`expected/` holds the answer of each with its default values, read row by row against the documents.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode
from rdflib import Dataset, Literal
from rdflib.term import Node

import pcvegraph
from pcvegraph.graph.root import find_root
from pcvegraph.languages import LANGUAGES
from pcvegraph.querying import tokens
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.library import Query, read_library
from pcvegraph.querying.questions import read_question
from pcvegraph.vocabulary import PREFIXES

ROOT = Path(__file__).parents[2]
EXPECTED = Path(__file__).parent / "expected"
LIBRARY = read_library(find_root(ROOT))
READERS = {"researcher", "official", "journalist", "analyst", "curator"}
KEBAB = re.compile(r"[a-z]+(?:-[a-z]+)*/[a-z]+(?:-[a-z]+)*")
TERM = re.compile(r'(?:id|source):[a-z0-9-]+|"[^"]*"(?:\^\^xsd:\w+)?')
SENTENCES = 3

FOUNDING_EVENTS = {
    "ccrs-meeting-2018-02",
    "public-consultation-on-countering-radicalization-to-violence-2018-04",
    "ran-digital-study-visit-to-canada-2020-11",
}
SLOW_ON_RDFLIB = {
    # Five seconds to half a minute each, there.
    "documents/which-documents-came-out-between-two-days",
    "events/what-two-actors-both-took-part-in",
    "sources/how-many-statements-rest-on-one-publisher",
    "sources/which-sources-are-copies",
    "bridges/what-links-a-country-directly-to-europe",
    "bridges/where-a-country-and-europe-work-together",
    "funding/which-money-crossed-a-border",
    "networks/countries",
    "phenomena/in-which-countries-a-phenomenon-is-addressed",
    "recommendations/what-was-recommended-on-a-phenomenon",
}

NETWORKS = [name for name in LIBRARY if name.startswith("networks/")]
TABLES = [name for name in LIBRARY if name.startswith("tables/")]
"""They give names in both languages, each in its column. What they hold is looked up in the store, by
the tests of the files that are made of them; as answers kept here they would be megabytes."""

ANSWERED = [name for name in LIBRARY if name not in TABLES]

every_query = pytest.mark.parametrize("name", LIBRARY)
every_answered_query = pytest.mark.parametrize("name", ANSWERED)


@pytest.fixture(scope="module")
def on_oxigraph() -> Dataset:
    return pcvegraph.open_graph(ROOT, store="oxigraph")


@pytest.fixture(scope="module")
def in_memory() -> Dataset:
    return pcvegraph.open_graph(ROOT, store="memory")


@pytest.fixture(scope="module")
def anchors(engine: Evaluator) -> set[str]:
    text = (
        f"PREFIX pcve: <{PREFIXES['pcve']}> SELECT DISTINCT ?anchor {{ ?said pcve:anchor ?anchor }}"
    )
    return {row["anchor"].value for row in engine.rows(read_question(text))}


def body(query: Query) -> str:
    """Return the query without its head and its prefixes."""
    return query.text[query.text.index("\nSELECT") :]


def columns(query: Query) -> list[str]:
    """Return what the outermost SELECT projects, as it is written."""
    projection = re.match(r"\s*SELECT((?:\s+\?\w+)+)\s+WHERE", body(query))
    assert projection, "the outermost SELECT projects plain variables: the pattern binds them"
    return re.findall(r"\?(\w+)", projection[1])


def skeleton(query: Query) -> list[str]:
    """Return the query's tokens with parameters blanked and variables numbered as they come."""
    text = body(query)
    for name in query.parameters:
        text = re.sub(rf"(VALUES \?{name} {{)[^{{}}]*(}})", r"\1\2", text)
    numbers: dict[str, str] = {}
    return [
        numbers.setdefault(token.text, f"?{len(numbers)}")
        if token.kind == "variable"
        else token.text
        for token in tokens.tokens(text)
    ]


def value(term: Node | None) -> object:
    """Return a term so that two engines' terms are equal where they mean the same."""
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    if term.language:
        return str(term), term.language.lower()
    plain = term.toPython()
    return plain if isinstance(plain, bool | int) else str(term)


def answer(graph: Dataset, text: str) -> list[tuple[object, ...]]:
    """Return the rows that rdflib's face on `graph` gives."""
    return [tuple(value(term) for term in row) for row in graph.query(text)]


def test_the_library_asks_at_least_eighteen_questions():
    assert len(LIBRARY) >= 18


@every_query
def test_a_name_is_a_topic_and_a_question_in_kebab_case(name: str):
    assert KEBAB.fullmatch(name)


@every_query
def test_a_head_says_everything_in_both_languages(name: str):
    query = LIBRARY[name]
    assert query.reader in READERS
    texts = [query.title, query.description, *query.columns.values()]
    texts += [parameter.meaning for parameter in query.parameters.values()]
    for text in texts:
        assert text.en
        assert text.fr
    for language in LANGUAGES:
        assert query.title.in_language(language).endswith("?")
        sentences = re.findall(r"[.?!](?= [A-ZÀ-Ý]|$)", query.description.in_language(language))
        assert 1 <= len(sentences) <= SENTENCES


@every_query
def test_a_head_has_no_line_that_goes_nowhere(name: str):
    head = LIBRARY[name].text.split("PREFIX", 1)[0].splitlines()
    line = re.compile(
        r"# (?:(?:title|description|nodes|edges|weight)@(?:en|fr)|reader|network|rows|weighs|key"
        r"|(?:type|refers) \w+|parameter \w+(?:@(?:en|fr))?|column \w+@(?:en|fr))"
        r": \S.*|#   \S.*"
    )
    assert [text for text in head if not line.fullmatch(text)] == []


@every_query
def test_the_columns_of_the_head_are_those_of_the_query_in_its_order(name: str, engine: Evaluator):
    query = LIBRARY[name]
    assert list(query.columns) == columns(query)
    assert list(query.columns) == engine.table(read_question(query.text)).columns


@every_query
def test_each_parameter_has_one_clause_with_one_default(name: str):
    query = LIBRARY[name]
    for parameter in query.parameters.values():
        assert query.text.count(f"VALUES ?{parameter.name} {{ {parameter.default} }}") == 1
        assert TERM.fullmatch(parameter.default)


@every_query
def test_the_default_of_a_parameter_fits_its_type(name: str):
    query = LIBRARY[name]
    for parameter in query.parameters.values():
        plain = re.sub(r'^"([^"]*)".*', r"\1", parameter.default)
        assert query.with_values({parameter.name: plain})


@every_query
def test_the_prefixes_are_those_used_sorted_and_of_the_house(name: str):
    query = LIBRARY[name]
    declared = re.findall(r"^PREFIX (\w+): <(.*)>$", query.text, re.MULTILINE)
    used = {t.text.split(":")[0] for t in tokens.tokens(body(query)) if t.kind == "name"}
    assert [prefix for prefix, _ in declared] == sorted(used)
    assert all(PREFIXES[prefix] == namespace for prefix, namespace in declared)


def test_no_two_queries_are_alike_but_for_a_parameter():
    # The same rows can make two networks: what is tied in one is shared in the other.
    written = Counter(
        " ".join([query.head.text("rows"), *skeleton(query)]) for query in LIBRARY.values()
    )
    assert max(written.values()) == 1


def test_no_two_queries_have_the_same_title():
    for language in LANGUAGES:
        assert len({q.title.in_language(language) for q in LIBRARY.values()}) == len(LIBRARY)


@every_query
def test_dates_are_compared_by_their_bounds(name: str):
    query = LIBRARY[name]
    compared = re.findall(r"FILTER\([^)]*[<>]=?[^)]*\)", body(query))
    for variable in re.findall(r"\?\w+", " ".join(compared)):
        assert not re.search(rf"pcve:(?:start|end|announced|asOf) \{variable}\b", body(query))


@every_answered_query
def test_the_answer_is_the_one_that_was_read_against_the_documents(name: str, engine: Evaluator):
    answered = engine.answer(read_question(LIBRARY[name].text), find_format("csv", "bindings"))
    assert answered.decode() == (EXPECTED / f"{name}.csv").read_bytes().decode()


def test_every_query_has_an_expected_answer_and_every_answer_a_query():
    files = {p.relative_to(EXPECTED).as_posix() for p in EXPECTED.rglob("*") if p.is_file()}
    assert files == {f"{name}.csv" for name in ANSWERED}


@every_answered_query
def test_the_answer_has_rows_and_none_twice(name: str):
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [tuple(row) for row in csv.reader(file)]
    assert len(rows) >= 2, "a header and a row"
    assert len(set(rows)) == len(rows)


@every_answered_query
def test_an_anchor_of_the_answer_stands_in_the_data(name: str, anchors: set[str]):
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        given = {
            text
            for row in csv.DictReader(file)
            for column, text in row.items()
            if column.lower().endswith("anchor")
        }
    assert given - {""} <= anchors


@pytest.mark.parametrize("name", [name for name in LIBRARY if name not in NETWORKS + TABLES])
def test_in_french_the_rows_are_as_many_and_the_names_are_french(name: str, engine: Evaluator):
    query = LIBRARY[name]
    assert "language" in query.parameters
    english, french = (
        engine.rows(read_question(query.with_values({"language": language})))
        for language in LANGUAGES
    )
    assert len(french) == len(english)
    assert {str(row) for row in french} != {str(row) for row in english}


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_s_query_gives_no_texts_to_translate(name: str, engine: Evaluator):
    rows = engine.rows(read_question(LIBRARY[name].text))
    assert {type(term) for row in rows for term in row.values()} == {NamedNode}


@pytest.mark.parametrize(
    "name",
    [pytest.param(q, marks=[pytest.mark.peers] if q in SLOW_ON_RDFLIB else []) for q in ANSWERED],
)
def test_oxigraph_and_rdflib_give_the_same_rows_in_the_same_order(
    name: str, on_oxigraph: Dataset, in_memory: Dataset
):
    text = LIBRARY[name].text
    rows = answer(on_oxigraph, text)
    theirs = answer(in_memory, text)
    assert Counter(rows) == Counter(theirs)
    assert rows == theirs, "the order is total, so that any engine keeps it"


def test_what_was_recommended_can_be_asked_of_another_phenomenon(engine: Evaluator):
    query = LIBRARY["recommendations/what-was-recommended-on-a-phenomenon"]
    text = query.with_values({"phenomenon": "radicalization-to-violence"})
    assert {row["practiceName"].value for row in engine.rows(read_question(text))} == {
        "bias-free terminology",
        "community engagement",
        "community resilience",
        "primary prevention",
        "whole-of-society approach",
    }


def test_a_partnership_is_found_from_both_of_its_sides(engine: Evaluator):
    query = LIBRARY["partnerships/who-partners-with-an-actor"]
    sherpa = "sherpa-university-institute"
    network = (
        "canadian-practitioners-network-for-the-prevention-of-radicalization-and-extremist-violence"
    )
    for one, other in ((sherpa, network), (network, sherpa)):
        rows = engine.rows(read_question(query.with_values({"actor": one})))
        assert PREFIXES["id"] + other in [row["partner"].value for row in rows]


def test_what_a_promise_is_part_of_is_the_platform(engine: Evaluator):
    query = LIBRARY["forums/what-a-body-is-part-of"]
    text = query.with_values({"body": "commitment-training-assistance-missions"})
    rows = engine.rows(read_question(text))
    assert [row["whole"].value for row in rows] == [PREFIXES["id"] + "real-change-2015-platform"]


@pytest.mark.parametrize(
    ("first", "last", "events"),
    [
        ("2018-02-25", "2018-02-25", {"ccrs-meeting-2018-02"}),
        ("2018-02-26", "2018-04-04", set()),
        (
            "2018-05-03",
            "2020-11-23",
            {
                "public-consultation-on-countering-radicalization-to-violence-2018-04",
                "ran-digital-study-visit-to-canada-2020-11",
            },
        ),
    ],
)
def test_an_event_is_found_on_each_of_its_days_and_on_no_other(
    engine: Evaluator, first: str, last: str, events: set[str]
):
    """Of the events of the founding documents, whose days are known to the day."""
    query = LIBRARY["events/what-happened-between-two-days"]
    rows = engine.rows(read_question(query.with_values({"from": first, "until": last})))
    found = {row["event"].value.removeprefix(PREFIXES["id"]) for row in rows}
    assert found & FOUNDING_EVENTS == events
