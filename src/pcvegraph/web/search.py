"""/search: things by what they are called, as a page or as JSON."""

from __future__ import annotations

import json
from functools import partial
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from pcvegraph.errors import NotAcceptableError, ProtocolError, UnknownFormatError
from pcvegraph.linking.searching.requests import PARAMETERS, TEXT, read_search_request
from pcvegraph.linking.searching.searcher import FACETS
from pcvegraph.linking.working import search_task
from pcvegraph.querying.negotiation import choose
from pcvegraph.web.answers import BY_FORMAT_AND_LANGUAGE, Prepared, prepare
from pcvegraph.web.pages.rendering import page_answer
from pcvegraph.web.visits import Visit

JSON = "application/json"
PAGE = "html"
OURS = ("format", "lang")
"""Parameters of an address that say nothing of the search."""

KEPT = (TEXT, "lang", "language")
"""Parameters that stay when nothing is narrowed any more."""

PLACE = "/search"
SHOWN_OF_FACET = 10
"""Values of a facet that stand open on the page."""


async def search(visit: Visit) -> Response | Prepared:
    """Return what is called as `?q=` says, as a page or as JSON; all things where it is empty.

    Raises:
        UnknownFormatError: ?format= is neither.
        NotAcceptableError: the request accepts neither.
        ParameterError, ProtocolError: a parameter is wrong, or there twice.
        QueryRefusedError: a remote store holds the graph. EngineError: the service is busy.
    """
    wants_page = _wants_page(visit)
    written = _written(visit)
    read_search_request(written)
    body = await visit.edition.run(search_task(written), visit.client)
    answer = json.loads(body)
    links = _neighbours(visit, answer, written)
    header = ", ".join(f'<{place}>; rel="{rel}"' for rel, place in links.items())
    others = {"Link": header} if header else {}
    if wants_page:
        write = partial(_page, answer=answer, written=written, links=links)
        response = await visit.in_thread(write)
        response.headers.update(others)
        return response
    tag = f"json-{written['language']}"
    return prepare(visit, body, JSON, tag, vary=BY_FORMAT_AND_LANGUAGE, others=others)


def _wants_page(visit: Visit) -> bool:
    named = visit.parameter("format")
    if named not in ("", "json", PAGE):
        raise UnknownFormatError(named, "What is found", [PAGE, "json"])
    chosen = named or choose(visit.accept, [("json", [JSON]), (PAGE, ["text/html"])])
    if not chosen:
        raise NotAcceptableError(visit.accept, [JSON, "text/html"])
    return chosen == PAGE


def _written(visit: Visit) -> dict[str, str]:
    pairs = visit.request.query_params.multi_items()
    names = [key for key, _ in pairs]
    if twice := next((key for key in names if names.count(key) > 1), ""):
        raise ProtocolError(f"There is more than one {twice[:100]}.", "Send each parameter once.")
    # A form sends what was left empty.
    written = {key: value for key, value in pairs if key not in OURS and (value or key == TEXT)}
    return {"language": visit.language} | written


def _neighbours(visit: Visit, answer: dict[str, Any], written: dict[str, str]) -> dict[str, str]:
    """Return the addresses of the pages before ("prev") and after ("next") this one."""
    skip, most, total = answer["skip"], answer["most"], answer["total"]
    wanted = {}
    if skip:
        wanted["prev"] = max(min(skip, total) - most, 0)
    if skip + most < total:
        wanted["next"] = skip + most
    asked = _asked(visit, written)
    return {rel: _address(visit, asked | {"skip": str(n)}) for rel, n in wanted.items()}


def _asked(visit: Visit, written: dict[str, str]) -> dict[str, str]:
    """Return the parameters as the visitor gave them: without the language that was not asked."""
    given = visit.request.query_params
    return {key: value for key, value in written.items() if key in given} | {
        key: given[key] for key in OURS if key in given
    }


def _address(visit: Visit, parameters: dict[str, str]) -> str:
    kept = {key: value for key, value in parameters.items() if value and value != "0"}
    return visit.href(PLACE) + ("?" + urlencode(kept) if kept else "")


def _page(
    visit: Visit, answer: dict[str, Any], written: dict[str, str], links: dict[str, str]
) -> Response:
    asked = _asked(visit, written)
    facets = {
        facet: [
            value | {"address": _with_choice(visit, asked, facet, value["value"])} for value in said
        ]
        for facet, said in answer["facets"].items()
        if said
    }
    narrowed = [name for name in (*FACETS, "from", "to") if name in asked]
    kept = {name: value for name, value in asked.items() if name in KEPT}
    return page_answer(
        visit,
        "search.html",
        answer=answer,
        asked=asked,
        facets=facets,
        shown=SHOWN_OF_FACET,
        meanings=PARAMETERS,
        hidden=[(k, asked[k]) for k in (*FACETS, "most", "lang", "language") if k in asked],
        unnarrowed=_address(visit, kept) if narrowed else "",
        nearest=[(name, _address(visit, kept | {"q": name})) for name in answer["nearest"]],
        links=links,
        data=_address(visit, asked | {"format": "json"}),
    )


def _with_choice(visit: Visit, asked: dict[str, str], facet: str, value: str) -> str:
    """Return the address of the first page with `value` of `facet` chosen; without it, if it was."""
    chosen = [each.strip() for each in asked.get(facet, "").split(",") if each.strip()]
    left = [each for each in chosen if each != value]
    values = left if len(left) < len(chosen) else [*chosen, value]
    return _address(visit, asked | {facet: ",".join(values), "skip": ""})
