"""The immutable, versioned graph: every file's named graph, the inferences, and the default graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from pcvegraph.graph.inference import DEFAULT, infer
from pcvegraph.vocabulary import INFERENCES

MATERIALISE = "INSERT { ?s ?p ?o } WHERE { GRAPH ?file { ?s ?p ?o } }"


@dataclass(frozen=True)
class Snapshot:
    """One version of the graph. Its default graph is the set of all triples of its named graphs."""

    store: Store

    @cached_property
    def n_quads(self) -> bytes:
        """The canonical dump: named graphs, values as served, lines sorted by their bytes."""
        lines: list[bytes] = []
        for graph in self.store.named_graphs():
            quads = self.store.quads_for_pattern(None, None, None, graph)
            lines += (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
        return b"".join(sorted(lines))

    @cached_property
    def version(self) -> str:
        """The fingerprint: SHA-256 of the canonical dump, in hex."""
        return sha256(self.n_quads).hexdigest()

    def stated(self) -> Iterator[Quad]:
        """Yield what the files state, in their named graphs."""
        for graph in self.store.named_graphs():
            if graph != INFERENCES:
                yield from self.store.quads_for_pattern(None, None, None, graph)

    def count(self) -> int:
        """Return how many triples the default graph has."""
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, DEFAULT))

    def graph_names(self) -> list[str]:
        """Return the IRIs of the named graphs, sorted."""
        return sorted(g.value for g in self.store.named_graphs() if isinstance(g, NamedNode))


def build_snapshot(store: Store, rules: Mapping[str, str]) -> Snapshot:
    """Make the store of the files' graphs into a snapshot, with what `rules` infer (name → query).

    The store is the snapshot's from then on.
    """
    store.update(MATERIALISE)
    infer(store, rules)
    store.optimize()
    return Snapshot(store)
