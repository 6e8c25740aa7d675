"""The immutable, versioned graph: every file's named graph, the inferences, and the default graph.

Beside them stands the description that the dataset gives of itself, in a named graph that is part
neither of the default graph nor of the dump.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, serialize

from pcvegraph.graph.inference import DEFAULT, RULES, infer, rules_in
from pcvegraph.graph.self_description import describe_itself, find_version
from pcvegraph.vocabulary import DESCRIPTION, INFERENCES

SLICES = "ontology/slices/"

MATERIALISE = f"""INSERT {{ ?s ?p ?o }}
WHERE {{ GRAPH ?file {{ ?s ?p ?o }} FILTER(?file != {DESCRIPTION}) }}"""


@dataclass(frozen=True)
class Snapshot:
    """One version of the graph. Its default graph is the set of all triples of its named graphs.

    `queries` holds by path the files that say what follows, and what held on a day.
    """

    store: Store
    queries: Mapping[str, bytes] = field(default_factory=dict, compare=False, repr=False)

    @property
    def rules(self) -> dict[str, str]:
        """The rules that the graph was inferred by: name → CONSTRUCT query."""
        return rules_in(self.queries)

    @property
    def n_quads(self) -> bytes:
        """The canonical dump: named graphs, values as served, lines sorted by their bytes.

        It is made anew each time, for it is large.
        """
        return _dump(self.store)

    @cached_property
    def version(self) -> str:
        """The fingerprint: SHA-256 of the canonical dump, in hex."""
        return find_version(self.store)

    def dumped(self) -> Iterator[Quad]:
        """Yield the quads of the canonical dump, in no order."""
        for graph in _dumped_graphs(self.store):
            yield from self.store.quads_for_pattern(None, None, None, graph)

    def stated(self) -> Iterator[Quad]:
        """Yield what the files state, in their named graphs."""
        return (quad for quad in self.dumped() if quad.graph_name != INFERENCES)

    def count(self) -> int:
        """Return how many triples the default graph has."""
        return sum(1 for _ in self.store.quads_for_pattern(None, None, None, DEFAULT))

    def graph_names(self) -> list[str]:
        """Return the IRIs of the named graphs of the dump, sorted."""
        return sorted(graph.value for graph in _dumped_graphs(self.store))

    def description(self) -> list[Triple]:
        """Return what the dataset says of itself, sorted."""
        quads = self.store.quads_for_pattern(None, None, None, DESCRIPTION)
        return sorted((quad.triple for quad in quads), key=str)

    def kept(self) -> bytes:
        """Return the quads that `read_snapshot` makes the same snapshot of: dump and description."""
        return self.n_quads + _lines(self.store, DESCRIPTION)


def build_snapshot(store: Store, contents: Mapping[str, bytes]) -> Snapshot:
    """Make the store of the files' graphs into a snapshot, by the rules among the files.

    The store is the snapshot's from then on. It does not describe itself yet: see `complete`.

    Raises:
        QuerySyntaxError: a rule does not parse or is no CONSTRUCT; the message names it.
    """
    store.update(MATERIALISE)
    infer(store, rules_in(contents))
    store.optimize()
    return Snapshot(store, _queries_in(contents))


def complete(snapshot: Snapshot, contents: Mapping[str, bytes]) -> None:
    """Let `snapshot` describe itself, by the queries among the files: the last step of building.

    Raises:
        QuerySyntaxError: a query of the description does not parse or is no CONSTRUCT.
    """
    describe_itself(snapshot.store, contents, sha256(_dump(snapshot.store)).hexdigest())


def read_snapshot(kept: bytes, contents: Mapping[str, bytes]) -> Snapshot:
    """Return the snapshot of these files whose `kept()` these quads are; no rule runs again."""
    store = Store()
    store.bulk_load(kept, format=RdfFormat.N_QUADS)
    store.update(MATERIALISE)
    store.optimize()
    return Snapshot(store, _queries_in(contents))


def _queries_in(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: text for path, text in contents.items() if path.startswith((RULES, SLICES))}


def _dumped_graphs(store: Store) -> Iterator[NamedNode]:
    for graph in store.named_graphs():
        if isinstance(graph, NamedNode) and graph != DESCRIPTION:
            yield graph


def _dump(store: Store) -> bytes:
    lines: list[bytes] = []
    for graph in _dumped_graphs(store):
        lines += _lines(store, graph).splitlines(keepends=True)
    return b"".join(sorted(lines))


def _lines(store: Store, graph: NamedNode) -> bytes:
    quads = store.quads_for_pattern(None, None, None, graph)
    return serialize(quads, format=RdfFormat.N_QUADS) or b""
