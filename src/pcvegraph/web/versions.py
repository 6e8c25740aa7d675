"""/versions: the releases that are served, at addresses that stay; /changes: what they changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from hashlib import sha256
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from pcvegraph.errors import NotAcceptableError, UnknownFormatError
from pcvegraph.querying.negotiation import choose
from pcvegraph.releases.history import read_changes
from pcvegraph.releases.release import Release
from pcvegraph.web import openapi
from pcvegraph.web.answers import BY_FORMAT, answered
from pcvegraph.web.archive import Archive
from pcvegraph.web.feed import MOST_SENTENCES, Addresses, as_atom
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.service import Address, Handler
from pcvegraph.web.version_files import may_name, sums_of, version_file
from pcvegraph.web.versioned import find_release
from pcvegraph.web.visits import Visit

JSON, PAGE = "application/json", "html"
ATOM = "application/atom+xml; charset=utf-8"


def addresses(archive: Archive) -> list[Address]:
    """Return the addresses of releases and of what they changed."""

    def over(handler: Callable[[Archive, Visit], Awaitable[Response]]) -> Handler:
        return partial(handler, archive)

    return [
        Address(
            "/versions",
            over(versions),
            "The releases that are served beside the current data",
            parameters=[openapi.LIST_FORMAT, openapi.LANG],
        ),
        Address(
            "/versions/{name}",
            over(version),
            "A release: its name, date, fingerprint, files, and what it changed",
            parameters=[openapi.LIST_FORMAT, openapi.LANG],
        ),
        Address("/versions/{name}/{path:path}", over(version_file), "A file of a release"),
        Address(
            "/changes",
            over(changes),
            "What each release changed, in words",
            parameters=[openapi.LANG],
        ),
        Address(
            "/changes.atom",
            over(changes_feed),
            "What each release changed, as an Atom feed",
            parameters=[openapi.LANG],
        ),
    ]


async def versions(archive: Archive, visit: Visit) -> Response:
    """Return the list of releases, as a page or as JSON; raises as `_wants_page`."""
    if _wants_page(visit):
        told = await _told(archive)
        return await visit.in_thread(partial(page_answer, template="versions.html", releases=told))
    current = {"version": visit.edition.version, "address": visit.href("/")}
    listed = [await _described(archive, visit, each) for each in archive.releases]
    return _as_json(visit, {"current": current, "releases": listed})


async def version(archive: Archive, visit: Visit) -> Response:
    """Return what is known of a release, as a page or as JSON.

    Raises:
        HttpProblem: there is no such release (404).
        UnknownFormatError, NotAcceptableError: as `_wants_page`.
    """
    release = find_release(archive, visit)
    wants_page = _wants_page(visit)
    files = await run_in_threadpool(sums_of, release)
    gone = await archive.is_affected(release)
    if wants_page:
        context = {
            "release": release,
            "told": await run_in_threadpool(read_changes, release, archive.removals),
            "files": [(path, not (gone and may_name(path))) for path in sorted(files)],
            "gone": gone,
        }
        return await visit.in_thread(partial(page_answer, template="version.html", shown=context))
    described = await _described(archive, visit, release)
    place = visit.href(f"/versions/{release.name}")
    listed = [
        {"path": path, "address": f"{place}/{path}", "sha256": digest}
        for path, digest in sorted(files.items())
        if not (gone and may_name(path))
    ]
    return _as_json(visit, described | {"files": listed})


async def changes(archive: Archive, visit: Visit) -> Response:
    """Return the page of what each release changed."""
    told = await _told(archive)
    most = MOST_SENTENCES
    return await visit.in_thread(
        partial(page_answer, template="changes.html", releases=told, most=most)
    )


async def changes_feed(archive: Archive, visit: Visit) -> Response:
    """Return the feed of what each release changed."""
    own = visit.address.removesuffix("/changes.atom")
    language = visit.language
    places = Addresses(
        f"{own}/changes.atom?lang={language}", f"{own}/changes?lang={language}", f"{own}/versions"
    )
    body = as_atom(await _told(archive), language, places)
    tag = f"atom-{sha256(body).hexdigest()[:8]}"
    return answered(visit, body, ATOM, tag, vary="Accept-Language")


async def _told(archive: Archive) -> list[Any]:
    """Return the releases, each with what it changed."""
    return [
        (release, await run_in_threadpool(read_changes, release, archive.removals))
        for release in archive.releases
    ]


async def _described(archive: Archive, visit: Visit, release: Release) -> dict[str, Any]:
    told = await run_in_threadpool(read_changes, release, archive.removals)
    asked = f"?version={release.name}"
    return {
        "name": release.name,
        "date": release.day.isoformat(),
        "version": release.version,
        "address": visit.href(f"/versions/{release.name}"),
        "changes": told.summary._asdict(),
        "since": release.previous or None,
        "removed": await archive.is_affected(release),
        "served": {
            name: visit.href(place) + asked
            for name, place in (
                ("home", "/"),
                ("sparql", "/sparql"),
                ("queries", "/queries"),
                ("networks", "/networks"),
                ("data", "/data"),
            )
        },
    }


def _as_json(visit: Visit, said: dict[str, Any]) -> Response:
    body = bytes(JSONResponse(said).body)
    return answered(visit, body, JSON, f"json-{sha256(body).hexdigest()[:8]}", vary=BY_FORMAT)


def _wants_page(visit: Visit) -> bool:
    """Return whether a page is wanted rather than JSON.

    Raises:
        UnknownFormatError, NotAcceptableError: neither is asked for.
    """
    named = visit.parameter("format")
    if named not in ("", "json", PAGE):
        raise UnknownFormatError(named, "What is said of releases", [PAGE, "json"])
    chosen = named or choose(visit.accept, [("json", [JSON]), (PAGE, ["text/html"])])
    if not chosen:
        raise NotAcceptableError(visit.accept, [JSON, "text/html"])
    return chosen == PAGE
