"""The service: assembles the routes, decides nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from pcvegraph import __version__
from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.root import Root
from pcvegraph.identifiers import entity_iri, source_iri
from pcvegraph.settings import Settings
from pcvegraph.web import front, openapi
from pcvegraph.web.answers import VERSION, answered
from pcvegraph.web.dataset import void_answer
from pcvegraph.web.headers import SafetyHeaders
from pcvegraph.web.ontology import ontology_answer
from pcvegraph.web.problems import HttpProblem, problem_answer
from pcvegraph.web.publication import Edition, Publication
from pcvegraph.web.sparql import read_parameters, sparql_answer
from pcvegraph.web.things import thing_answer
from pcvegraph.web.visits import Visit, begin_visit

READ = ["GET", "HEAD"]
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

IriOf = Callable[[str], str]
Changes = Callable[[], AsyncIterator[object]]
VisitOf = Callable[[Request], Visit]


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
        openapi_url=None,
        redirect_slashes=False,
        lifespan=_following(publication, settings, root, changes),
        default_response_class=Response,
    )
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "HEAD", "POST", "OPTIONS"],
        allow_headers=["*"],
        expose_headers=[VERSION, "ETag", "Link"],
    )
    app.add_middleware(SafetyHeaders)

    def visit_of(request: Request) -> Visit:
        return begin_visit(request, publication, settings.public_url)

    _add_questions(app, visit_of, settings)
    _add_things(app, visit_of)
    _add_the_rest(app, visit_of)
    _add_problems(app, visit_of)
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
        with suppress(asyncio.CancelledError):
            await task

    return lifespan


# A handler that is no coroutine runs in a thread, so that none holds up the event loop.


def _add_questions(app: FastAPI, visit_of: VisitOf, settings: Settings) -> None:
    @app.api_route("/", methods=READ, summary="The home page")
    def home(request: Request) -> Response:
        return front.home(visit_of(request))

    @app.api_route(
        "/sparql",
        methods=[*READ, "POST"],
        summary="Ask in SPARQL 1.1",
        openapi_extra={"parameters": openapi.PROTOCOL},
    )
    async def sparql(request: Request) -> Response:
        parameters = await read_parameters(request, settings)
        return await run_in_threadpool(sparql_answer, visit_of(request), parameters)


def _add_things(app: FastAPI, visit_of: VisitOf) -> None:
    parameters = {"parameters": [openapi.FORMAT, openapi.LANG]}

    def add(prefix: str, iri_of: IriOf, what: str) -> None:
        @app.api_route(
            f"/{prefix}/{{name}}",
            methods=READ,
            summary=f"What the graph says of {what}, as a page or as RDF",
            openapi_extra=parameters,
        )
        def thing(request: Request, name: str) -> Response:
            slug, _, extension = name.partition(".")
            return thing_answer(visit_of(request), iri_of(slug), extension)

    add("id", entity_iri, "an entity, relation, piece of evidence or concept")
    add("source", source_iri, "a source")

    @app.api_route("/ontology", methods=READ, summary="The terms", openapi_extra=parameters)
    @app.api_route("/ontology.{extension}", methods=READ, include_in_schema=False)
    def ontology(request: Request, extension: str = "") -> Response:
        return ontology_answer(visit_of(request), extension)


def _add_the_rest(app: FastAPI, visit_of: VisitOf) -> None:
    @app.api_route("/data.nq", methods=READ, summary="The whole graph: canonical N-Quads")
    def dump(request: Request) -> Response:
        visit = visit_of(request)
        n_quads = visit.edition.engine.snapshot.n_quads
        return answered(visit, n_quads, "application/n-quads", "nquads", vary="")

    @app.api_route(
        "/.well-known/void",
        methods=READ,
        summary="What the dataset says of itself: VoID and DCAT",
        openapi_extra={"parameters": [openapi.FORMAT]},
    )
    def void(request: Request) -> Response:
        return void_answer(visit_of(request))

    # Answered in the event loop: the threads may all be busy with questions.
    @app.api_route("/healthz", methods=READ, summary="Whether the service answers")
    async def health(request: Request) -> Response:
        version = visit_of(request).edition.version
        return JSONResponse({"status": "ok", "version": version}, headers={VERSION: version})

    @app.api_route("/api", methods=READ, summary="This service as OpenAPI says it")
    def api(request: Request) -> Response:
        headers = {VERSION: visit_of(request).edition.version}
        return JSONResponse(openapi.describe_service(app), headers=headers)


def _add_problems(app: FastAPI, visit_of: VisitOf) -> None:
    @app.exception_handler(PcvegraphError)
    def ours(request: Request, error: PcvegraphError) -> Response:
        return problem_answer(visit_of(request), error)

    @app.exception_handler(HTTPException)
    def routing(request: Request, error: HTTPException) -> Response:
        status = HTTPStatus(error.status_code)
        message, remedy = ROUTING.get(status, (status.description or status.phrase, ""))
        problem = HttpProblem(status, message, remedy, dict(error.headers or {}))
        return problem_answer(visit_of(request), problem)

    @app.exception_handler(Exception)
    def unforeseen(request: Request, _: Exception) -> Response:
        # The trace is in the log, which the server writes; the client learns only that it is ours.
        status = HTTPStatus.INTERNAL_SERVER_ERROR
        # This answer is made outside the middleware.
        headers = {"Access-Control-Allow-Origin": "*"}
        problem = HttpProblem(status, "Something failed here.", "Try again.", headers)
        answer = problem_answer(visit_of(request), problem)
        answer.raw_headers.extend(SafetyHeaders.HEADERS)
        return answer
