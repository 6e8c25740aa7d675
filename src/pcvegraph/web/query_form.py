"""The form to ask in SPARQL, with what it holds and with what came of it."""

from __future__ import annotations

from http import HTTPStatus
from typing import NamedTuple

from starlette.responses import Response

from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.slices import Slice
from pcvegraph.querying.formats import formats_for
from pcvegraph.querying.library import Query, without_head
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, HTML, NOT_KEPT, VERSION
from pcvegraph.web.pages.answers.faults import faulty_lines
from pcvegraph.web.pages.answers.showing import Sheet
from pcvegraph.web.pages.answers.steps import Step
from pcvegraph.web.pages.rendering import page, page_answer
from pcvegraph.web.problems import causes_of, own_headers, status_of
from pcvegraph.web.question_parameters import AS_OF, CERTAIN, read_asked
from pcvegraph.web.visits import Visit

PLACE = "/query"
EXAMPLE = """PREFIX pcve: <https://w3id.org/pcvegraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?fund ?name
WHERE {
  ?fund a pcve:Fund ;
        skos:prefLabel ?name .
  FILTER(LANG(?name) = "LANGUAGE")
}
ORDER BY ?name"""


class Draft(NamedTuple):
    """What stands in the form: the query, the day it is asked of, and whether by POST."""

    text: str
    day: Slice | None = None
    query: Query | None = None
    is_long: bool = False


def sparql_form(visit: Visit) -> Response:
    """Return the form; ?name= puts a query of the library into it, with the values of the address.

    Raises:
        HttpProblem, QueryError: a value is wrong, as `read_asked`.
    """
    known = visit.edition.library.get(visit.parameter("name"))
    text = _text(known, visit) if known else EXAMPLE.replace("LANGUAGE", visit.language)
    return page_answer(visit, "query.html", **_context(visit, Draft(text, query=known)))


def answered_form(
    visit: Visit, draft: Draft, sheet: Sheet, cite: Step, undated: int | None
) -> Response:
    """Return the form with the answer below it, and the way to how it is cited."""
    context = _context(visit, draft) | {"sheet": sheet, "cite": cite, "undated": undated or 0}
    return page_answer(visit, "query.html", **context)


def faulty_form(visit: Visit, draft: Draft, error: PcvegraphError) -> Response:
    """Return the form with what is wrong above it, and the status of that."""
    status = status_of(error)
    context = _context(visit, draft) | {
        "error": error,
        "status": status,
        "fault": faulty_lines(draft.text, error) if status == HTTPStatus.BAD_REQUEST else [],
        "causes": causes_of(visit, error),
    }
    headers = {VERSION: visit.edition.version, "Vary": BY_FORMAT_AND_LANGUAGE} | NOT_KEPT
    html = page(visit, "query.html", **context)
    return Response(html, status, own_headers(error) | headers | {"Content-Type": HTML})


def _context(visit: Visit, draft: Draft) -> dict[str, object]:
    return {
        "draft": draft,
        "query": draft.query,
        "sheet": None,
        "lang": visit.parameter("lang"),
        "settings": visit.settings,
        "error": None,
        "status": None,
        "fault": [],
        "causes": [],
        "tables": formats_for("bindings"),
        "graphs": formats_for("triples"),
    }


def _text(query: Query, visit: Visit) -> str:
    """Return the query without its head, which the page shows, with the values of the address."""
    taken = (*query.parameters, AS_OF, CERTAIN)
    given = [(k, v) for k, v in visit.request.query_params.multi_items() if k in taken]
    asked = read_asked(query, given, {"language": visit.language}, paged=False)
    return without_head(asked.text)
