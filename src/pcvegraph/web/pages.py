"""HTML for people: one environment of templates, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from fastapi import Response
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from pyoxigraph import Literal

from pcvegraph import __version__
from pcvegraph.identifiers import find_relation_parts, shortened
from pcvegraph.languages import LANGUAGES, Language, Shown
from pcvegraph.querying.descriptions import Description, Fact, Thing, Value
from pcvegraph.vocabulary import DCTERMS, PCVE, RDF, RDFS, SKOS
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, HTML, answered
from pcvegraph.web.strings import word
from pcvegraph.web.visits import Visit

TEMPLATES = Environment(
    loader=PackageLoader("pcvegraph.web"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ABOVE = frozenset(
    # What the page shows in places of their own.
    term.value
    for term in (
        *(RDF.subject, RDF.predicate, RDF.object, PCVE.evidence, PCVE.claim),
        *(PCVE.topic, PCVE.value, PCVE.anchor, DCTERMS.description, SKOS.definition),
    )
)
NAMES = frozenset(
    term.value for term in (SKOS.prefLabel, SKOS.altLabel, PCVE.acronym, DCTERMS.title, RDFS.label)
)


def page(visit: Visit, template: str, **context: Any) -> str:
    """Return the HTML of `template` in the visit's language."""
    language = visit.language
    other: Language = next(one for one in LANGUAGES if one != language)
    return TEMPLATES.get_template(template).render(
        language=language,
        other_language=other,
        other_address=visit.in_language(other),
        word=partial(word, language=language),
        name=partial(name, language),
        href=visit.href,
        link=visit.link,
        version=visit.edition.version,
        software=__version__,
        **context,
    )


def page_answer(visit: Visit, template: str, **context: Any) -> Response:
    """Return the page as an answer."""
    # A page may list the library, which is no part of the graph's version.
    representation = f"html-{visit.language}-{visit.edition.library_version}"
    html = page(visit, template, **context)
    return answered(visit, html, HTML, representation, vary=BY_FORMAT_AND_LANGUAGE)


def name(language: Language, thing: Thing) -> Shown:
    """Return a thing's name in `language`, with the language it is in."""
    parts = None if thing.names else find_relation_parts(thing.iri)
    if parts:
        return Shown(f"{parts.subject} {parts.predicate} {parts.object}", "")
    return thing.names.shown(language, shortened(thing.iri))


def headline(description: Description, language: Language) -> list[Shown]:
    """Return what the page of a thing is called: a relation has no name, but says something."""
    for statement in description.statements:
        if statement.iri == description.thing.iri:
            parts = (statement.subject, statement.predicate, statement.object)
            return [name(language, part) for part in parts]
    return [name(language, description.thing)]


def facts(description: Description, language: Language) -> list[Fact]:
    """Return the facts that the page of a thing lists: sources last, texts in one language."""
    shown = headline(description, language)[0].text
    kept = [
        Fact(fact.property, values)
        for fact in description.facts
        if fact.property.iri not in ABOVE
        if (values := tuple(_values(fact, language, shown)))
    ]
    return sorted(kept, key=lambda fact: fact.property.iri == DCTERMS.source.value)


def _values(fact: Fact, language: Language, headline: str) -> Iterator[Value]:
    """Yield the values to show: every name but the headline, other texts in the best language."""
    languages = {v.language for v in fact.values if isinstance(v, Literal) and v.language}
    best = next((one for one in (language, *LANGUAGES) if one in languages), None)
    for value in fact.values:
        if not isinstance(value, Literal) or not value.language:
            yield value
        elif fact.property.iri in NAMES:
            if value.value != headline:
                yield value
        elif value.language == best or best is None:
            yield value
