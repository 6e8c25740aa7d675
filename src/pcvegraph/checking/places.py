"""Where the files state something: the file by its named graph, the line by its text."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, Store

from pcvegraph.graph.locating import LineMap, line_map
from pcvegraph.graph.reading import find_path
from pcvegraph.vocabulary import RDF

Term = NamedNode | Literal


class Places:
    """Finds path and line of a statement; reads a file for lines only when a finding needs one."""

    def __init__(self, store: Store, contents: Mapping[str, bytes]) -> None:
        self._store = store
        self._contents = contents
        self._line_maps: dict[str, LineMap] = {}

    def find(
        self, subject: NamedNode, predicate: NamedNode | None, value: Term | None
    ) -> list[tuple[str, int]]:
        """Return (path, line) of every file that states this, sorted; line 0 where it is unknown.

        Where no file states the triple: the places that say what the subject is, else anything of it.
        """
        patterns = ((predicate, value), (RDF.type, None), (None, None))
        for link, target in patterns[predicate is None :]:
            paths = self._stating(subject, link, target)
            if paths:
                return [(path, self._line(path, subject, predicate, value)) for path in paths]
        return []

    def _stating(
        self, subject: NamedNode, predicate: NamedNode | None, value: Term | None
    ) -> list[str]:
        quads = self._store.quads_for_pattern(subject, predicate, value, None)
        graphs = {quad.graph_name for quad in quads}
        paths = (find_path(graph) for graph in graphs if isinstance(graph, NamedNode))
        return sorted(path for path in paths if path)

    def _line(
        self, path: str, subject: NamedNode, predicate: NamedNode | None, value: Term | None
    ) -> int:
        if path not in self._line_maps:
            self._line_maps[path] = line_map(self._contents[path].decode())
        link = predicate.value if predicate else None
        return self._line_maps[path].line_of(subject.value, link, value) or 0
