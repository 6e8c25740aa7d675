"""/query: the answer to a query in SPARQL as a page, at an address that can be shared.

/sparql is the address of the protocol, whose answers are data whatever a browser would rather have:
a page there would be an answer that no client of SPARQL asked for.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.slices import Slice
from pcvegraph.languages import Bilingual
from pcvegraph.querying.formats import Format
from pcvegraph.querying.protocol import Request
from pcvegraph.web.answers import NOT_KEPT, VERSION, Prepared
from pcvegraph.web.pages.answers.code import DAY_PARAMETER, Asking
from pcvegraph.web.pages.answers.reading import ASKED_FORMATS, Reading, read_answer
from pcvegraph.web.pages.answers.showing import Answered, show
from pcvegraph.web.pages.answers.steps import (
    CITE,
    Step,
    Steps,
    Wanted,
    read_wanted,
    with_state,
)
from pcvegraph.web.query_form import PLACE, Draft, answered_form, faulty_form, sparql_form
from pcvegraph.web.question_parameters import (
    AS_OF,
    CERTAIN,
    PAGE,
    PAGE_SIZE,
    SEEN_BY,
    VIEW,
    Window,
    read_slice,
    read_window,
)
from pcvegraph.web.sparql import read_request, results
from pcvegraph.web.sparql import undated as undated_header
from pcvegraph.web.visits import Visit

QUERY, FORMAT, NAME, LANG = "query", "format", "name", "lang"
PAGE_FORMAT = "html"
TITLE = Bilingual("answer to a query in SPARQL", "réponse à une requête SPARQL")
KEPT = (QUERY, AS_OF, CERTAIN, *SEEN_BY, PAGE, PAGE_SIZE, LANG)
"""Parameters of the address that a link to another view has, too."""


async def query_page(visit: Visit) -> Response | Prepared:
    """Return the page of the answer to the query that the request has; the form where it has none.

    What is wrong stands in the page, with the status that the protocol would answer with.

    Raises:
        HttpProblem: a body that is of another type (415) or too long (413).
        ProtocolError, QuerySyntaxError: an update, a parameter that is there twice, no UTF-8.
    """
    pairs = (await read_request(visit)).read_parameters()
    # The language stands in the address of a form that is sent by POST, and in the form.
    once = {name: pairs.one(name) for name, _ in pairs.pairs if name != LANG}
    given = with_state(once | {LANG: visit.parameter(LANG)})
    if not given.get(QUERY, "").strip():
        return await visit.in_thread(sparql_form)
    text = given[QUERY].replace("\r\n", "\n")
    draft = Draft(text)
    try:
        day = read_slice(given)
        draft = Draft(text, day)
        if given.get(FORMAT, PAGE_FORMAT) not in ("", PAGE_FORMAT):
            return await _data(visit, draft, given[FORMAT])
        return await _answer(visit, draft, given)
    except PcvegraphError as error:
        # Within this handler it is only a value of the page.
        return await visit.in_thread(partial(faulty_form, draft=draft, error=error))


async def _data(visit: Visit, draft: Draft, named: str) -> Response | Prepared:
    """Return the answer as data: where the protocol has it, or with the form's own answer to POST."""
    parameters = protocol_parameters(draft.text, draft.day, named)
    if visit.request.method != "POST":
        headers = {VERSION: visit.edition.version} | NOT_KEPT
        return RedirectResponse(f"{visit.href('/sparql')}?{urlencode(parameters)}", 303, headers)
    request = Request(urlencode(parameters).encode(), visit.accept)
    return results(visit, await visit.edition.engine.respond(request, client=visit.client))


def protocol_parameters(text: str, day: Slice | None, *formats: str) -> list[tuple[str, str]]:
    """Return the parameters that ask the query `text` at /sparql."""
    graphs = [(DAY_PARAMETER, day.iri)] if day else []
    return [(QUERY, text), *graphs, *((FORMAT, name) for name in formats)]


async def _answer(visit: Visit, draft: Draft, given: Mapping[str, str]) -> Response:
    wanted, window = read_wanted(given), read_window(given)
    started = time.perf_counter()
    parameters = protocol_parameters(draft.text, draft.day, *ASKED_FORMATS)
    request = Request(urlencode(parameters).encode(), visit.accept)
    answer = await visit.edition.engine.respond(request, client=visit.client)
    seconds = time.perf_counter() - started
    reading = await visit.in_thread(lambda _: read_answer(answer))
    response = await visit.in_thread(
        partial(
            _write,
            draft=draft,
            given=given,
            reading=reading,
            wanted=wanted,
            window=window,
            seconds=seconds,
            undated=answer.undated,
        )
    )
    response.headers.update(undated_header(answer))
    if not answer.is_repeatable or wanted.view == CITE:
        # A citation has a day.
        del response.headers["ETag"]
        response.headers.update(NOT_KEPT)
    return response


def _write(
    visit: Visit,
    draft: Draft,
    given: Mapping[str, str],
    reading: Reading,
    wanted: Wanted,
    window: Window,
    seconds: float,
    undated: int | None,
) -> Response:
    kept = {name: given[name] for name in KEPT if given.get(name)} | {QUERY: draft.text}
    steps = Steps(visit.href(PLACE), list(kept.items()))
    graphs = [draft.day.iri] if draft.day else []
    base = (visit.settings.public_url or str(visit.request.base_url)).rstrip("/")
    asking = Asking(f"{base}/sparql", draft.text, graphs, reading.kind)
    asked = Steps(
        f"{base}{PLACE}", [(n, v) for n, v in kept.items() if n in (QUERY, AS_OF, CERTAIN)]
    )

    def data(chosen: Format) -> Step:
        if steps.is_long:
            return steps.to({FORMAT: chosen.name})
        address = urlencode(protocol_parameters(draft.text, draft.day, chosen.name))
        return Step(f"{visit.href('/sparql')}?{address}", "")

    sheet = show(
        visit,
        Answered(
            reading, asking, TITLE, lambda more: asked.to(more).address or asked.path, seconds
        ),
        wanted,
        window,
        steps,
        network="" if steps.is_long else network_address(visit, draft.text, draft.day),
        data=data,
    )
    cite = steps.to({VIEW: CITE}, "#cite")
    return answered_form(visit, draft._replace(is_long=steps.is_long), sheet, cite, undated)


def network_address(visit: Visit, text: str, day: Slice | None = None) -> str:
    """Return the address of the network of the things in the answer to the query `text`."""
    parameters = dict(protocol_parameters(text, day))
    return visit.link(f"{PLACE}/graph.json", **parameters)
