"""The things of the graph as records, with what a list of them is narrowed by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from pcvegraph.languages import Texts
from pcvegraph.linking.matching.names import Name, Use, fold
from pcvegraph.linking.matching.records import Record, domains_of
from pcvegraph.querying.evaluation import Askable, Row
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PREFIXES, local_name, prologue

PROLOGUE = prologue("adms", "dcterms", "foaf", "org", "owl", "pcve", "rdf", "rdfs", "skos")
THINGS = """SELECT ?thing ?property ?value WHERE {
  VALUES ?property {
    rdf:type skos:prefLabel skos:altLabel pcve:acronym dcterms:description pcve:country pcve:isoCode
    pcve:place foaf:homepage adms:identifier skos:exactMatch org:classification
    pcve:earliestStart pcve:latestEnd pcve:addresses dcterms:subject skos:broaderTransitive
  }
  { ?thing a pcve:Entity } UNION { ?thing a skos:Concept }
  ?thing ?property ?value .
}"""
SUPERCLASSES = """SELECT ?kind ?wider WHERE {
  ?kind rdfs:subClassOf ?wider .
  FILTER(STRSTARTS(STR(?kind), STR(pcve:)) && STRSTARTS(STR(?wider), STR(pcve:)))
}"""
RELATIONS = """SELECT ?thing (COUNT(DISTINCT ?relation) AS ?count) WHERE {
  ?relation rdf:subject|rdf:object ?thing .
} GROUP BY ?thing"""
KINDS = """SELECT ?kind ?label WHERE {
  ?kind a owl:Class ; rdfs:label ?label .
  FILTER(STRSTARTS(STR(?kind), STR(pcve:)))
}"""
YEAR = 4
USES: dict[str, Use] = {"prefLabel": "label", "altLabel": "alternative"}


@dataclass(frozen=True)
class Entity:
    """A thing of the graph.

    Attributes:
        record: what of it is compared with others
        labels, description: by language
        kinds: its most specific classes, IRIs
        all_kinds: these and all that they specialise
        country: IRI of the state that it belongs to, or is; None without one
        concepts: IRIs of what it addresses or is about, and of what is broader
        relations: how many relations it has
    """

    record: Record
    labels: Texts
    description: Texts
    kinds: tuple[str, ...]
    all_kinds: frozenset[str]
    country: str | None
    concepts: frozenset[str]
    relations: int = 0

    @property
    def iri(self) -> str:
        """Its IRI."""
        return self.record.id


Values = Mapping[str, list[NamedNode | Literal]]


def read_entities(graph: Askable) -> dict[str, Entity]:
    """Return the entities and concepts of `graph` by IRI, sorted; raises as `Askable.rows`."""
    things: dict[str, dict[str, list[NamedNode | Literal]]] = defaultdict(lambda: defaultdict(list))
    for row in _rows(graph, THINGS):
        term = row["property"].value.replace("#", "/").rpartition("/")[2]
        things[row["thing"].value][term].append(row["value"])
    wider: dict[str, set[str]] = defaultdict(set)
    for row in _rows(graph, SUPERCLASSES):
        wider[row["kind"].value].add(row["wider"].value)
    relations = {row["thing"].value: int(row["count"].value) for row in _rows(graph, RELATIONS)}
    return {iri: _entity(iri, things, wider, relations.get(iri, 0)) for iri in sorted(things)}


def read_kinds(graph: Askable) -> dict[str, Texts]:
    """Return what the classes of the ontology are called, by IRI; raises as `Askable.rows`."""
    names: dict[str, Texts] = defaultdict(Texts)
    for row in _rows(graph, KINDS):
        names[row["kind"].value][_language(row["label"])] = row["label"].value
    return dict(names)


def _rows(graph: Askable, text: str) -> list[Row]:
    return graph.rows(Question(PROLOGUE + text))


def _entity(
    iri: str, things: Mapping[str, Values], wider: Mapping[str, set[str]], relations: int
) -> Entity:
    values = things[iri]
    kinds = {kind for kind in _texts(values, "type") if kind.startswith(PREFIXES["pcve"])}
    general = {upper for kind in kinds for upper in wider.get(kind, ())}
    countries = _texts(values, "country") or ([iri] if values.get("isoCode") else [])
    concepts = {*_texts(values, "addresses"), *_texts(values, "subject")}
    broader = {
        b for concept in concepts for b in _texts(things.get(concept, {}), "broaderTransitive")
    }
    return Entity(
        record=_record(iri, values, things, countries),
        labels=_by_language(values, "prefLabel"),
        description=_by_language(values, "description"),
        kinds=tuple(sorted(kinds - general)),
        all_kinds=frozenset(kinds),
        country=countries[0] if countries else None,
        concepts=frozenset(concepts | broader),
        relations=relations,
    )


def _record(iri: str, values: Values, things: Mapping[str, Values], countries: list[str]) -> Record:
    codes = [code for state in countries for code in _texts(things.get(state, {}), "isoCode")]
    places = [fold(label) for place in _texts(values, "place") for label in _labels(things, place)]
    kinds = [local_name(kind) for kind in _texts(values, "classification")]
    return Record(
        id=iri,
        names=tuple(dict.fromkeys(_names(values))),
        kinds=frozenset(kinds),
        countries=frozenset(codes),
        places=frozenset(places),
        domains=domains_of(_texts(values, "homepage")),
        identifiers=frozenset((*_texts(values, "identifier"), *_texts(values, "exactMatch"))),
        start=_year(values, "earliestStart"),
        end=_year(values, "latestEnd"),
    )


def _names(values: Values) -> Iterator[Name]:
    """Yield the names: labels before others. An acronym is an alternative label too."""
    acronyms = set(_texts(values, "acronym"))
    for term, use in USES.items():
        for value in sorted(values.get(term, ()), key=str):
            if value.value not in acronyms:
                yield Name(value.value, use, _language(value))
    for value in sorted(values.get("acronym", ()), key=str):
        yield Name(value.value, "acronym", _language(value))


def _labels(things: Mapping[str, Values], iri: str) -> list[str]:
    return _texts(things.get(iri, {}), "prefLabel")


def _by_language(values: Values, term: str) -> Texts:
    return Texts({_language(value): value.value for value in values.get(term, ())})


def _language(value: NamedNode | Literal) -> str:
    return (value.language or "") if isinstance(value, Literal) else ""


def _texts(values: Values, term: str) -> list[str]:
    return sorted({value.value for value in values.get(term, ())})


def _year(values: Values, term: str) -> int | None:
    days = _texts(values, term)
    return int(days[0][:YEAR]) if days else None
