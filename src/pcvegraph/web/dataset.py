"""What the dataset and the service say of themselves, and the dump."""

from __future__ import annotations

import os

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from pcvegraph.errors import UnknownFormatError
from pcvegraph.querying.formats import find_format
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import DESCRIPTION
from pcvegraph.web.answers import answered
from pcvegraph.web.service_description import describe_service
from pcvegraph.web.things import choose_format, rdf_answer
from pcvegraph.web.visits import Visit

SAID = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {DESCRIPTION} {{ ?s ?p ?o }} }}"


def void_answer(visit: Visit) -> Response:
    """Return the dataset's description; Turtle for a browser, for there is no page of it.

    Raises:
        UnknownFormatError, NotAcceptableError: as `choose_format`.
    """
    chosen = choose_format(visit, "") or find_format("turtle", "triples")
    return rdf_answer(visit, visit.edition.asked.triples(Question(SAID)), chosen)


def service_answer(visit: Visit) -> Response:
    """Return the description of the service; raises as `void_answer`."""
    chosen = choose_format(visit, "") or find_format("turtle", "triples")
    answer = rdf_answer(visit, describe_service(visit.address, visit.edition.version), chosen)
    # It differs with the address that was asked, so that the same tag would be wrong elsewhere.
    del answer.headers["ETag"]
    return answer


async def dump_answer(visit: Visit) -> Response:
    """Return the whole graph as canonical N-Quads.

    Raises:
        UnknownFormatError: a remote store holds the graph, and gives no dump.
    """
    dump = visit.edition.dump
    if dump is None:
        raise UnknownFormatError("N-Quads", "The graph of a remote store", ["/sparql", "/graph"])
    # The file has no name and is read at a place of its own, so that readers do not meet.
    size = os.fstat(dump.fileno()).st_size
    body = await run_in_threadpool(os.pread, dump.fileno(), size, 0)
    return answered(visit, body, "application/n-quads", "nquads", vary="")
