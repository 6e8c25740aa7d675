"""/versions/…/…: the files of a release, as they were made."""

from __future__ import annotations

import mimetypes
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from pcvegraph.graph.publishing import SUMS
from pcvegraph.releases.release import Release
from pcvegraph.web.archive import Archive
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.versioned import find_release
from pcvegraph.web.visits import Visit

JSON = "application/json"
TYPES = {
    ".cff": "application/yaml; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".json": JSON,
    ".md": "text/markdown; charset=utf-8",
    ".nq": "application/n-quads",
    ".nt": "application/n-triples",
    ".rdf": "application/rdf+xml",
    ".rq": "application/sparql-query; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".csv": "text/csv; charset=utf-8; header=present",
    "": "text/plain; charset=utf-8",
}
NAMES_NOBODY = (
    "ontology/",
    "queries/",
    "CITATION.cff",
    "LICENSE",
    "README",
    "SHA256SUMS",
    "datacite.json",
    "datapackage.json",
    "manifest.json",
    "ro-crate-metadata.json",
)
"""How the paths begin of files that hold nothing of the graph."""


async def version_file(archive: Archive, visit: Visit) -> Response:
    """Return a file of a release, as it was made.

    Raises:
        HttpProblem: there is no such release or file (404); it may name what was removed on request
            (410); it is no longer as it was made (500).
    """
    release = find_release(archive, visit)
    path: str = visit.request.path_params["path"]
    sums = await run_in_threadpool(sums_of, release)
    # SHA256SUMS has all others, and is read itself.
    if path not in sums and path != SUMS:
        raise HttpProblem(
            HTTPStatus.NOT_FOUND,
            f"Release {release.name} has no such file.",
            f"/versions/{release.name} lists its files.",
        )
    if may_name(path) and await archive.is_affected(release):
        raise _removed(release)
    body = await run_in_threadpool((release.folder / path).read_bytes)
    digest = sha256(body).hexdigest()
    if sums.get(path, digest) != digest:
        raise HttpProblem(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            f"{path} of release {release.name} is damaged on this machine.",
            "Take the release from elsewhere; `pcvegraph verify` tells what is wrong.",
        )
    headers = {
        "Content-Type": _type_of(path),
        "ETag": f'"{digest[:16]}"',
        "Cache-Control": visit.settings.release_cache_control,
        "Pcvegraph-Version": release.version,
        "Pcvegraph-Release": release.name,
        "Content-Disposition": f'inline; filename="{path.rpartition("/")[2]}"',
    }
    return Response(body, headers=headers)


def _removed(release: Release) -> HttpProblem:
    return HttpProblem(
        HTTPStatus.GONE,
        f"Something that release {release.name} named was removed on request, so that files which "
        "may name it are not given any more.",
        f"/data.nq?version={release.name} and the other addresses of the release have the rest.",
    )


def may_name(path: str) -> bool:
    """Return whether a file of a release may name what is in the graph."""
    return not path.startswith(NAMES_NOBODY)


@lru_cache(maxsize=64)
def sums_of(release: Release) -> dict[str, str]:
    """Return the SHA-256 of the files of a release, by path; of none that leads out of it."""
    text = (release.folder / SUMS).read_text(encoding="utf-8")
    pairs = (line.partition("  ") for line in text.splitlines())
    return {path: digest for digest, _, path in pairs if _is_inside(release, path)}


def _is_inside(release: Release, path: str) -> bool:
    place = release.folder / path
    return place.is_file() and place.resolve() == release.folder.resolve() / path


def _type_of(path: str) -> str:
    name = path.rpartition("/")[2]
    suffix = "." + name.rpartition(".")[2] if "." in name else ""
    return TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
