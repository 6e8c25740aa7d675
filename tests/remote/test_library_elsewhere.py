"""The whole library gives the same rows on other servers as here; what differs is listed, with why."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from stores import answer, oxigraph, pushed, virtuoso, with_engine

from conftest import REPOSITORY
from pcvegraph.errors import StoreError
from pcvegraph.graph.root import find_root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.languages import LANGUAGES
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.library import read_library
from pcvegraph.querying.questions import Question, read_question
from pcvegraph.querying.remote.addresses import Addresses
from pcvegraph.querying.remote.builds import build_of
from pcvegraph.querying.remote.engine import RemoteEngine
from pcvegraph.querying.remote.pushing import Pushed
from pcvegraph.vocabulary import GRAPHS, PREFIXES

pytestmark = pytest.mark.peers

LIBRARY = read_library(find_root(REPOSITORY))
SERVERS: dict[str, Callable[[], AbstractContextManager[Addresses]]] = {
    "oxigraph": oxigraph,
    "virtuoso": virtuoso,
}
DIFFERENCES = {
    ("virtuoso", "recommendations/what-was-recommended-on-a-phenomenon"): (
        "Virtuoso 7 has no booleans: what is true comes as the integer 1, and false as 0."
    ),
}
COMPILER = "Virtuoso 7's compiler gives up: SQ156, Bad dfe in sqlo_place_exp."
NOT_COMPARED = {
    ("virtuoso", "places/what-is-located-in-a-place"): (
        "Virtuoso 7 gives all of its rows or none, from one start of the server to the next."
    ),
    ("virtuoso", "tables/entities"): COMPILER,
    ("virtuoso", "tables/relations"): COMPILER,
}
MOST_DIFFERENCES = 5
NAMES_OF_STATES = f"""PREFIX pcve: <{PREFIXES["pcve"]}>
PREFIX skos: <{PREFIXES["skos"]}>
CONSTRUCT {{ ?s skos:prefLabel ?o }}"""
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {XSD + kind for kind in ("integer", "int", "decimal", "double", "float")}

Term = tuple[object, ...]
Row = tuple[Term, ...]


@pytest.fixture(scope="module", params=SERVERS)
def store(request: pytest.FixtureRequest, snapshot: Snapshot) -> Iterator[tuple[str, Addresses]]:
    """A server that the real graph was pushed to."""
    with SERVERS[request.param]() as addresses:
        pushed(build_of(snapshot), addresses)
        yield request.param, addresses


def term(value: dict[str, str] | None) -> Term:
    """Return a term so that two are equal where they mean the same: numbers by value."""
    if value is None or value["type"] == "uri":
        return (value and value["value"],)
    kind = value.get("datatype", XSD + "string")
    if kind in NUMBERS:
        return ("number", Decimal(value["value"]))
    return value["value"], value.get("xml:lang", "").lower(), kind


def rows(body: bytes) -> list[Row]:
    found: dict[str, Any] = json.loads(body)
    columns = found["head"]["vars"]
    return [tuple(term(row.get(c)) for c in columns) for row in found["results"]["bindings"]]


def rows_here(engine: Evaluator, question: Question) -> list[Row]:
    return rows(engine.answer(question, find_format("json", "bindings")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LIBRARY)
def test_the_rows_are_those_of_here_in_their_order(
    name: str, language: str, store: tuple[str, Addresses], engine: Evaluator
):
    server, addresses = store
    if reason := NOT_COMPARED.get((server, name)):
        pytest.skip(reason)
    query = LIBRARY[name]
    values = {"language": language} if "language" in query.parameters else {}
    question = read_question(query.with_values(values))
    here, there = rows_here(engine, question), rows(answer(addresses, question))
    if (server, name) in DIFFERENCES:
        assert there != here, "it is no difference any more: take it off the list"
    else:
        assert there == here


def test_at_most_five_differ():
    assert len(DIFFERENCES) + len(NOT_COMPARED) <= MOST_DIFFERENCES


def test_what_differs_is_only_how_a_boolean_is_written(
    store: tuple[str, Addresses], engine: Evaluator
):
    server, addresses = store
    for name in (name for where, name in DIFFERENCES if where == server):
        question = read_question(LIBRARY[name].text)
        here, there = rows_here(engine, question), rows(answer(addresses, question))
        written = {("true", "", XSD + "boolean"): ("number", 1)}
        written[("false", "", XSD + "boolean")] = ("number", 0)
        assert there == [tuple(written.get(t, t) for t in row) for row in here]


def test_it_is_pushed_again_without_sending_anything(
    store: tuple[str, Addresses], snapshot: Snapshot
):
    build = build_of(snapshot)
    assert pushed(build, store[1]) == Pushed(sent=0, there=len(build.graphs) + 1, deleted=0)


@pytest.mark.parametrize(
    ("defaults", "named", "text"),
    [
        (("actors/canada",), (), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ((), ("actors/canada",), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        (
            (),
            ("actors/canada",),
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
        ),
        (("description",), (), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ((), (), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ],
)
def test_a_dataset_is_asked_as_here(
    store: tuple[str, Addresses],
    engine: Evaluator,
    defaults: tuple[str, ...],
    named: tuple[str, ...],
    text: str,
):
    question = read_question(text, [GRAPHS + d for d in defaults], [GRAPHS + n for n in named])
    assert rows(answer(store[1], question)) == rows_here(engine, question)


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_a_graph_comes_in_each_format(store: tuple[str, Addresses], engine: Evaluator, form: str):
    question = read_question(f"{NAMES_OF_STATES} WHERE {{ ?s a pcve:State ; skos:prefLabel ?o }}")
    native = find_format(form, "triples").native
    assert isinstance(native, RdfFormat)
    found = {quad.triple for quad in parse(answer(store[1], question, form), format=native)}
    assert found == set(engine.triples(question))


def test_neither_merges_several_default_graphs(store: tuple[str, Addresses]):
    """If one does, the engine serves several FROM in front of it, and the documentation changes."""

    async def merges(engine: RemoteEngine) -> bool:
        return engine.merges

    assert not with_engine(store[1], merges)


def test_a_virtuoso_that_cuts_answers_is_found_out(snapshot: Snapshot):
    """As Debian ships it, Virtuoso gives ten thousand rows of any answer and does not say so."""
    some = build_of(snapshot)
    part = {name: some.graphs[name] for name in list(some.graphs)[:3]}
    small = type(some)("part", part, sorted({line for lines in part.values() for line in lines}))
    with virtuoso(most_rows=100) as addresses:
        pushed(small, addresses)
        assert answer(addresses, "SELECT * { ?s ?p ?o } LIMIT 50")
        with pytest.raises(StoreError, match="at most 100 rows"):
            answer(addresses, "SELECT * { ?s ?p ?o }")


def test_many_ask_virtuoso_at_once(snapshot: Snapshot):
    question, chosen = read_question("ASK { ?s ?p ?o }"), find_format("json", "boolean")

    async def ask(engine: RemoteEngine) -> set[bytes]:
        found = await asyncio.gather(*(engine.answer(question, chosen) for _ in range(8)))
        return {one.body for one in found}

    build = build_of(snapshot)
    one = next(iter(build.graphs.items()))
    with virtuoso() as addresses:
        pushed(type(build)("part", dict([one]), one[1]), addresses)
        assert len(with_engine(addresses, ask)) == 1
