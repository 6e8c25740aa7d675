"""The engine over a remote store: the same bytes as the evaluator here, the same limits and errors."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import replace

import pytest
from stores import LIMITS, answer, free_port, oxigraph, pushed, reply, told, with_engine

from conftest import REPOSITORY, TINY
from pcvegraph.errors import (
    BusyError,
    QueryLimitError,
    QueryRefusedError,
    QuerySyntaxError,
    StoreError,
)
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import find_root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying.engines.limits import Limits
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.questions import Question, read_question
from pcvegraph.querying.remote.addresses import Addresses
from pcvegraph.querying.remote.builds import Build, build_of
from pcvegraph.querying.remote.client import Client
from pcvegraph.querying.remote.engine import RemoteEngine, open_remote
from pcvegraph.querying.remote.marker import MARKER, Marker
from pcvegraph.querying.remote.pushing import push
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import GRAPHS

PREFIXES = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
NAMES = PREFIXES + "SELECT ?thing ?name { ?thing skos:prefLabel ?name } ORDER BY ?thing ?name"
NORTHLAND = GRAPHS + "actors/northland"
SOUTHLAND = GRAPHS + "actors/southland"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("tiny") / "root"
    shutil.copytree(REPOSITORY / "ontology", folder / "ontology")
    shutil.copytree(TINY, folder, dirs_exist_ok=True)
    (folder / "queries").mkdir(exist_ok=True)
    return load_snapshot(find_root(folder), Settings())


@pytest.fixture(scope="module")
def store(small: Snapshot) -> Iterator[Addresses]:
    with oxigraph() as addresses:
        pushed(build_of(small), addresses)
        yield addresses


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@pytest.mark.parametrize("text", [NAMES, "ASK { ?s ?p ?o }", "ASK { <urn:a> ?p ?o }"])
def test_rows_and_booleans_are_the_same_bytes(
    store: Addresses, small: Snapshot, text: str, form: str
):
    question = read_question(text)
    here = Evaluator(small).answer(question, find_format(form, question.kind))
    assert answer(store, question, form) == here


@pytest.mark.parametrize("form", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_a_graph_comes_in_each_format(store: Addresses, form: str):
    text = PREFIXES + "CONSTRUCT { ?s skos:prefLabel ?o } WHERE { ?s skos:prefLabel ?o }"
    assert b"Northland" in answer(store, text, form)


def test_its_version_is_the_one_that_was_pushed(store: Addresses, small: Snapshot):
    async def version(engine: RemoteEngine) -> str:
        return engine.version

    assert with_engine(store, version) == small.version


@pytest.mark.parametrize(
    ("defaults", "named", "text"),
    [
        ((NORTHLAND,), (), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ((), (NORTHLAND,), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
        ((), (NORTHLAND,), "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"),
        ((SOUTHLAND,), (NORTHLAND,), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o GRAPH ?g { ?s a ?c } }"),
        (("urn:none",), (), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"),
    ],
)
def test_a_dataset_is_asked_as_here(
    store: Addresses, small: Snapshot, defaults: tuple[str, ...], named: tuple[str, ...], text: str
):
    question = read_question(text, defaults, named)
    here = Evaluator(small).answer(question, find_format("csv", "bindings"))
    assert answer(store, question, "csv") == here


def test_a_relative_iri_begins_where_it_does_here(store: Addresses):
    text = "SELECT ?class { <id/northland> a ?class FILTER(isIRI(<#>)) }"
    assert b"ontology#State" in answer(store, text, "csv")


def test_graphs_that_the_store_would_not_merge_are_refused(store: Addresses):
    question = read_question("SELECT * { ?s ?p ?o }", (NORTHLAND, SOUTHLAND))
    with pytest.raises(QueryRefusedError, match="once for each default graph"):
        answer(store, question)


def test_a_time_slice_is_refused_with_the_way_to_ask(store: Addresses):
    day = "https://w3id.org/pcvegraph/as-of/2019-06-30"
    with pytest.raises(QueryRefusedError, match="time slices") as caught:
        answer(store, Question("ASK {}", (day,)))
    assert "latestStart" in caught.value.remedy


def test_a_fault_of_the_query_is_the_query_s(store: Addresses):
    with pytest.raises(QuerySyntaxError, match="does not take the query: error at 1:") as caught:
        answer(store, "SELECT * { ?s ?p }")
    assert len(str(caught.value)) < 400


def test_a_query_that_takes_too_long_is_given_up(store: Addresses):
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d) }"
    with pytest.raises(QueryLimitError, match=r"longer than 0\.3 seconds") as caught:
        answer(store, text, limits=replace(LIMITS, time_seconds=0.3))
    assert caught.value.limit == "time"


def test_an_answer_that_is_too_large_is_not_given(store: Addresses):
    with pytest.raises(QueryLimitError, match="larger than 2000 bytes") as caught:
        answer(store, "SELECT * { ?s ?p ?o }", limits=replace(LIMITS, size_bytes=2000))
    assert caught.value.limit == "size"


def test_many_questions_at_once_get_each_their_own_answer(store: Addresses):
    questions = [read_question(f"SELECT (COUNT(*) * {n} AS ?n) {{ ?s ?p ?o }}") for n in range(8)]

    async def ask(engine: RemoteEngine) -> list[bytes]:
        chosen = find_format("csv", "bindings")
        answers = await asyncio.gather(*(engine.answer(q, chosen) for q in questions))
        return [found.body for found in answers]

    numbers = [int(body.split()[1]) for body in with_engine(store, ask)]
    assert numbers == [n * numbers[1] for n in range(8)]
    assert numbers[1] > 0


def test_a_store_without_a_marker_is_not_served():
    with oxigraph() as empty, pytest.raises(StoreError, match="no whole version") as caught:
        answer(empty, "ASK {}")
    assert f"pcvegraph push {empty.query}" in caught.value.remedy


def test_a_store_that_is_not_there_is_named():
    address = Addresses(f"http://127.0.0.1:{free_port()}/query", "")
    with pytest.raises(StoreError, match="cannot be reached"):
        answer(address, "ASK {}")


def test_a_push_changes_the_version_and_while_it_lasts_nothing_is_answered(small: Snapshot):
    first = build_of(small)
    second = Build("second", first.graphs, first.default)
    question, chosen = read_question("ASK { ?s ?p ?o }"), find_format("json", "boolean")

    async def work(addresses: Addresses) -> str:
        engine = await open_remote(addresses.query, LIMITS, believed_seconds=0)
        async with Client(addresses) as client:
            await client.delete(MARKER)
            with pytest.raises(BusyError, match="being loaded") as caught:
                await engine.answer(question, chosen)
            assert caught.value.retry_after_seconds > 0
            await push(second, client)
        assert b"true" in (await engine.answer(question, chosen)).body
        await engine.close()
        return engine.version

    with oxigraph() as addresses:
        pushed(first, addresses)
        assert asyncio.run(work(addresses)) == "second"


def heard(said: bytes, form: str = "csv", limits: Limits = LIMITS, default: str = "") -> bytes:
    """Return the answer, or raise the error, that an engine makes of a reply to SELECT."""

    async def run() -> bytes:
        async with told(said) as server:
            client = Client(server.addresses, pauses=())
            engine = RemoteEngine(client, limits, Marker("first", default), merges=True)
            question = read_question("SELECT * { ?s ?p ?o }")
            try:
                found = await engine.answer(question, find_format(form, "bindings"))
            finally:
                await engine.close()
            return found.body

    return asyncio.run(run())


def test_the_bytes_pass_through():
    assert heard(reply(200, b"x\r\n1\r\n", Content_Type="text/csv; charset=utf-8")) == b"x\r\n1\r\n"


def test_an_answer_in_another_format_is_no_answer():
    with pytest.raises(StoreError, match="answered text/html where text/csv was asked for"):
        heard(reply(200, b"<p>Sorry", Content_Type="text/html"))


def test_an_answer_that_the_store_may_have_cut_is_no_answer():
    whole = {"Content_Type": "text/csv", "X_SPARQL_MaxRows": "3"}
    assert heard(reply(200, b"x\n1\n", **whole))
    with pytest.raises(StoreError, match="at most 3 rows"):
        heard(reply(200, b"x\n1\n2\n3\n", **whole))


def test_a_store_that_ran_out_of_time_says_so_in_its_own_way():
    with pytest.raises(QueryLimitError):
        heard(reply(500, b"Virtuoso S1T00 Error SR171: Transaction timed out"))
    with pytest.raises(QueryLimitError):
        heard(reply(408))


def test_a_store_that_fails_is_told_with_what_it_says():
    with pytest.raises(StoreError, match="status 500, text/plain: disk is full"):
        heard(reply(500, b"disk\nis   full", Content_Type="text/plain"))
