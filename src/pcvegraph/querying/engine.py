"""Ask a snapshot in SPARQL: what may be asked, and the answer as rows or as bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

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

from pcvegraph.errors import (
    InvalidIdentifierError,
    QueryError,
    QueryEvaluationError,
    QueryRefusedError,
    QuerySyntaxError,
)
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.identifiers import checked_iri
from pcvegraph.querying import tokens
from pcvegraph.querying.formats import (
    KIND_OF_FORM,
    Format,
    Kind,
    find_format,
    write_results,
    write_triples,
)

Term: TypeAlias = "NamedNode | Literal"
Row: TypeAlias = dict[str, Term]
"""A row by column; a variable that it leaves open has no entry."""

LONGEST_MESSAGE = 160  # characters of what the engine expected
FEDERATE = (
    "This service does not ask others on a reader's behalf. Federate from your side: Comunica "
    "(`comunica-sparql THIS-ENDPOINT OTHER-ENDPOINT -q …`) asks both, or run the SERVICE clause in "
    "your own rdflib or Jena with this endpoint inside it."
)
NO_UPDATES = (
    "The graph is edited as Turtle files in git, never over SPARQL. To change it, edit a file and "
    "run `pcvegraph check`."
)


class Table(NamedTuple):
    """The answer to a SELECT query."""

    columns: list[str]
    rows: list[Row]


@dataclass(frozen=True)
class Question:
    """A query that may be asked: its text, and the part of the dataset it is asked of.

    Empty `default_graphs` and `named_graphs` mean the whole dataset.
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """What kind of answer the query has."""
        return KIND_OF_FORM[tokens.find_form(self.text) or ""]


def read_question(
    text: str, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
) -> Question:
    """Return `text` as a question.

    Raises:
        QuerySyntaxError: it is empty, or no query begins in it.
        QueryRefusedError: it is an update, or has a SERVICE clause.
        QueryError: the name of a graph is not an IRI.
    """
    form = tokens.find_form(text)
    if form in tokens.UPDATES:
        raise QueryRefusedError(f"{form} is an update, and this is read only.", NO_UPDATES)
    if form is None:
        _syntax_of(text)
    if tokens.asks_elsewhere(text):
        raise QueryRefusedError("The query has a SERVICE clause.", FEDERATE)
    if not default_graphs and not named_graphs:
        default_graphs, named_graphs = _merging(text)
    for name in (*default_graphs, *named_graphs):
        _check_graph_name(name)
    return Question(text, tuple(default_graphs), tuple(named_graphs))


class Engine:
    """The embedded engine: Oxigraph over one snapshot, in this process."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def table(self, question: Question) -> Table:
        """Return the columns of a SELECT query, in its order, and its rows.

        Raises:
            QueryError: it does not parse, is no SELECT, or could not be evaluated.
        """
        with _evaluating():
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
        with _evaluating():
            results = self._query(question)
            if not isinstance(results, QueryTriples):
                raise QueryError("This query does not give triples.", "Ask it with CONSTRUCT.")
            return list(results)

    def answer(self, question: Question, chosen: Format) -> bytes:
        """Return the answer in the format `chosen`.

        Raises:
            QuerySyntaxError, QueryEvaluationError: as they say.
            UnknownFormatError: the format cannot express this kind of answer.
        """
        find_format(chosen.name, question.kind)
        with _evaluating():
            results = self._query(question)
            if isinstance(results, QueryTriples):
                return write_triples(results, chosen)
            return write_results(results, chosen)

    def _query(self, question: Question) -> QuerySolutions | QueryBoolean | QueryTriples:
        defaults: list[Any] = [NamedNode(iri) for iri in question.default_graphs]
        named: list[Any] = [NamedNode(iri) for iri in question.named_graphs]
        store = self.snapshot.store
        if not (defaults or named):
            return store.query(question.text)
        # A dataset given by the protocol is the whole dataset: what it leaves out is empty.
        if len(defaults) > 1:
            store, defaults = self._merged(defaults, named), [DefaultGraph()]
        return store.query(question.text, default_graph=defaults, named_graphs=named)

    def _merged(self, defaults: Sequence[NamedNode], named: Sequence[NamedNode]) -> Store:
        """Return a store whose default graph is the set of the triples of `defaults`.

        Oxigraph's own union gives a triple once for each graph that states it.
        """
        source, merged = self.snapshot.store, Store()
        for graph in defaults:
            quads = source.quads_for_pattern(None, None, None, graph)
            merged.extend(Quad(q.subject, q.predicate, q.object) for q in quads)
        for graph in named:
            merged.extend(source.quads_for_pattern(None, None, None, graph))
        return merged


@contextmanager
def _evaluating() -> Iterator[None]:
    """Tell the engine's errors as ours: it evaluates while its results are read, too."""
    try:
        yield
    except SyntaxError as error:
        raise QuerySyntaxError(syntax_message(str(error.msg))) from None
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryEvaluationError(f"The query could not be evaluated: {error}") from None


def _row(names: Sequence[str], solution: QuerySolution) -> Row:
    values = ((name, solution[name]) for name in names)
    return {name: value for name, value in values if isinstance(value, NamedNode | Literal)}


def _merging(text: str) -> tuple[Sequence[str], Sequence[str]]:
    """Return the dataset of a query with several FROM, which we merge; else leave it to the engine."""
    defaults, named = tokens.find_dataset(text)
    return (defaults, named) if len(defaults) > 1 else ((), ())


def _check_graph_name(name: str) -> None:
    try:
        checked_iri(name)
    except InvalidIdentifierError:
        raise QueryError(
            f"“{name[:200]}” is not the IRI of a graph.", "Give the whole IRI."
        ) from None


def _syntax_of(text: str) -> None:
    if not text.strip():
        raise QuerySyntaxError("The query is empty.")
    first = next(tokens.tokens(text), None)
    raise QuerySyntaxError(
        f"No query begins here: found “{first.text[:40] if first else text[:40]}”, expected "
        "PREFIX, BASE, SELECT, ASK, CONSTRUCT or DESCRIBE."
    )


def syntax_message(message: str) -> str:
    """Return the engine's message in a length that people read: it lists all that could follow."""
    place, _, rest = message.removeprefix("error at ").partition(": ")
    if not rest:
        return message
    line, _, column = place.partition(":")
    if len(rest) > LONGEST_MESSAGE:
        rest = rest[:LONGEST_MESSAGE].rpartition(", ")[0] + " …"
    return f"The query does not parse at line {line}, column {column}: {rest}."
