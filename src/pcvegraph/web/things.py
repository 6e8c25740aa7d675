"""/id/… and /source/…: what the graph says of a thing, as a page or as RDF."""

from __future__ import annotations

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool

from pcvegraph.querying.descriptions import Description, describe, describing_triples, successor
from pcvegraph.querying.formats import Format, find_format, formats_for, write_triples
from pcvegraph.web.answers import answered
from pcvegraph.web.negotiation import choose
from pcvegraph.web.pages import VARY, href, language_of, page
from pcvegraph.web.problems import not_acceptable
from pcvegraph.web.publication import Edition

HTML = "text/html"
PAGE = "html"


def choose_format(request: Request, extension: str) -> Format | None:
    """Return the RDF format that the address or the request names; None for the page.

    Raises:
        UnknownFormatError: the extension or ?format= is no format for triples.
        HttpProblem: the Accept header fits neither the page nor RDF (406).
    """
    named = extension or request.query_params.get("format", "")
    if named == PAGE:
        return None
    if named:
        return find_format(named, "triples")
    accept = request.headers.get("accept", "")
    offers: list[tuple[Format | str, tuple[str, ...]]] = [(PAGE, (HTML,))]
    offers += [(f, f.media_types) for f in formats_for("triples")]
    chosen = choose(accept, offers)
    if chosen is None:
        raise not_acceptable(accept, [types[0] for _, types in offers])
    return chosen if isinstance(chosen, Format) else None


async def thing_answer(
    request: Request, edition: Edition, iri: str, extension: str, public_url: str
) -> Response:
    """Return what the graph says of `iri`; a redirect where the thing has a successor.

    Raises:
        UnknownIdentifierError: nothing is said of it.
    """
    chosen = choose_format(request, extension)
    new = await run_in_threadpool(successor, edition.engine, iri)
    if new and chosen is None:
        return RedirectResponse(href(public_url, new), status_code=301)
    if chosen is None:
        description = await run_in_threadpool(describe, edition.engine, iri)
        return page_answer(request, edition, description, public_url)
    triples = await run_in_threadpool(describing_triples, edition.engine, iri)
    return answered(
        request,
        edition,
        write_triples(triples, chosen),
        chosen.content_type,
        chosen.name,
        vary=VARY,
    )


def page_answer(
    request: Request, edition: Edition, description: Description, public_url: str
) -> Response:
    """Return the page of a thing."""
    context = {"description": description, "formats": formats_for("triples")}
    html = page("thing.html", request, edition, public_url, context)
    representation = f"html-{language_of(request)}"
    return answered(request, edition, html, "text/html; charset=utf-8", representation, vary=VARY)
