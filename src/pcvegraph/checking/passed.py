"""Files that passed every shape before, so that only what has changed since need be held to them.

A shape looks at a thing, at what it points at, and no further. Where all things passed, those that a
change can make wrong are what its files describe, now or before, and what points at these.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

import zstandard
from pyoxigraph import DefaultGraph, NamedNode, Triple

from pcvegraph.graph.keeping import Kept
from pcvegraph.graph.reading import DATA, find_graph, load_files
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.vocabulary import INFERENCES, ONTOLOGY_GRAPHS

PASSED = "passed.json.zst"
MOST_CHANGED = 100
"""Files; where more have changed, all is held to the shapes."""

Contents = Mapping[str, bytes]


def keep_passed(kept: Kept) -> None:
    """Remember that the files of `kept` pass every shape."""
    texts = {path: content.decode() for path, content in kept.contents.items()}
    kept.keep(PASSED, zstandard.compress(json.dumps(texts).encode(), 1))


def find_changed(kept: Kept) -> tuple[list[str], Contents] | None:
    """Return the data files that differ from some that passed, and how those were; None without any.

    A state that differs in the ontology says nothing of this one.
    """
    for packed in kept.others(PASSED):
        before = json.loads(zstandard.decompress(packed))
        now = {path: content.decode() for path, content in kept.contents.items()}
        paths = [p for p in before.keys() | now.keys() if before.get(p) != now.get(p)]
        if len(paths) <= MOST_CHANGED and all(path.startswith(DATA) for path in paths):
            return sorted(paths), {p: before[p].encode() for p in paths if p in before}
    return None


def find_touched(snapshot: Snapshot, paths: list[str], before: Contents) -> set[str]:
    """Return the IRIs of all things that a change of the files at `paths` can make wrong."""
    old, _ = load_files(before)
    graphs = [graph for path in paths if (graph := find_graph(path))]
    described = {
        quad.subject.value
        for store in (old, snapshot.store)
        for graph in graphs
        for quad in store.quads_for_pattern(None, None, None, graph)
        if isinstance(quad.subject, NamedNode)
    }
    pointing = {
        quad.subject.value
        for iri in described
        for quad in snapshot.store.quads_for_pattern(None, None, NamedNode(iri), DefaultGraph())
        if isinstance(quad.subject, NamedNode)
    }
    return described | pointing


def stated_around(snapshot: Snapshot, touched: set[str]) -> Iterator[Triple]:
    """Yield what the files state of these things and of what they point at, and the ontology."""
    around = set(touched)
    for iri in touched:
        for triple in _stated(snapshot, iri):
            if isinstance(triple.object, NamedNode):
                around.add(triple.object.value)
    for iri in around:
        yield from _stated(snapshot, iri)
    for graph in snapshot.graph_names():
        if graph.startswith(ONTOLOGY_GRAPHS):
            for quad in snapshot.store.quads_for_pattern(None, None, None, NamedNode(graph)):
                yield quad.triple


def _stated(snapshot: Snapshot, iri: str) -> Iterator[Triple]:
    for quad in snapshot.store.quads_for_pattern(NamedNode(iri), None, None, None):
        if quad.graph_name not in (INFERENCES, DefaultGraph()):
            yield quad.triple
