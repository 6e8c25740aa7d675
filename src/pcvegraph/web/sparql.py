"""/sparql: the SPARQL 1.1 Protocol for queries (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from pcvegraph.errors import QuerySyntaxError
from pcvegraph.querying.engine import NO_UPDATES, Question, read_question
from pcvegraph.querying.formats import Format, find_format, formats_for
from pcvegraph.settings import Settings
from pcvegraph.web.answers import answered
from pcvegraph.web.negotiation import choose
from pcvegraph.web.problems import HttpProblem, not_acceptable
from pcvegraph.web.publication import Edition

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"


@dataclass(frozen=True)
class Operation:
    """A query operation as the protocol has it: the question, and the format asked for by name."""

    question: Question
    format: str


async def read_operation(request: Request, settings: Settings) -> Operation | None:
    """Return the operation that the request asks for; None for a GET without one.

    Raises:
        HttpProblem: a body of another type (415), too long (413), or two queries at once (400).
        QueryError: the query is not one that may be asked.
    """
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method == "POST":
        pairs += await _body(request, settings)
    _refuse_updates(pairs)
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) > 1:
        raise _bad("There is more than one query.", "Send one `query`, once.")
    if not queries and request.method != "POST":
        return None
    if not queries:
        raise _bad("There is no query.", "Send it as `query`.")
    defaults = [value for name, value in pairs if name == "default-graph-uri"]
    named = [value for name, value in pairs if name == "named-graph-uri"]
    formats = [value for name, value in pairs if name == "format"]
    return Operation(read_question(queries[0], defaults, named), formats[-1] if formats else "")


async def _body(request: Request, settings: Settings) -> list[tuple[str, str]]:
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
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > settings.query_size_limit_bytes:
            limit = settings.query_size_limit_bytes
            raise HttpProblem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"The query is longer than {limit} bytes.",
                "Ask for less at once; PCVEGRAPH_QUERY_SIZE_LIMIT_BYTES sets the limit.",
            )
    try:
        text = content.decode()
        if media_type == QUERY:
            return [("query", text)]
        return parse_qsl(text, keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise QuerySyntaxError("The query is not UTF-8.", "Send it as UTF-8.") from None


def _refuse_updates(pairs: list[tuple[str, str]]) -> None:
    if any(name == "update" for name, _ in pairs):
        raise _bad("This is an update, and the service is read only.", NO_UPDATES)


def _bad(message: str, remedy: str) -> HttpProblem:
    return HttpProblem(HTTPStatus.BAD_REQUEST, message, remedy)


async def answer(operation: Operation, request: Request, edition: Edition) -> Response:
    """Return the answer to the operation in the format that the request prefers.

    Raises:
        HttpProblem: it accepts none of those that can express the answer (406).
        QueryError: the query does not parse or could not be evaluated.
    """
    chosen = _format(operation, request)
    body = await run_in_threadpool(edition.engine.answer, operation.question, chosen)
    return answered(request, edition, body, chosen.content_type, chosen.name)


def _format(operation: Operation, request: Request) -> Format:
    kind = operation.question.kind
    if operation.format:
        return find_format(operation.format, kind)
    accept = request.headers.get("accept", "")
    offers = [(f, f.media_types) for f in formats_for(kind)]
    chosen = choose(accept, offers)
    # A browser that shows a form's answer asks for HTML: it gets text that it can show.
    if chosen is None and "text/html" in accept:
        chosen = formats_for(kind)[0]
    if chosen is None:
        raise not_acceptable(accept, [f.media_types[0] for f, _ in offers])
    return chosen
