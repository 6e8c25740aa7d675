"""What the files of a release are made of: the graph, the queries of the tables, the JSON-LD context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Triple

from pcvegraph.graph.inference import DEFAULT
from pcvegraph.querying.evaluation import Evaluator, Table
from pcvegraph.querying.library import Query
from pcvegraph.querying.questions import Question
from pcvegraph.releases.contexts import Context, read_context

TOPIC = "tables/"


@dataclass(frozen=True, eq=False)
class Material:
    """A graph, and what its root says of how it goes out.

    Attributes:
        evaluator: the graph
        tables: the queries of the tables, by the name of the table
        context_text: the JSON-LD context, as it is published; empty where the root has none
    """

    evaluator: Evaluator
    tables: Mapping[str, Query]
    context_text: bytes = b""

    @property
    def version(self) -> str:
        """The fingerprint of the graph."""
        return self.evaluator.snapshot.version

    @cached_property
    def context(self) -> Context:
        """The JSON-LD context."""
        return read_context(self.context_text)

    def table(self, name: str) -> Table:
        """Return the columns and rows of the table `name`; raises QueryError as `Evaluator.table`."""
        return self._read[name]

    @cached_property
    def _read(self) -> dict[str, Table]:
        ask = self.evaluator.table
        return {name: ask(Question(query.text)) for name, query in self.tables.items()}

    @cached_property
    def triples(self) -> list[Triple]:
        """The triples of the default graph, sorted."""
        quads = self.evaluator.snapshot.store.quads_for_pattern(None, None, None, DEFAULT)
        return sorted((quad.triple for quad in quads), key=str)


def find_tables(library: Mapping[str, Query]) -> dict[str, Query]:
    """Return the queries of the library that are tables, by the name of the table."""
    return {
        name.removeprefix(TOPIC): query for name, query in library.items() if name.startswith(TOPIC)
    }
