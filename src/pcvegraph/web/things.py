"""/id/… and /source/…: what the graph says of a thing, as a page, as RDF, or as a citation."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from io import BytesIO

from pyoxigraph import Literal, Triple
from starlette.responses import RedirectResponse, Response

from pcvegraph.errors import (
    EngineError,
    NotAcceptableError,
    QueryError,
    UnknownFormatError,
    UnknownIdentifierError,
)
from pcvegraph.languages import LANGUAGES
from pcvegraph.linking.working import search_task
from pcvegraph.querying.describing import describe, describing_triples, successor
from pcvegraph.querying.descriptions import Description
from pcvegraph.querying.formats import Format, find_format, formats_for, write_triples
from pcvegraph.querying.negotiation import choose
from pcvegraph.vocabulary import PCVE, PREFIXES
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, NOT_KEPT, VERSION, answered
from pcvegraph.web.pages.citing import (
    CITATION_FORMATS,
    COLLECTION,
    Citation,
    CitationFormat,
    sentence,
    write_citation,
)
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.pages.things.behind import query_behind
from pcvegraph.web.pages.things.views import view
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.visits import Visit

PAGE = "html"
NEAR = 5  # things that an unknown name may mean
REPLACED = PREFIXES["dcterms"] + "isReplacedBy"

Chosen = Format | CitationFormat | None
"""A format of RDF or of citations; None for the page."""


async def thing(visit: Visit, iri: str, extension: str) -> Response:
    """Return what the graph says of `iri`; for the page of a retired thing, the way to the new one.

    Raises:
        HttpProblem: nothing is said of it (404), with what may have been meant.
        UnknownFormatError, NotAcceptableError: as `choose_format`.
    """
    try:
        return await visit.in_thread(partial(thing_answer, iri=iri, extension=extension))
    except UnknownIdentifierError as error:
        near = _merged(_spelt_alike(visit, error), await _called_alike(visit, iri))
        raise HttpProblem(HTTPStatus.NOT_FOUND, str(error), error.remedy, nearest=near) from None


def _spelt_alike(visit: Visit, error: UnknownIdentifierError) -> dict[str, str]:
    folder = visit.request.scope["path"].rpartition("/")[0]
    return {slug: visit.link(f"{folder}/{slug}") for slug in error.nearest}


def _merged(spelt: dict[str, str], called: dict[str, str]) -> dict[str, str]:
    """Return both with the names of those in both; those that are spelt alike stand first."""
    name_of = {address: name for name, address in called.items()}
    return {name_of.get(address, slug): address for slug, address in spelt.items()} | called


async def _called_alike(visit: Visit, iri: str) -> dict[str, str]:
    """Return the names of what a search for the words of `iri` finds, and their addresses."""
    words = " ".join(iri.rpartition("/")[2].replace("-", " ").split())[:200]
    asked = {"q": words, "most": str(NEAR), "language": visit.language}
    try:
        found = json.loads(await visit.edition.run(search_task(asked), visit.client))
    except (QueryError, EngineError):
        # A store elsewhere does not search, and a busy one need not.
        return {}
    return {hit["label"]["text"]: visit.link(hit["id"]) for hit in found["hits"]}


def choose_format(visit: Visit, extension: str) -> Format | None:
    """Return the RDF format that the address or the request names; None for the page.

    Raises:
        UnknownFormatError: the extension or ?format= is neither the page nor RDF.
        NotAcceptableError: the Accept header fits neither the page nor RDF.
    """
    chosen = _choose(visit, extension, ())
    assert not isinstance(chosen, CitationFormat), "none was offered"
    return chosen


def _choose(visit: Visit, extension: str, citing: tuple[CitationFormat, ...]) -> Chosen:
    named = extension or visit.parameter("format")
    if named:
        return _named_format(named, citing)
    offers: list[tuple[Chosen, tuple[str, ...]]] = [(None, ("text/html",))]
    offers += [(known, known.media_types) for known in formats_for("triples")]
    offers += [(known, known.media_types) for known in citing]
    # What is chosen is wrapped, for None is the page.
    chosen = choose(visit.accept, [((offer,), types) for offer, types in offers])
    if chosen is None:
        raise NotAcceptableError(visit.accept, [types[0] for _, types in offers])
    return chosen[0]


def _named_format(named: str, citing: tuple[CitationFormat, ...]) -> Chosen:
    if named == PAGE:
        return None
    for known in citing:
        if named in (known.name, known.extension):
            return known
    try:
        return find_format(named, "triples")
    except UnknownFormatError as error:
        others = [PAGE, *error.known, *(known.name for known in citing)]
        raise UnknownFormatError(named, "This", others) from None


def thing_answer(visit: Visit, iri: str, extension: str) -> Response:
    """Return what the graph says of `iri`; for the page of a retired thing, the way to the new one.

    Raises:
        UnknownIdentifierError: nothing is said of it.
        UnknownFormatError, NotAcceptableError: as `choose_format`.
    """
    chosen = _choose(visit, extension, CITATION_FORMATS)
    engine = visit.edition.asked
    if isinstance(chosen, Format):
        return rdf_answer(visit, describing_triples(engine, iri), chosen)
    try:
        description = describe(engine, iri)
    except UnknownIdentifierError:
        # Of the evidence of what is retired nothing is said, yet it leads on.
        if not chosen and (new := successor(engine, iri)):
            return _lead_on(visit, new)
        raise
    if chosen:
        return _citation_answer(visit, description, chosen)
    if description.fact(REPLACED):
        return _lead_on(visit, successor(engine, iri))
    template, context = view(engine, description, visit.language)
    return page_answer(
        visit,
        template,
        **context,
        cite_sentence=sentence(_citation(visit, description), visit.language),
        citation_formats=CITATION_FORMATS,
        query=query_behind(description, visit.language),
        formats=formats_for("triples"),
    )


def _lead_on(visit: Visit, new: str) -> Response:
    headers = {VERSION: visit.edition.version, "Vary": BY_FORMAT_AND_LANGUAGE}
    return RedirectResponse(visit.link(new), status_code=301, headers=headers)


def rdf_answer(visit: Visit, triples: list[Triple], chosen: Format) -> Response:
    """Return `triples` in the format `chosen`."""
    body = BytesIO()
    write_triples(triples, chosen, body)
    return answered(
        visit, body.getvalue(), chosen.content_type, chosen.name, vary=BY_FORMAT_AND_LANGUAGE
    )


def _citation_answer(visit: Visit, description: Description, chosen: CitationFormat) -> Response:
    body = write_citation(_citation(visit, description), chosen)
    # It has the day in it, so that it is not kept.
    headers = NOT_KEPT | {VERSION: visit.edition.version, "Vary": BY_FORMAT_AND_LANGUAGE}
    return Response(body, headers=headers, media_type=f"{chosen.media_types[0]}; charset=utf-8")


def _citation(visit: Visit, description: Description) -> Citation:
    """Return how to cite a source, as itself; anything else as a page of this version."""
    headline = description.headline(visit.language)
    source = description.sources.get(description.thing.iri)
    if source:
        return Citation(
            key=description.thing.slug,
            title=headline[0].text,
            publisher=source.published_by(visit.language).text,
            issued=source.issued,
            address=source.page,
            language=source.language,
            accessed=_day(description, PCVE.consulted.value),
        )
    return Citation(
        key=description.thing.slug,
        title=" ".join(part.text for part in headline),
        publisher=COLLECTION,
        issued="",
        address=description.thing.iri,
        language=headline[0].language if headline[0].language in LANGUAGES else visit.language,
        accessed=datetime.now(UTC).date().isoformat(),
        version=visit.edition.version[:12],
    )


def _day(description: Description, property_iri: str) -> str:
    return next((v.value for v in description.fact(property_iri) if isinstance(v, Literal)), "")
