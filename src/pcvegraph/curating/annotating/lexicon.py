"""What an annotation has to know of the graph: its things by name, its sources, what rests on them.

It is made of the graph once, and kept as long as the files stay as they are: a command waits a tenth
of a second for it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from pcvegraph.curating.annotating.short_names import Naming, namings_of
from pcvegraph.errors import UnknownIdentifierError
from pcvegraph.graph.keeping import Kept
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.reading import read_bytes
from pcvegraph.graph.root import Root
from pcvegraph.identifiers import find_slug
from pcvegraph.languages import Texts
from pcvegraph.linking.entities import PROLOGUE, Entity, read_entities, read_kinds
from pcvegraph.querying.evaluation import Askable, Evaluator, Row
from pcvegraph.querying.questions import Question
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import PCVE, PREFIXES

KEPT = "lexicon.json"
PERSON = PCVE.Person.value
PLACES = frozenset({PCVE.State.value, PCVE.Place.value})
CONCEPTS = frozenset({PCVE.Phenomenon.value, PCVE.Practice.value})
SOURCES = """SELECT ?source ?publisher ?language WHERE {
  ?source a pcve:Source .
  OPTIONAL { ?source dcterms:publisher ?publisher }
  OPTIONAL { ?source dcterms:language ?language }
} ORDER BY ?source ?publisher ?language"""
STATED = """SELECT ?source ?relation ?subject ?predicate ?object ?start ?end ?anchor WHERE {
  ?relation rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
    pcve:evidence ?evidence .
  ?evidence dcterms:source ?source .
  OPTIONAL { ?evidence pcve:anchor ?anchor }
  OPTIONAL { ?relation pcve:start ?start }
  OPTIONAL { ?relation pcve:end ?end }
} ORDER BY ?relation ?anchor"""
PREDICATES = """SELECT ?predicate ?label WHERE {
  ?predicate pcve:temporality ?any ; rdfs:label ?label .
}"""


class Thing(NamedTuple):
    """A thing of the graph: what it is called, its most specific classes, the state it belongs to."""

    iri: str
    labels: Texts
    kinds: tuple[str, ...]
    country: str = ""

    @property
    def is_concept(self) -> bool:
        """Whether it is a phenomenon or a practice, which have common names."""
        return not CONCEPTS.isdisjoint(self.kinds)

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return PERSON in self.kinds

    @property
    def is_place(self) -> bool:
        """Whether it is a state or a place."""
        return not PLACES.isdisjoint(self.kinds)


class Source(NamedTuple):
    """A source of the graph: its publisher ("" where the graph has none), its languages."""

    iri: str
    publisher: str = ""
    languages: tuple[str, ...] = ()


class Stated(NamedTuple):
    """A relation that rests on a source: IRIs of its parts, its dates, the words of the source."""

    relation: str
    subject: str
    predicate: str
    object: str
    start: str
    end: str
    anchor: str


@dataclass(frozen=True)
class Lexicon:
    """What the graph has, as an annotation asks it.

    Attributes:
        things: by IRI
        namings: all names of them
        sources: by IRI
        stated: the relations by the source they rest on
        called: what classes and predicates are called
    """

    things: Mapping[str, Thing]
    namings: tuple[Naming, ...]
    sources: Mapping[str, Source]
    stated: Mapping[str, tuple[Stated, ...]]
    called: Mapping[str, Texts]

    @cached_property
    def countries(self) -> Mapping[str, str]:
        """The state of each source whose publisher belongs to one, or is one."""
        published = ((each.iri, self.things.get(each.publisher)) for each in self.sources.values())
        return {iri: thing.country for iri, thing in published if thing and thing.country}

    def find_source(self, named: str) -> Source:
        """Return the source with this slug or IRI; raises UnknownIdentifierError without one."""
        slug = named.removeprefix("source:").removeprefix(PREFIXES["source"])
        iri = PREFIXES["source"] + slug
        if iri in self.sources:
            return self.sources[iri]
        # difflib is imported for a mistake alone.
        from difflib import get_close_matches  # noqa: PLC0415

        slugs = [find_slug(known) or "" for known in self.sources]
        raise UnknownIdentifierError(slug, get_close_matches(slug, slugs, n=3))


def open_lexicon(root: Root, settings: Settings, stage: Callable[[str], None]) -> Lexicon:
    """Return the lexicon of the root's files; raises GraphRefusedError as `load_snapshot`."""
    contents, findings = read_bytes(root, settings)
    kept = Kept(contents, settings)
    if not findings and (found := kept.find(KEPT)):
        return _told(json.loads(found))
    stage("Reading the graph")
    lexicon = read_lexicon(Evaluator(load_snapshot(root, settings)))
    kept.keep(KEPT, json.dumps(_telling(lexicon), ensure_ascii=False).encode())
    return lexicon


def read_lexicon(graph: Askable) -> Lexicon:
    """Return the lexicon of a graph; raises as `Askable.rows`."""
    entities = {iri: each for iri, each in read_entities(graph).items() if _is_named(each)}
    called = defaultdict(Texts, read_kinds(graph))
    for row in _rows(graph, PREDICATES):
        label = row["label"]
        called[row["predicate"].value][getattr(label, "language", None) or ""] = label.value
    return Lexicon(
        {iri: _thing(each) for iri, each in entities.items()},
        tuple(namings_of(entities)),
        _sources(graph),
        _stated(graph),
        dict(called),
    )


def _is_named(entity: Entity) -> bool:
    """Return whether texts name it: values of scales and kinds of bodies are common words."""
    return bool(entity.kinds and entity.record.names)


def _thing(entity: Entity) -> Thing:
    return Thing(entity.iri, entity.labels, entity.kinds, entity.country or "")


def _sources(graph: Askable) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for row in _rows(graph, SOURCES):
        iri, publisher = row["source"].value, _text(row, "publisher")
        known = found.get(iri, Source(iri))
        languages = dict.fromkeys((*known.languages, _text(row, "language")))
        found[iri] = Source(iri, known.publisher or publisher, tuple(filter(None, languages)))
    return found


def _stated(graph: Askable) -> dict[str, tuple[Stated, ...]]:
    found: defaultdict[str, list[Stated]] = defaultdict(list)
    for row in _rows(graph, STATED):
        found[row["source"].value].append(Stated(*(_text(row, name) for name in Stated._fields)))
    return {source: tuple(said) for source, said in found.items()}


def _rows(graph: Askable, text: str) -> list[Row]:
    return graph.rows(Question(PROLOGUE + text))


def _text(row: Row, column: str) -> str:
    return row[column].value if column in row else ""


def _telling(lexicon: Lexicon) -> list[Any]:
    """Return what is kept of a lexicon; `_told` reads it."""
    things, sources = list(lexicon.things.values()), list(lexicon.sources.values())
    return [things, lexicon.namings, sources, lexicon.stated, lexicon.called]


def _told(kept: Any) -> Lexicon:
    things, namings, sources, stated, called = kept
    return Lexicon(
        {iri: Thing(iri, Texts(labels), tuple(kinds), of) for iri, labels, kinds, of in things},
        tuple(Naming(*each) for each in namings),
        {iri: Source(iri, publisher, tuple(tags)) for iri, publisher, tags in sources},
        {source: tuple(Stated(*each) for each in said) for source, said in stated.items()},
        {iri: Texts(texts) for iri, texts in called.items()},
    )
