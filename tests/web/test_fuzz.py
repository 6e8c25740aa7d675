"""What is no proper request is a problem that names the fault, or a closed connection; never more.

After each the service answers, and its log has no trace of an error.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import httpx
import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from conftest import REPOSITORY, serving

TIMEOUT_SECONDS = 60
REQUEST_SECONDS = 2
SLOW_CLIENTS = 50
QUERY = b"application/sparql-query"
FORM = b"application/x-www-form-urlencoded"
HONEST = {503, 504, 507}
MEGABYTES = 10_000_000


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    limits = {
        "PCVEGRAPH_REQUEST_TIME_LIMIT_SECONDS": str(REQUEST_SECONDS),
        "PCVEGRAPH_QUERY_TIME_LIMIT_SECONDS": "2",
    }
    service = serving(REPOSITORY, **limits)
    with service as started:
        yield started
    assert "Traceback" not in service.log, service.log[-5000:]


@pytest.fixture(autouse=True)
def _still_answers(address: str) -> Iterator[None]:
    yield
    answer = httpx.get(f"{address}/sparql", params={"query": "ASK {}"}, timeout=TIMEOUT_SECONDS)
    assert answer.json()["boolean"]


class Answer(NamedTuple):
    """An answer as it came over the connection."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def detail(self) -> str:
        """What the problem is; the body must be one that says what to do."""
        assert self.headers["content-type"] == "application/problem+json", self
        details = json.loads(self.body)
        assert details["status"] == self.status
        assert details["remedy"]
        return str(details["detail"])


def connect(address: str) -> socket.socket:
    place = urlsplit(address)
    connection = socket.create_connection((place.hostname, place.port))
    connection.settimeout(TIMEOUT_SECONDS)
    return connection


def exchange(address: str, sent: bytes, *, half: bool = False) -> list[Answer]:
    """Send `sent`; return the answers until the service closes the connection.

    Args:
        address: the service.
        sent: what is sent.
        half: whether the client says that there is no more, as one does that goes away.
    """
    with connect(address) as connection:
        connection.sendall(sent)
        if half:
            connection.shutdown(socket.SHUT_WR)
        return answers(b"".join(iter(lambda: connection.recv(65_536), b"")))


def answers(received: bytes) -> list[Answer]:
    """Return the answers that follow each other in `received`: each whole."""
    found = []
    while received:
        head, end, rest = received.partition(b"\r\n\r\n")
        assert end, received
        start, *lines = head.decode("latin-1").split("\r\n")
        version, status, _ = start.split(" ", 2)
        assert version == "HTTP/1.1"
        if status == "100":
            received = rest
            continue
        pairs = (line.partition(": ") for line in lines)
        headers = {name.lower(): value for name, _, value in pairs}
        length = int(headers.get("content-length", "0"))
        assert len(rest) >= length, "the answer is cut"
        found.append(Answer(int(status), headers, rest[:length]))
        received = rest[length:]
    return found


def get(target: str | bytes, *headers: bytes) -> bytes:
    """Return a GET request, after which the connection is to be closed."""
    raw = target.encode() if isinstance(target, str) else target
    lines = [b"GET %s HTTP/1.1" % raw, b"Host: x", b"Connection: close", *headers]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def ask(parameters: str, *headers: bytes) -> bytes:
    """Return a GET request of /sparql."""
    return get(f"/sparql?{parameters}", *headers)


def post(body: bytes, media_type: bytes, *headers: bytes, target: bytes = b"/sparql") -> bytes:
    """Return a POST request with its length."""
    return start_of_post(media_type, b"Content-Length: %d" % len(body), *headers, to=target) + body


def start_of_post(media_type: bytes, *headers: bytes, to: bytes = b"/sparql") -> bytes:
    """Return the head of a POST request."""
    lines = [b"POST %s HTTP/1.1" % to, b"Host: x", b"Connection: close"]
    return b"\r\n".join([*lines, b"Content-Type: " + media_type, *headers]) + b"\r\n\r\n"


def chunked(*chunks: bytes) -> bytes:
    """Return a POST of `chunks`, written as they are."""
    return start_of_post(QUERY, b"Transfer-Encoding: chunked") + b"".join(chunks)


ASK = "query=ASK%7B%7D"

REFUSED = {
    "two queries": (ask(f"{ASK}&{ASK}"), 400, "more than one query"),
    "a query in the address and one in the body": (
        post(b"ASK {}", QUERY, target=f"/sparql?{ASK}".encode()),
        400,
        "more than one query",
    ),
    "two queries in a form": (post(b"query=ASK{}&query=ASK{}", FORM), 400, "more than one query"),
    "two formats that are none": (ask(f"{ASK}&format=x&format=y"), 406, "cannot be written"),
    "query and update": (ask(f"{ASK}&update=CLEAR+ALL"), 400, "update"),
    "an update": (post(b"CLEAR ALL", b"application/sparql-update"), 400, "update"),
    "a form without a query": (post(b"", FORM), 400, "no query"),
    "an empty query": (post(b"", QUERY), 400, "empty"),
    "a cut escape": (ask(ASK + "%"), 400, "does not parse at line 1"),
    "an escape that is none": (ask("query=%zz"), 400, "%"),
    "bytes that are not UTF-8": (ask(ASK + "%ff"), 400, "not UTF-8"),
    "half a character": (ask(ASK + "%23%c3"), 400, "not UTF-8"),
    "a lone surrogate": (ask(ASK + "%23%ED%A0%80"), 400, "not UTF-8"),
    "a lone surrogate as an escape": (ask(r"query=ASK{?s+?p+'\uD800'}"), 400, "escape"),
    "UTF-16": (post("ASK {}".encode("utf-16"), QUERY), 400, "not UTF-8"),
    "what says it is UTF-16": (post(b"ASK {}", QUERY + b"; charset=utf-16"), 415, "utf-16"),
    "Latin-1": (post('ASK {?s ?p "é"}'.encode("latin-1"), QUERY), 400, "not UTF-8"),
    "Latin-1 in a form": (post("query=ASK{}#é".encode("latin-1"), FORM), 400, "not UTF-8"),
    "NUL": (ask(ASK + "%00"), 400, "does not parse"),
    "a graph that is not here": (
        ask(f"{ASK}&default-graph-uri=http://nowhere.example/"),
        400,
        "no graph <http://nowhere.example/>",
    ),
    "a named graph that is not here": (
        ask(f"{ASK}&named-graph-uri=urn:x:nowhere"),
        400,
        "no graph <urn:x:nowhere>",
    ),
    "a graph of NUL": (ask(f"{ASK}&default-graph-uri=%00"), 400, "not the IRI of a graph"),
    "a graph of nothing": (ask(f"{ASK}&named-graph-uri="), 400, "not the IRI of a graph"),
    "a graph that is a path": (ask(f"{ASK}&named-graph-uri=a/b"), 400, "not the IRI of a graph"),
    "a format that is none": (ask(f"{ASK}&format=%00"), 406, "cannot be written"),
    "Accept that is none": (ask(ASK, b"Accept: \xff;;;q=q,,,"), 406, "Nothing here is"),
    "a body without a type": (post(b"ASK {}", b""), 415, "is not a query"),
    "a type that is none": (post(b"ASK {}", b"\xff;;=;charset"), 415, "is not a query"),
    "a file": (post(b"--x\r\n", b"multipart/form-data; boundary=x"), 415, "multipart/form-data"),
    "10 MB of query": (post(b"#" * MEGABYTES, QUERY), 413, "longer than"),
    "10 MB of form": (post(b"query=" + b"%23" * (MEGABYTES // 3), FORM), 413, "longer than"),
    "10 MB in chunks": (
        chunked(*repeat(b"2710\r\n" + b"#" * 10_000 + b"\r\n", 1_000), b"0\r\n\r\n"),
        413,
        "longer than",
    ),
    "10 MB of another type": (post(b"#" * MEGABYTES, b"text/plain"), 415, "text/plain"),
    "10 MB for a page": (post(b"#" * MEGABYTES, QUERY, target=b"/id/canada"), 405, "method"),
    "an unknown method": (get("/sparql").replace(b"GET", b"PATCH"), 405, "method"),
    "bytes for a slug": (get("/id/%ff"), 400, "not an identifier"),
    "NUL in a slug": (get("/id/canada%00"), 400, "not an identifier"),
    "NUL for a graph": (get("/graph/%00"), 400, "not the IRI of a graph"),
    "a graph of bytes": (get("/graph?graph=%ff"), 400, "not UTF-8"),
    "no graph": (get("/graph"), 400, "no graph"),
    "a way out of the folder": (get("/static/..%2f..%2fapp.py"), 404, ""),
    "NUL in an address": (get("/nowhere%00"), 404, "nothing at this address"),
    "two slashes": (get(f"//sparql?{ASK}"), 404, "nothing at this address"),
}
"""Requests that HTTP allows, each with the status and with what the problem must say."""

BROKEN = {
    "noise": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", "method"),
    "another version": (b"GET / HTTP/9.9\r\n\r\n", "version"),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "PRI"),
    "an unknown method": (get("/").replace(b"GET", b"FROB"), "method"),
    "a tunnel": (b"CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", "address"),
    "a port that is none": (get("http://x:99999999/sparql"), "address"),
    "bytes in the address": (get(b"/sparql?query=\xff"), "url"),
    "NUL in the address": (get(b"/sparql?query=\x00"), "url"),
    "no host": (b"GET /healthz HTTP/1.1\r\n\r\n", "host"),
    "two hosts": (get("/healthz", b"Host: y"), "host"),
    "NUL in a header": (get("/healthz", b"X: a\x00b"), "header"),
    "CR in a header": (get("/healthz", b"X: a\rb"), "header"),
    "a header without a colon": (get("/healthz", b"nonsense"), "header"),
    "a header with a space": (get("/healthz", b"X : a"), "header"),
    "a folded header": (get("/healthz", b"X: a", b"  b"), "header"),
    "lines that end in LF": (get("/healthz").replace(b"\r\n", b"\n"), "CRLF"),
    "a negative length": (start_of_post(QUERY, b"Content-Length: -5") + b"ASK{}", "Length"),
    "an endless length": (start_of_post(QUERY, b"Content-Length: " + b"9" * 30), "Length"),
    "two lengths": (
        start_of_post(QUERY, b"Content-Length: 5", b"Content-Length: 6") + b"ASK{}",
        "Length",
    ),
    "a length and chunks": (
        start_of_post(QUERY, b"Content-Length: 5", b"Transfer-Encoding: chunked")
        + b"5\r\nASK{}\r\n0\r\n\r\n",
        "Length",
    ),
    "an unknown transfer coding": (
        start_of_post(QUERY, b"Transfer-Encoding: gzip") + b"ASK{}",
        "Transfer-Encoding",
    ),
    "a chunk of no size": (chunked(b"zz\r\nASK{}\r\n0\r\n\r\n"), "chunk"),
    "a chunk of a vast size": (chunked(b"f" * 20 + b"\r\nASK{}\r\n0\r\n\r\n"), "hunk"),
    "a chunk that is longer than it says": (chunked(b"2\r\nASK{}\r\n0\r\n\r\n"), "chunk"),
}
"""What is no HTTP, each with what the problem must say of it."""

LONG = {
    "an address of 2 MB": get("/sparql?query=ASK{}%23" + "a" * 2_000_000),
    "a header of 20 MB": get("/healthz", b"X: " + b"a" * 20_000_000),
    "50 000 headers": get("/healthz", *(b"X-%d: a" % n for n in range(50_000))),
    "a header of 100 kB": get("/healthz", b"X: " + b"a" * 100_000),
    "an endless trailer": chunked(b"5\r\nASK{}\r\n0\r\nX: ", b"a" * MEGABYTES),
    "empty lines": b"\r\n" * 1_000_000,
}
"""Heads that have no end, or a late one."""


@pytest.mark.parametrize(("sent", "status", "said"), REFUSED.values(), ids=REFUSED)
def test_a_request_that_cannot_be_answered_is_told_why(
    address: str, sent: bytes, status: int, said: str
):
    (answer,) = exchange(address, sent)
    assert answer.status == status
    assert said in answer.detail


@pytest.mark.parametrize(("sent", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_http_is_told_so_and_the_connection_is_closed(
    address: str, sent: bytes, said: str
):
    (answer,) = exchange(address, sent)
    assert answer.status == 400
    assert answer.headers["connection"] == "close"
    assert said in answer.detail


@pytest.mark.parametrize("sent", LONG.values(), ids=LONG)
def test_a_head_has_an_end(address: str, sent: bytes):
    (answer,) = exchange(address, sent)
    assert answer.status == 431
    assert "65536 bytes" in answer.detail


@pytest.mark.parametrize(
    "sent",
    [
        ask(ASK, b"If-None-Match: \xff\"'", b"Accept-Language: \xff;q=nan", b"Range: bytes=9-1"),
        ask(ASK, b"X-Forwarded-For: \xff,,,[::", b"X-Forwarded-Proto: java script"),
        ask(ASK + "&" + "&a=" * 1_000),
        ask(f"{ASK}&format=json&format=csv"),
        get(f"http://elsewhere.example/sparql?{ASK}"),
        get(f"/sparql?{ASK}").replace(b"Host: x", b'Host: \xff bad<>"'),
        get(f"/sparql?{ASK}", b"Content-Length: 10000000") + b"x" * MEGABYTES,
        get(f"/sparql?{ASK}", b"Connection: Upgrade", b"Upgrade: websocket"),
        post(b"ASK {}", QUERY, b"Expect: 100-continue"),
        chunked(b"5;x=y\r\nASK{}\r\n0\r\nAccept: text/csv\r\n\r\n"),
        f"GET /sparql?{ASK} HTTP/1.0\r\n\r\n".encode(),
    ],
    ids=range(11),
)
def test_what_is_odd_and_does_no_harm_is_answered(address: str, sent: bytes):
    (answer,) = exchange(address, sent)
    assert answer.status == 200
    assert json.loads(answer.body)["boolean"]


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\r\n",
        b"GE",
        b"GET /sparql HTTP/1.1\r\nHo",
        start_of_post(QUERY, b"Content-Length: 50") + b"ASK{}",
        start_of_post(FORM, b"Transfer-Encoding: chunked") + b"5\r\nqu",
    ],
)
def test_half_a_request_is_given_up_with_its_client(address: str, sent: bytes):
    assert exchange(address, sent, half=True) == []


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /sparql HTTP/1.1\r\nHo",
        start_of_post(QUERY, b"Content-Length: 50") + b"ASK{}",
        start_of_post(QUERY, b"Content-Length: 9999999999") + b"ASK{}",
        chunked(b"5\r\nASK{}\r\n"),
    ],
)
def test_a_request_that_does_not_come_whole_is_waited_for_so_long(address: str, sent: bytes):
    (answer,) = exchange(address, sent)
    assert answer.status == 408
    assert f"in {REQUEST_SECONDS} seconds" in answer.detail


@pytest.mark.parametrize("sent", [b"", b"\r\n"])
def test_who_says_nothing_is_hung_up_on(address: str, sent: bytes):
    assert exchange(address, sent) == []


def test_slow_clients_hinder_nobody(address: str):
    """Each sends a byte now and then, and would do so for ever."""
    request = post(b"ASK {} " + b"#" * 500, QUERY)
    slow = [connect(address) for _ in range(SLOW_CLIENTS)]
    for place in range(10):
        for client in slow:
            client.sendall(request[place : place + 1])
        answer = httpx.get(f"{address}/sparql", params={"query": f"ASK {{ }} # {place}"})
        assert answer.json()["boolean"]
    for client in slow:
        with client:
            (answer,) = answers(b"".join(iter(lambda c=client: c.recv(65_536), b"")))
        assert answer.status == 408


def test_requests_in_one_go_are_answered_in_order(address: str):
    queries = [f"SELECT ({n} AS ?n) {{}}" for n in range(30)]
    sent = b"".join(ask("query=" + quote(query)) for query in queries[:-1])
    last = ask("query=" + quote(queries[-1]))
    found = exchange(address, sent.replace(b"Connection: close\r\n", b"") + last)
    rows = [json.loads(answer.body)["results"]["bindings"] for answer in found]
    assert [row["n"]["value"] for (row,) in rows] == [str(n) for n in range(30)]


def test_a_fault_after_good_requests_takes_no_answer_from_them(address: str):
    good = ask(ASK).replace(b"Connection: close\r\n", b"")
    found = exchange(address, good * 5 + b"nonsense\r\n\r\n")
    assert [answer.status for answer in found] == [200] * 5 + [400]


def test_nothing_after_the_last_request_is_answered(address: str):
    assert len(exchange(address, post(b"ASK {}", QUERY) + ask(ASK))) == 1


# What chance finds

VALID = [
    ask(ASK, b"Accept: application/json"),
    ask(f"{ASK}&format=csv&default-graph-uri=urn:x:y"),
    post(b"query=ASK{}", FORM),
    post(b"SELECT * { ?s ?p ?o } LIMIT 1", QUERY),
    chunked(b"5\r\nASK{}\r\n", b"0\r\n\r\n"),
    get("/id/canada?lang=fr", b"Accept: text/html;q=0.5, text/turtle", b"Accept-Language: fr"),
    get("/graph?default", b"Accept-Encoding: br;q=0.1, gzip"),
    get("/graph/actors/canada.ttl", b'If-None-Match: "a"'),
    get("/ontology.ttl"),
]


@st.composite
def mangled(draw: st.DrawFn) -> bytes:
    """Return a request of which a part is left out, twice there, or something else."""
    request = draw(st.sampled_from(VALID))
    start = draw(st.integers(0, len(request)))
    end = draw(st.integers(start, min(len(request), start + 40)))
    part = request[start:end]
    other = draw(st.one_of(st.binary(max_size=20), st.just(part * 2), st.just(b"")))
    return request[:start] + other + request[end:]


@settings(max_examples=150)
@given(sent=st.one_of(mangled(), st.binary(max_size=200)))
def test_bytes_of_any_kind_get_an_answer_or_a_closed_connection(address: str, sent: bytes):
    for answer in exchange(address, sent, half=True):
        assert answer.status < 500, answer
        if answer.status >= 400 and answer.body:
            assert answer.headers["content-type"] != "text/plain", answer


PATHS = ("/", "/sparql", "/graph", "/graph/", "/id/", "/source/", "/ontology", "/ontology.", "/api")
OTHERS = ("/queries", "/queries/", "/data.nq", "/.well-known/void", "/healthz", "/static/", "/x")
NAMES = (
    "query",
    "default-graph-uri",
    "named-graph-uri",
    "format",
    "lang",
    "graph",
    "default",
    "page",
)
VALUES = (
    "ASK{}",
    "json",
    "turtle",
    "fr",
    "urn:x:y",
    "https://w3id.org/pcvegraph/as-of/2016-06-01",
    "",
)
ACCEPTED = ("*/*", "text/html", "text/turtle", "application/json", "image/png", "text/*;q=0.1")
words = st.text(st.characters(codec="utf-8"), max_size=12)


def any_of(known: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Return what makes one of `known`, or any text."""
    return st.one_of(st.sampled_from(known), words)


@settings(max_examples=200)
@given(
    path=st.sampled_from(PATHS + OTHERS),
    rest=any_of(("", "canada", "algeria.ttl", "actors/canada")),
    parameters=st.lists(st.tuples(any_of(NAMES), any_of(VALUES)), max_size=4),
    accept=st.lists(any_of(ACCEPTED), max_size=3),
    method=st.sampled_from(("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE")),
)
def test_any_address_is_answered_in_order(
    address: str,
    path: str,
    rest: str,
    parameters: list[tuple[str, str]],
    accept: list[str],
    method: str,
):
    headers = [
        (b"Accept", ", ".join(accept).encode("latin-1", "ignore").translate(None, CONTROLS).strip())
    ]
    answer = httpx.request(
        method,
        address + path + quote(rest, safe=""),
        params=parameters,
        headers=headers,
        timeout=TIMEOUT_SECONDS,
    )
    assert answer.status_code < 500 or answer.status_code in HONEST, answer.text
    if answer.status_code >= 400 and method != "HEAD":
        assert answer.headers["Content-Type"] in ("application/problem+json", HTML), answer.text


CONTROLS = bytes(range(32)) + b"\x7f"
HTML = "text/html; charset=utf-8"
TOKENS = (
    *(
        "SELECT",
        "ASK",
        "CONSTRUCT",
        "DESCRIBE",
        "WHERE",
        "FROM",
        "NAMED",
        "GRAPH",
        "SERVICE",
        "BASE",
    ),
    *(
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "*",
        ".",
        ";",
        ",",
        "|",
        "^",
        "+",
        "=",
        "'",
        '"',
        "'''",
        "<<",
        ">>",
    ),
    *(
        "?s",
        "?p",
        "?o",
        "<urn:x:y>",
        "<y>",
        "a",
        "x:y",
        "_:b",
        "'é'@fr",
        "1.5e9",
        "true",
        "\\u00e9",
    ),
    *("OPTIONAL", "UNION", "FILTER", "MINUS", "BIND", "VALUES", "EXISTS", "AS", "UNDEF", "COUNT"),
    *(
        "LIMIT 1",
        "OFFSET 1",
        "ORDER BY",
        "GROUP BY",
        "HAVING",
        "DISTINCT",
        "PREFIX",
        "x:",
        "INSERT",
    ),
    *("#", "\n", "\x00", "\ufeff", "\u2028", "\U0001f600"),
)


@settings(max_examples=200)
@given(query=st.lists(st.one_of(st.sampled_from(TOKENS), words), max_size=25).map(" ".join))
def test_any_text_is_a_query_or_is_told_what_is_wrong_with_it(address: str, query: str):
    content = query.encode()
    headers = {"Content-Type": QUERY.decode()}
    answer = httpx.post(
        f"{address}/sparql", content=content, headers=headers, timeout=TIMEOUT_SECONDS
    )
    assert answer.status_code in {200, 400, *HONEST}, answer.text
    if answer.status_code != 200:
        assert answer.json()["detail"]
        assert answer.json()["remedy"]


# What the service's own OpenAPI says may be sent


@pytest.mark.peers
def test_what_openapi_describes_is_answered_as_it_says(address: str):
    schema = schemathesis.openapi.from_url(f"{address}/api")
    operations = [result.ok() for result in schema.get_all_operations()]
    assert {"/sparql", "/graph", "/id/{name}"} <= {operation.path for operation in operations}
    for operation in operations:
        _ask_as_described(operation, address)


def _ask_as_described(operation: schemathesis.APIOperation, address: str) -> None:
    @settings(max_examples=5)
    @given(case=operation.as_strategy())
    def ask_it(case: schemathesis.Case) -> None:
        response = case.call(base_url=address, timeout=TIMEOUT_SECONDS)
        if response.status_code not in HONEST:
            # No schema says what is a query: what it lets through may be refused.
            case.validate_response(response, excluded_checks=[positive_data_acceptance])

    ask_it()
