"""The service: lists its addresses, decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from starlette.responses import JSONResponse, Response

from pcvegraph import __version__
from pcvegraph.identifiers import entity_iri, source_iri
from pcvegraph.settings import Settings
from pcvegraph.web import front, openapi, query_tools, reconcile, versions
from pcvegraph.web.about import about
from pcvegraph.web.answers import NOT_KEPT, VERSION
from pcvegraph.web.archive import Archive
from pcvegraph.web.browse import browse
from pcvegraph.web.data import context, data, data_file, dump
from pcvegraph.web.dataset import dump_answer, void_answer
from pcvegraph.web.documentation import documentation
from pcvegraph.web.graph_store import graph_store, named_graph
from pcvegraph.web.job import job, job_result
from pcvegraph.web.jobs import Jobs
from pcvegraph.web.library import library
from pcvegraph.web.metrics import Metrics
from pcvegraph.web.neighbourhood import neighbourhood_answer
from pcvegraph.web.networks import network, networks
from pcvegraph.web.ontology import ontology_answer
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.query_page import query_page
from pcvegraph.web.question import question
from pcvegraph.web.search import search
from pcvegraph.web.service import READ, Address, Handler, Service
from pcvegraph.web.sparql import sparql
from pcvegraph.web.static_files import static_file
from pcvegraph.web.things import thing
from pcvegraph.web.visits import Visit

RDF = (openapi.FORMAT, openapi.LANG)


def create_app(archive: Archive, settings: Settings) -> Service:
    """Return the service over the current edition and the releases of `archive`."""
    metrics = Metrics(archive.publication)
    addresses = every_address(archive, Jobs(archive, settings), metrics)
    api = Address("/api", _waiting(partial(_api, addresses)), "This service as OpenAPI says it")
    return Service(archive, [*addresses, api], settings, metrics)


def every_address(archive: Archive, jobs: Jobs, metrics: Metrics) -> list[Address]:
    """Return the addresses that OpenAPI describes, in its order, and those that it leaves out."""
    return [
        *_questions(),
        *_networks(jobs),
        *reconcile.addresses(),
        *_things(),
        *versions.addresses(archive),
        *_the_rest(metrics),
    ]


def _questions() -> list[Address]:
    return [
        Address(
            "/sparql",
            sparql,
            "Ask in SPARQL 1.1; without a query, what this service is",
            methods=[*READ, "POST"],
            parameters=openapi.PROTOCOL,
        ),
        Address(
            "/query",
            query_page,
            "The answer to a query in SPARQL as a page",
            methods=[*READ, "POST"],
            parameters=openapi.QUERY_PAGE,
            body=openapi.QUERY_FORM,
        ),
        Address(
            "/query/check",
            query_tools.check,
            "Whether a query parses, and where it does not",
            methods=[*READ, "POST"],
            parameters=openapi.QUERY,
        ),
        Address(
            "/query/format",
            query_tools.layout,
            "A query laid out",
            methods=[*READ, "POST"],
            parameters=openapi.QUERY,
        ),
        Address(
            "/query/graph.json",
            query_tools.graph,
            "The things of two columns of an answer, and the lines between them",
            parameters=[*openapi.PROTOCOL[:2], openapi.LANG],
        ),
        Address(
            "/query/terms.json",
            _waiting(query_tools.terms),
            "What a query is written with: prefixes, classes, predicates, properties",
        ),
        Address(
            "/graph", graph_store, "One graph: the Graph Store Protocol", parameters=openapi.GRAPH
        ),
        Address(
            "/graph/{path:path}",
            named_graph,
            "One graph, at its own address",
            parameters=[openapi.FORMAT],
        ),
        Address(
            "/queries",
            library,
            "The questions of the library, with their parameters and columns",
            parameters=[openapi.LIST_FORMAT, openapi.LANG],
        ),
        # Each question stands in OpenAPI on its own.
        Address("/queries/{name:path}", question, "", in_openapi=False),
        Address(
            "/search",
            search,
            "Things by what they are called: ranked, in both languages, with facets",
            parameters=openapi.SEARCH,
        ),
        Address("/", _waiting(front.home), "The home page", parameters=[openapi.LANG]),
        Address(
            "/browse",
            browse,
            "All there is, by kind, country, phenomenon and year",
            parameters=[openapi.LANG],
        ),
    ]


def _networks(jobs: Jobs) -> list[Address]:
    return [
        Address(
            "/networks",
            networks,
            "The networks of the library, with their parameters and formats",
            parameters=[openapi.LIST_FORMAT, openapi.LANG],
        ),
        # Each network stands in OpenAPI on its own.
        Address(
            "/networks/{name}",
            partial(network, jobs),
            "",
            methods=[*READ, "POST"],
            in_openapi=False,
        ),
        Address("/jobs/{name}", partial(job, jobs), "How far a job is", methods=[*READ, "DELETE"]),
        Address("/jobs/{name}/result", partial(job_result, jobs), "What a job made"),
    ]


def _things() -> list[Address]:
    def add(prefix: str, iri_of: Callable[[str], str], what: str) -> Address:
        async def answer(visit: Visit) -> Response:
            slug, _, extension = visit.request.path_params["name"].partition(".")
            return await thing(visit, iri_of(slug), extension)

        summary = f"What the graph says of {what}, as a page, as RDF or as a citation"
        parameters = (openapi.FORMAT_OF_A_THING, openapi.LANG)
        return Address(f"/{prefix}/{{name}}", answer, summary, parameters=parameters)

    def ontology(visit: Visit) -> Response:
        return ontology_answer(visit, visit.request.path_params.get("extension", ""))

    return [
        add("id", entity_iri, "an entity, relation, piece of evidence or concept"),
        add("source", source_iri, "a source"),
        Address(
            "/id/{name}/neighbourhood",
            _waiting(neighbourhood_answer),
            "What stands around a thing: its relations and those among its neighbours",
            parameters=openapi.NEIGHBOURHOOD,
        ),
        Address(
            "/id/{name}/neighbourhood.{extension}",
            _waiting(neighbourhood_answer),
            "",
            in_openapi=False,
        ),
        Address("/ontology", _waiting(ontology), "The terms", parameters=RDF),
        Address("/ontology.{extension}", _waiting(ontology), "", in_openapi=False),
    ]


def _the_rest(metrics: Metrics) -> list[Address]:
    return [
        Address("/data.nq", dump_answer, "The whole graph: canonical N-Quads"),
        Address("/data.{extension}", dump, "The default graph whole, as Turtle, JSON-LD …"),
        Address(
            "/data",
            data,
            "The files to take away, with their sizes and checksums",
            parameters=[openapi.LIST_FORMAT, openapi.LANG],
        ),
        Address("/data/{name}", data_file, "A file to take away: tables, FollowTheMoney"),
        Address(
            "/about",
            _waiting(about),
            "What the dataset is, what it holds, and on whose word",
            parameters=[openapi.LANG],
        ),
        Address(
            "/docs",
            _waiting(documentation),
            "The documentation",
            parameters=[openapi.LANG],
        ),
        Address("/docs/{name:path}", _waiting(documentation), "", in_openapi=False),
        Address("/context/{name}", context, "The JSON-LD context: v1.jsonld"),
        Address(
            "/.well-known/void",
            _waiting(void_answer),
            "What the dataset says of itself: VoID and DCAT",
            parameters=[openapi.FORMAT],
        ),
        Address("/healthz", _health, "Whether the service answers, and the version"),
        Address("/metrics", partial(_metrics, metrics), "How the service does, for Prometheus"),
        Address("/static/{name:path}", static_file, "", in_openapi=False),
    ]


def _waiting(answer: Callable[[Visit], Response]) -> Handler:
    """Return `answer` as a handler that runs in a thread, where it may wait for rows."""

    async def handler(visit: Visit) -> Response:
        return await visit.in_thread(answer)

    return handler


async def _health(visit: Visit) -> Response:
    version = visit.edition.version
    headers = {VERSION: version} | NOT_KEPT
    return JSONResponse({"status": "ok", "version": version}, headers=headers)


async def _metrics(metrics: Metrics, visit: Visit) -> Response:
    if not (visit.settings.metrics_public or _is_here(visit.client)):
        raise HttpProblem(
            HTTPStatus.FORBIDDEN,
            "Metrics are for this machine itself.",
            "Ask from it, or set PCVEGRAPH_METRICS_PUBLIC=true.",
        )
    media_type = "text/plain; version=0.0.4; charset=utf-8"
    return Response(metrics.text(), headers=NOT_KEPT, media_type=media_type)


def _is_here(client: str) -> bool:
    try:
        return ip_address(client.partition("/")[0]).is_loopback
    except ValueError:
        return False


def _api(addresses: list[Address], visit: Visit) -> Response:
    description: dict[str, Any] = openapi.describe_addresses(addresses, __version__)
    description["paths"] |= openapi.describe_questions(visit.edition.library)
    description["paths"] |= openapi.describe_networks(visit.edition.projections)
    return JSONResponse(description, headers={VERSION: visit.edition.version})
