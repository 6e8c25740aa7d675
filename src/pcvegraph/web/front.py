"""The home page and the form to ask in SPARQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from pcvegraph.querying.engine import Engine, Question
from pcvegraph.querying.formats import FORMATS
from pcvegraph.web.answers import answered
from pcvegraph.web.pages import VARY, language_of, page
from pcvegraph.web.publication import Edition

HTML = "text/html; charset=utf-8"

COUNTS = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
SELECT
  (COUNT(DISTINCT ?relation) AS ?relations)
  (COUNT(DISTINCT ?entity) AS ?entities)
  (COUNT(DISTINCT ?source) AS ?sources)
WHERE {
  { ?relation a pcve:Relation } UNION { ?entity a pcve:Entity } UNION { ?source a pcve:Source }
}"""

EXAMPLE = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?fund ?name WHERE {
  ?fund a pcve:Fund ;
        skos:prefLabel ?name .
}"""


def _counts(engine: Engine) -> dict[str, str]:
    return {name: term.value for name, term in engine.rows(Question(COUNTS))[0].items()}


async def home(request: Request, edition: Edition, public_url: str) -> Response:
    """Return the home page: what this is, how much there is, and the questions it answers."""
    counts = await run_in_threadpool(_counts, edition.engine)
    context = {"counts": counts, "library": edition.library}
    return _answer("home.html", request, edition, public_url, context)


def sparql_form(request: Request, edition: Edition, public_url: str) -> Response:
    """Return the form; ?name= puts a query of the library into it."""
    known = edition.library.get(request.query_params.get("name", ""))
    context = {"query": known, "text": known.text if known else EXAMPLE, "formats": FORMATS}
    return _answer("sparql.html", request, edition, public_url, context)


def _answer(
    template: str, request: Request, edition: Edition, public_url: str, context: Mapping[str, Any]
) -> Response:
    html = page(template, request, edition, public_url, context)
    return answered(request, edition, html, HTML, f"html-{language_of(request)}", vary=VARY)
