"""/networks: the networks of the library, and each as a file that another tool opens."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from starlette.responses import JSONResponse, Response

from pcvegraph.errors import NotAcceptableError, ProtocolError, QueryLimitError, UnknownFormatError
from pcvegraph.networks.choices import CHOICES
from pcvegraph.networks.formats.known import FORMATS, NetworkFormat, find_network_format
from pcvegraph.networks.projections import Projection, find_projection
from pcvegraph.networks.requests import AS_OF, MEASURES, read_network_request
from pcvegraph.networks.working import task_of
from pcvegraph.querying.engines.engine import Task
from pcvegraph.querying.negotiation import choose
from pcvegraph.querying.written import KINDS, PREDICATES, THINGS
from pcvegraph.web.answers import BY_FORMAT, Prepared, answered, prepare
from pcvegraph.web.job import status_answer
from pcvegraph.web.jobs import Job, Jobs
from pcvegraph.web.network_page import network_page
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.visits import Visit

JSON = "application/json"
PAGE = "html"
OURS = ("format", "lang")
"""Parameters of an address that say nothing of the network."""

LISTS = {name for name, each in CHOICES.items() if each.values in (KINDS, THINGS, PREDICATES)} | {
    MEASURES
}
"""Parameters that may be there several times, as the boxes of a form send them."""


async def networks(visit: Visit) -> Response:
    """Return the list of networks, as a page or as JSON.

    Raises:
        UnknownFormatError: ?format= is neither.
        NotAcceptableError: the request accepts neither.
    """
    if _wants_page(visit):
        shown = list(visit.edition.projections.values())
        return await visit.in_thread(
            partial(page_answer, template="networks.html", networks=shown, formats=FORMATS)
        )
    listed = [_described(visit, each) for each in visit.edition.projections.values()]
    body = bytes(JSONResponse({"networks": listed}).body)
    tag = f"json-{visit.edition.library_version}"
    return answered(visit, body, JSON, tag, vary=BY_FORMAT)


async def network(jobs: Jobs, visit: Visit) -> Response | Prepared:
    """Return a network in the format that the extension or ?format= names; without one its page.

    POST begins a job that makes it, and returns how far that is.

    Raises:
        UnknownNetworkError: there is no such network; with those that are spelt like it.
        UnknownFormatError, NotAcceptableError: there is no such format.
        ParameterError, ProtocolError: a parameter is wrong, or there twice.
        QueryError, EngineError: it could not be made; BusyError: too many jobs run.
    """
    name, _, extension = visit.request.path_params["name"].partition(".")
    projection = find_projection(visit.edition.projections, name)
    chosen = _choose_format(visit, extension or visit.parameter("format"))
    written = _written(visit)
    if chosen is None and visit.request.method != "POST":
        return await network_page(visit, projection, written)
    request = read_network_request(projection, {"language": visit.language} | written)
    chosen = chosen or find_network_format(JSON)
    task = task_of(request, chosen, visit.edition.version)
    filename = f"{name}.{chosen.extension}"
    if visit.request.method == "POST":
        job = Job(chosen.content_type, filename, visit.edition.version, visit.edition.release)
        jobs.begin(task, job)
        return await visit.in_thread(partial(status_answer, job=job, status=HTTPStatus.ACCEPTED))
    body = await _make(visit, task)
    tag = f"{chosen.name}-{visit.edition.library_version}"
    names = {"Content-Disposition": f'inline; filename="{filename}"'}
    return prepare(visit, body, chosen.content_type, tag, vary=BY_FORMAT, others=names)


async def _make(visit: Visit, task: Task) -> bytes:
    try:
        return await visit.edition.run(task, visit.client)
    except QueryLimitError as error:
        remedy = "POST to the same address: a job has more time. Or run `pcvegraph network`."
        raise QueryLimitError(error.limit, str(error), remedy) from None


def _written(visit: Visit) -> dict[str, str]:
    """Return the parameters of the address by name; several values of a list are one with commas."""
    written: dict[str, str] = {}
    for name, value in visit.request.query_params.multi_items():
        if name in OURS:
            continue
        if name in written and name not in LISTS:
            raise ProtocolError(
                f"There is more than one {name[:100]}.", "Send each parameter once."
            )
        written[name] = f"{written[name]},{value}" if name in written else value
    return written


def _wants_page(visit: Visit) -> bool:
    """Return whether the list is wanted as a page rather than as JSON."""
    named = visit.parameter("format")
    if named not in ("", "json", PAGE):
        raise UnknownFormatError(named, "The list of networks", [PAGE, "json"])
    chosen = named or choose(visit.accept, [("json", [JSON]), (PAGE, ["text/html"])])
    if not chosen:
        raise NotAcceptableError(visit.accept, [JSON, "text/html"])
    return chosen == PAGE


def _choose_format(visit: Visit, named: str) -> NetworkFormat | None:
    """Return the format of the network; None for its page."""
    if named:
        return None if named == PAGE else find_network_format(named)
    # A program that takes anything gets what every language reads.
    plain = find_network_format(JSON)
    known = [plain, *(each for each in FORMATS if each is not plain)]
    offers: list[tuple[tuple[NetworkFormat | None], tuple[str, ...]]] = [
        ((each,), each.media_types) for each in known
    ]
    chosen = choose(visit.accept, [*offers, ((None,), ("text/html",))])
    if chosen is None:
        types = dict.fromkeys(each.media_types[0] for each in known)
        raise NotAcceptableError(visit.accept, [*types, "text/html"])
    return chosen[0]


def _described(visit: Visit, projection: Projection) -> dict[str, object]:
    """Return what a program needs to know to ask for the network."""
    query, place = projection.query, f"/networks/{projection.name}"
    return {
        "name": projection.name,
        "address": visit.href(place),
        "title": query.title._asdict(),
        "description": query.description._asdict(),
        "directed": projection.directed,
        "nodes": projection.nodes._asdict(),
        "edges": projection.edges._asdict(),
        "weight": projection.weight._asdict(),
        "parameters": [*query.parameters, *CHOICES, AS_OF, MEASURES],
        "formats": {known.name: f"{visit.href(place)}.{known.extension}" for known in FORMATS},
        "query": visit.href(f"/queries/{query.name}"),
    }
