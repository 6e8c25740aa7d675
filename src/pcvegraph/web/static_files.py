"""/static: what pages load besides themselves."""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path

from starlette.responses import Response

from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.visits import Visit

FOLDER = Path(__file__).with_name("static")
FILES = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}
"""The files that there are: no name from outside becomes a path."""


async def static_file(visit: Visit) -> Response:
    """Return the file that the address names; raises HttpProblem (404)."""
    name = visit.request.path_params["name"]
    if name not in FILES:
        raise HttpProblem(HTTPStatus.NOT_FOUND, "There is nothing at this address.", "Begin at /.")
    body = FILES[name].read_bytes()
    headers = {
        "ETag": f'"{sha256(body).hexdigest()[:16]}"',
        "Cache-Control": "public, max-age=3600",
    }
    return Response(body, headers=headers, media_type=guess_type(name)[0])
