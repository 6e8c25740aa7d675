"""/ontology: the terms, as one page or as RDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple
from starlette.responses import Response

from pcvegraph.checking.requirements import Requirement, Requirements
from pcvegraph.languages import Texts
from pcvegraph.querying.describing import name_things
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.formats import formats_for
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import ONTOLOGY_GRAPHS, SKOS, local_name, prologue
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.things import choose_format, rdf_answer
from pcvegraph.web.visits import Visit

GRAPHS = tuple(NamedNode(ONTOLOGY_GRAPHS + name) for name in ("pcvegraph", "alignments"))

TERMS = f"""PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
SELECT ?term (MIN(?group) AS ?kind) WHERE {{
  GRAPH {GRAPHS[0]} {{ ?term a ?class }}
  FILTER(STRSTARTS(STR(?term), STR(pcve:)))
  BIND(
    IF(?class = owl:Class, "classes",
      IF(EXISTS {{ ?term pcve:temporality ?t }}, "predicates",
        IF(STRSTARTS(STR(?class), STR(owl:)), "properties", "values"))) AS ?group)
}} GROUP BY ?term ORDER BY ?term"""

TEXTS = f"""PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?property ?text WHERE {{
  VALUES ?property {{ skos:definition skos:example }}
  GRAPH {GRAPHS[0]} {{ ?term ?property ?text }}
}}"""


STATED = f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  VALUES ?graph {{ {GRAPHS[0]} {GRAPHS[1]} }}
  GRAPH ?graph {{ ?s ?p ?o }}
}}"""


INSTANCES = f"""{prologue("pcve", "rdf", "rdfs")}
SELECT ?term ?thing (COUNT(?relation) AS ?relations) WHERE {{
  ?thing a ?term .
  FILTER(STRSTARTS(STR(?term), STR(pcve:)))
  FILTER NOT EXISTS {{ GRAPH {GRAPHS[0]} {{ ?thing a ?term }} }}
  OPTIONAL {{ ?relation rdf:subject|rdf:object ?thing }}
}} GROUP BY ?term ?thing"""

STATEMENTS = f"""{prologue("pcve", "rdf")}
SELECT ?term ?thing (COUNT(?evidence) AS ?relations) WHERE {{
  ?thing rdf:predicate ?term ; pcve:evidence ?evidence .
}} GROUP BY ?term ?thing"""

DECLARED = f"""{prologue("pcve", "rdfs")}
SELECT ?term ?property ?value WHERE {{
  VALUES ?property {{ rdfs:domain rdfs:range rdfs:subClassOf pcve:temporality }}
  GRAPH {GRAPHS[0]} {{ ?term ?property ?value }}
  FILTER(ISIRI(?value) && STRSTARTS(STR(?value), STR(pcve:)))
}} ORDER BY ?term ?property ?value"""

EXAMPLES = 3
DECLARATIONS = ("subClassOf", "domain", "range", "temporality")


class Term(NamedTuple):
    """A term of the ontology, as the page tells it.

    `uses` is how many things or relations there are, `examples` the best connected or borne out of
    them, `declared` what the ontology says of it by the name of the property.
    """

    thing: Thing
    definitions: Texts
    samples: Texts
    declared: Mapping[str, list[Thing]]
    uses: int
    examples: list[Thing]
    may_say: list[Thing]
    faults: list[Requirement]


def ontology_answer(visit: Visit, extension: str) -> Response:
    """Return the ontology in the format that the address or the request names.

    Raises:
        UnknownFormatError, NotAcceptableError: as `choose_format`.
    """
    chosen = choose_format(visit, extension)
    engine = visit.edition.asked
    if chosen:
        return rdf_answer(visit, _triples(engine), chosen)
    return page_answer(
        visit,
        "ontology.html",
        groups=_terms(engine, visit.edition.requirements),
        checks=visit.edition.requirements.checks,
        declarations=DECLARATIONS,
        formats=formats_for("triples"),
    )


def _terms(engine: Askable, asked: Requirements) -> dict[str, list[Term]]:
    kinds = {row["term"].value: row["kind"].value for row in engine.rows(Question(TERMS))}
    texts, declared, used = _texts(engine), _declared(engine), _used(engine)
    mentioned = {
        *kinds,
        *(iri for said in declared.values() for iris in said.values() for iri in iris),
        *(iri for _, examples in used.values() for iri in examples),
        *(iri for iris in asked.may_say.values() for iri in iris),
    }
    things = {thing.iri: thing for thing in name_things(engine, sorted(mentioned))}
    groups: dict[str, list[Term]] = {
        kind: [] for kind in ("classes", "predicates", "properties", "values")
    }
    for iri, kind in kinds.items():
        uses, examples = used.get(iri, (0, []))
        groups[kind].append(
            Term(
                things[iri],
                texts.get((iri, SKOS.definition.value), Texts()),
                texts.get((iri, SKOS.example.value), Texts()),
                {k: [things[each] for each in v] for k, v in declared.get(iri, {}).items()},
                uses,
                [things[each] for each in examples],
                [things[each] for each in asked.may_say.get(iri, ())],
                asked.faults.get(iri, []),
            )
        )
    return groups


def _texts(engine: Askable) -> dict[tuple[str, str], Texts]:
    texts: dict[tuple[str, str], Texts] = {}
    for row in engine.rows(Question(TEXTS)):
        found = texts.setdefault((row["term"].value, row["property"].value), Texts())
        found[getattr(row["text"], "language", None) or ""] = row["text"].value
    return texts


def _declared(engine: Askable) -> dict[str, dict[str, list[str]]]:
    """Return what the ontology says of its terms: by term and property, IRIs."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in engine.rows(Question(DECLARED)):
        said = found.setdefault(row["term"].value, {})
        said.setdefault(local_name(row["property"].value), []).append(row["value"].value)
    return found


def _used(engine: Askable) -> dict[str, tuple[int, list[str]]]:
    """Return how often each term is used, and by which things most."""
    found: dict[str, list[tuple[int, str]]] = {}
    for query in (INSTANCES, STATEMENTS):
        for row in engine.rows(Question(query)):
            weight = -int(row["relations"].value)
            found.setdefault(row["term"].value, []).append((weight, row["thing"].value))
    return {
        term: (len(things), [iri for _, iri in sorted(things)[:EXAMPLES]])
        for term, things in found.items()
    }


def _triples(engine: Askable) -> list[Triple]:
    return engine.triples(Question(STATED))
