"""The two states of the graph that are compared: what each states, and what things are called."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Triple

from pcvegraph.graph.difference import find_difference
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.languages import Texts
from pcvegraph.querying.describing import name_things, tell_sources
from pcvegraph.querying.descriptions import Source, Thing
from pcvegraph.querying.evaluation import Evaluator, Term
from pcvegraph.vocabulary import DCTERMS, DESCRIPTION, INFERENCES, PCVE, PREFIXES, RDF

Facts = dict[str, list[Term]]
"""What the files state of a thing: property → values, sorted."""

DEPRECATED = PREFIXES["owl"] + "deprecated"
REPLACED_BY = PREFIXES["dcterms"] + "isReplacedBy"
TAKEN_OUT = Thing(
    "",
    Texts(
        en="a person whose name was taken out",
        fr="une personne dont le nom a été retiré",
    ),
)


class Side:
    """One state of the graph. What is asked is remembered."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.engine = Evaluator(snapshot)
        self._store = snapshot.store
        self._facts: dict[str, Facts] = {}
        self._things: dict[str, Thing] = {}
        self._sources: dict[str, Source] = {}

    def facts(self, iri: str) -> Facts:
        """Return what the files state of `iri`; {} where nothing, and for ""."""
        if not iri:
            return {}
        if iri not in self._facts:
            facts: Facts = {}
            for quad in sorted(self._stated(NamedNode(iri)), key=str):
                values = facts.setdefault(quad.predicate.value, [])
                if quad.object not in values:
                    values.append(_known(quad.object))
            self._facts[iri] = facts
        return self._facts[iri]

    def texts(self, iri: str, property_iri: str) -> list[str]:
        """Return the values that a property of `iri` has, as they are written."""
        return [value.value for value in self.facts(iri).get(property_iri, [])]

    def first(self, iri: str, property_iri: str) -> str:
        """Return the first of these values; "" for none."""
        return next(iter(self.texts(iri, property_iri)), "")

    def is_a(self, iri: str, kind: NamedNode) -> bool:
        """Return whether a file says that `iri` is of this class."""
        return kind.value in self.texts(iri, RDF.type.value)

    def states(self, triple: Triple) -> bool:
        """Return whether a file states the triple."""
        return any(
            map(_is_stated, self._store.quads_for_pattern(*_terms(triple), None)),
        )

    def owner(self, iri: str, link: NamedNode) -> str:
        """Return what has `iri` as its evidence or claim; "" for nothing."""
        found = self._store.quads_for_pattern(None, link, NamedNode(iri), None)
        return min((_known(quad.subject).value for quad in found), default="")

    def learn(self, iris: Iterable[str]) -> None:
        """Ask for the names of many things at once."""
        unknown = sorted(set(iris) - self._things.keys())
        if unknown:
            self._things.update(zip(unknown, name_things(self.engine, unknown), strict=True))

    def learn_sources(self, iris: Iterable[str]) -> None:
        """Ask what is known of many sources at once."""
        unknown = set(iris) - self._sources.keys()
        if unknown:
            self._sources.update(tell_sources(self.engine, unknown))

    def thing(self, iri: str) -> Thing:
        """Return the thing with its names."""
        self.learn([iri])
        return self._things[iri]

    def sources(self, iris: Iterable[str]) -> list[Source]:
        """Return what is known of these sources; those that are not described are left out."""
        wanted = list(iris)
        self.learn_sources(wanted)
        return [self._sources[iri] for iri in wanted if iri in self._sources]

    def _stated(self, subject: NamedNode) -> Iterator[Quad]:
        return filter(_is_stated, self._store.quads_for_pattern(subject, None, None, None))


class Sides:
    """Before and after, and the things of which they state something different."""

    def __init__(self, before: Snapshot, after: Snapshot) -> None:
        self.before, self.after = Side(before), Side(after)
        difference = find_difference(before.stated(), after.stated())
        # What moved from one file to another, or still stands in one, is no change.
        gone = {q.triple for q in difference.removed if not self.after.states(q.triple)}
        new = {q.triple for q in difference.added if not self.before.states(q.triple)}
        self.changed = sorted({_known(triple.subject).value for triple in gone | new})
        objects = (triple.object for triple in gone | new)
        self._mentioned = {term.value for term in objects if isinstance(term, NamedNode)}
        self._learn()

    def both(self) -> tuple[Side, Side]:
        """Return the state before and the one after."""
        return self.before, self.after

    def later(self, iri: str) -> Side:
        """Return the state to ask of `iri`: the one after, or before where it is there no more."""
        return self.after if self.after.facts(iri) else self.before

    def thing(self, iri: str) -> Thing:
        """Return a thing as it is called now, or was called; a person who was taken out has no name."""
        if self.is_taken_out(iri):
            return TAKEN_OUT
        now = self.after.thing(iri)
        return now if now.names else self.before.thing(iri)

    def veiled(self, thing: Thing) -> Thing:
        """Return the thing, but a person who was taken out without name and IRI."""
        return TAKEN_OUT if self.is_taken_out(thing.iri) else thing

    def is_taken_out(self, iri: str) -> bool:
        """Return whether `iri` was a person who is no longer in the graph."""
        return (
            self.before.is_a(iri, PCVE.Person)
            and not self.after.is_a(iri, PCVE.Person)
            and not self.after.first(iri, REPLACED_BY)
        )

    def successor(self, iri: str) -> str:
        """Return what took the place of `iri` in the change; itself where nothing did."""
        new = self.after.first(iri, REPLACED_BY)
        return new if new and not self.before.first(iri, REPLACED_BY) else iri

    def _learn(self) -> None:
        iris = {iri for iri in self.changed if "--" not in iri} | self._mentioned
        publishers = DCTERMS.source.value
        for side in self.both():
            side.learn(iris)
            cited = {iri for each in self.changed for iri in side.texts(each, publishers)}
            side.learn_sources(cited)


def _is_stated(quad: Quad) -> bool:
    graph = quad.graph_name
    return not isinstance(graph, DefaultGraph) and graph not in (INFERENCES, DESCRIPTION)


def _terms(triple: Triple) -> tuple[Any, Any, Any]:
    return triple.subject, triple.predicate, triple.object


def _known(term: Any) -> Any:
    assert isinstance(term, NamedNode | Literal), "files have no blank nodes once they are read"
    return term
