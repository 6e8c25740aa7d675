"""The home page and the form to ask in SPARQL."""

from __future__ import annotations

from itertools import dropwhile

from fastapi import Response

from pcvegraph.languages import Language
from pcvegraph.querying.describing import name_things
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.engine import Engine, Question
from pcvegraph.querying.formats import formats_for
from pcvegraph.querying.library import Query
from pcvegraph.web.pages import page_answer
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

EXAMPLE = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?fund ?name
WHERE {
  ?fund a pcve:Fund ;
        skos:prefLabel ?name .
  FILTER(LANG(?name) = "LANGUAGE")
}
ORDER BY ?name"""


def home(visit: Visit) -> Response:
    """Return the home page: what this is, how much there is, and the questions it answers."""
    engine = visit.edition.engine
    library = list(visit.edition.library.values())
    return page_answer(
        visit, "home.html", counts=_counts(engine), centres=_centres(engine), library=library
    )


def sparql_form(visit: Visit) -> Response:
    """Return the form; ?name= puts a query of the library into it."""
    known = visit.edition.library.get(visit.parameter("name"))
    return page_answer(
        visit,
        "sparql.html",
        query=known,
        text=_text(known, visit.language) if known else EXAMPLE.replace("LANGUAGE", visit.language),
        tables=formats_for("bindings"),
        graphs=formats_for("triples"),
    )


def _text(query: Query, language: Language) -> str:
    """Return the query without its head, which the page shows, and with its names in `language`."""
    values = {"language": language} if "language" in query.parameters else {}
    lines = query.with_values(values).splitlines()
    return "\n".join(dropwhile(lambda line: line.startswith("#"), lines))


def _counts(engine: Engine) -> dict[str, str]:
    return {name: term.value for name, term in engine.rows(Question(COUNTS))[0].items()}


def _centres(engine: Engine) -> list[Thing]:
    return name_things(engine, [row["thing"].value for row in engine.rows(Question(CENTRES))])
