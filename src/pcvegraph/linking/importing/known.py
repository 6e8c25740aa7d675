"""What an import has to know of the graph: its entities by name, its model, and what it states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from pcvegraph.errors import MappingError, ParameterError, UnknownIdentifierError
from pcvegraph.identifiers import checked_iri, find_slug, kebab, source_iri
from pcvegraph.linking.datasets.mapping import DatasetMapping
from pcvegraph.linking.datasets.reading import EUROPEAN
from pcvegraph.linking.entities import PROLOGUE, Entity, read_entities
from pcvegraph.linking.matching.matcher import Match, Matcher
from pcvegraph.linking.matching.names import key_of
from pcvegraph.linking.matching.records import Record
from pcvegraph.querying.evaluation import Askable, Row
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PCVE, PREFIXES, local_name

ROOMS = """SELECT ?class ?room WHERE { ?class pcve:room ?room ; rdfs:subClassOf* pcve:Entity . }"""
PREDICATES = "SELECT ?predicate WHERE { ?predicate pcve:temporality ?any }"
KINDS = "SELECT ?kind WHERE { ?kind skos:inScheme <" + PREFIXES["id"] + "organisation-kinds> }"
SOURCES = "SELECT ?source WHERE { ?source a pcve:Source }"
TAKEN = f'SELECT ?thing WHERE {{ ?thing a ?class . FILTER(STRSTARTS(STR(?thing), "{PREFIXES["id"]}")) }}'
RELATIONS = """SELECT ?relation ?start ?end ?source WHERE {
  ?relation rdf:subject <%s> ; rdf:predicate <%s> ; rdf:object <%s> .
  OPTIONAL { ?relation pcve:start ?start }
  OPTIONAL { ?relation pcve:end ?end }
  OPTIONAL { ?relation pcve:evidence/dcterms:source ?source }
}"""
GENERAL = ("Actor", "Entity", "Initiative")
NEVER_IMPORTED = {
    "Person": "A person is in the graph for a public role only; a person of ours writes that by hand.",
    "State": "The states are there already, with their codes.",
}
"""Classes that no row becomes, with the reason."""

BY_HAND = {
    "evaluates": "An assessment has a verdict of the evaluator's own scale.",
    "cites": "A citation says to which assessment it belongs.",
    "holdsOfficeIn": NEVER_IMPORTED["Person"],
}
"""Predicates that no import writes, with the reason."""


class Stated(NamedTuple):
    """A relation that the graph states: its dates as they are written, and the sources it rests on."""

    iri: str
    start: str
    end: str
    sources: frozenset[str]


class Known:
    """The graph, as an import asks it."""

    def __init__(self, graph: Askable, kinds: Collection[str] = ()) -> None:
        """Read `graph`. Rows are recognised as entities of these `kinds` alone, where there are some.

        Raises:
            ParameterError: one of `kinds` is none.
        """
        self._graph = graph
        self._kinds = self._chosen(kinds)

    # Who asks for one of these need not wait for the others.

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities and concepts of the graph by IRI."""
        return read_entities(self._graph)

    @cached_property
    def rooms(self) -> dict[str, str]:
        """The folder of each class that a row may become, by the local name of the class."""
        return {name: room for name, room in self._rooms.items() if name not in NEVER_IMPORTED}

    @cached_property
    def predicates(self) -> frozenset[str]:
        """Local names of the predicates of relations."""
        return frozenset(local_name(row["predicate"].value) for row in self._rows(PREDICATES))

    @cached_property
    def kinds(self) -> dict[str, str]:
        """IRIs of the kinds of organisations, by local name."""
        return {local_name(r["kind"].value): r["kind"].value for r in self._rows(KINDS)}

    @cached_property
    def matcher(self) -> Matcher:
        """What finds the entities of the chosen kinds."""
        return Matcher([e.record for e in self.entities.values() if self._is_of(e, self._kinds)])

    @cached_property
    def _rooms(self) -> dict[str, str]:
        return {local_name(r["class"].value): r["room"].value for r in self._rows(ROOMS)}

    @cached_property
    def _sources(self) -> frozenset[str]:
        return frozenset(row["source"].value for row in self._rows(SOURCES))

    @cached_property
    def _taken(self) -> frozenset[str]:
        return frozenset(find_slug(row["thing"].value) or "" for row in self._rows(TAKEN))

    @cached_property
    def _states(self) -> dict[str, set[str]]:
        return self._by_name(PCVE.State)

    @cached_property
    def _places(self) -> dict[str, set[str]]:
        return self._by_name(PCVE.Place)

    def _rows(self, text: str) -> list[Row]:
        return self._graph.rows(Question(PROLOGUE + text))

    def _chosen(self, kinds: Collection[str]) -> frozenset[str]:
        known = {kebab(name).lstrip("-"): name for name in (*self._rooms, *GENERAL)}
        for kind in kinds:
            if kind not in known:
                near = get_close_matches(kind, known, n=3) or sorted(known)
                raise ParameterError(
                    f"No entity is a “{kind[:60]}”.", f"Nearest: {', '.join(near)}."
                )
        return frozenset(PREFIXES["pcve"] + known[kind] for kind in kinds or ("entity",))

    def _is_of(self, entity: Entity, chosen: frozenset[str]) -> bool:
        # Nothing is said of a person because a table has the same name.
        return not chosen.isdisjoint(entity.all_kinds) and PCVE.Person.value not in entity.all_kinds

    def _by_name(self, of: NamedNode) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for iri, entity in self.entities.items():
            if of.value in entity.all_kinds:
                for name in entity.record.names:
                    found[key_of(name.text)].add(iri)
                if of == PCVE.State:
                    for code in entity.record.countries:
                        found[code.casefold()].add(iri)
        return found

    def find_country(self, text: str) -> Entity | None:
        """Return the state of this code or name; None where none has it, or several have."""
        return self._only(self._states, EUROPEAN.get(text.upper(), text))

    def find_place(self, text: str, country: str | None) -> Entity | None:
        """Return the place of this name in `country` (an IRI; None: it is not known)."""
        found = self._only(self._places, text)
        agrees = found and (country is None or found.country in (None, country))
        return found if agrees else None

    def _only(self, names: dict[str, set[str]], text: str) -> Entity | None:
        found = names.get(key_of(text)) or names.get(text.casefold()) or set()
        return self.entities[next(iter(found))] if len(found) == 1 else None

    def matches(self, record: Record) -> list[Match]:
        """Return the entities that `record` may be, the likeliest first."""
        return self.matcher.matches(record, most=3)

    def find_source(self, named: str) -> str:
        """Return the IRI of the source that is named by its slug or IRI.

        Raises:
            InvalidIdentifierError: it is neither.
            UnknownIdentifierError: the graph has no such source, with the nearest.
        """
        slug = named.removeprefix("source:")
        iri = checked_iri(named) if "://" in named else source_iri(slug)
        if iri not in self._sources:
            known = [find_slug(source) or "" for source in sorted(self._sources)]
            raise UnknownIdentifierError(
                f"source:{slug}", get_close_matches(find_slug(iri) or slug, known, n=3)
            )
        return iri

    def find_named(self, text: str) -> str | None:
        """Return the IRI that `text` is, or is the slug of, where the graph has it."""
        iri = text if "://" in text else PREFIXES["id"] + text.removeprefix("id:")
        return iri if iri in self.entities else None

    def is_taken(self, slug: str) -> bool:
        """Return whether something in the graph has this slug."""
        return slug in self._taken

    def room_of(self, iri: str) -> str | None:
        """Return the folder of the file of an entity; None for what is none, such as a concept."""
        kinds = map(local_name, self.entities[iri].kinds) if iri in self.entities else ()
        return next((self._rooms[kind] for kind in kinds if kind in self._rooms), None)

    def is_person(self, iri: str) -> bool:
        """Return whether this is a person of the graph."""
        return iri in self.entities and PCVE.Person.value in self.entities[iri].all_kinds

    def is_concept(self, iri: str) -> bool:
        """Return whether this is something of the graph that has no file of its own."""
        return iri in self.entities and self.room_of(iri) is None

    def said_of(self, iri: str) -> dict[str, list[NamedNode | Literal]]:
        """Return the objects of what the graph says of a thing, by the IRI of the predicate."""
        found: defaultdict[str, list[NamedNode | Literal]] = defaultdict(list)
        for row in self._rows(f"SELECT ?predicate ?value WHERE {{ <{iri}> ?predicate ?value }}"):
            found[row["predicate"].value].append(row["value"])
        return found

    def relations(self, subject: str, predicate: str, other: str) -> list[Stated]:
        """Return the relations that the graph states between the two."""
        rows = self._rows(RELATIONS % (subject, predicate, other))
        found: dict[str, Stated] = {}
        for row in rows:
            iri = row["relation"].value
            dates = [row[name].value if name in row else "" for name in ("start", "end")]
            sources = found[iri].sources if iri in found else frozenset()
            own = {row["source"].value} if "source" in row else set()
            found[iri] = Stated(iri, dates[0], dates[1], sources | own)
        return [found[iri] for iri in sorted(found)]

    def check_mapping(self, mapping: DatasetMapping) -> None:
        """Raise MappingError where `mapping` names a class or predicate that an import cannot write."""
        for place in mapping.places.get("class", ()):
            meant = [place.value] if place.values is None else _meant(place.values.values())
            for name in filter(None, meant):
                _check_word(mapping.name, "class", name, self.rooms, NEVER_IMPORTED)
        for each in mapping.relations:
            _check_word(mapping.name, "predicate", each.predicate, self.predicates, BY_HAND)


def _meant(values: Iterable[Iterable[str]]) -> list[str]:
    return [each for several in values for each in several]


def _check_word(
    mapping: str, what: str, word: str, known: Collection[str], refused: dict[str, str]
) -> None:
    if word in refused:
        raise MappingError(f"{mapping}: an import writes no {word}.", refused[word])
    if word not in known:
        near = get_close_matches(word, sorted(known), n=3) or sorted(known)
        raise MappingError(
            f"{mapping}: “{word[:60]}” is no {what} here.", f"Nearest: {', '.join(near)}."
        )
