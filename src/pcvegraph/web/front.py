"""The home page."""

from __future__ import annotations

from starlette.responses import Response

from pcvegraph.querying.describing import name_things
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.questions import Question
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.visits import Visit

COUNTS = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
SELECT
  (COUNT(DISTINCT ?relation) AS ?relations)
  (COUNT(DISTINCT ?entity) AS ?entities)
  (COUNT(DISTINCT ?source) AS ?sources)
WHERE {
  { ?relation a pcve:Relation } UNION { ?entity a pcve:Entity } UNION { ?source a pcve:Source }
}"""

CENTRES = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?thing (COUNT(DISTINCT ?relation) AS ?relations) WHERE {
  ?relation rdf:subject|rdf:object ?thing .
  ?thing a pcve:Entity .
} GROUP BY ?thing ORDER BY DESC(?relations) ?thing LIMIT 12"""


def home(visit: Visit) -> Response:
    """Return the home page: what this is, how much there is, and the questions it answers."""
    engine = visit.edition.asked
    library = list(visit.edition.library.values())
    return page_answer(
        visit,
        "home.html",
        counts=_counts(engine),
        centres=_centres(engine),
        library=library,
        lang=visit.parameter("lang"),
    )


def _counts(engine: Askable) -> dict[str, str]:
    return {name: term.value for name, term in engine.rows(Question(COUNTS))[0].items()}


def _centres(engine: Askable) -> list[Thing]:
    return name_things(engine, [row["thing"].value for row in engine.rows(Question(CENTRES))])
