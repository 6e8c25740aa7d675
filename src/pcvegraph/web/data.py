"""/data: the graph as files to take away, each made by a worker when it is first asked for."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from weakref import WeakKeyDictionary

from starlette.responses import JSONResponse, Response

from pcvegraph.errors import (
    NotAcceptableError,
    PcvegraphError,
    QueryLimitError,
    UnknownFormatError,
)
from pcvegraph.languages import LANGUAGES
from pcvegraph.querying.engines.engine import Task
from pcvegraph.querying.library import Query
from pcvegraph.querying.negotiation import choose
from pcvegraph.releases.contexts import CURRENT
from pcvegraph.releases.datapackage import LICENCE
from pcvegraph.releases.files import DUMP, Listed, ReleaseFile, files_of
from pcvegraph.releases.material import find_tables
from pcvegraph.releases.working import listing, making
from pcvegraph.web.answers import BY_FORMAT, Prepared, answered, prepare
from pcvegraph.web.editions import Edition
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.pages.strings import word
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.visits import Visit

JSON = "application/json"
PAGE = "html"
CONTEXT_TYPE = "application/ld+json"
CONTEXT_KEPT = "public, max-age=2592000"
"""A context is asked for by programs again and again, and what it has said once stays true."""

_LISTS: WeakKeyDictionary[Edition, asyncio.Task[list[Listed]]] = WeakKeyDictionary()
"""What is said of the files of an edition: made once, for it takes seconds."""


async def data(visit: Visit) -> Response:
    """Return the list of files with size and checksum, as a page or as JSON.

    Raises:
        UnknownFormatError, NotAcceptableError: neither is asked for.
        QueryError, EngineError: a file could not be made.
    """
    wants_page = _wants_page(visit)
    said = {each["name"]: each for each in await _find_list(visit)}
    files = [(file, said[file.name]) for file in _files(visit.edition)]
    if wants_page:
        return await visit.in_thread(partial(page_answer, template="data.html", files=files))
    listed = {
        "version": visit.edition.version,
        "licence": LICENCE,
        "citation": _citations(visit),
        "files": [_described(visit, file, each) for file, each in files],
    }
    tag = f"json-{_tag(visit.edition)}"
    return answered(visit, bytes(JSONResponse(listed).body), JSON, tag, vary=BY_FORMAT)


async def dump(visit: Visit) -> Prepared:
    """Return the whole graph in the form of RDF that the extension names.

    Raises:
        HttpProblem: there is no such form (404).
        QueryError, EngineError: it could not be made.
    """
    extension: str = visit.request.path_params["extension"]
    return await _answer(visit, DUMP + extension)


async def data_file(visit: Visit) -> Prepared:
    """Return the file that the address names.

    Raises:
        HttpProblem: there is none (404).
        QueryError, EngineError: as `dump`.
    """
    name: str = visit.request.path_params["name"]
    if name.startswith(DUMP):
        raise _no_file(visit)
    return await _answer(visit, name)


async def context(visit: Visit) -> Response:
    """Return the JSON-LD context that the address names; raises HttpProblem (404)."""
    text = visit.edition.contexts.get(visit.request.path_params["name"])
    if text is None:
        raise HttpProblem(
            HTTPStatus.NOT_FOUND,
            "There is no such context.",
            f"There is: {', '.join(visit.edition.contexts) or 'none'}.",
        )
    headers = {"ETag": f'"{sha256(text).hexdigest()[:16]}"', "Cache-Control": CONTEXT_KEPT}
    return Response(text, headers=headers, media_type=CONTEXT_TYPE)


async def _answer(visit: Visit, name: str) -> Prepared:
    file = next((file for file in _files(visit.edition) if file.name == name), None)
    if file is None:
        raise _no_file(visit)
    body = await _make(visit.edition, making(file, *_told(visit.edition)), visit.client)
    # A dump is of the graph alone, but its JSON-LD has the context in it.
    tag = f"{name}-{_tag(visit.edition)}"
    names = {"Content-Disposition": f'inline; filename="{name}"'}
    return prepare(visit, body, file.content_type, tag, vary="", others=names)


async def _make(edition: Edition, task: Task, client: str) -> bytes:
    try:
        return await edition.run(task, client)
    except QueryLimitError as error:
        remedy = "Make the files on your own machine: `pcvegraph build --format all`."
        raise QueryLimitError(error.limit, str(error), remedy) from None


async def _find_list(visit: Visit) -> list[Listed]:
    """Return what is said of the files; those who ask at the same time wait for the same work."""
    edition = visit.edition
    making_it = _LISTS.get(edition)
    if making_it is None:
        making_it = _LISTS[edition] = asyncio.create_task(_make_list(edition, visit.client))
    try:
        # Who goes away does not end what others wait for.
        return await asyncio.shield(making_it)
    except PcvegraphError:
        _LISTS.pop(edition, None)
        raise


async def _make_list(edition: Edition, client: str) -> list[Listed]:
    said: list[Listed] = json.loads(await _make(edition, listing(*_told(edition)), client))
    return said


def _told(edition: Edition) -> tuple[dict[str, Query], bytes]:
    return find_tables(edition.library), edition.contexts.get(CURRENT, b"")


def _files(edition: Edition) -> list[ReleaseFile]:
    return files_of(find_tables(edition.library))


def _tag(edition: Edition) -> str:
    """Return what changes the files beside the graph: the queries of the tables, the context."""
    used = sha256(edition.contexts.get(CURRENT, b"")).hexdigest()[:8]
    return f"{edition.library_version}-{used}"


def _no_file(visit: Visit) -> HttpProblem:
    known = ", ".join(file.address for file in _files(visit.edition))
    return HttpProblem(HTTPStatus.NOT_FOUND, "There is no such file.", f"There are: {known}.")


def _citations(visit: Visit) -> dict[str, str]:
    version, address = visit.edition.version[:12], visit.href("/data")
    return {
        language: word(
            "data-citation", language, title="pcvegraph", version=version, address=address
        )
        for language in LANGUAGES
    }


def _described(visit: Visit, file: ReleaseFile, said: Listed) -> dict[str, object]:
    return {
        "name": file.name,
        "address": visit.href(file.address),
        "title": file.title._asdict(),
        "mediaType": file.media_type,
        "bytes": said["bytes"],
        "sha256": said["sha256"],
    }


def _wants_page(visit: Visit) -> bool:
    """Return whether the list is wanted as a page rather than as JSON."""
    named = visit.parameter("format")
    if named not in ("", "json", PAGE):
        raise UnknownFormatError(named, "The list of files", [PAGE, "json"])
    chosen = named or choose(visit.accept, [("json", [JSON]), (PAGE, ["text/html"])])
    if not chosen:
        raise NotAcceptableError(visit.accept, [JSON, "text/html"])
    return chosen == PAGE
