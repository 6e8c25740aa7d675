"""The query behind a page: one that people can read, change and ask again."""

from __future__ import annotations

from pcvegraph.languages import Language
from pcvegraph.querying.descriptions import Description
from pcvegraph.vocabulary import PCVE, PREFIXES

QUERY = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

# Every relation of THING, with its dates and the words that state it.
SELECT ?relation ?subjectName ?predicate ?objectName ?start ?end ?source ?anchor ?address
WHERE {
  PATTERN
  ?relation rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object .
  ?relation pcve:evidence ?evidence .
  ?evidence dcterms:source ?source ; pcve:anchor ?anchor .
  OPTIONAL { ?subject skos:prefLabel ?subjectName . FILTER(LANG(?subjectName) = "LANGUAGE") }
  OPTIONAL { ?object skos:prefLabel ?objectName . FILTER(LANG(?objectName) = "LANGUAGE") }
  OPTIONAL { ?relation pcve:start ?start }
  OPTIONAL { ?relation pcve:end ?end }
  OPTIONAL { ?evidence schema:url ?address }
}
ORDER BY ?predicate ?start ?relation"""

OF_AN_END = "{ ?relation rdf:subject THING } UNION { ?relation rdf:object THING }"
OF_A_SOURCE = "?relation pcve:evidence/dcterms:source THING ."
OF_ITSELF = "VALUES ?relation { THING }"
OF_EVIDENCE = "?relation pcve:evidence THING ."


def query_behind(description: Description, language: Language) -> str:
    """Return the query for the statements of a page; "" where there are none."""
    if not description.statements:
        return ""
    query = QUERY.replace("PATTERN", _pattern(description)).replace("LANGUAGE", language)
    return query.replace("THING", f"<{description.thing.iri}>")


def _pattern(description: Description) -> str:
    iri = description.thing.iri
    if iri.startswith(PREFIXES["source"]):
        return OF_A_SOURCE
    if any(s.iri == iri for s in description.statements):
        return OF_ITSELF
    is_evidence = any(kind.iri == PCVE.Evidence.value for kind in description.types)
    return OF_EVIDENCE if is_evidence else OF_AN_END
