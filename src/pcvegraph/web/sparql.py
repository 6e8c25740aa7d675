"""/sparql: the SPARQL 1.1 Protocol for queries (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import Request, Response

from pcvegraph.errors import QuerySyntaxError
from pcvegraph.querying.engine import NO_UPDATES, Question, read_question
from pcvegraph.querying.formats import Format, find_format, formats_for
from pcvegraph.settings import Settings
from pcvegraph.web.answers import BY_FORMAT, answered
from pcvegraph.web.front import sparql_form
from pcvegraph.web.negotiation import choose
from pcvegraph.web.problems import HttpProblem, not_acceptable
from pcvegraph.web.visits import Visit

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

Parameters = list[tuple[str, str]]


async def read_parameters(request: Request, settings: Settings) -> Parameters:
    """Return the parameters of the protocol that the address and the body give.

    Raises:
        HttpProblem: an update (400), or a body that is of another type (415) or too long (413).
        QuerySyntaxError: it is not UTF-8.
    """
    parameters = _decoded(request.scope["query_string"])
    if request.method != "POST":
        return parameters
    media_type = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if media_type == UPDATE:
        raise _bad("This is an update, and the service is read only.", NO_UPDATES)
    if media_type not in (FORM, QUERY):
        raise HttpProblem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"A body of type “{media_type[:100]}” is not a query.",
            f"Send {QUERY}, or {FORM} with `query`.",
            {"Accept-Post": f"{QUERY}, {FORM}"},
        )
    body = await _body(request, settings.query_size_limit_bytes)
    return parameters + (_decoded(body) if media_type == FORM else [("query", _text(body))])


async def _body(request: Request, limit: int) -> bytes:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > limit:
            raise HttpProblem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"The query is longer than {limit} bytes.",
                "Ask for less at once; PCVEGRAPH_QUERY_SIZE_LIMIT_BYTES sets the limit.",
            )
    return bytes(content)


def _decoded(form: bytes) -> Parameters:
    try:
        return parse_qsl(_text(form), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise _not_utf_8() from None


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise _not_utf_8() from None


def _not_utf_8() -> QuerySyntaxError:
    return QuerySyntaxError("The query is not UTF-8.", "Send it as UTF-8.")


def sparql_answer(visit: Visit, parameters: Parameters) -> Response:
    """Return the answer to the query in the format that the request prefers; without one the form.

    Raises:
        HttpProblem: no query, two, or an update (400); no format that the request accepts (406).
        QueryError: the query is not one that may be asked, or could not be evaluated.
    """
    if any(name == "update" for name, _ in parameters):
        raise _bad("This is an update, and the service is read only.", NO_UPDATES)
    queries = _all(parameters, "query")
    if not queries and _wants_form(visit):
        return sparql_form(visit)
    if not queries:
        raise _bad("There is no query.", "Send it as `query`.")
    if len(queries) > 1:
        raise _bad("There is more than one query.", "Send one `query`, once.")
    question = read_question(
        queries[0], _all(parameters, "default-graph-uri"), _all(parameters, "named-graph-uri")
    )
    chosen = _format(visit, question, _all(parameters, "format"))
    body = visit.edition.engine.answer(question, chosen)
    return answered(visit, body, chosen.content_type, chosen.name, vary=BY_FORMAT)


def _wants_form(visit: Visit) -> bool:
    return visit.request.method != "POST" and bool(choose(visit.accept, [(True, ["text/html"])]))


def _all(parameters: Parameters, name: str) -> list[str]:
    return [value for known, value in parameters if known == name]


def _format(visit: Visit, question: Question, named: list[str]) -> Format:
    if any(named):
        return find_format(named[-1], question.kind)
    offers = [(known, known.media_types) for known in formats_for(question.kind)]
    chosen = choose(visit.accept, offers)
    if chosen is None:
        raise not_acceptable(visit.accept, [known.media_types[0] for known, _ in offers])
    return chosen


def _bad(message: str, remedy: str) -> HttpProblem:
    return HttpProblem(HTTPStatus.BAD_REQUEST, message, remedy)
