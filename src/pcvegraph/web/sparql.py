"""/sparql: the SPARQL 1.1 Protocol for queries (https://www.w3.org/TR/sparql11-protocol/)."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qsl

from starlette.responses import Response

from pcvegraph.errors import QueryError, QuerySyntaxError, UnknownFormatError
from pcvegraph.querying.engines.engine import Answer
from pcvegraph.querying.formats import Format, Kind, find_format, formats_for
from pcvegraph.querying.questions import FEDERATE, NO_UPDATES, Question, read_question
from pcvegraph.web.answers import BY_FORMAT, NOT_KEPT, answered
from pcvegraph.web.dataset import service_answer
from pcvegraph.web.disconnection import unless_gone
from pcvegraph.web.front import sparql_form
from pcvegraph.web.negotiation import choose
from pcvegraph.web.problems import HttpProblem, not_acceptable
from pcvegraph.web.visits import Visit

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
LONG_QUERY = 20_000
"""Characters from which a query is read in a thread, so that nobody else waits for that."""

UNDATED = "Pcvegraph-Undated"
KNOWN = ("query", "default-graph-uri", "named-graph-uri", "format", "lang", "name")


class Parameters(NamedTuple):
    """The parameters of the protocol, in the order in which they came."""

    pairs: list[tuple[str, str]]

    def all(self, name: str) -> list[str]:
        """Return every value of `name`."""
        return [value for known, value in self.pairs if known == name]

    def one(self, name: str) -> str:
        """Return the value of `name`; "" without one. Raises HttpProblem where it is there twice."""
        values = self.all(name)
        if len(values) > 1:
            raise bad_request(f"There is more than one {name}.", f"Send one `{name}`, once.")
        return values[0] if values else ""

    def format(self, kind: Kind) -> str:
        """Return the first `format` that there is for `kind`, for some clients send several."""
        named = self.all("format")
        for name in named:
            with suppress(UnknownFormatError):
                return find_format(name, kind).name
        return named[0] if named else ""


async def sparql(visit: Visit) -> Response:
    """Return the answer to the query that the request has; without one the form, or what this is.

    Raises:
        HttpProblem: no query, two, an update (400); a body that is of another type (415) or too
            long (413); no format that the request accepts (406).
        QueryError, EngineError: the query cannot be asked, or not answered.
    """
    parameters = await read_parameters(visit)
    if parameters.all("update"):
        raise bad_request("This is an update, and the service is read only.", NO_UPDATES)
    if not parameters.all("query"):
        return await _answer_without_query(visit)
    if len(parameters.one("query")) > LONG_QUERY:
        question = await to_thread(_question, visit, parameters)
    else:
        question = _question(visit, parameters)
    chosen = choose_result(visit, question, parameters.format(question.kind))
    answer = await unless_gone(
        visit.request, visit.edition.engine.answer(question, chosen, client=visit.client)
    )
    return results(visit, question, chosen, answer)


def results(
    visit: Visit,
    question: Question,
    chosen: Format,
    answer: Answer,
    *,
    representation: str = "",
    others: Mapping[str, str] | None = None,
) -> Response:
    """Return `answer` with its headers; what differs each time is not to be kept by anybody.

    `representation` and `others` are as in `answered`; the name of the format, and none.
    """
    others = dict(others or {}) | undated(answer)
    if question.is_repeatable:
        name = representation or chosen.name
        content_type = chosen.content_type
        return answered(visit, answer.body, content_type, name, vary=BY_FORMAT, others=others)
    headers = {"Content-Type": chosen.content_type, "Vary": BY_FORMAT} | others | NOT_KEPT
    return Response(answer.body, headers=headers)


def undated(answer: Answer) -> dict[str, str]:
    """Return the header that says how many relations of a time slice have no date."""
    return {} if answer.undated is None else {UNDATED: str(answer.undated)}


def choose_result(visit: Visit, question: Question, named: str) -> Format:
    """Return the format that `named` or the Accept header asks for.

    Raises:
        UnknownFormatError, HttpProblem: there is none (406).
    """
    if named:
        return find_format(named, question.kind)
    chosen = _preferred(visit.accept, question.kind)
    if chosen is None:
        types = [known.media_types[0] for known in formats_for(question.kind)]
        raise not_acceptable(visit.accept, types)
    return chosen


@lru_cache(maxsize=256)
def _preferred(accept: str, kind: Kind) -> Format | None:
    # A client sends the same header each time.
    return choose(accept, [(known, known.media_types) for known in formats_for(kind)])


async def read_parameters(visit: Visit) -> Parameters:
    """Return the parameters of the protocol that the address and the body give.

    Raises:
        HttpProblem: an update (400), or a body that is of another type (415) or too long (413).
        QuerySyntaxError: it is not UTF-8.
    """
    request = visit.request
    pairs = _decoded(request.scope["query_string"])
    if request.method != "POST":
        return Parameters(pairs)
    media_type, charset = _content_type(request.headers.get("content-type", ""))
    if media_type == UPDATE:
        raise bad_request("This is an update, and the service is read only.", NO_UPDATES)
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
    body = await read_body(visit)
    return Parameters(pairs + (_decoded(body) if media_type == FORM else [("query", _text(body))]))


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


def bad_request(message: str, remedy: str) -> HttpProblem:
    """Return the problem of a request that is wrong in the protocol's terms (400)."""
    return HttpProblem(HTTPStatus.BAD_REQUEST, message, remedy)


async def _answer_without_query(visit: Visit) -> Response:
    """Return the form for a person, and for a program what this service is."""
    # Who takes anything is a program: curl, or a client that finds out what is here.
    offers = [(False, known.media_types) for known in formats_for("triples")]
    wants_form = choose(visit.accept, [*offers, (True, ("text/html",))])
    if visit.request.method == "POST" or wants_form is None:
        raise bad_request("There is no query.", "Send it as `query`.")
    return await visit.in_thread(sparql_form if wants_form else service_answer)


def _question(visit: Visit, parameters: Parameters) -> Question:
    question = read_question(
        parameters.one("query"),
        parameters.all("default-graph-uri"),
        parameters.all("named-graph-uri"),
    )
    for name in (*question.default_graphs, *question.named_graphs):
        if not visit.edition.may_have(name):
            raise QueryError(
                f"There is no graph <{name[:200]}> here, and none is fetched from elsewhere.",
                f"SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} lists those there are. {FEDERATE}",
            )
    return question


def _content_type(header: str) -> tuple[str, str]:
    media_type, *parameters = (piece.strip().lower() for piece in header.split(";"))
    pairs = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip('" ') for name, _, value in pairs if name == "charset"), "")
    return media_type, charset


def _decoded(form: bytes) -> list[tuple[str, str]]:
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
