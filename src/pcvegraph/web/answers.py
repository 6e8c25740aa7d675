"""Answers that carry the version of the data: entity tag, version header, 304."""

from __future__ import annotations

from fastapi import Response

from pcvegraph.web.visits import Visit

VERSION = "Pcvegraph-Version"
HTML = "text/html; charset=utf-8"
BY_FORMAT = "Accept"
BY_FORMAT_AND_LANGUAGE = "Accept, Accept-Language"


def answered(
    visit: Visit, body: bytes | str, content_type: str, representation: str, *, vary: str
) -> Response:
    """Return `body` with the headers every answer has, or 304 where the client has it already.

    Args:
        visit: what is answered.
        body: the answer.
        content_type: its media type.
        representation: what decides the bytes besides address, data and software: format, language.
        vary: the headers of the request that were looked at to choose it; "" for none.
    """
    etag = visit.edition.etag(representation)
    headers = {VERSION: visit.edition.version, "ETag": etag}
    if vary:
        headers["Vary"] = vary
    if _has_already(visit, etag):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers | {"Content-Type": content_type})


def _has_already(visit: Visit, etag: str) -> bool:
    if visit.request.method not in ("GET", "HEAD"):
        return False
    known = ",".join(visit.request.headers.getlist("if-none-match"))
    tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
    return etag in tags or "*" in tags
