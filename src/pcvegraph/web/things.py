"""/id/… and /source/…: what the graph says of a thing, as a page or as RDF."""

from __future__ import annotations

from io import BytesIO

from pyoxigraph import Triple
from starlette.responses import RedirectResponse, Response

from pcvegraph.errors import NotAcceptableError, UnknownFormatError
from pcvegraph.querying.describing import describe, describing_triples, mentions, successor
from pcvegraph.querying.formats import Format, find_format, formats_for, write_triples
from pcvegraph.querying.negotiation import choose
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, VERSION, answered
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.visits import Visit

PAGE = "html"


def choose_format(visit: Visit, extension: str) -> Format | None:
    """Return the RDF format that the address or the request names; None for the page.

    Raises:
        UnknownFormatError: the extension or ?format= is neither the page nor RDF.
        NotAcceptableError: the Accept header fits neither the page nor RDF.
    """
    named = extension or visit.parameter("format")
    if named:
        return _named_format(named)
    offers: list[tuple[Format | None, tuple[str, ...]]] = [(None, ("text/html",))]
    offers += [(known, known.media_types) for known in formats_for("triples")]
    # What is chosen is wrapped, for None is the page.
    chosen = choose(visit.accept, [((offer,), types) for offer, types in offers])
    if chosen is None:
        raise NotAcceptableError(visit.accept, [types[0] for _, types in offers])
    return chosen[0]


def _named_format(named: str) -> Format | None:
    if named == PAGE:
        return None
    try:
        return find_format(named, "triples")
    except UnknownFormatError as error:
        raise UnknownFormatError(named, "This", [PAGE, *error.known]) from None


def thing_answer(visit: Visit, iri: str, extension: str) -> Response:
    """Return what the graph says of `iri`; for the page of a retired thing, the way to the new one.

    Raises:
        UnknownIdentifierError: nothing is said of it.
        UnknownFormatError, NotAcceptableError: as `choose_format`.
    """
    chosen = choose_format(visit, extension)
    engine = visit.edition.asked
    if chosen:
        return rdf_answer(visit, describing_triples(engine, iri), chosen)
    new = successor(engine, iri)
    if new:
        headers = {VERSION: visit.edition.version, "Vary": BY_FORMAT_AND_LANGUAGE}
        return RedirectResponse(visit.link(new), status_code=301, headers=headers)
    description = describe(engine, iri)
    return page_answer(
        visit,
        "thing.html",
        description=description,
        headline=description.headline(visit.language),
        facts=description.told_facts(visit.language),
        mentions=mentions(engine, iri),
        formats=formats_for("triples"),
    )


def rdf_answer(visit: Visit, triples: list[Triple], chosen: Format) -> Response:
    """Return `triples` in the format `chosen`."""
    body = BytesIO()
    write_triples(triples, chosen, body)
    return answered(
        visit, body.getvalue(), chosen.content_type, chosen.name, vary=BY_FORMAT_AND_LANGUAGE
    )
