"""The model, as who adds to the data meets it: kinds of things, predicates, what must be said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from pyoxigraph import QuerySolutions, RdfFormat, Store

from pcvegraph.curating.present import Present
from pcvegraph.errors import CurationError
from pcvegraph.graph.root import Root
from pcvegraph.identifiers import kebab
from pcvegraph.languages import Bilingual, Texts
from pcvegraph.linking.matching.names import fold
from pcvegraph.vocabulary import local_name, prologue

KINDS = """SELECT ?class ?room ?label WHERE {
  ?class pcve:room ?room ; rdfs:label ?label ; rdfs:subClassOf* pcve:Entity .
}"""
WIDER = "SELECT ?class ?wider WHERE { ?class rdfs:subClassOf* ?wider . FILTER(ISIRI(?class)) }"
PREDICATES = """SELECT ?predicate ?label WHERE {
  ?predicate pcve:temporality ?any ; rdfs:label ?label .
}"""
DEMANDS = """SELECT ?class ?property ?language ?except WHERE {
  ?shape sh:targetClass ?class .
  { ?shape sh:path ?property ; sh:minCount ?least }
  UNION
  {
    ?shape sh:path ?property ; sh:qualifiedMinCount ?least ;
      sh:qualifiedValueShape/sh:languageIn/rdf:first ?language .
  }
  UNION
  {
    ?shape sh:or/rdf:rest*/rdf:first ?one . ?one sh:path ?property ; sh:minCount ?least .
    OPTIONAL { ?shape sh:or/rdf:rest*/rdf:first/sh:class ?except }
  }
  FILTER(ISIRI(?property))
}"""

NO_KIND = Bilingual(
    "Nothing of the model is a “{name}”.", "Rien dans le modèle n'est un «\u00a0{name}\u00a0»."
)
NO_PREDICATE = Bilingual(
    "No predicate is called “{name}”.", "Aucun prédicat ne s'appelle «\u00a0{name}\u00a0»."
)
ONE_OF = Bilingual("Use one of: {names}.", "Employez l'un de ceux-ci\u00a0: {names}.")


class Kind(NamedTuple):
    """A class of things that have files of their own: its IRI, its folder, what it is called."""

    iri: str
    room: str
    labels: Texts


class Demand(NamedTuple):
    """What a thing must say: a property, and where it matters the language of its text."""

    property: str
    language: str = ""


class Model:
    """The kinds of things and the predicates of relations, by their names."""

    def __init__(self, present: Present) -> None:
        self._present = present
        self.kinds = {kebab(local_name(kind.iri)).lstrip("-"): kind for kind in _kinds(present)}
        self.predicates: dict[str, Texts] = defaultdict(Texts)
        for row in present.rows(PREDICATES):
            label = row["label"]
            language = getattr(label, "language", None) or ""
            self.predicates[local_name(row["predicate"].value)][language] = label.value

    def find_kind(self, named: str) -> Kind:
        """Return the kind of this name, in kebab-case, or label; raises CurationError."""
        found = _named(named, {name: kind.labels for name, kind in self.kinds.items()})
        if found is None:
            raise _unknown(NO_KIND, named, sorted(self.kinds))
        return self.kinds[found]

    def find_predicate(self, named: str) -> str:
        """Return the local name of the predicate of this name or label; raises CurationError."""
        found = _named(named, self.predicates)
        if found is None:
            raise _unknown(NO_PREDICATE, named, sorted(self.predicates))
        return found

    def demands(self, kind: Kind) -> set[Demand]:
        """Return what the shapes demand of things of this kind."""
        rows = self._present.rows(WIDER)
        wider = {row["wider"].value for row in rows if row["class"].value == kind.iri}
        return set(_demands(self._present.root, wider))


def _kinds(present: Present) -> Iterator[Kind]:
    labels: dict[tuple[str, str], Texts] = defaultdict(Texts)
    for row in present.rows(KINDS):
        language = getattr(row["label"], "language", None) or ""
        labels[row["class"].value, row["room"].value][language] = row["label"].value
    yield from (Kind(iri, room, texts) for (iri, room), texts in sorted(labels.items()))


def _demands(root: Root, classes: set[str]) -> Iterator[Demand]:
    shapes = Store()
    for path in sorted((root.ontology / "shapes").glob("*.ttl")):
        shapes.load(path=str(path), format=RdfFormat.TURTLE)
    found = shapes.query(prologue("sh", "rdf") + DEMANDS)
    assert isinstance(found, QuerySolutions), "it is a SELECT"
    for row in found:
        exempt = row["except"]
        if row["class"].value in classes and (exempt is None or exempt.value not in classes):
            language = row["language"]
            yield Demand(row["property"].value, language.value if language else "")


def _named(text: str, known: Mapping[str, Texts]) -> str | None:
    """Return which of `known` has this name, in any spelling, or this label."""
    if text in known:
        return text
    asked = "-".join(fold(text).split())
    names = [name for name in known if kebab(name).lstrip("-") == asked]
    labelled = [n for n, texts in known.items() if fold(text) in map(fold, texts.values())]
    found = names or labelled
    return found[0] if len(found) == 1 else None


def _unknown(message: Bilingual, named: str, known: list[str]) -> CurationError:
    near = get_close_matches(named, known, n=5, cutoff=0.5) or known
    return CurationError(
        message.with_values(name=named[:60]), ONE_OF.with_values(names=", ".join(near))
    )
