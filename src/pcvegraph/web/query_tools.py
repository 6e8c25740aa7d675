"""/query/…: what the editor of the query page asks, and the network of an answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.responses import JSONResponse, Response

from pcvegraph.identifiers import shortened
from pcvegraph.querying.drafts import check_task, layout_task
from pcvegraph.querying.engines.engine import Answer, Task
from pcvegraph.querying.evaluation import Askable
from pcvegraph.querying.protocol import QUERY as SPARQL
from pcvegraph.querying.protocol import Request
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import PREFIXES, prologue
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, NOT_KEPT, VERSION, answered
from pcvegraph.web.pages.answers.networks import as_network, things_in
from pcvegraph.web.pages.answers.reading import read_answer
from pcvegraph.web.pages.answers.showing import names_of
from pcvegraph.web.pages.answers.views import fitting
from pcvegraph.web.sparql import read_request
from pcvegraph.web.visits import Visit

JSON = "application/json"
ROWS_OF_NETWORK = 10_000
"""More rows are not looked at for a drawing of at most 300 things."""

TERMS = f"""{prologue("rdfs", "skos")}
SELECT ?term ?kind ?count ?label WHERE {{
  {{ SELECT ?term ("class" AS ?kind) (COUNT(*) AS ?count) WHERE {{ ?thing a ?term }} GROUP BY ?term }}
  UNION
  {{ SELECT ?term ("property" AS ?kind) (COUNT(*) AS ?count) WHERE {{ ?s ?term ?o }} GROUP BY ?term }}
  OPTIONAL {{ ?term rdfs:label|skos:prefLabel ?label }}
}} ORDER BY ?term"""

OWN_TERMS = f"""{prologue("owl", "pcve", "rdfs")}
SELECT DISTINCT ?term ?class ?temporality ?label WHERE {{
  ?term a ?class ; rdfs:label ?label .
  VALUES ?class {{ owl:Class owl:ObjectProperty owl:DatatypeProperty }}
  FILTER(STRSTARTS(STR(?term), STR(pcve:)))
  OPTIONAL {{ ?term pcve:temporality ?temporality }}
}} ORDER BY ?term"""


async def check(visit: Visit) -> Response:
    """Return as JSON what is wrong with the query that the request has; it is only read, not asked.

    Raises:
        HttpProblem, ProtocolError, QueryError, EngineError: as `read_request` and `Edition.run`.
    """
    body = await _run(visit, check_task)
    return Response(body, media_type=JSON, headers={VERSION: visit.edition.version} | NOT_KEPT)


async def layout(visit: Visit) -> Response:
    """Return the query that the request has, laid out; raises as `check`."""
    body = await _run(visit, layout_task)
    headers = {VERSION: visit.edition.version} | NOT_KEPT
    return Response(body, media_type=f"{SPARQL}; charset=utf-8", headers=headers)


async def _run(visit: Visit, work: Callable[[str], Task]) -> bytes:
    parameters = (await read_request(visit)).read_parameters()
    return await visit.edition.run(work(parameters.one("query")), visit.client)


def terms(visit: Visit) -> Response:
    """Return as JSON what a query may be written with: prefixes, and terms with their names.

    A term has a kind (class, predicate, property), labels in both languages, and how often the graph
    has it (things of a class, triples of a property) where the graph says so.
    """
    told = _terms(visit.edition.asked)
    document = {"prefixes": PREFIXES, "terms": sorted(told.values(), key=lambda term: term["name"])}
    body = bytes(JSONResponse(document).body)
    return answered(visit, body, JSON, "terms", vary="")


def _terms(engine: Askable) -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = {}
    for row in engine.rows(Question(OWN_TERMS)):
        is_class = row["class"].value.endswith("#Class")
        kind = "class" if is_class else "predicate" if "temporality" in row else "property"
        term = told.setdefault(row["term"].value, _term(row["term"].value, kind))
        term["labels"][getattr(row["label"], "language", None) or "en"] = row["label"].value
    for row in engine.rows(Question(TERMS)):
        term = told.setdefault(row["term"].value, _term(row["term"].value, row["kind"].value))
        term["count"] = int(row["count"].value)
        if "label" in row:
            language = getattr(row["label"], "language", None) or "en"
            term["labels"].setdefault(language, row["label"].value)
    return {iri: term for iri, term in told.items() if not term["name"].startswith("<")}


def _term(iri: str, kind: str) -> dict[str, Any]:
    return {"name": shortened(iri), "kind": kind, "labels": {}, "count": None}


async def graph(visit: Visit) -> Response:
    """Return as JSON the things of two columns of the answer, and what lines there are between them.

    Raises:
        QueryError, EngineError: as `Engine.respond`. StoreError: as `Reading.rows`.
    """
    parameters = visit.request.scope["query_string"]
    request = Request(parameters + b"&format=tsv&format=ntriples", visit.accept)
    answer = await visit.edition.engine.respond(request, client=visit.client)
    document = await visit.in_thread(partial(_network, answer=answer))
    body = bytes(JSONResponse(document).body)
    tag = f"network-{visit.language}"
    response = answered(visit, body, JSON, tag, vary=BY_FORMAT_AND_LANGUAGE)
    if not answer.is_repeatable:
        del response.headers["ETag"]
        response.headers.update(NOT_KEPT)
    return response


def _network(visit: Visit, answer: Answer) -> dict[str, Any]:
    reading = read_answer(answer)
    rows = reading.rows(reading.lines[:ROWS_OF_NETWORK])
    fit = fitting(reading.columns, rows).get("graph") if reading.kind == "bindings" else None
    if fit is None:
        return {"most": 0, "left_out": reading.total, "nodes": [], "edges": []}
    things = things_in(fit, rows)
    named = names_of(visit, things)
    names = {iri: named[iri] for iri in things if iri in named}
    network = as_network(fit, rows, names, visit.link)
    return network | {"left_out": reading.total - len(rows) + network["left_out"]}
