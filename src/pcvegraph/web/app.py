"""The service: assembles the routes, decides nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pcvegraph import __version__
from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.root import Root
from pcvegraph.identifiers import entity_iri, source_iri
from pcvegraph.settings import Settings
from pcvegraph.web import front, problems, sparql
from pcvegraph.web.answers import VERSION, answered
from pcvegraph.web.ontology import ontology_answer
from pcvegraph.web.pages import VARY, page
from pcvegraph.web.publication import Edition, Publication
from pcvegraph.web.things import thing_answer

READ = ["GET", "HEAD"]
HTML = "text/html; charset=utf-8"
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"

IriOf = Callable[[str], str]
Changes = Callable[[], AsyncIterator[object]]


def create_app(
    edition: Edition, settings: Settings, root: Root, changes: Changes | None = None
) -> FastAPI:
    """Return the service over `edition`; with `changes` (of the files) it follows them."""
    publication = Publication(edition)
    app = FastAPI(
        title="pcvegraph",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api",
        lifespan=_following(publication, settings, root, changes),
    )
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=[VERSION, "ETag", "Link"],
    )
    app.add_middleware(SafetyHeaders)
    _add_routes(app, publication, settings)
    _add_problems(app, publication, settings)
    app.mount("/static", StaticFiles(directory=Path(__file__).with_name("static")), name="static")
    return app


def _following(
    publication: Publication, settings: Settings, root: Root, changes: Changes | None
) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if changes is None:
            yield
            return
        task = asyncio.create_task(publication.follow(changes(), root, settings))
        yield
        task.cancel()

    return lifespan


def _add_routes(app: FastAPI, publication: Publication, settings: Settings) -> None:
    url = settings.public_url

    @app.api_route("/", methods=READ, summary="The home page")
    async def home(request: Request) -> Response:
        return await front.home(request, publication.current, url)

    @app.api_route("/sparql", methods=[*READ, "POST"], summary="Ask in SPARQL 1.1")
    async def ask(request: Request) -> Response:
        operation = await sparql.read_operation(request, settings)
        if operation is None:
            return front.sparql_form(request, publication.current, url)
        return await sparql.answer(operation, request, publication.current)

    _add_things(app, publication, url, "id", entity_iri)
    _add_things(app, publication, url, "source", source_iri)

    @app.api_route("/ontology", methods=READ, summary="The ontology, as a page or as RDF")
    @app.api_route("/ontology.{extension}", methods=READ, include_in_schema=False)
    async def ontology(request: Request, extension: str = "") -> Response:
        return await ontology_answer(request, publication.current, extension, url)

    @app.api_route("/data.nq", methods=READ, summary="The whole graph: canonical N-Quads")
    async def dump(request: Request) -> Response:
        edition = publication.current
        body = await asyncio.to_thread(lambda: edition.engine.snapshot.n_quads)
        return answered(request, edition, body, "application/n-quads", "nquads")

    @app.api_route("/healthz", methods=READ, summary="Whether the service answers")
    async def health() -> Response:
        version = publication.current.version
        return JSONResponse({"status": "ok", "version": version}, headers={VERSION: version})


def _add_things(app: FastAPI, publication: Publication, url: str, prefix: str, iri: IriOf) -> None:
    @app.api_route(
        f"/{prefix}/{{name}}", methods=READ, summary=f"What the graph says of {prefix}:…"
    )
    async def thing(request: Request, name: str) -> Response:
        slug, _, extension = name.partition(".")
        return await thing_answer(request, publication.current, iri(slug), extension, url)


def _add_problems(app: FastAPI, publication: Publication, settings: Settings) -> None:
    def problem(request: Request, error: PcvegraphError) -> Response:
        edition = publication.current
        if problems.wants_page(request):
            response = _problem_page(request, error, edition, settings.public_url)
        else:
            response = problems.as_json(error, request)
        response.headers[VERSION] = edition.version
        return response

    @app.exception_handler(PcvegraphError)
    async def ours(request: Request, error: PcvegraphError) -> Response:
        return problem(request, error)

    @app.exception_handler(HTTPException)
    async def routing(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        status = HTTPStatus(error.status_code)
        message, remedy = ROUTING.get(status, (status.description or status.phrase, ""))
        return problem(request, problems.HttpProblem(status, message, remedy, headers))

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, _: Exception) -> Response:
        # The trace is in the log, which the server writes; the client learns only that it is ours.
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        return problem(
            request, problems.HttpProblem(status, "Something failed here.", "Try again.")
        )


class SafetyHeaders:
    """Adds to every answer the headers that keep a browser from guessing types and loading others'."""

    HEADERS = (
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", POLICY.encode()),
    )

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the answer back with the headers."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self.HEADERS]
            await send(message)

        await self.app(scope, receive, send_safely if scope["type"] == "http" else send)


ROUTING = {
    HTTPStatus.NOT_FOUND: (
        "There is nothing at this address.",
        "Things are at /id/… and /source/…, terms at /ontology, questions at /sparql.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "This address does not take that method.",
        "Use GET; /sparql takes POST too.",
    ),
}


def _problem_page(
    request: Request, error: PcvegraphError, edition: Edition, public_url: str
) -> Response:
    status = problems.status_of(error)
    context = {"status": status, "error": error, "nearest": getattr(error, "nearest", ())}
    html = page("problem.html", request, edition, public_url, context)
    headers = error.headers if isinstance(error, problems.HttpProblem) else {}
    return Response(html, status.value, headers | {"Content-Type": HTML, "Vary": VARY})
