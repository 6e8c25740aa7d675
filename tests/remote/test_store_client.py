"""A store over HTTP: what is asked again and what is not, who asks, and what faults are called."""

from __future__ import annotations

import asyncio
import base64

import pytest
from stores import free_port, reply, told

from pcvegraph.errors import StoreError
from pcvegraph.querying.remote.addresses import DEFAULT_GRAPH, Addresses, read_addresses
from pcvegraph.querying.remote.client import Client, Reply
from pcvegraph.querying.remote.marker import merges_graphs, read_marker

EMPTY = b'{"head":{"vars":["version","default"]},"results":{"bindings":[]}}'
JSON = {"Content_Type": "application/sparql-results+json"}
GOOD = reply(200, EMPTY, **JSON)


def asked(*replies: bytes) -> tuple[Reply, int]:
    """Return what a client makes of these replies to one query, and how often it asked."""

    async def run() -> tuple[Reply, int]:
        async with told(*replies) as server, Client(server.addresses, pauses=(0, 0)) as client:
            return await client.ask("ASK {}", "application/sparql-results+json"), len(server.heads)

    return asyncio.run(run())


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_store_that_says_come_again_is_asked_again(status: int):
    found, times = asked(reply(status), GOOD)
    assert (found.status, found.body, times) == (200, EMPTY, 2)


def test_a_connection_that_breaks_is_made_again():
    found, times = asked(b"", GOOD)
    assert (found.status, times) == (200, 2)


def test_an_answer_that_breaks_off_is_asked_for_again():
    found, times = asked(reply(200, EMPTY, Connection="close", **JSON)[:-5], GOOD)
    assert (found.body, times) == (EMPTY, 2)


@pytest.mark.parametrize("status", [400, 404, 500])
def test_an_error_is_not_asked_for_again(status: int):
    found, times = asked(reply(status, b"no"), GOOD)
    assert (found.status, found.body, times) == (status, b"no", 1)


def test_after_the_last_attempt_the_store_s_own_answer_stands():
    found, times = asked(reply(503), reply(503), reply(503, b"still busy"), GOOD)
    assert (found.status, found.body, times) == (503, b"still busy", 3)


def test_connections_are_kept():
    async def run() -> list[str]:
        async with told(GOOD, GOOD) as server, Client(server.addresses) as client:
            # The server of the test leaves a connection only when it is closed, or has no more to say.
            await client.ask("ASK {}", "*/*")
            await client.ask("ASK {}", "*/*")
            return server.heads

    assert len(asyncio.run(run())) == 2


def test_a_store_that_is_not_there_is_named():
    address = read_addresses(f"http://127.0.0.1:{free_port()}/query")

    async def run() -> None:
        async with Client(address, pauses=(0,)) as client:
            await client.ask("ASK {}", "*/*")

    with pytest.raises(StoreError, match="cannot be reached") as caught:
        asyncio.run(run())
    assert address.query in str(caught.value)
    assert caught.value.remedy


ADA = {"username": "ada", "password": "a b:c"}


def put(*replies: bytes) -> list[str]:
    """Put a graph on a store that gives these replies; returns the heads of the requests."""

    async def run() -> list[str]:
        async with (
            told(*replies) as server,
            Client(server.addresses, **ADA, pauses=()) as client,
        ):
            await client.put("urn:a graph", b"")
            await client.put("", b"")
            return server.heads

    return asyncio.run(run())


def test_a_graph_is_named_in_the_address_and_the_default_graph_is_not():
    first, second = put(reply(204), reply(204))
    assert first.startswith("PUT /store?graph=urn:a+graph HTTP/1.1")
    assert second.startswith("PUT /store?default")


def test_a_password_goes_only_to_a_store_that_asks_for_it():
    basic = "Authorization: Basic " + base64.b64encode(b"ada:a b:c").decode()
    first, second, third = put(
        reply(401, WWW_Authenticate='Basic realm="store"'), reply(204), reply(204)
    )
    assert "Authorization" not in first
    assert basic in second
    assert basic in third


def test_digest_never_sends_the_password():
    challenge = 'Digest realm="SPARQL", nonce="a1", opaque="b2", qop="auth", algorithm="MD5"'
    heads = put(
        reply(401, WWW_Authenticate=challenge),
        reply(401, WWW_Authenticate=challenge),
        reply(204),
        reply(204),
    )
    assert "Authorization" not in heads[0]
    assert 'Digest username="ada"' in heads[-1]
    assert "Basic" not in "".join(heads)


def test_who_may_not_write_is_told_how_to_name_another():
    with pytest.raises(StoreError, match="status 401") as caught:
        put(reply(401, b"who are you?", WWW_Authenticate="Bearer"))
    assert "who are you?" in str(caught.value)
    assert "<urn:a graph>" in str(caught.value)
    assert "--username" in caught.value.remedy


def test_a_store_that_takes_nothing_there_is_told_with_the_option():
    with pytest.raises(StoreError) as caught:
        put(reply(405))
    assert "--graph-store" in caught.value.remedy


@pytest.mark.parametrize(
    "said",
    [
        reply(200, b"<html>Welcome</html>", Content_Type="text/html"),
        reply(200, b"[]", **JSON),
        reply(200, b'{"results": {"bindings": [{"version": "1"}]}}', **JSON),
        reply(500, b"out of order", Content_Type="text/plain"),
    ],
)
def test_what_is_no_answer_is_told(said: bytes):
    async def run() -> None:
        async with told(said) as server, Client(server.addresses, pauses=()) as client:
            await read_marker(client)

    with pytest.raises(
        StoreError, match=r"http://127\.0\.0\.1:\d+/query gave no answer but status"
    ):
        asyncio.run(run())


@pytest.mark.parametrize("rows", [1, 2])
def test_a_store_merges_graphs_where_it_gives_what_two_of_them_state_once(rows: int):
    row = b'{"kind": {"type": "uri", "value": "urn:x"}}'
    body = b'{"results": {"bindings": [' + b", ".join([row] * rows) + b"]}}"

    async def run() -> bool:
        async with told(reply(200, body, **JSON)) as server, Client(server.addresses) as client:
            return await merges_graphs(client)

    assert asyncio.run(run()) is (rows == 1)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            ("http://h:7878/query",),
            Addresses("http://h:7878/query", "http://h:7878/store", ""),
        ),
        (
            ("https://h/sparql",),
            Addresses("https://h/sparql", "https://h/sparql-graph-crud-auth", DEFAULT_GRAPH),
        ),
        (
            ("http://h/ds/sparql", "http://h/ds/data"),
            Addresses("http://h/ds/sparql", "http://h/ds/data", ""),
        ),
        (
            ("http://h/sparql", "http://h/gsp", ""),
            Addresses("http://h/sparql", "http://h/gsp", ""),
        ),
        (
            ("http://h/query", None, "urn:all"),
            Addresses("http://h/query", "http://h/store", "urn:all"),
        ),
    ],
)
def test_what_is_not_said_of_a_store_is_guessed(given: tuple[str, ...], expected: Addresses):
    assert read_addresses(*given) == expected


@pytest.mark.parametrize(
    "given", ["ftp://h/query", "h/query", "http:///query", "http://h/ds/sparql"]
)
def test_an_address_that_says_too_little_is_refused(given: str):
    with pytest.raises(StoreError) as caught:
        read_addresses(given)
    assert given in str(caught.value)
    assert caught.value.remedy
