"""The home page."""

from __future__ import annotations

from starlette.responses import Response

from pcvegraph.querying.describing import name_things
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PREFIXES, local_name
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.visits import Visit

COUNTS = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
SELECT ?kind (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  VALUES ?kind { pcve:Entity pcve:Relation pcve:Evidence pcve:Source }
  ?thing a ?kind .
} GROUP BY ?kind"""

CENTRES = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?thing (COUNT(DISTINCT ?relation) AS ?relations) WHERE {
  ?relation rdf:subject|rdf:object ?thing .
  ?thing a pcve:Entity .
} GROUP BY ?thing ORDER BY DESC(?relations) ?thing LIMIT 8"""

FEATURED = (
    "forums/who-co-chairs-a-body",
    "funding/what-money-something-received",
    "events/what-happened-between-two-days",
    "commitments/which-promises-got-which-verdict",
    "bridges/where-a-country-and-europe-work-together",
    "people/who-holds-office-where",
)
"""Questions that stand on the home page, one of each sort of reader."""

KINDS = ("organisation", "programme", "fund", "forum", "event", "commitment")
"""Kinds that stand on the home page, as the search names them."""


def home(visit: Visit) -> Response:
    """Return the home page: what this is, how much there is, and three ways in."""
    engine, library = visit.edition.asked, visit.edition.library
    featured = [library[name] for name in FEATURED if name in library]
    return page_answer(
        visit,
        "home.html",
        counts=_counts(engine),
        centres=_centres(engine),
        questions=featured or list(library.values())[: len(FEATURED)],
        networks=list(visit.edition.projections.values())[:5],
        kinds=name_things(engine, [PREFIXES["pcve"] + kind.capitalize() for kind in KINDS]),
        lang=visit.parameter("lang"),
    )


def _counts(engine: Askable) -> dict[str, int]:
    """Return how many things of each kind there are, by the local name of the class."""
    rows = engine.rows(Question(COUNTS))
    return {local_name(row["kind"].value): int(row["things"].value) for row in rows}


def _centres(engine: Askable) -> list[Thing]:
    return name_things(engine, [row["thing"].value for row in engine.rows(Question(CENTRES))])
