"""Evaluate a question over a snapshot, in this process: the answer as rows or as bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple, Protocol, TypeAlias

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from pcvegraph.errors import QueryError, QueryEvaluationError, QuerySyntaxError
from pcvegraph.graph.slices import Slice, Sliced, cut, read_slice_name
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying import tokens
from pcvegraph.querying.formats import (
    Format,
    Kind,
    Writable,
    find_format,
    write_results,
    write_triples,
)
from pcvegraph.querying.questions import Question
from pcvegraph.vocabulary import BASE, PREFIXES

Term: TypeAlias = "NamedNode | Literal"
Row: TypeAlias = dict[str, Term]
"""A row by column; a variable that it leaves open has no entry."""

LONGEST_MESSAGE = 160  # characters of what the engine expected


class Table(NamedTuple):
    """The answer to a SELECT query."""

    columns: list[str]
    rows: list[Row]


class Askable(Protocol):
    """What answers a question with rows or triples: a snapshot here, or a service elsewhere."""

    def rows(self, question: Question) -> list[Row]:
        """Return the rows of a SELECT query."""

    def triples(self, question: Question) -> list[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE query."""


class Evaluator:
    """Oxigraph over one snapshot, in this process. Nothing bounds a query here: see `engines`."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._sliced: dict[Slice, Sliced] = {}

    def table(self, question: Question) -> Table:
        """Return the columns of a SELECT query, in its order, and its rows.

        Raises:
            QueryError: it does not parse, is no SELECT, or could not be evaluated.
        """
        with telling_errors(question):
            results = self._query(question)
            if not isinstance(results, QuerySolutions):
                raise QueryError("This query does not give rows.", "Ask it with SELECT.")
            names = [variable.value for variable in results.variables]
            return Table(names, [_row(names, solution) for solution in results])

    def rows(self, question: Question) -> list[Row]:
        """Return the rows of a SELECT query; raises QueryError as `table`."""
        return self.table(question).rows

    def triples(self, question: Question) -> list[Triple]:
        """Return the triples of a CONSTRUCT or DESCRIBE query; raises QueryError as `table`."""
        with telling_errors(question):
            results = self._query(question)
            if not isinstance(results, QueryTriples):
                raise QueryError("This query does not give triples.", "Ask it with CONSTRUCT.")
            return list(results)

    def answer(self, question: Question, chosen: Format) -> bytes:
        """Return the answer in the format `chosen`; raises as `write`."""
        output = BytesIO()
        self.write(question, chosen, output)
        return output.getvalue()

    def write(self, question: Question, chosen: Format, output: Writable) -> None:
        """Write the answer in the format `chosen` to `output`, whose own errors go through.

        Raises:
            QuerySyntaxError, QueryEvaluationError: as they say.
            UnknownFormatError: the format cannot express this kind of answer.
        """
        with telling_errors(question):
            results = self._query(question)
            if _kind_of(results) not in chosen.kinds:
                find_format(chosen.name, _kind_of(results))
            if isinstance(results, QueryTriples):
                write_triples(results, chosen, output)
            else:
                write_results(results, chosen, output)

    def count_rows(self, question: Question, at_most: int) -> int:
        """Return how many rows a SELECT query has, but no more than `at_most`; raises as `table`."""
        with telling_errors(question):
            results = self._query(question)
            assert isinstance(results, QuerySolutions), "the rows of a SELECT query are counted"
            return sum(1 for _ in islice(results, at_most))

    def has_graph(self, name: str) -> bool:
        """Return whether the IRI `name` is that of a graph that can be asked."""
        in_store = self.snapshot.store.contains_named_graph(NamedNode(name))
        return in_store or read_slice_name(name) is not None

    def holds(self, wanted: Slice) -> bool:
        """Return whether the time slice `wanted` has been cut."""
        return wanted in self._sliced

    def sliced(self, wanted: Slice) -> Sliced:
        """Return the time slice `wanted`, cut once and kept as long as this evaluator lives."""
        if wanted not in self._sliced:
            self._sliced[wanted] = cut(self.snapshot, wanted)
        return self._sliced[wanted]

    def undated(self, question: Question) -> int | None:
        """Return how many relations without a date are in the time slices asked; None without one."""
        return sum(self.sliced(s).undated for s in question.slices) if question.slices else None

    def _query(self, question: Question) -> QuerySolutions | QueryBoolean | QueryTriples:
        if not (question.default_graphs or question.named_graphs):
            return self.snapshot.store.query(question.text, base_iri=BASE)
        # A dataset given by the protocol is the whole dataset: what it leaves out is empty.
        store, defaults = self._dataset(question)
        named: list[Any] = [NamedNode(iri) for iri in question.named_graphs]
        return store.query(question.text, base_iri=BASE, default_graph=defaults, named_graphs=named)

    def _dataset(self, question: Question) -> tuple[Store, list[Any]]:
        """Return a store that holds the dataset of `question`, and its default graph there."""
        if len(question.default_graphs) > 1 or (question.slices and question.named_graphs):
            return self._merged(question), [DefaultGraph()]
        if question.slices:
            return self.sliced(question.slices[0]).store, [DefaultGraph()]
        return self.snapshot.store, [NamedNode(iri) for iri in question.default_graphs]

    def _merged(self, question: Question) -> Store:
        """Return a store whose default graph is the set of the triples of those asked.

        Oxigraph's own union gives a triple once for each graph that states it.
        """
        whole, merged = self.snapshot.store, Store()
        for iri in question.default_graphs:
            if wanted := read_slice_name(iri):
                quads = self.sliced(wanted).store.quads_for_pattern(None, None, None, None)
            else:
                quads = whole.quads_for_pattern(None, None, None, NamedNode(iri))
            merged.extend(Quad(q.subject, q.predicate, q.object) for q in quads)
        for iri in question.named_graphs:
            merged.extend(whole.quads_for_pattern(None, None, None, NamedNode(iri)))
        return merged


def _kind_of(results: QuerySolutions | QueryBoolean | QueryTriples) -> Kind:
    if isinstance(results, QueryTriples):
        return "triples"
    return "boolean" if isinstance(results, QueryBoolean) else "bindings"


@contextmanager
def telling_errors(question: Question) -> Iterator[None]:
    """Tell the engine's errors as ours: it evaluates while its results are read, too."""
    try:
        yield
    except SyntaxError as error:
        raise _syntax_error(question.text, str(error.msg)) from None
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryEvaluationError(f"The query could not be evaluated: {error}") from None


def _row(names: Sequence[str], solution: QuerySolution) -> Row:
    values = ((name, solution[name]) for name in names)
    return {name: value for name, value in values if isinstance(value, NamedNode | Literal)}


def _syntax_error(query: str, message: str) -> QuerySyntaxError:
    """Return the engine's message in a length that people read: it lists all that could follow."""
    if undeclared := tokens.find_undeclared(query):
        return _undeclared(query, undeclared)
    place, _, rest = message.removeprefix("error at ").partition(": ")
    if not rest:
        return QuerySyntaxError(message)
    line, _, column = place.partition(":")
    if len(rest) > LONGEST_MESSAGE:
        rest = rest[:LONGEST_MESSAGE].rpartition(", ")[0] + " …"
    return QuerySyntaxError(f"The query does not parse at line {line}, column {column}: {rest}.")


def _undeclared(query: str, token: tokens.Token) -> QuerySyntaxError:
    prefix = token.text.partition(":")[0]
    line = query.count("\n", 0, token.start) + 1
    column = token.start - query.rfind("\n", 0, token.start)
    namespace = PREFIXES.get(prefix, "…")
    return QuerySyntaxError(
        f"The prefix of “{token.text[:100]}” at line {line}, column {column} is not declared.",
        f"Begin the query with: PREFIX {prefix[:100]}: <{namespace}>",
    )
