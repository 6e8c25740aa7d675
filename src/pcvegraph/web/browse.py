"""/browse: all there is, by kind, country, phenomenon and year."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from starlette.responses import Response

from pcvegraph.identifiers import find_slug
from pcvegraph.linking.working import search_task
from pcvegraph.querying.describing import name_things
from pcvegraph.querying.descriptions import Thing
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import prologue
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.visits import Visit

CONCEPTS = (
    prologue("pcve", "skos")
    + """SELECT DISTINCT ?concept ?broader WHERE {
  VALUES ?kind { pcve:Phenomenon pcve:Practice }
  ?concept a ?kind .
  OPTIONAL { ?concept skos:broader ?broader }
} ORDER BY ?concept ?broader"""
)

YEARS = (
    prologue("pcve", "xsd")
    + """SELECT ?year (COUNT(DISTINCT ?thing) AS ?things) WHERE {
  VALUES ?date { pcve:start pcve:end }
  ?thing a pcve:Entity ; ?date ?day .
  FILTER NOT EXISTS { ?thing a pcve:Report }
  BIND(xsd:integer(SUBSTR(STR(?day), 1, 4)) AS ?year)
} GROUP BY ?year ORDER BY ?year"""
)

OF_A_YEAR = "field/what-began-or-ended-in-a-year"
FIRST_YEAR = 2000
"""Before it the years that have something are few and far between."""


class Node(NamedTuple):
    """A concept of the thesaurus, how many things address it, and what is narrower."""

    thing: Thing
    things: int
    narrower: list[Node]


class Year(NamedTuple):
    """A year, how many things began or ended in it, and how high its bar is, from 0 to 1."""

    year: int
    things: int
    height: float


async def browse(visit: Visit) -> Response:
    """Return the page; each choice leads to a search that is narrowed to it.

    Raises:
        QueryRefusedError: a remote store holds the graph. EngineError: the service is busy.
    """
    body = await visit.edition.run(search_task({"language": visit.language}), visit.client)
    facets: dict[str, list[dict[str, Any]]] = json.loads(body)["facets"]
    return await visit.in_thread(partial(_page, facets=facets))


def _page(visit: Visit, facets: Mapping[str, list[dict[str, Any]]]) -> Response:
    counts = {each["value"]: each["count"] for each in facets["phenomena"]}
    return page_answer(
        visit,
        "browse.html",
        facets=facets,
        trees=_trees(visit.edition.asked, counts),
        years=list(_years(visit.edition.asked)),
        first_year=str(FIRST_YEAR),
        of_a_year=OF_A_YEAR if OF_A_YEAR in visit.edition.library else "",
    )


def _trees(engine: Askable, counts: Mapping[str, int]) -> list[Node]:
    """Return the concepts that are at the top, with what is below them."""
    rows = engine.rows(Question(CONCEPTS))
    names = name_things(engine, sorted({row["concept"].value for row in rows}))
    things = {thing.iri: thing for thing in names}
    below: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        above = row["broader"].value if "broader" in row else ""
        below[above if above in things else ""].append(row["concept"].value)

    def node(iri: str) -> Node:
        count = counts.get(find_slug(iri) or "", 0)
        return Node(things[iri], count, [node(each) for each in below[iri]])

    return [node(iri) for iri in below[""]]


def _years(engine: Askable) -> Iterator[Year]:
    found = {
        int(row["year"].value): int(row["things"].value) for row in engine.rows(Question(YEARS))
    }
    recent = {year: count for year, count in found.items() if year >= FIRST_YEAR}
    if not recent:
        return
    most = max(recent.values())
    for year in range(min(recent), max(recent) + 1):
        count = recent.get(year, 0)
        yield Year(year, count, count / most)
