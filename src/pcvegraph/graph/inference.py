"""Apply the rules of ontology/rules: what follows from the files.

A rule is a CONSTRUCT query over the default graph. The rules run in rounds until a round adds
nothing, so that their order means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from pcvegraph.graph.named_queries import conclusions
from pcvegraph.vocabulary import INFERENCES

DEFAULT = DefaultGraph()
RULES = "ontology/rules/"


def rules_in(contents: Mapping[str, bytes]) -> dict[str, str]:
    """Return the rules among the files of a root: name → CONSTRUCT query."""
    return {
        path.removeprefix(RULES).removesuffix(".rq"): content.decode()
        for path, content in contents.items()
        if path.startswith(RULES)
    }


def infer(store: Store, rules: Mapping[str, str]) -> None:
    """Add to `store`, by `rules` (name → query), all that its default graph implies.

    Each new triple goes into the default graph and into the graph of inferences; what a file
    states already is not repeated there.

    Raises:
        QuerySyntaxError: a rule does not parse or is no CONSTRUCT; the message names it.
    """
    concluded: set[Triple] = set()
    while added := _round(store, rules, concluded):
        store.bulk_extend(added)


def in_graph(triple: Triple, graph: NamedNode | DefaultGraph) -> Quad:
    """Return the quad that states `triple` in `graph`."""
    return Quad(triple.subject, triple.predicate, triple.object, graph)


def _round(store: Store, rules: Mapping[str, str], concluded: set[Triple]) -> list[Quad]:
    """Return what the rules add; what they `concluded` before is not looked up again."""
    added: list[Quad] = []
    for name, rule in sorted(rules.items()):
        news = [each for each in conclusions(store, name, rule) if each not in concluded]
        concluded.update(news)
        for triple in news:
            quad = in_graph(triple, DEFAULT)
            if quad not in store:
                added += (quad, in_graph(triple, INFERENCES))
    return added
