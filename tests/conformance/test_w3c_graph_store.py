"""W3C's tests of the Graph Store Protocol: writes are refused, reads find what they would have made.

The service is read only, so that the test keeps the store that the writes would make, and has the
service answer the reads from that.
"""

from __future__ import annotations

from collections.abc import Iterator
from email.parser import BytesParser
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat
from rdflib import Graph

from conformance.comparing import read, same
from conformance.datasets import HeldService, triples_of
from conformance.exceptions import is_refused, reasons
from conformance.manifests import ProtocolTest, Request, at_hand, protocol_tests

pytestmark = at_hand
REFUSED = reasons("refused")
TESTS = protocol_tests(
    "graph-store-protocol/manifest-direct.ttl", "graph-store-protocol/manifest-indirect.ttl"
)
READS = ("GET", "HEAD")
STATUSES = {"OK": 200, "NotFound": 404}

Store = dict[NamedNode | DefaultGraph, set[Quad]]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HeldService]:
    with HeldService(tmp_path_factory.mktemp("w3c")) as running:
        yield running


@pytest.mark.parametrize("test", TESTS, ids=lambda test: test.name)
def test_requests_of_the_suite(service: HeldService, test: ProtocolTest):
    store: Store = {}
    for request in test.requests:
        address = service.use_quads([quad for graph in store.values() for quad in graph])
        answer = send(address, request)
        if request.method in READS:
            check(answer, request)
        else:
            assert is_refused(answer)
            assert answer.status_code == 405
            assert set(answer.headers["Allow"].split(", ")) >= set(READS)
            write(store, request)
        if test.name in REFUSED:
            return


def test_the_suite_of_the_graph_store_protocol_is_whole():
    names = {test.name for test in TESTS}
    assert len(names) == len(TESTS) == 13
    assert REFUSED.keys() & names == {"http-rdf-update/post_get_new_graph"}
    reads = [request for test in TESTS for request in test.requests if request.method in READS]
    assert len(reads) == 18


def send(address: str, request: Request) -> httpx.Response:
    """Return the answer to `request`, whose store `/gsp` is `/graph` here."""
    target = address + request.target.replace("/gsp", "/graph", 1)
    content = request.body or None
    return httpx.request(request.method, target, headers=request.headers, content=content)


def check(answer: httpx.Response, request: Request) -> None:
    assert answer.status_code in {STATUSES[status] for status in request.expected.statuses}
    if answer.status_code == 404 and request.method == "GET":
        assert is_refused(answer)
    if request.method == "HEAD":
        assert answer.content == b""
    if request.expected.body:
        assert answer.headers["Content-Type"] == request.expected.content_type
        graph = Graph().parse(data=request.expected.body, format="turtle")
        assert same(read(answer.content, "text/turtle"), graph)


def write(store: Store, request: Request) -> None:
    """Do to `store` what the suite asks of one that may be written to."""
    name = graph_of(request)
    if request.method == "DELETE":
        store.pop(name, None)
        return
    kept = store.get(name, set()) if request.method == "POST" else set()
    store[name] = kept | {
        Quad(triple.subject, triple.predicate, triple.object, name)
        for content in contents_of(request)
        for triple in triples_of(content, RdfFormat.TURTLE, "http://www.example/gsp")
    }


def graph_of(request: Request) -> NamedNode | DefaultGraph:
    """Return the graph that `request` is about; what the path names is a graph of ours."""
    target = urlsplit(request.target)
    named = parse_qs(target.query).get("graph")
    if target.query == "default":
        return DefaultGraph()
    path = target.path.removeprefix("/gsp/")
    return NamedNode(named[0] if named else f"https://w3id.org/pcvegraph/graph/{path}")


def contents_of(request: Request) -> list[bytes]:
    """Return the bodies that `request` sends, several as multipart."""
    content_type = request.headers["content-type"]
    if not content_type.startswith("multipart/"):
        return [request.body]
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + request.body)
    return [part.get_payload(decode=True) for part in message.get_payload()]
