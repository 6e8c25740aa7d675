"""W3C's tests of the SPARQL Protocol and of service descriptions, against a running service."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, Graph, Namespace, URIRef

from conformance.comparing import GRAPHS, RESULTS, read
from conformance.datasets import HeldService, quads_of
from conformance.exceptions import is_refused, reasons
from conformance.manifests import Expected, ProtocolTest, Request, at_hand, names_in, protocol_tests

pytestmark = at_hand
REFUSED = reasons("refused")
TESTS = protocol_tests("protocol/manifest.ttl")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
# Some requests name this graph as their default graph, for which the suite has no file.
DATA0 = NamedNode("http://kasei.us/2009/09/sparql/data/data0.rdf")
SUPPOSED = Quad(DATA0, NamedNode(RDF.type), NamedNode("http://xmlns.com/foaf/0.1/Document"), DATA0)
TABULAR = {media_type for media_type, _ in RESULTS.values()}
MEDIA_TYPES = {
    "boolean": {RESULTS[".srx"][0], RESULTS[".srj"][0]},
    "tabular": TABULAR,
    "RDF": {media_type for media_type, _ in GRAPHS.values()} | {"application/ld+json"},
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HeldService]:
    with HeldService(tmp_path_factory.mktemp("w3c")) as running:
        yield running


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_a_request_of_the_suite(service: HeldService, test: ProtocolTest):
    address = service.use_quads([*quads_of(test.dataset), SUPPOSED])
    if test.name in REFUSED:
        # What follows the update asks for what it would have changed.
        assert is_refused(send(address, test.requests[0]))
        return
    for request in test.requests:
        check(send(address, request), request.expected)


def test_the_suite_of_the_protocol_is_whole():
    names = {test.name for test in TESTS}
    assert len(names) == len(TESTS) == 34
    assert REFUSED.keys() & names == {name for name in names if "/update_" in name}
    assert len(REFUSED.keys() & names) == 7


def send(address: str, request: Request) -> httpx.Response:
    """Return the answer to `request`, whose path `/sparql/` is `/sparql` here."""
    target = address + request.target.replace("/sparql/", "/sparql", 1)
    return httpx.request(
        request.method, target, headers=request.headers, content=request.body or None, timeout=60
    )


def check(answer: httpx.Response, expected: Expected) -> None:
    classes = {status.removeprefix("StatusCode") for status in expected.statuses}
    assert f"{answer.status_code // 100}xx" in classes, answer.text
    if classes == {"4xx"}:
        assert is_refused(answer)
    media_type = answer.headers["Content-Type"].partition(";")[0]
    if expected.format:
        assert media_type in MEDIA_TYPES[expected.format]
    if expected.boolean is not None:
        assert read(answer.content, media_type) == expected.boolean


# Service description: the three tests, which the suite says in words


def describe(service: HeldService) -> tuple[httpx.Response, Graph]:
    answer = httpx.get(f"{service.address}/sparql")
    media_type = answer.headers["Content-Type"].partition(";")[0]
    graph = read(answer.content, media_type)
    assert isinstance(graph, Graph)
    return answer, graph


def test_the_three_tests_of_service_descriptions_are_those_below():
    assert names_in("service-description") == {
        "service-description/returns-rdf",
        "service-description/has-endpoint-triple",
        "service-description/conforms-to-schema",
    }


def test_returns_rdf(service: HeldService):
    answer, graph = describe(service)
    assert answer.status_code == 200
    assert graph


def test_has_endpoint_triple(service: HeldService):
    _, graph = describe(service)
    assert (None, SD.endpoint, URIRef(f"{service.address}/sparql")) in graph


RANGES = {
    SD.defaultEntailmentRegime: (SD.Service, SD.EntailmentRegime),
    SD.entailmentRegime: (SD.NamedGraph, SD.EntailmentRegime),
    SD.extensionFunction: (SD.Service, SD.Function),
    SD.extensionAggregate: (SD.Service, SD.Aggregate),
    SD.languageExtension: (SD.Service, SD.Feature),
    SD.feature: (SD.Service, SD.Feature),
    SD.supportedLanguage: (SD.Service, SD.Language),
    SD.propertyFeature: (SD.Service, SD.Feature),
    SD.defaultDataset: (SD.Service, SD.Dataset),
    SD.availableGraphs: (SD.Service, SD.GraphCollection),
    SD.resultFormat: (SD.Service, None),
    SD.inputFormat: (SD.Service, None),
    SD.endpoint: (SD.Service, None),
    SD.defaultGraph: (SD.Dataset, SD.Graph),
    SD.namedGraph: (None, SD.NamedGraph),
    SD.name: (SD.NamedGraph, None),
    SD.graph: (SD.NamedGraph, SD.Graph),
}


def test_conforms_to_schema(service: HeldService):
    _, graph = describe(service)
    (described,) = graph.subjects(RDF.type, SD.Service)
    assert len(list(graph.objects(described, SD.endpoint))) == 1
    for subject, predicate, object_ in graph:
        if predicate not in SD:
            continue
        assert predicate in RANGES, f"{predicate} is no property of the vocabulary"
        domain, range_ = RANGES[URIRef(predicate)]
        assert domain is None or (subject, RDF.type, domain) in graph
        # What the vocabulary names itself has its class there.
        assert range_ is None or object_ in SD or (object_, RDF.type, range_) in graph
        assert isinstance(object_, URIRef) or range_ is not None
