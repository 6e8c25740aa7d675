"""Every error as one shape: problem details (RFC 9457), or a page for people."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import JSONResponse, Response

from pcvegraph import errors
from pcvegraph.querying.negotiation import choose
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, HTML, NOT_KEPT, VERSION
from pcvegraph.web.pages.rendering import page
from pcvegraph.web.pages.strings import word
from pcvegraph.web.visits import Visit

PROBLEM = "application/problem+json"

STATUS: tuple[tuple[type[errors.PcvegraphError], HTTPStatus], ...] = (
    (errors.UnknownIdentifierError, HTTPStatus.NOT_FOUND),
    (errors.UnknownQueryError, HTTPStatus.NOT_FOUND),
    (errors.UnknownNetworkError, HTTPStatus.NOT_FOUND),
    (errors.MissingLibraryError, HTTPStatus.NOT_IMPLEMENTED),
    (errors.UnknownFormatError, HTTPStatus.NOT_ACCEPTABLE),
    (errors.NotAcceptableError, HTTPStatus.NOT_ACCEPTABLE),
    (errors.InvalidIdentifierError, HTTPStatus.BAD_REQUEST),
    (errors.AddressBusyError, HTTPStatus.TOO_MANY_REQUESTS),
    (errors.BusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (errors.StoreError, HTTPStatus.BAD_GATEWAY),
    (errors.BatchSizeError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (errors.QueryError, HTTPStatus.BAD_REQUEST),
)


LIMIT_STATUS = {
    "time": HTTPStatus.GATEWAY_TIMEOUT,
    "memory": HTTPStatus.INSUFFICIENT_STORAGE,
    "size": HTTPStatus.INSUFFICIENT_STORAGE,
}


class HttpProblem(errors.PcvegraphError):
    """A request that is wrong in HTTP's own terms: its method, size, type, Accept, parameters.

    `nearest` holds what may have been meant, and its address.
    """

    def __init__(
        self,
        status: HTTPStatus,
        message: str,
        remedy: str,
        headers: dict[str, str] | None = None,
        nearest: dict[str, str] | None = None,
    ) -> None:
        super().__init__(message, remedy)
        self.status = status
        self.headers = headers or {}
        self.nearest = nearest or {}


def status_of(error: errors.PcvegraphError) -> HTTPStatus:
    """Return the status that an error of ours is answered with."""
    if isinstance(error, HttpProblem):
        return error.status
    if isinstance(error, errors.QueryLimitError):
        return LIMIT_STATUS[error.limit]
    for kind, status in STATUS:
        if isinstance(error, kind):
            return status
    return HTTPStatus.INTERNAL_SERVER_ERROR


def problem_answer(visit: Visit, error: errors.PcvegraphError) -> Response:
    """Return the error as a page where the visitor would rather have one, else as JSON."""
    headers = (
        own_headers(error)
        | NOT_KEPT
        | {VERSION: visit.edition.version, "Vary": BY_FORMAT_AND_LANGUAGE}
    )
    status = status_of(error)
    if _wants_page(visit):
        near = _nearest(visit, error)
        causes = causes_of(visit, error)
        html = page(visit, "problem.html", status=status, error=error, nearest=near, causes=causes)
        return Response(html, status, headers | {"Content-Type": HTML})
    return JSONResponse(_details(visit, error, status), status, headers, media_type=PROBLEM)


def own_headers(error: errors.PcvegraphError) -> dict[str, str]:
    """Return the headers that an answer has because of `error`."""
    if isinstance(error, HttpProblem):
        return error.headers
    if isinstance(error, errors.BusyError):
        return {"Retry-After": str(error.retry_after_seconds)}
    return {}


def _wants_page(visit: Visit) -> bool:
    offers = [(False, [PROBLEM, "application/json"]), (True, ["text/html"])]
    return choose(visit.accept, offers) is True


def _details(visit: Visit, error: errors.PcvegraphError, status: HTTPStatus) -> dict[str, object]:
    details: dict[str, object] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": str(error),
        "remedy": error.remedy,
        "instance": visit.request.scope["path"],
    }
    if isinstance(error, errors.QueryLimitError):
        details |= {"limit": error.limit, "causes": causes_of(visit, error)}
    nearest = list(_nearest(visit, error).values())
    return details | {"nearest": nearest} if nearest else details


def causes_of(visit: Visit, error: errors.PcvegraphError) -> list[str]:
    """Return why a limit was hit, in the visit's language; [] where none was."""
    if not isinstance(error, errors.QueryLimitError):
        return []
    causes = [cause.in_language(visit.language) for cause in error.causes]
    return causes or [word("cause-not-found", visit.language)]


def _nearest(visit: Visit, error: errors.PcvegraphError) -> dict[str, str]:
    """Return the names that are spelt like the unknown one, and their addresses."""
    if isinstance(error, HttpProblem):
        return error.nearest
    if not isinstance(error, errors.UnknownIdentifierError):
        return {}
    folder = visit.request.scope["path"].rpartition("/")[0]
    return {slug: visit.link(f"{folder}/{slug}") for slug in error.nearest}
