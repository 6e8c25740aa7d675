"""The outermost of the service: each request gets an id, an edition, an answer, and is counted.

What was answered before goes out again from here, without a look at what it was.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import time
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import NamedTuple

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from pcvegraph.errors import PcvegraphError
from pcvegraph.settings import Settings
from pcvegraph.web.answers import Finished, Prepared, finish
from pcvegraph.web.archive import Archive
from pcvegraph.web.editions import Asked, Edition
from pcvegraph.web.headers import preflight
from pcvegraph.web.logs import REQUEST
from pcvegraph.web.metrics import Metrics
from pcvegraph.web.problems import HttpProblem, problem_answer
from pcvegraph.web.versioned import VERSION_GIVEN, find_version, keep_version, take_version
from pcvegraph.web.visits import Visit

LOG = logging.getLogger("pcvegraph")
Handler = Callable[[Visit], Awaitable[Response | Prepared]]
READ = ("GET", "HEAD")
GONE = 499
"""As nginx has it: the client closed the connection before there was an answer. Nothing is sent."""


class Address(NamedTuple):
    """An address of the service: its path, what answers there, its methods, what OpenAPI says."""

    path: str
    handler: Handler
    summary: str
    methods: Sequence[str] = READ
    parameters: Sequence[dict[str, object]] = ()
    in_openapi: bool = True
    body: dict[str, object] | None = None  # of POST, as OpenAPI has it; None for a query in SPARQL


class Service:
    """The ASGI application."""

    def __init__(
        self,
        archive: Archive,
        addresses: Sequence[Address],
        settings: Settings,
        metrics: Metrics,
    ) -> None:
        self.archive = archive
        self.publication = archive.publication
        self.addresses = addresses
        self.settings = settings
        self.metrics = metrics
        self._plain = {a.path: a for a in addresses if "{" not in a.path}
        self._patterns = [
            (Route(a.path, a.handler, methods=list(a.methods)), a)
            for a in addresses
            if "{" in a.path
        ]
        self._prefix = os.urandom(4).hex().encode()
        self._count = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        started = time.perf_counter()
        request_id = b"%s-%x" % (self._prefix, next(self._count))
        asked, known = _read_headers(scope)
        is_read = scope["method"] in READ
        kept = self.publication.current.finished.find(asked) if is_read else None
        route, status = "kept", GONE
        try:
            if kept:
                self.metrics.hits += 1
            else:
                REQUEST.set(request_id.decode())
                route, handler = self._find(scope)
                if VERSION_GIVEN in scope["query_string"]:
                    kept = await self._answer_of_version(scope, receive, handler, asked)
                else:
                    kept = await self._answer_now(scope, receive, handler, asked)
            status = await kept.send(scope, send, known if is_read else b"", request_id)
        except (ClientDisconnect, asyncio.CancelledError):
            # What is done for a client that has gone is ended by its connection.
            status = GONE
        self._note(scope, route, status, started, request_id)

    async def _answer_now(
        self, scope: Scope, receive: Receive, handler: Handler, asked: Asked
    ) -> Finished:
        with self.publication.visit() as edition:
            return await self._answer(edition, Request(scope, receive), handler, asked)

    async def _answer_of_version(
        self, scope: Scope, receive: Receive, handler: Handler, asked: Asked
    ) -> Finished:
        """Answer from the release that ?version= names, which no handler hears of."""
        text, bare = take_version(scope)
        release = find_version(self.archive, text)
        if isinstance(release, HttpProblem):
            return await self._answer_now(bare, receive, _raising(release), asked)
        try:
            async with self.archive.visit(release) as edition:
                kept = edition.finished.find(asked) if scope["method"] in READ else None
                return kept or await self._answer(edition, Request(bare, receive), handler, asked)
        except PcvegraphError as error:
            return await self._answer_now(bare, receive, _raising(error), asked)

    async def _answer(
        self, edition: Edition, request: Request, handler: Handler, asked: Asked
    ) -> Finished:
        visit = Visit(request, asked[2].decode("latin-1"), edition, self.settings, self.archive)
        prepared = await _handle(visit, handler)
        if edition.release:
            prepared = keep_version(prepared, edition, self.settings)
        finished = await finish(prepared, asked[4].decode("latin-1"))
        if request.method in READ and finished.is_lasting:
            edition.finished.keep(asked, finished, len(finished.body))
        if finished.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            LOG.warning("%s answered with %s", request.scope["path"], finished.status)
        return finished

    def _find(self, scope: Scope) -> tuple[str, Handler]:
        """Return the path, as it is declared, and the handler of what `scope` asks for."""
        known = self._plain.get(scope["path"])
        if known and scope["method"] in known.methods:
            return known.path, known.handler
        others = list(known.methods) if known else []
        for route, address in self._patterns:
            match, child = route.matches(scope)
            if match is Match.FULL:
                scope.update(child)
                return address.path, address.handler
            if match is Match.PARTIAL:
                others += address.methods
        allowed = ", ".join(dict.fromkeys([*others, "OPTIONS"])) if others else ""
        if scope["method"] == "OPTIONS":
            return "options", _options(allowed)
        return "none", _refusal(allowed)

    def _note(
        self, scope: Scope, route: str, status: int, started: float, request_id: bytes
    ) -> None:
        seconds = time.perf_counter() - started
        self.metrics.observe(route, status, seconds)
        if self.settings.log_requests:
            facts = {"method": scope["method"], "path": scope["path"], "status": status}
            facts["seconds"] = round(seconds, 6)
            text = "%(method)s %(path)s %(status)s %(seconds)ss"
            extra = {"facts": facts, "request": request_id.decode()}
            LOG.info(text, facts, extra=extra)


async def _handle(visit: Visit, handler: Handler) -> Prepared:
    try:
        response = await handler(visit)
    except PcvegraphError as error:
        response = problem_answer(visit, error)
    except ClientDisconnect:
        raise
    except Exception:
        # The trace is in the log; the client learns only that it is ours.
        LOG.exception("Something failed at %s", visit.request.scope["path"])
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        problem = HttpProblem(status, "Something failed here.", "Try again.")
        response = problem_answer(visit, problem)
    return response if isinstance(response, Prepared) else Prepared.of(response)


def _read_headers(scope: Scope) -> tuple[Asked, bytes]:
    """Return what decides the answer to GET, and the entity tags that the client has."""
    accept = language = encoding = known = b""
    for name, value in scope["headers"]:
        if name == b"accept":
            accept = accept + b"," + value if accept else value
        elif name == b"accept-encoding":
            encoding = encoding + b"," + value if encoding else value
        elif name == b"accept-language":
            language = language + b"," + value if language else value
        elif name == b"if-none-match":
            known = known + b"," + value if known else value
    return (scope["path"], scope["query_string"], accept, language, encoding), known


def _options(allowed: str) -> Handler:
    async def options(visit: Visit) -> Response:
        requested = visit.request.headers.get("access-control-request-headers", "")
        headers = preflight(requested) | {"Allow": allowed or "GET, HEAD, OPTIONS"}
        return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)

    return options


def _raising(error: PcvegraphError) -> Handler:
    async def refuse(_: Visit) -> Response:
        raise error

    return refuse


def _refusal(allowed: str) -> Handler:
    async def refuse(_: Visit) -> Response:
        if allowed:
            raise HttpProblem(
                HTTPStatus.METHOD_NOT_ALLOWED,
                "This address does not take that method.",
                f"Use one of: {allowed}. The graph is edited as files in git, never over HTTP.",
                {"Allow": allowed},
            )
        raise HttpProblem(
            HTTPStatus.NOT_FOUND,
            "There is nothing at this address.",
            "Things are at /id/… and /source/…, terms at /ontology, questions at /sparql and "
            "/queries.",
        )

    return refuse
