"""/ontology: the terms, as one page or as RDF."""

from __future__ import annotations

from fastapi import Request, Response
from pyoxigraph import NamedNode, Triple
from starlette.concurrency import run_in_threadpool

from pcvegraph.querying.descriptions import Description, describe
from pcvegraph.querying.engine import Engine, Question
from pcvegraph.querying.formats import write_triples
from pcvegraph.vocabulary import ONTOLOGY_GRAPHS
from pcvegraph.web.answers import answered
from pcvegraph.web.pages import VARY, language_of, page
from pcvegraph.web.publication import Edition
from pcvegraph.web.things import choose_format

GRAPH = ONTOLOGY_GRAPHS + "pcvegraph"

TERMS = f"""PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
SELECT DISTINCT ?term ?kind WHERE {{
  GRAPH <{GRAPH}> {{ ?term a ?class }}
  FILTER(STRSTARTS(STR(?term), STR(pcve:)))
  BIND(
    IF(?class = owl:Class, "classes",
      IF(EXISTS {{ ?term pcve:temporality ?t }}, "predicates", "terms")) AS ?kind)
}} ORDER BY ?term"""


def _terms(engine: Engine) -> dict[str, list[Description]]:
    groups: dict[str, list[Description]] = {"classes": [], "predicates": [], "terms": []}
    for row in engine.rows(Question(TERMS)):
        groups[row["kind"].value].append(describe(engine, row["term"].value))
    return groups


def _triples(engine: Engine) -> list[Triple]:
    quads = engine.snapshot.store.quads_for_pattern(None, None, None, NamedNode(GRAPH))
    return [quad.triple for quad in quads]


async def ontology_answer(
    request: Request, edition: Edition, extension: str, public_url: str
) -> Response:
    """Return the ontology in the format that the address or the request names.

    Raises:
        UnknownFormatError, HttpProblem: as `choose_format`.
    """
    chosen = choose_format(request, extension)
    if chosen is None:
        groups = await run_in_threadpool(_terms, edition.engine)
        html = page("ontology.html", request, edition, public_url, {"groups": groups})
        kind = f"html-{language_of(request)}"
        return answered(request, edition, html, "text/html; charset=utf-8", kind, vary=VARY)
    body = write_triples(await run_in_threadpool(_triples, edition.engine), chosen)
    return answered(request, edition, body, chosen.content_type, chosen.name, vary=VARY)
