"""Where the files state something: the file by its named graph, the line by its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from pcvegraph.graph.locating import LineMap, line_map
from pcvegraph.graph.reading import TurtleFile

Term = NamedNode | Literal


class Places:
    """Finds path and line of a statement. Files are read for lines only when a finding needs one."""

    def __init__(self, files: Sequence[TurtleFile], contents: Mapping[str, bytes]) -> None:
        self._files = files
        self._contents = contents
        self._by_subject: dict[str, list[TurtleFile]] | None = None
        self._line_maps: dict[str, LineMap] = {}

    def find(
        self, subject: NamedNode, predicate: NamedNode | None, value: Term | None
    ) -> list[tuple[str, int]]:
        """Return (path, line) where the files state this, the most exact first; line 0: unknown.

        Where no file states the triple, the place of the subject's class, else of the subject.
        """
        files = self._stating(subject)
        exact = [f for f in files if any(_is(t, predicate, value) for t in f.triples_of(subject))]
        chosen = exact if predicate is not None and exact else files[:1]
        return [(file.path, self._line(file, subject, predicate, value)) for file in chosen]

    def _stating(self, subject: NamedNode) -> list[TurtleFile]:
        if self._by_subject is None:
            self._by_subject = {}
            for file in self._files:
                for iri in file.subjects():
                    self._by_subject.setdefault(iri, []).append(file)
        files = self._by_subject.get(subject.value, [])
        return sorted(files, key=lambda f: (not f.describes(subject), f.path))

    def _line(
        self, file: TurtleFile, subject: NamedNode, predicate: NamedNode | None, value: Term | None
    ) -> int:
        if file.path not in self._line_maps:
            self._line_maps[file.path] = line_map(self._contents[file.path].decode())
        link = predicate.value if predicate else None
        return self._line_maps[file.path].line_of(subject.value, link, value) or 0


def _is(triple: object, predicate: NamedNode | None, value: Term | None) -> bool:
    link, target = triple.predicate, triple.object  # type: ignore[attr-defined]
    return bool(link == predicate and (value is None or target == value))
