"""W3C's SPARQL 1.1 test suite as its manifests describe it (a copy beside the repository)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.term import Node

from conftest import REPOSITORY

SUITE = REPOSITORY.parent / "shared/conformance/sparql11"
at_hand = pytest.mark.skipif(not SUITE.is_dir(), reason="W3C's test suite is not at hand")

# The suite's files name each other by relative addresses; results hold them resolved.
ADDRESS = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
CNT = Namespace("http://www.w3.org/2011/content#")
DATA = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")

QUERY_FOLDERS = [
    "aggregates",
    "bind",
    "bindings",
    "cast",
    "construct",
    "csv-tsv-res",
    "exists",
    "functions",
    "grouping",
    "json-res",
    "negation",
    "project-expression",
    "property-path",
    "subquery",
    "syntax-query",
]


@dataclass(frozen=True)
class Dataset:
    """The files of the default graph, and those of the named graphs, each with its name."""

    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True)
class QueryTest:
    """A query and what is to come of it; `result` is None for a test of the syntax."""

    name: str
    kind: str
    query: Path
    dataset: Dataset = field(default_factory=Dataset)
    result: Path | None = None


class Expected(NamedTuple):
    """What the suite asks of an answer; what is empty is not asked."""

    statuses: frozenset[str]
    boolean: bool | None
    format: str
    body: str
    content_type: str
    location: str


class Request(NamedTuple):
    """A request as the suite writes it down: `target` is its path and query."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    expected: Expected


@dataclass(frozen=True)
class ProtocolTest:
    """Requests to send one after the other."""

    name: str
    dataset: Dataset
    requests: tuple[Request, ...]


def query_tests() -> list[QueryTest]:
    """Return the tests of queries and of the formats of their results, by dataset."""
    tests = [test for folder in QUERY_FOLDERS for test in _query_tests(folder)]
    return sorted(tests, key=lambda test: (str(test.dataset), test.name))


def protocol_tests(*manifests: str) -> list[ProtocolTest]:
    """Return the tests of `manifests` that are requests."""
    return [
        ProtocolTest(
            _name(entry),
            _named_data(graph, entry),
            tuple(_requests(graph, entry)),
        )
        for manifest in manifests
        for graph, entry in _entries(manifest)
    ]


def address_of(path: Path) -> str:
    """Return the address that a file of the suite has for the others."""
    return ADDRESS + path.relative_to(SUITE).as_posix()


def names_in(folder: str) -> set[str]:
    """Return the names of all tests of a folder."""
    return {_name(entry) for _, entry in _entries(f"{folder}/manifest.ttl")}


def folders() -> set[str]:
    """Return every folder of the suite that has tests."""
    return {path.parent.name for path in SUITE.glob("*/manifest.ttl")}


@cache
def _read(manifest: str) -> Graph:
    return Graph().parse(SUITE / manifest, publicID=ADDRESS + manifest)


def _entries(manifest: str) -> Iterator[tuple[Graph, URIRef]]:
    if not SUITE.is_dir():
        return
    graph = _read(manifest)
    for entries in graph.objects(None, MF.entries):
        for entry in graph.items(entries):
            assert isinstance(entry, URIRef)
            yield graph, entry


def _name(entry: URIRef) -> str:
    """Return `folder/fragment`: a fragment alone stands in several folders."""
    address, _, fragment = entry.partition("#")
    return f"{address.removesuffix('/manifest').rpartition('/')[2]}/{fragment}"


def _query_tests(folder: str) -> Iterator[QueryTest]:
    for graph, entry in _entries(f"{folder}/manifest.ttl"):
        kind = str(graph.value(entry, RDF.type)).rpartition("#")[2]
        action = graph.value(entry, MF.action)
        query = graph.value(action, QT.query)
        if query is None:
            yield QueryTest(_name(entry), kind, _path(action))
            continue
        default = sorted(_path(data) for data in graph.objects(action, QT.data))
        named = sorted((str(data), _path(data)) for data in graph.objects(action, QT.graphData))
        dataset = Dataset(tuple(default), tuple(named))
        yield QueryTest(
            _name(entry), kind, _path(query), dataset, _path(graph.value(entry, MF.result))
        )


def _path(file: Node | None) -> Path:
    return SUITE / str(file).removeprefix(ADDRESS)


def _named_data(graph: Graph, entry: URIRef) -> Dataset:
    named = [
        (str(graph.value(data, RDFS.label)), _path(graph.value(data, DATA.graph)))
        for data in graph.objects(entry, DATA.graphData)
    ]
    return Dataset(named=tuple(sorted(named)))


def _requests(graph: Graph, entry: URIRef) -> Iterator[Request]:
    connection = graph.value(entry, MF.action)
    for request in graph.items(graph.value(connection, HT.requests) or RDF.nil):
        yield Request(
            str(graph.value(request, HT.methodName)),
            str(graph.value(request, HT.absolutePath)),
            _headers(graph, request),
            _body(graph, request),
            _expected(graph, graph.value(request, HT.resp)),
        )


def _headers(graph: Graph, message: Node | None) -> dict[str, str]:
    return {
        str(graph.value(header, HT.fieldName)): str(graph.value(header, HT.fieldValue))
        for header in graph.items(graph.value(message, HT.headers) or RDF.nil)
    }


def _body(graph: Graph, message: Node | None) -> bytes:
    body = graph.value(message, HT.body)
    if body is None:
        return b""
    encoding = str(graph.value(body, CNT.characterEncoding))
    return str(graph.value(body, CNT.chars)).encode(encoding)


def _expected(graph: Graph, response: Node | None) -> Expected:
    boolean = graph.value(response, MF.expectedBoolean)
    return Expected(
        frozenset(
            str(status).rpartition("#")[2] for status in graph.objects(response, MF.expectedStatus)
        ),
        None if boolean is None else bool(boolean.toPython()),  # type: ignore[attr-defined]
        str(graph.value(response, MF.expectedFormat) or ""),
        _body(graph, response).decode(),
        _headers(graph, response).get("content-type", ""),
        str(graph.value(response, MF.expectedLocation) or ""),
    )
