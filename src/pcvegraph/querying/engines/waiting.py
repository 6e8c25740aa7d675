"""Ask an engine from a thread, and wait: for what gathers several answers, such as a page."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from pcvegraph.querying.engines.engine import Engine
from pcvegraph.querying.evaluation import Row
from pcvegraph.querying.formats import Format, find_format
from pcvegraph.querying.questions import Question

TABLE = find_format("json", "bindings")
GRAPH = find_format("ntriples", "triples")


class Waiting:
    """Rows and triples of an engine that runs in an event loop. Call from other threads only."""

    def __init__(self, engine: Engine, loop: asyncio.AbstractEventLoop) -> None:
        self._engine = engine
        self._loop = loop

    def rows(self, question: Question) -> list[Row]:
        """Return the rows of a SELECT query; raises as `Engine.answer`."""
        results = parse_query_results(self._ask(question, TABLE), format=QueryResultsFormat.JSON)
        assert isinstance(results, QuerySolutions), "rows are asked for with SELECT"
        names = [variable.value for variable in results.variables]
        return [dict(_bound(names, solution)) for solution in results]

    def triples(self, question: Question) -> list[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE query; raises as `Engine.answer`."""
        body = self._ask(question, GRAPH)
        return [quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES)]

    def _ask(self, question: Question, chosen: Format) -> bytes:
        coroutine = self._engine.answer(question, chosen)
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result().body


def _bound(names: list[str], solution: object) -> Iterator[tuple[str, NamedNode | Literal]]:
    for name in names:
        value = solution[name]  # type: ignore[index]
        if isinstance(value, NamedNode | Literal):
            yield name, value
