"""HTML for people: one environment of templates, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from pcvegraph import __version__
from pcvegraph.identifiers import shortened
from pcvegraph.languages import LANGUAGES, Language, Shown
from pcvegraph.querying.descriptions import Thing
from pcvegraph.vocabulary import BASE, PREFIXES
from pcvegraph.web.negotiation import choose_language
from pcvegraph.web.publication import Edition
from pcvegraph.web.strings import word

TEMPLATES = Environment(
    loader=PackageLoader("pcvegraph.web"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
VARY = "Accept, Accept-Language"


def language_of(request: Request) -> Language:
    """Return the language of the page: ?lang=, else what Accept-Language prefers, else English."""
    wanted = request.query_params.get("lang", "")
    if wanted not in LANGUAGES:
        wanted = choose_language(request.headers.get("accept-language", ""), LANGUAGES)
    return "fr" if wanted == "fr" else "en"


def page(
    template: str, request: Request, edition: Edition, public_url: str, context: Mapping[str, Any]
) -> str:
    """Return the HTML of `template` for the request's language."""
    language = language_of(request)
    other: Language = "en" if language == "fr" else "fr"
    return TEMPLATES.get_template(template).render(
        language=language,
        other_language=other,
        switch=str(request.url.include_query_params(lang=other).path)
        + f"?{request.url.include_query_params(lang=other).query}",
        word=partial(_word, language),
        name=partial(name, language),
        href=partial(href, public_url),
        short=shortened,
        version=edition.version,
        software=__version__,
        **context,
    )


def _word(language: Language, key: str, **values: str) -> str:
    return word(key, language, **values)


def name(language: Language, thing: Thing) -> Shown:
    """Return a thing's name in `language`, with the language it is in."""
    return thing.names.shown(language, shortened(thing.iri))


def href(public_url: str, place: str) -> str:
    """Return the address here of a path, or of an IRI of ours; other addresses as they are."""
    ontology = PREFIXES["pcve"]
    if place.startswith(ontology):
        place = "/ontology#" + place.removeprefix(ontology)
    elif place.startswith(BASE):
        place = "/" + place.removeprefix(BASE)
    return public_url.rstrip("/") + place if place.startswith("/") else place
