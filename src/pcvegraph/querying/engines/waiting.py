"""Ask an engine from a thread, and wait: for what gathers several answers, such as a page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from pcvegraph.querying.engines.engine import Engine
from pcvegraph.querying.evaluation import Row
from pcvegraph.querying.formats import Format, find_format
from pcvegraph.querying.questions import Question

TABLE = find_format("json", "bindings")
GRAPH = find_format("ntriples", "triples")
LITERALS = ("literal", "typed-literal")
"""What SPARQL's JSON calls a literal; the second name is an old one that some stores still use."""


class Waiting:
    """Rows and triples of an engine that runs in an event loop. Call from other threads only."""

    def __init__(self, engine: Engine, loop: asyncio.AbstractEventLoop) -> None:
        self._engine = engine
        self._loop = loop

    def rows(self, question: Question) -> list[Row]:
        """Return the rows of a SELECT query; raises as `Engine.answer`."""
        # Half the time of pyoxigraph's own parser, which looks up every variable of every row.
        return _rows(json.loads(self._ask(question, TABLE))["results"]["bindings"])

    def triples(self, question: Question) -> list[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE query; raises as `Engine.answer`."""
        body = self._ask(question, GRAPH)
        return [quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES)]

    def _ask(self, question: Question, chosen: Format) -> bytes:
        coroutine = self._engine.answer(question, chosen)
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result().body


def _rows(bindings: list[Mapping[str, Mapping[str, str]]]) -> list[Row]:
    # The same things stand in many rows: each is made into a term once.
    nodes: dict[str, NamedNode] = {}
    rows: list[Row] = []
    for binding in bindings:
        row: Row = {}
        for name, told in binding.items():
            kind, value = told["type"], told["value"]
            if kind == "uri":
                node = nodes.get(value)
                row[name] = node or nodes.setdefault(value, NamedNode(value))
            elif kind in LITERALS:
                row[name] = _literal(told)
        rows.append(row)
    return rows


def _literal(told: Mapping[str, str]) -> Literal:
    if language := told.get("xml:lang"):
        return Literal(told["value"], language=language)
    datatype = told.get("datatype")
    return Literal(told["value"], datatype=NamedNode(datatype) if datatype else None)
