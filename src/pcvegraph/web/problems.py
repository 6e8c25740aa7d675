"""Every error as one shape: problem details (RFC 9457), or a page for people."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from pcvegraph import errors
from pcvegraph.web.negotiation import choose

PROBLEM = "application/problem+json"

STATUS: tuple[tuple[type[errors.PcvegraphError], HTTPStatus], ...] = (
    (errors.UnknownIdentifierError, HTTPStatus.NOT_FOUND),
    (errors.UnknownQueryError, HTTPStatus.NOT_FOUND),
    (errors.UnknownFormatError, HTTPStatus.NOT_ACCEPTABLE),
    (errors.InvalidIdentifierError, HTTPStatus.BAD_REQUEST),
    (errors.QueryEvaluationError, HTTPStatus.INTERNAL_SERVER_ERROR),
    (errors.QueryError, HTTPStatus.BAD_REQUEST),
)


class HttpProblem(errors.PcvegraphError):
    """A request that is wrong in HTTP's own terms: its method, size, type or Accept."""

    def __init__(
        self, status: HTTPStatus, message: str, remedy: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(message, remedy)
        self.status = status
        self.headers = headers or {}


def not_acceptable(accept: str, media_types: Sequence[str]) -> HttpProblem:
    """Return the problem of an Accept header that nothing here meets."""
    return HttpProblem(
        HTTPStatus.NOT_ACCEPTABLE,
        f"Nothing here is “{accept[:200]}”.",
        f"Accept one of: {', '.join(media_types)}; or name a format with ?format=.",
        {"Vary": "Accept"},
    )


def status_of(error: errors.PcvegraphError) -> HTTPStatus:
    """Return the status that an error of ours is answered with."""
    if isinstance(error, HttpProblem):
        return error.status
    for kind, status in STATUS:
        if isinstance(error, kind):
            return status
    return HTTPStatus.INTERNAL_SERVER_ERROR


def wants_page(request: Request) -> bool:
    """Return whether the request would rather have a page for people than JSON."""
    accept = request.headers.get("accept", "")
    return choose(accept, [(False, [PROBLEM, "application/json"]), (True, ["text/html"])]) is True


def as_json(error: errors.PcvegraphError, request: Request) -> Response:
    """Return the error as problem details: status, title, detail, what to do, where."""
    status = status_of(error)
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": str(error),
        "remedy": error.remedy,
        "instance": request.url.path,
    }
    headers = error.headers if isinstance(error, HttpProblem) else {}
    return JSONResponse(body, status.value, headers, media_type=PROBLEM)
