"""/.well-known/void: what the dataset says of itself, as RDF."""

from __future__ import annotations

from fastapi import Response

from pcvegraph.querying.formats import find_format
from pcvegraph.web.things import choose_format, rdf_answer
from pcvegraph.web.visits import Visit


def void_answer(visit: Visit) -> Response:
    """Return the dataset's description; Turtle for a browser, for there is no page of it.

    Raises:
        UnknownFormatError, HttpProblem: as `choose_format`.
    """
    chosen = choose_format(visit, "") or find_format("turtle", "triples")
    return rdf_answer(visit, visit.edition.engine.snapshot.description(), chosen)
