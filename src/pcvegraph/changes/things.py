"""What changed of things: new ones, those that went, those whose place another took, the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pcvegraph.changes.change import Change
from pcvegraph.changes.comparing import RESTS_ON, Matter, compare
from pcvegraph.changes.phrases import (
    bilingual,
    fill,
    line,
    names,
    quoted,
    rested_on,
    shown,
    with_remark,
    word_of,
)
from pcvegraph.changes.sides import DEPRECATED, REPLACED_BY, Sides
from pcvegraph.identifiers import find_slug
from pcvegraph.languages import Bilingual, Language, Texts
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.wording import dates
from pcvegraph.vocabulary import DCTERMS, PCVE, RDF, SKOS

NEW = Bilingual("new {kind}", "nouvelle fiche ({kind})")
WITHDRAWN = Bilingual("withdrawn ({kind})", "fiche retirée ({kind})")
RETIRED = Bilingual("retired", "fiche close")
REPLACED = Bilingual("retired, {new} took its place", "fiche close, remplacée par\u00a0: {new}")
RELABELLED = Bilingual(
    "has another identifier, to which the former one leads",
    "a un autre identifiant, auquel mène l'ancien",
)
TERM = Thing("", Texts(en="term of the model", fr="terme du modèle"))
THING = Thing("", Texts(en="thing", fr="chose"))
RETIRING = frozenset((DEPRECATED, REPLACED_BY))
LINKS = frozenset((SKOS.exactMatch.value, SKOS.closeMatch.value))
DESCRIPTIONS = (DCTERMS.description.value, SKOS.definition.value)


class Life(NamedTuple):
    """When a thing began and ended, as `wording.dates` reads it."""

    start: str
    end: str
    is_punctual: bool


def thing_changes(sides: Sides, iris: Iterable[str]) -> Iterator[tuple[Thing, Change]]:
    """Yield what changed of these things, each with the thing as it is called."""
    former = {sides.successor(iri): iri for iri in iris if sides.successor(iri) != iri}
    for iri in iris:
        for change in _changes(sides, iri, former.get(iri, iri)):
            yield sides.thing(iri), change


def _changes(sides: Sides, iri: str, former: str) -> Iterator[Change]:
    before, after = sides.before.facts(iri), sides.after.facts(iri)
    if after.keys() & RETIRING and not before.keys() & RETIRING:
        yield from _retired(sides, iri)
    elif RDF.type.value in before and RDF.type.value not in after:
        # Its match with another dataset may be left.
        yield _withdrawn(sides, iri)
    elif before:
        yield from compare(_matter(sides, iri, iri), LINKS)
    elif former != iri:
        matter = _matter(sides, former, iri)
        yield matter.change("renamed", RELABELLED)
        yield from compare(matter, LINKS)
    elif after:
        yield _new(sides, iri)


def _retired(sides: Sides, iri: str) -> Iterator[Change]:
    """Yield that a thing was retired; nothing where it has only got another identifier."""
    successor = sides.after.first(iri, REPLACED_BY)
    if not sides.before.facts(iri) or (successor and not sides.before.facts(successor)):
        return
    new = names(sides.thing(successor) if successor else None)
    what = Bilingual(
        *(REPLACED.with_values(new=text)[i] if text else RETIRED[i] for i, text in enumerate(new))
    )
    yield Matter(sides, iri, iri, sides.thing(iri)).change("retired", what)


def _withdrawn(sides: Sides, iri: str) -> Change:
    sources = tuple(sides.before.sources(sides.before.texts(iri, RESTS_ON)))
    who, is_person = sides.thing(iri), sides.is_taken_out(iri)

    def sentence(language: Language) -> str:
        what = fill(WITHDRAWN, language, kind=shown(kind_of(sides, iri) or THING, language))
        rested = "" if is_person else rested_on(sources, language)
        return with_remark(line(who, what, language), rested)

    about = "" if is_person else iri
    return Change("withdrawn-entity", about, bilingual(sentence), () if is_person else sources)


def _new(sides: Sides, iri: str) -> Change:
    sources = tuple(sides.after.sources(sides.after.texts(iri, RESTS_ON)))
    who = sides.after.thing(iri)

    def sentence(language: Language) -> str:
        kind = shown(kind_of(sides, iri) or THING, language)
        parts = [fill(NEW, language, kind=kind), *_particulars(sides, iri, who, language)]
        told = with_remark(line(who, ", ".join(parts), language), word_of(sources, language))
        described = _description(sides, iri, language)
        return f"{told}. {described}" if described else told

    return Change("new-entity", iri, bilingual(sentence), sources)


def _particulars(sides: Sides, iri: str, who: Thing, language: Language) -> list[str]:
    """Return what a new thing is called otherwise, its country, and when it lived."""
    side = sides.after
    name = shown(who, language)
    others = (quoted(text, language) for text in who.names.values() if text != name)
    countries = side.texts(iri, PCVE.country.value)
    life = Life(
        side.first(iri, PCVE.start.value),
        side.first(iri, PCVE.end.value),
        side.is_a(iri, PCVE.Event),
    )
    found = [*others, *(shown(sides.thing(country), language) for country in countries)]
    return [part for part in (*found, dates(life, language)) if part]


def _description(sides: Sides, iri: str, language: Language) -> str:
    texts = Texts()
    for name in DESCRIPTIONS:
        for value in sides.after.facts(iri).get(name, []):
            texts[getattr(value, "language", None) or ""] = value.value
    return quoted(texts.shown(language).text, language)


def _matter(sides: Sides, former: str, iri: str) -> Matter:
    """Return what is compared of a thing; it rests on what is new, else on all its sources."""
    old = set(sides.before.texts(former, RESTS_ON))
    all_of_it = sides.after.texts(iri, RESTS_ON)
    chosen = [source for source in all_of_it if source not in old] or all_of_it
    return Matter(sides, former, iri, sides.thing(iri), sources=tuple(sides.after.sources(chosen)))


def kind_of(sides: Sides, iri: str) -> Thing | None:
    """Return the class of a thing, as the files state it; None where it has none with a name."""
    if not find_slug(iri):
        return TERM
    classes = sides.after.texts(iri, RDF.type.value) or sides.before.texts(iri, RDF.type.value)
    kinds = (sides.thing(kind) for kind in classes)
    return next((kind for kind in kinds if kind.names), None)
