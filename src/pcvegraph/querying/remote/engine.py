"""The engine over a remote store: the query's text goes there, the answer's bytes come back."""

from __future__ import annotations

import asyncio
import re
import time

from pcvegraph.errors import (
    BusyError,
    QueryError,
    QueryRefusedError,
    QuerySyntaxError,
    StoreError,
)
from pcvegraph.querying.engines.engine import Answer
from pcvegraph.querying.engines.limits import Limits, limit_hit
from pcvegraph.querying.engines.queue import Queue
from pcvegraph.querying.formats import Format
from pcvegraph.querying.protocol import Request, read_request
from pcvegraph.querying.questions import Question
from pcvegraph.querying.remote.addresses import Addresses
from pcvegraph.querying.remote.client import Client, Parameters, Reply, TooLargeError
from pcvegraph.querying.remote.marker import Marker, merges_graphs, no_answer, read_marker
from pcvegraph.vocabulary import BASE, GRAPHS

BAD_REQUEST = 400
REQUEST_TIMEOUT = 408
OUT_OF_TIME = re.compile(rb"\bS1T00\b")
"""What Virtuoso says, with status 500, of a query that ran longer than it allows."""

MARKER_SECONDS = 2.0
"""How long the marker is believed before it is read again."""

LONG_BYTES = 20_000
"""From here a request is read in a thread, so that nobody else waits for that."""

NO_GRAPH = GRAPHS + "none"
"""The name of a graph that nothing stands in."""

RELATIVE_IRI = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\\\s]*>")
ROW = {"json": b"\n    {", "xml": b"<result>", "csv": b"\n", "tsv": b"\n"}
"""What each row of an answer of Virtuoso begins or ends with, by format."""


class RemoteEngine:
    """Answers from a store that `push` loaded. See `open_remote`."""

    def __init__(
        self,
        client: Client,
        limits: Limits,
        marker: Marker,
        *,
        merges: bool,
        believed_seconds: float = MARKER_SECONDS,
    ) -> None:
        self.client = client
        self.limits = limits
        self.queue = Queue(limits)
        self.merges = merges
        self.believed_seconds = believed_seconds
        self._marker = marker
        self._read_at = time.monotonic()
        self._reading = asyncio.Lock()

    @property
    def version(self) -> str:
        """The fingerprint of the graph that the store holds, as its marker says."""
        return self._marker.version

    async def answer(self, question: Question, chosen: Format, *, client: str = "") -> Answer:
        """Return the answer in the format `chosen`, as the store wrote it.

        Raises:
            QuerySyntaxError: the store says that the query is wrong.
            QueryRefusedError: it asks for what this store cannot give rightly.
            QueryLimitError: it needs more time or room than a query may have.
            BusyError: too many queries wait, or the store is being loaded.
            StoreError: the store failed.
        """
        self._refuse(question)
        await self.queue.enter(client)
        try:
            async with asyncio.timeout(self.limits.time_seconds):
                await self.refresh()
                reply = await self._ask(question, chosen)
        except TimeoutError:
            raise limit_hit("time", self.limits) from None
        except TooLargeError:
            raise limit_hit("size", self.limits) from None
        finally:
            self.queue.leave(client)
        body = self._body(reply, question, chosen)
        return Answer(body, chosen, question.is_repeatable)

    async def respond(self, request: Request, *, client: str = "") -> Answer:
        """Return the answer to what `request` asks; raises as `answer` and as `read_request`."""
        if len(request.parameters) + len(request.body) > LONG_BYTES:
            read = await asyncio.to_thread(read_request, request, _any_graph)
        else:
            read = read_request(request, _any_graph)
        return await self.answer(*read, client=client)

    async def refresh(self) -> None:
        """Read the marker again if it was read a while ago: a push changes what the store holds.

        Raises:
            BusyError: there is none, for a push is under way.
            StoreError: the store failed.
        """
        async with self._reading:
            if time.monotonic() - self._read_at < self.believed_seconds:
                return
            marker = await read_marker(self.client)
            if marker is None:
                raise BusyError(
                    "The store is being loaded with another version.",
                    "Try again in a few seconds. If it stays so, a push broke off: push again.",
                    retry_after_seconds=5,
                )
            self._marker, self._read_at = marker, time.monotonic()

    async def close(self) -> None:
        """Let go of the connections."""
        await self.client.close()

    def _refuse(self, question: Question) -> None:
        if question.slices:
            raise QueryRefusedError(
                "A service in front of a remote store cuts no time slices.",
                "Compare pcve:latestStart and pcve:earliestEnd with the day in the query, or ask a "
                "service that holds the graph itself.",
            )
        if len(question.default_graphs) > 1 and not self.merges:
            raise QueryRefusedError(
                "The store behind this service gives a triple once for each default graph that has it.",
                "Name the graphs with FROM NAMED, and ask them with SELECT DISTINCT … GRAPH ?g { … }.",
            )

    async def _ask(self, question: Question, chosen: Format) -> Reply:
        text = question.text
        if RELATIVE_IRI.search(text):
            text = f"BASE <{BASE}> {text}"
        return await self.client.ask(
            text,
            chosen.media_types[0],
            self._dataset(question),
            size_limit_bytes=self.limits.size_bytes,
        )

    def _dataset(self, question: Question) -> Parameters:
        """Return the dataset as the protocol's parameters; a store's default graph may have a name."""
        defaults = question.default_graphs
        if not defaults and self._marker.default_graph:
            defaults = (NO_GRAPH if question.named_graphs else self._marker.default_graph,)
        return [
            *(("default-graph-uri", graph) for graph in defaults),
            *(("named-graph-uri", graph) for graph in question.named_graphs),
        ]

    def _body(self, reply: Reply, question: Question, chosen: Format) -> bytes:
        if not reply.is_good:
            raise self._error(reply)
        if reply.media_type not in chosen.media_types:
            raise StoreError(
                f"The store answered {reply.media_type or 'without a media type'} where "
                f"{chosen.media_types[0]} was asked for.",
                "Ask for another format.",
            )
        most = reply.headers.get("X-SPARQL-MaxRows", "")
        if most.isdecimal() and question.kind == "bindings":
            _check_whole(reply.body, chosen, int(most))
        return reply.body

    def _error(self, reply: Reply) -> QueryError | StoreError:
        if reply.status == BAD_REQUEST:
            return QuerySyntaxError(f"The store does not take the query: {reply.message}")
        if reply.status == REQUEST_TIMEOUT or OUT_OF_TIME.search(reply.body):
            return limit_hit("time", self.limits)
        return no_answer(self.client, reply)


def _any_graph(_: str) -> bool:
    # Only the store knows.
    return True


def _check_whole(body: bytes, chosen: Format, most: int) -> None:
    """Raise StoreError where the store may have cut the answer: it says so nowhere else."""
    if body.count(ROW.get(chosen.name, b"\n")) >= most:
        raise StoreError(
            f"The store gives at most {most} rows, and this answer reaches that.",
            "Ask for less with LIMIT; whoever runs the store can raise ResultSetMaxRows.",
        )


async def open_remote(
    query: str,
    limits: Limits,
    *,
    username: str = "",
    password: str = "",
    believed_seconds: float = MARKER_SECONDS,
) -> RemoteEngine:
    """Return the engine over the store that answers at the address `query`.

    Its marker is believed for so many seconds before it is read again.

    Raises:
        StoreError: it cannot be reached, or holds no whole version of a graph.
    """
    client = Client(Addresses(query, ""), username=username, password=password)
    try:
        return await _open(client, limits, believed_seconds)
    except BaseException:
        await client.close()
        raise


async def _open(client: Client, limits: Limits, believed_seconds: float) -> RemoteEngine:
    marker = await read_marker(client)
    if marker is None:
        address = client.addresses.query
        raise StoreError(
            f"The store at {address} holds no whole version of the graph.",
            f"Load one: pcvegraph push {address}.",
        )
    return RemoteEngine(
        client,
        limits,
        marker,
        merges=await merges_graphs(client),
        believed_seconds=believed_seconds,
    )
