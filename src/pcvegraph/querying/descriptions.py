"""What the graph says of one thing, as values: for a page and for the terminal.

A thing is anything with an IRI of ours: an entity, concept, relation, piece of evidence, source,
disagreement, class or predicate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from pyoxigraph import Literal

from pcvegraph.identifiers import find_relation_parts, find_slug, shortened
from pcvegraph.languages import LANGUAGES, Language, Shown, Texts
from pcvegraph.vocabulary import DCTERMS, PCVE, RDF, RDFS, SKOS


@dataclass(frozen=True)
class Thing:
    """Something with an IRI, its names by language, and a predicate's names from the other end."""

    iri: str
    names: Texts
    inverse_names: Texts = field(default_factory=Texts)

    @property
    def slug(self) -> str:
        """What the IRI says after its namespace; the whole IRI where it is not ours."""
        return find_slug(self.iri) or self.iri

    def shown(self, language: Language) -> Shown:
        """Return the name in `language`, with the language it is in; without one what the IRI says."""
        if self.names:
            return self.names.shown(language)
        parts = find_relation_parts(self.iri)
        return Shown(" ".join(parts[:3]) if parts else shortened(self.iri), "")


Value = Thing | Literal


@dataclass(frozen=True)
class Fact:
    """A property of a thing, and its values in a stable order."""

    property: Thing
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Evidence:
    """Where a source says so: its words, their address, and the date for which it says it.

    `issued` is the date of the source; "" where it has none.
    """

    iri: str
    source: Thing
    issued: str
    anchor: Literal
    as_of: str
    locator: str
    address: str
    notes: Texts


@dataclass(frozen=True)
class Source:
    """A document that says so: who published it, when, in what language, and where it is.

    The publisher is a thing of the graph, or else only a name. "" and None stand for unknown.
    """

    thing: Thing
    publisher: Thing | None
    publisher_names: Texts
    issued: str
    language: str
    page: str
    copy_of: Thing | None

    def published_by(self, language: Language) -> Shown:
        """Return the name of the publisher; with an empty text where it is unknown."""
        return (self.publisher or Thing("", self.publisher_names)).names.shown(language)


@dataclass(frozen=True)
class Statement:
    """A relation with its life and its evidence. Dates are as the source has them; "" is unknown.

    `is_punctual`: its predicate holds from a day on, so that it has no end to be unknown.
    `is_timeless`: its predicate holds always, so that it needs no date.
    `counted_under`: whose funding counts, where the same money is told of several funders.
    `earliest`, `latest`: the first and the last day on which it may hold, as rules derive them.
    `assessment`: in which assessment something is cited.
    """

    iri: str
    subject: Thing
    predicate: Thing
    object: Thing
    is_punctual: bool
    start: str
    end: str
    announced: str
    roles: Texts
    amount: str
    currency: str
    amount_kind: Thing | None
    amount_bound: Thing | None
    through: Thing | None
    counted_under: Thing | None
    verdict: Thing | None
    notes: Texts
    evidence: tuple[Evidence, ...]
    earliest: str = ""
    latest: str = ""
    is_timeless: bool = False
    assessment: Thing | None = None


@dataclass(frozen=True)
class Claim:
    """What one side of a disagreement says, on whose word, and the relation that states it."""

    thing: Thing
    disagreement: Thing
    statement: Thing | None
    evidence: tuple[Evidence, ...]


TOLD_ELSEWHERE = frozenset(
    # What a description has in places of their own.
    term.value
    for term in (
        *(RDF.subject, RDF.predicate, RDF.object, PCVE.evidence, PCVE.claim),
        *(PCVE.topic, PCVE.value, PCVE.anchor, DCTERMS.description, SKOS.definition),
    )
)
NAMES = frozenset(
    term.value for term in (SKOS.prefLabel, SKOS.altLabel, PCVE.acronym, DCTERMS.title, RDFS.label)
)


@dataclass(frozen=True)
class Description:
    """What the graph says of `thing`: facts, and the statements it has a part in, sorted.

    `mentions`: what else points to it, by property: what is in it, made of it, published by it ….
    `sources`: all that its facts and statements rest on, by IRI.
    """

    thing: Thing
    types: tuple[Thing, ...]
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    mentions: tuple[Fact, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)

    def headline(self, language: Language) -> list[Shown]:
        """Return what the thing is called: a relation has no name, but says something."""
        for statement in self.statements:
            if statement.iri == self.thing.iri:
                parts = (statement.subject, statement.predicate, statement.object)
                return [part.shown(language) for part in parts]
        return [self.thing.shown(language)]

    def told_facts(self, language: Language) -> list[Fact]:
        """Return the facts to list below the headline: sources last, texts in one language."""
        headline = self.headline(language)[0].text
        kept = [
            Fact(fact.property, values)
            for fact in self.facts
            if fact.property.iri not in TOLD_ELSEWHERE
            if (values := tuple(_told(fact, language, headline)))
        ]
        return sorted(kept, key=lambda fact: fact.property.iri == DCTERMS.source.value)

    def lead(self) -> Texts:
        """Return what the thing is, in a sentence: its description, or a concept's definition."""
        return self.texts(DCTERMS.description.value) or self.texts(SKOS.definition.value)

    def disputes(self) -> list[tuple[Thing, list[Claim]]]:
        """Return the claims that the thing is, supports or is the matter of, by disagreement."""
        return [
            (g[0].disagreement, g)
            for _, run in groupby(self.claims, lambda c: c.disagreement.iri)
            if (g := list(run))
        ]

    def groups(self, *, incoming: bool) -> list[tuple[Thing, list[Statement]]]:
        """Return the statements that lead from the thing (or to it), by predicate."""
        end = "object" if incoming else "subject"
        chosen = [s for s in self.statements if getattr(s, end).iri == self.thing.iri]
        chosen.sort(key=lambda s: s.predicate.iri)
        return [
            (g[0].predicate, g)
            for _, run in groupby(chosen, lambda s: s.predicate.iri)
            if (g := list(run))
        ]

    def others(self) -> list[Statement]:
        """Return the statements that the thing supports or is, rather than takes part in."""
        return [s for s in self.statements if self.thing.iri not in (s.subject.iri, s.object.iri)]

    def fact(self, property_iri: str) -> tuple[Value, ...]:
        """Return the values of a property; () where it has none."""
        return next((f.values for f in self.facts if f.property.iri == property_iri), ())

    def texts(self, property_iri: str) -> Texts:
        """Return the text values of a property by language (the last one where there are several)."""
        values = self.fact(property_iri)
        return Texts({v.language or "": v.value for v in values if isinstance(v, Literal)})


def _told(fact: Fact, language: Language, headline: str) -> Iterator[Value]:
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
