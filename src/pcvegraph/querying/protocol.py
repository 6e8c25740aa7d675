"""What a request of the SPARQL 1.1 Protocol asks (https://www.w3.org/TR/sparql11-protocol/).

A request is read where it is evaluated: in a worker, which no text can hold longer than a query may.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import parse_qsl

from pcvegraph.errors import (
    NoQueryError,
    NotAcceptableError,
    ProtocolError,
    QueryError,
    QuerySyntaxError,
    UnknownFormatError,
)
from pcvegraph.querying.formats import Format, Kind, find_format, formats_for
from pcvegraph.querying.negotiation import choose
from pcvegraph.querying.questions import FEDERATE, NO_UPDATES, Question, read_question

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"

HasGraph = Callable[[str], bool]
"""Whether a graph of this name can be asked."""


class Parameters(NamedTuple):
    """The parameters of a request, in the order in which they came."""

    pairs: list[tuple[str, str]]

    def all(self, name: str) -> list[str]:
        """Return every value of `name`."""
        return [value for known, value in self.pairs if known == name]

    def one(self, name: str) -> str:
        """Return the value of `name`; "" without one. Raises ProtocolError where it is there twice."""
        values = self.all(name)
        if len(values) > 1:
            raise ProtocolError(f"There is more than one {name}.", f"Send one `{name}`, once.")
        return values[0] if values else ""

    def format(self, kind: Kind) -> str:
        """Return the first `format` that there is for `kind`, for some clients send several."""
        named = self.all("format")
        for name in named:
            with suppress(UnknownFormatError):
                return find_format(name, kind).name
        return named[0] if named else ""


class Request(NamedTuple):
    """What of a request decides its answer.

    Attributes:
        parameters: those of the address, as they came
        accept: the Accept header; several are one list
        media_type: of the body, FORM or QUERY; "" where there is none
        body: the body
    """

    parameters: bytes
    accept: str
    media_type: str = ""
    body: bytes = b""

    def packed(self) -> bytes:
        """Return the request as bytes, for `unpack`; a head of HTTP has no line feed in it."""
        head = (self.parameters, self.accept.encode("latin-1"), self.media_type.encode())
        return b"\n".join((*head, self.body))

    def read_parameters(self) -> Parameters:
        """Return the parameters of the address and of the body; raises QuerySyntaxError: no UTF-8."""
        pairs = _decoded(self.parameters)
        if self.media_type == FORM:
            pairs += _decoded(self.body)
        elif self.media_type:
            pairs.append(("query", _text(self.body)))
        return Parameters(pairs)


def unpack(packed: bytes) -> Request:
    """Return the request of which these are the bytes."""
    parameters, accept, media_type, body = packed.split(b"\n", 3)
    return Request(parameters, accept.decode("latin-1"), media_type.decode(), body)


def read_request(request: Request, has_graph: HasGraph) -> tuple[Question, Format]:
    """Return the question that `request` asks, and the format of its answer.

    Raises:
        NoQueryError: there is none.
        ProtocolError: there are two, or an update.
        NotAcceptableError, UnknownFormatError: there is no such format.
        QueryError: as `read_question`; or a graph that is named is not here.
    """
    parameters = request.read_parameters()
    if parameters.all("update"):
        raise ProtocolError("This is an update, and the service is read only.", NO_UPDATES)
    if not parameters.all("query"):
        raise NoQueryError("There is no query.", "Send it as `query`.")
    question = read_question(
        parameters.one("query"),
        parameters.all("default-graph-uri"),
        parameters.all("named-graph-uri"),
    )
    for name in (*question.default_graphs, *question.named_graphs):
        if not has_graph(name):
            raise QueryError(
                f"There is no graph <{name[:200]}> here, and none is fetched from elsewhere.",
                f"SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} lists those there are. {FEDERATE}",
            )
    return question, choose_format(request.accept, question.kind, parameters.format(question.kind))


def choose_format(accept: str, kind: Kind, named: str = "") -> Format:
    """Return the format that `named` or the Accept header asks for.

    Raises:
        UnknownFormatError, NotAcceptableError: there is none.
    """
    if named:
        return find_format(named, kind)
    chosen = _preferred(accept, kind)
    if chosen is None:
        raise NotAcceptableError(accept, [known.media_types[0] for known in formats_for(kind)])
    return chosen


@lru_cache(maxsize=256)
def _preferred(accept: str, kind: Kind) -> Format | None:
    # A client sends the same header each time.
    return choose(accept, [(known, known.media_types) for known in formats_for(kind)])


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
