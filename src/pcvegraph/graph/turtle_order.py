"""The order of statements, predicates and objects in the normal form of a Turtle file."""

from __future__ import annotations

from collections.abc import Iterable

from pcvegraph.graph.turtle import BlankNode, Collection, Iri, Literal, Property, Statement, Term
from pcvegraph.identifiers import shortened
from pcvegraph.languages import LANGUAGES
from pcvegraph.vocabulary import PREFIXES


def _iris(names: str) -> tuple[str, ...]:
    pairs = (name.split(":") for name in names.split())
    return tuple(PREFIXES[prefix] + local for prefix, local in pairs)


# What a thing is and is called comes first, what is said of it follows in the alphabet's order, and
# whose word it is comes last: a reader learns the statement before its proof.
FIRST_PREDICATES = _iris(
    "rdf:type rdf:subject rdf:predicate rdf:object owl:annotatedSource owl:annotatedProperty "
    "sssom:predicate_modifier owl:annotatedTarget sssom:object_label "
    "rdfs:subClassOf rdfs:subPropertyOf rdfs:domain rdfs:range "
    "skos:inScheme skos:prefLabel rdfs:label skos:altLabel pcve:acronym "
    "pcve:ourTranslation pcve:inverseLabel dcterms:title dcterms:publisher dc:publisher "
    "dcterms:description skos:definition rdfs:comment skos:broader skos:related "
    "org:classification pcve:isoCode pcve:country pcve:place pcve:start pcve:end pcve:announced "
    "pcve:role pcve:about pcve:topic pcve:value "
    "sh:targetClass sh:path sh:minCount sh:maxCount sh:nodeKind sh:datatype sh:class"
)
LAST_PREDICATES = _iris(
    "sh:property sh:severity sh:message pcve:remedy dcterms:source pcve:anchor pcve:asOf "
    "pcve:locator pcve:note pcve:statement pcve:claim pcve:evidence"
)
RELATIONS = frozenset(
    map(Iri, _iris("pcve:Relation pcve:Funding pcve:Assessment pcve:Partnership pcve:Mapping"))
)
TYPE = PREFIXES["rdf"] + "type"

_RANKS = {
    **{iri: rank for rank, iri in enumerate(FIRST_PREDICATES, -len(FIRST_PREDICATES))},
    **{iri: rank for rank, iri in enumerate(LAST_PREDICATES, 1)},
}
_TELLING_OF_BLANK_NODES = _iris("dcterms:source pcve:anchor pcve:value")

_Key = tuple[object, ...]


def sorted_statements(statements: Iterable[Statement]) -> list[Statement]:
    """Return the statements: of entities, of relations and what has no type, of blank nodes.

    Each kind is sorted by IRI. A subject with several statements has them side by side.
    """
    written = list(statements)
    entities = {
        statement.subject
        for statement in written
        for each in statement.properties
        if each.predicate == TYPE and each.object not in RELATIONS
    }

    def key(statement: Statement) -> _Key:
        subject = statement.subject
        if not isinstance(subject, Iri):
            return (2,)
        return 0 if subject in entities else 1, *_iri_key(subject.value)

    return sorted(written, key=key)


def sorted_properties(properties: Iterable[Property]) -> list[Property]:
    """Return the properties by predicate, and those of one predicate by object."""

    def key(each: Property) -> _Key:
        rank = _RANKS.get(each.predicate, 0)
        return rank, shortened(each.predicate), each.predicate, _object_key(each.object)

    return sorted(properties, key=key)


def _object_key(term: Term) -> _Key:
    """Return what sorts the objects of one predicate; those with equal keys stay as written."""
    match term:
        case Iri(iri):
            return 0, *_iri_key(iri)
        case Literal(value, datatype, language):
            return 1, *_language_key(language.lower()), value, datatype
        case BlankNode(properties=properties):
            return 2, *(_least(properties, predicate) for predicate in _TELLING_OF_BLANK_NODES)
        case Collection():
            return (3,)


def _iri_key(iri: str) -> tuple[str, int]:
    """Return a key by which the further statements --2 and --10 follow their first in order."""
    first, _, number = iri.rpartition("--")
    return (first, int(number)) if first and number.isdecimal() else (iri, 1)


def _language_key(language: str) -> tuple[int, str]:
    known = ("", *LANGUAGES)
    return known.index(language) if language in known else len(known), language


def _least(properties: Iterable[Property], predicate: str) -> str:
    objects = (each.object for each in properties if each.predicate == predicate)
    return min((term.value for term in objects if isinstance(term, Iri | Literal)), default="")
