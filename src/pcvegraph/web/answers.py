"""Answers that carry the version of the data: entity tag, version header, 304."""

from __future__ import annotations

from fastapi import Request, Response

from pcvegraph.web.publication import Edition

VERSION = "Pcvegraph-Version"


def answered(
    request: Request,
    edition: Edition,
    body: bytes | str,
    content_type: str,
    representation: str,
    *,
    vary: str = "Accept",
) -> Response:
    """Return `body` with the headers every answer has, or 304 where the client has it already."""
    etag = edition.etag(representation)
    headers = {VERSION: edition.version, "ETag": etag, "Vary": vary}
    known = {tag.strip().removeprefix("W/") for tag in _known(request).split(",")}
    if etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers | {"Content-Type": content_type})


def _known(request: Request) -> str:
    return request.headers.get("if-none-match", "") if request.method in ("GET", "HEAD") else ""
