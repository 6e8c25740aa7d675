"""/ontology: the terms, as one page or as RDF."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import NamedNode, Triple
from starlette.responses import Response

from pcvegraph.languages import Texts
from pcvegraph.querying.describing import name_things
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.formats import formats_for
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import ONTOLOGY_GRAPHS, SKOS
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


class Term(NamedTuple):
    """A term of the ontology, as the page tells it."""

    thing: Thing
    definitions: Texts
    examples: Texts


def ontology_answer(visit: Visit, extension: str) -> Response:
    """Return the ontology in the format that the address or the request names.

    Raises:
        UnknownFormatError, NotAcceptableError: as `choose_format`.
    """
    chosen = choose_format(visit, extension)
    engine = visit.edition.asked
    if chosen:
        return rdf_answer(visit, _triples(engine), chosen)
    formats = formats_for("triples")
    return page_answer(visit, "ontology.html", groups=_terms(engine), formats=formats)


def _terms(engine: Askable) -> dict[str, list[Term]]:
    texts: dict[tuple[str, str], Texts] = {}
    for row in engine.rows(Question(TEXTS)):
        found = texts.setdefault((row["term"].value, row["property"].value), Texts())
        found[getattr(row["text"], "language", None) or ""] = row["text"].value
    kinds = {row["term"].value: row["kind"].value for row in engine.rows(Question(TERMS))}
    groups: dict[str, list[Term]] = {
        kind: [] for kind in ("classes", "predicates", "properties", "values")
    }
    for thing in name_things(engine, list(kinds)):
        definitions, examples = (
            texts.get((thing.iri, said.value), Texts()) for said in (SKOS.definition, SKOS.example)
        )
        groups[kinds[thing.iri]].append(Term(thing, definitions, examples))
    return groups


def _triples(engine: Askable) -> list[Triple]:
    return engine.triples(Question(STATED))
