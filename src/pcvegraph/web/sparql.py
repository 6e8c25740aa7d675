"""/sparql: the SPARQL 1.1 Protocol for queries (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from starlette.responses import Response

from pcvegraph.errors import NoQueryError, ProtocolError
from pcvegraph.querying.engines.engine import Answer
from pcvegraph.querying.formats import formats_for
from pcvegraph.querying.negotiation import choose
from pcvegraph.querying.protocol import FORM, QUERY, Request
from pcvegraph.querying.questions import NO_UPDATES
from pcvegraph.web.answers import BY_FORMAT, NOT_KEPT, Prepared, prepare
from pcvegraph.web.dataset import service_answer
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.query_form import sparql_form
from pcvegraph.web.visits import Visit

UPDATE = "application/sparql-update"
UNDATED = "Pcvegraph-Undated"
KNOWN = ("query", "default-graph-uri", "named-graph-uri", "format", "lang", "name")


async def sparql(visit: Visit) -> Response | Prepared:
    """Return the answer to the query that the request has; without one the form, or what this is.

    Raises:
        HttpProblem: a body that is of another type (415) or too long (413).
        ProtocolError, QueryError, EngineError: as `Engine.respond`.
    """
    request = await read_request(visit)
    if not _has_query(request):
        return await _answer_without_query(visit)
    try:
        answer = await visit.edition.engine.respond(request, client=visit.client)
    except NoQueryError:
        if request.media_type:
            raise
        return await _answer_without_query(visit)
    return results(visit, answer)


def results(
    visit: Visit,
    answer: Answer,
    *,
    representation: str = "",
    others: Mapping[str, str] | None = None,
) -> Prepared:
    """Return `answer` with its headers; what differs each time is not to be kept by anybody.

    Args:
        visit: what is answered.
        answer: the answer.
        representation: as in `answered`; "" for the name of the format.
        others: further headers.
    """
    content_type = answer.format.content_type
    headers = undated(answer) | dict(others or {})
    if answer.is_repeatable:
        name = representation or answer.format.name
        return prepare(visit, answer.body, content_type, name, vary=BY_FORMAT, others=headers)
    headers |= {"Content-Type": content_type, "Vary": BY_FORMAT} | NOT_KEPT
    return Prepared.of(Response(answer.body, headers=headers))


def undated(answer: Answer) -> dict[str, str]:
    """Return the header that says how many relations of a time slice have no date."""
    return {} if answer.undated is None else {UNDATED: str(answer.undated)}


async def read_request(visit: Visit) -> Request:
    """Return what of the request decides its answer.

    Raises:
        ProtocolError: an update.
        HttpProblem: a body that is of another type (415) or too long (413).
    """
    request = visit.request
    parameters = request.scope["query_string"]
    if request.method != "POST":
        return Request(parameters, visit.accept)
    media_type, charset = content_type(request.headers.get("content-type", ""))
    if media_type == UPDATE:
        raise ProtocolError("This is an update, and the service is read only.", NO_UPDATES)
    if media_type not in (FORM, QUERY):
        raise HttpProblem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"A body of type “{media_type[:100]}” is not a query.",
            f"Send {QUERY}, or {FORM} with `query`.",
            {"Accept-Post": f"{QUERY}, {FORM}"},
        )
    if charset not in ("", "utf-8", "utf8", "us-ascii"):
        raise HttpProblem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"The query is said to be in {charset[:40]}.",
            "Send it as UTF-8.",
        )
    return Request(parameters, visit.accept, media_type, await read_body(visit))


async def read_body(visit: Visit) -> bytes:
    """Return the body of the request; raises HttpProblem (413) where it is too long for a query."""
    limit = visit.settings.query_size_limit_bytes
    content = bytearray()
    async for chunk in visit.request.stream():
        content += chunk
        if len(content) > limit:
            raise HttpProblem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"The query is longer than {limit} bytes.",
                "Ask for less at once; PCVEGRAPH_QUERY_SIZE_LIMIT_BYTES sets the limit.",
                # What is still to come is not read.
                {"Connection": "close"},
            )
    return bytes(content)


def _has_query(request: Request) -> bool:
    if request.media_type or b"query=" in request.parameters:
        return True
    return any(name in ("query", "update") for name, _ in request.read_parameters().pairs)


async def _answer_without_query(visit: Visit) -> Response:
    """Return the form for a person, and for a program what this service is."""
    # Who takes anything is a program: curl, or a client that finds out what is here.
    offers = [(False, known.media_types) for known in formats_for("triples")]
    wants_form = choose(visit.accept, [*offers, (True, ("text/html",))])
    if wants_form is None:
        raise NoQueryError("There is no query.", "Send it as `query`.")
    return await visit.in_thread(sparql_form if wants_form else service_answer)


def content_type(header: str) -> tuple[str, str]:
    """Return the media type and the charset that the header Content-Type says, in lower case."""
    media_type, *parameters = (piece.strip().lower() for piece in header.split(";"))
    pairs = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip('" ') for name, _, value in pairs if name == "charset"), "")
    return media_type, charset
