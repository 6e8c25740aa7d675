"""Apply the rules of ontology/rules: what follows from the files.

A rule is a CONSTRUCT query over the default graph. The rules run in rounds until a round adds
nothing, so that their order means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryTriples, Store, Triple

from pcvegraph.errors import QuerySyntaxError
from pcvegraph.vocabulary import INFERENCES

DEFAULT = DefaultGraph()


def infer(store: Store, rules: Mapping[str, str]) -> None:
    """Add to `store`, by `rules` (name → query), all that its default graph implies.

    Each new triple goes into the default graph and into the graph of inferences; what a file
    states already is not repeated there.

    Raises:
        QuerySyntaxError: a rule does not parse or is no CONSTRUCT; the message names it.
    """
    while added := _round(store, rules):
        store.bulk_extend(added)


def in_graph(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    """Return the quad that states `triple` in `graph`."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _round(store: Store, rules: Mapping[str, str]) -> list[Quad]:
    added: list[Quad] = []
    for name, rule in sorted(rules.items()):
        for triple in _conclusions(store, name, rule):
            quad = in_graph(triple, DEFAULT)
            if quad not in store:
                added += (quad, in_graph(triple, INFERENCES))
    return added


def _conclusions(store: Store, name: str, rule: str) -> list[Triple]:
    # A list, for an open result is bound to its thread and must not hang on an error that leaves it.
    try:
        triples = store.query(rule)
    except SyntaxError as error:
        raise QuerySyntaxError(f"The rule {name} does not parse: {error.msg}") from None
    if not isinstance(triples, QueryTriples):
        raise QuerySyntaxError(f"The rule {name} is not a CONSTRUCT query.")
    return list(triples)
