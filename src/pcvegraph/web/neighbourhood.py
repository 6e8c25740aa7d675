"""/id/…/neighbourhood: what stands around a thing, as a page with a table, and as JSON that is drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

from starlette.responses import RedirectResponse, Response

from pcvegraph.errors import NotAcceptableError, UnknownFormatError, UnknownIdentifierError
from pcvegraph.identifiers import entity_iri, find_slug
from pcvegraph.languages import Language
from pcvegraph.querying.describing import successor
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.negotiation import choose
from pcvegraph.querying.neighbourhood import (
    MOST,
    Neighbour,
    Neighbourhood,
    Tie,
    find_neighbourhood,
)
from pcvegraph.querying.wording import dates
from pcvegraph.querying.written import KINDS, THING, read_value, split, unknown_parameter
from pcvegraph.vocabulary import local_name
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, VERSION, answered
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.problems import HttpProblem
from pcvegraph.web.visits import Visit

JSON = "application/json"
PAGE = "html"
EXPAND, CHOSEN_KINDS = "expand", "kinds"
OURS = ("format", "lang")


@dataclass(frozen=True)
class Wanted:
    """What an address asks: the thing, and as they were written what to expand and which kinds."""

    slug: str
    expand: tuple[str, ...]
    kinds: tuple[str, ...]

    @property
    def written(self) -> dict[str, str]:
        """The parameters as the address has them."""
        values = {EXPAND: self.expand, CHOSEN_KINDS: self.kinds}
        return {name: ",".join(value) for name, value in values.items() if value}

    def place(self, extension: str = "") -> str:
        """Return the path, without parameters."""
        return f"/id/{self.slug}/neighbourhood" + (f".{extension}" if extension else "")


def neighbourhood_answer(visit: Visit) -> Response:
    """Return what stands around the thing of the address, as a page or as JSON.

    Raises:
        HttpProblem: nothing is said of the thing (404).
        UnknownFormatError, NotAcceptableError: it is wanted as something else.
        ParameterError: a parameter is unknown, or has a value that does not fit.
    """
    slug, extension = (visit.request.path_params.get(name, "") for name in ("name", "extension"))
    wants_page = _wants_page(visit, extension)
    wanted, engine = _wanted(visit, slug), visit.edition.asked
    iri = entity_iri(slug)
    if new := successor(engine, iri):
        headers = {VERSION: visit.edition.version, "Vary": BY_FORMAT_AND_LANGUAGE}
        place = Wanted(find_slug(new) or "", (), ()).place(extension=extension)
        return RedirectResponse(visit.link(place), status_code=301, headers=headers)
    expanded = [read_value(EXPAND, name, THING) for name in wanted.expand]
    kinds = read_value(CHOSEN_KINDS, ",".join(wanted.kinds), KINDS)
    try:
        found = find_neighbourhood(engine, iri, expanded, kinds)
    except UnknownIdentifierError as error:
        near = {each: visit.link(f"/id/{each}/neighbourhood") for each in error.nearest}
        raise HttpProblem(HTTPStatus.NOT_FOUND, str(error), error.remedy, nearest=near) from None
    return _page(visit, wanted, found) if wants_page else _json(visit, wanted, found)


def _wants_page(visit: Visit, extension: str) -> bool:
    named = extension or visit.parameter("format")
    if named not in ("", "json", PAGE):
        raise UnknownFormatError(named, "A neighbourhood", [PAGE, "json"])
    chosen = named or choose(visit.accept, [("json", [JSON]), (PAGE, ["text/html"])])
    if not chosen:
        raise NotAcceptableError(visit.accept, [JSON, "text/html"])
    return chosen == PAGE


def _wanted(visit: Visit, slug: str) -> Wanted:
    pairs = visit.request.query_params.multi_items()
    for name, _ in pairs:
        if name not in (EXPAND, CHOSEN_KINDS, *OURS):
            raise unknown_parameter("A neighbourhood", name, [EXPAND, CHOSEN_KINDS])
    # The boxes of a form send a name for each that is ticked.
    values = {
        wanted: tuple(split(",".join(value for name, value in pairs if name == wanted)))
        for wanted in (EXPAND, CHOSEN_KINDS)
    }
    return Wanted(slug, values[EXPAND], values[CHOSEN_KINDS])


def _json(visit: Visit, wanted: Wanted, found: Neighbourhood) -> Response:
    language = visit.language
    told = {
        "thing": found.centre.iri,
        "name": found.centre.shown(language).text,
        "language": language,
        "address": visit.link(wanted.place(), **wanted.written),
        "expanded": [thing.iri for thing in found.expanded],
        "kinds": list(wanted.kinds),
        "most": MOST,
        "left_out": found.left_out,
        "families": [
            {"family": local_name(each.iri), "name": each.shown(language).text, "count": count}
            for each, count in found.families
            if count
        ],
        "nodes": [_node(visit, each) for each in found.neighbours],
        "edges": [_edge(visit, each) for each in found.ties],
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    return answered(visit, body, JSON, f"json-{language}", vary=BY_FORMAT_AND_LANGUAGE)


def _node(visit: Visit, neighbour: Neighbour) -> dict[str, str]:
    return {
        "id": neighbour.thing.iri,
        "slug": neighbour.thing.slug,
        **_named(neighbour.thing, visit.language),
        "kind": neighbour.kind.shown(visit.language).text,
        "family": local_name(neighbour.family.iri),
        "address": visit.link(neighbour.thing.iri),
    }


def _edge(visit: Visit, tie: Tie) -> dict[str, object]:
    return {
        "id": tie.iri,
        "from": tie.subject.iri,
        "to": tie.object.iri,
        "relation": tie.predicate.shown(visit.language).text,
        "when": dates(tie, visit.language),
        "start": tie.start or None,
        "end": tie.end or None,
        "disputed": tie.is_disputed,
        "address": visit.link(tie.iri),
    }


def _named(thing: Thing, language: Language) -> dict[str, str]:
    """Return the name, and its language where that is another than the page's."""
    shown = thing.shown(language)
    other = {"lang": shown.language} if shown.language not in ("", language) else {}
    return {"name": shown.text, **other}


def _page(visit: Visit, wanted: Wanted, found: Neighbourhood) -> Response:
    data = visit.link(wanted.place("json"), **wanted.written)
    return page_answer(
        visit,
        "neighbourhood.html",
        found=found,
        wanted=wanted,
        families=found.families,
        when=dates,
        chosen=read_value(CHOSEN_KINDS, ",".join(wanted.kinds), KINDS),
        data=data,
        without=[
            (thing, visit.link(wanted.place(), **replace(wanted, expand=rest).written))
            for thing, rest in _each_left_out(found.expanded)
        ],
    )


def _each_left_out(expanded: Sequence[Thing]) -> Iterator[tuple[Thing, tuple[str, ...]]]:
    """Yield each thing with the slugs of the others."""
    for thing in expanded:
        yield thing, tuple(other.slug for other in expanded if other != thing)
