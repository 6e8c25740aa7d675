"""Ask a query of the root's own, such as a rule: what is wrong with it is told by its name."""

from __future__ import annotations

from pyoxigraph import QueryBoolean, QuerySolution, QuerySolutions, QueryTriples, Store, Triple

from pcvegraph.errors import QuerySyntaxError


def conclusions(store: Store, name: str, query: str) -> list[Triple]:
    """Return the triples that the CONSTRUCT `query`, called `name`, makes of the default graph.

    Raises:
        QuerySyntaxError: it does not parse or is another form of query; the message names it.
    """
    triples = _results(store, name, query)
    if not isinstance(triples, QueryTriples):
        raise QuerySyntaxError(f"The query {name} is not a CONSTRUCT query.")
    # A list, for an open result is bound to its thread and must not hang on an error that leaves it.
    return list(triples)


def rows(store: Store, name: str, query: str) -> list[QuerySolution]:
    """Return the rows that the SELECT `query`, called `name`, has; raises as `conclusions`."""
    found = _results(store, name, query)
    if not isinstance(found, QuerySolutions):
        raise QuerySyntaxError(f"The query {name} is not a SELECT query.")
    return list(found)


def _results(store: Store, name: str, query: str) -> QuerySolutions | QueryTriples | QueryBoolean:
    try:
        return store.query(query)
    except SyntaxError as error:
        raise QuerySyntaxError(f"The query {name} does not parse: {error.msg}") from None
