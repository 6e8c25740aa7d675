"""One store over HTTP: connections that are kept, time-outs, and retries of what may be repeated.

All that is sent here may be sent again: a query changes nothing, and putting or deleting a graph
twice leaves what once leaves. Appending a triple that is there adds none.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from io import BytesIO
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlencode

import aiohttp

from pcvegraph.errors import StoreError
from pcvegraph.querying.remote.addresses import Addresses
from pcvegraph.querying.remote.authentication import Authentication

CONNECT_SECONDS = 10
SILENT_SECONDS = 300
"""How long a store may say nothing: it may be indexing what it was sent."""

PAUSES = (0.2, 0.8, 2.0)
"""Seconds to wait before each further attempt."""

COME_AGAIN = frozenset({502, 503, 504})
NO_SUCH_GRAPH = 404
LONGEST_MESSAGE = 300  # characters of what a store says
LONGEST_REFUSAL_BYTES = 10_000
FORM = "application/x-www-form-urlencoded"
N_TRIPLES = "application/n-triples"

Parameters = Sequence[tuple[str, str]]


class Reply(NamedTuple):
    """What a store answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_good(self) -> bool:
        """Whether the store did what it was asked."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the class of success

    @property
    def media_type(self) -> str:
        """The media type of the body, without parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    @property
    def message(self) -> str:
        """What the store says in words: one line, shortened."""
        text = self.body.decode("utf-8", "replace").partition("SPARQL query:")[0]
        text = " ".join(text.split())
        return text if len(text) <= LONGEST_MESSAGE else text[:LONGEST_MESSAGE] + " …"


class TooLargeError(Exception):
    """A body is larger than the room there is for it."""


class Client:
    """Speaks SPARQL and the Graph Store Protocol with one store; an asynchronous context manager."""

    def __init__(
        self,
        addresses: Addresses,
        *,
        username: str = "",
        password: str = "",
        pauses: Sequence[float] = PAUSES,
    ) -> None:
        self.addresses = addresses
        self.pauses = pauses
        self._session = aiohttp.ClientSession(
            # The limit is the engine's queue; what comes compressed is of no use to pass on.
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(
                total=None, sock_connect=CONNECT_SECONDS, sock_read=SILENT_SECONDS
            ),
            headers={"Accept-Encoding": "identity", "User-Agent": "pcvegraph"},
            middlewares=[Authentication(username, password)] if username else [],
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Let go of the connections."""
        await self._session.close()

    async def ask(
        self, text: str, accept: str, dataset: Parameters = (), size_limit_bytes: int | None = None
    ) -> Reply:
        """Return what the store answers to the query `text`, of whatever status.

        Raises:
            StoreError: it cannot be reached.
            TooLargeError: the answer is larger than `size_limit_bytes`.
        """
        body = urlencode([("query", text), *dataset]).encode()
        return await self._repeat(
            "POST",
            self.addresses.query,
            body=body,
            headers={"Accept": accept, "Content-Type": FORM},
            size_limit_bytes=size_limit_bytes,
        )

    async def put(self, graph: str, n_triples: bytes) -> None:
        """Put the triples in place of what the graph held; "" is the default graph without a name.

        Raises:
            StoreError: the store cannot be reached or does not take them.
        """
        await self._send("PUT", graph, n_triples)

    async def append(self, graph: str, n_triples: bytes) -> None:
        """Add the triples to the graph; raises as `put`."""
        await self._send("POST", graph, n_triples)

    async def delete(self, graph: str) -> None:
        """Delete the graph, if it is there; raises as `put`."""
        await self._send("DELETE", graph, None)

    async def _send(self, method: str, graph: str, n_triples: bytes | None) -> None:
        reply = await self._repeat(
            method,
            self.addresses.graph_store,
            parameters={"graph": graph} if graph else {"default": ""},
            body=n_triples,
            headers={} if n_triples is None else {"Content-Type": N_TRIPLES},
        )
        gone = method == "DELETE" and reply.status == NO_SUCH_GRAPH
        if not (reply.is_good or gone):
            raise _refused(method, self.addresses.graph_store, graph, reply)

    async def _repeat(
        self,
        method: str,
        url: str,
        *,
        body: bytes | None,
        headers: Mapping[str, str],
        parameters: Mapping[str, str] | None = None,
        size_limit_bytes: int | None = None,
    ) -> Reply:
        """Return the reply; a store that does not answer, or asks to come again, is asked again."""
        for pause in (*self.pauses, None):
            try:
                async with self._session.request(
                    method,
                    url,
                    params=parameters,
                    # As a file: aiohttp sends that in parts.
                    data=None if body is None else BytesIO(body),
                    headers=headers,
                    allow_redirects=False,
                ) as response:
                    reply = await _read(response, size_limit_bytes)
            except (aiohttp.ClientError, OSError) as error:
                if pause is None or not _may_pass(error):
                    raise _unreachable(url, error) from None
            else:
                if pause is None or reply.status not in COME_AGAIN:
                    return reply
            await asyncio.sleep(pause)
        raise AssertionError("the last attempt returns or raises")


async def _read(response: aiohttp.ClientResponse, size_limit_bytes: int | None) -> Reply:
    """Return the whole reply; of a refusal, what there is room for."""
    body = bytearray()
    good = response.ok
    async for chunk in response.content.iter_any():
        body += chunk
        if good and size_limit_bytes is not None and len(body) > size_limit_bytes:
            response.close()
            raise TooLargeError
        if not good and len(body) > LONGEST_REFUSAL_BYTES:
            response.close()
            break
    return Reply(response.status, response.headers, bytes(body))


def _may_pass(error: Exception) -> bool:
    """Return whether the same request may go better the next time."""
    return not isinstance(error, aiohttp.InvalidURL | aiohttp.ClientSSLError)


def _unreachable(url: str, error: Exception) -> StoreError:
    reason = str(error) or type(error).__name__
    return StoreError(
        f"The store at {url} cannot be reached: {reason[:LONGEST_MESSAGE]}.",
        "Check that it runs and that the address is right.",
    )


def _refused(method: str, url: str, graph: str, reply: Reply) -> StoreError:
    what = f"graph <{graph}>" if graph else "default graph"
    said = f": {reply.message}" if reply.message else ""
    return StoreError(
        f"{url} answered {method} of the {what} with status {reply.status}{said}.",
        REMEDIES.get(reply.status, "See the log of the store for the reason, then push again."),
    )


NOT_ALLOWED = (
    "Name a user who may write with --username, and the environment variable that holds the password "
    "with --password-env."
)
REMEDIES = {
    401: NOT_ALLOWED,
    403: NOT_ALLOWED,
    404: "Nothing takes graphs there: name the Graph Store Protocol endpoint with --graph-store URL.",
    405: "Nothing takes graphs there: name the Graph Store Protocol endpoint with --graph-store URL, "
    "and see that the store is not read-only.",
    413: "Send fewer triples at once: --batch N.",
}
