"""Of two states of the files, those that are needed to tell their difference.

They are the ontology, the files that differ, and those that say what the things are called that these
mention. Where a thing that is mentioned is not found so, all files are needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property

from pyoxigraph import NamedNode, Triple

from pcvegraph.graph.reading import ONTOLOGY, find_graph, parse_file
from pcvegraph.identifiers import find_slug
from pcvegraph.vocabulary import PREFIXES, RDF

MOST_DIFFERENT = 100
"""Files that differ, from which on it is quicker to read all."""

SUBJECT = re.compile(
    rb"^(?:(id|source):([A-Za-z0-9-]+)|<https://w3id\.org/pcvegraph/(id|source)/([A-Za-z0-9-]+)>)",
    re.MULTILINE,
)
"""A thing at the beginning of a line: in the form of a file of ours, something is said of it there."""

PUBLISHER = PREFIXES["dcterms"] + "publisher"
LEADING = frozenset((PUBLISHER, RDF.subject.value, RDF.object.value))
"""Properties of what is mentioned whose values are named with it."""

Contents = Mapping[str, bytes]


def find_excerpts(before: Contents, after: Contents) -> tuple[Contents, Contents]:
    """Return by path the files of each state that are needed; all of them where too many differ."""
    paths = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    ontology = any(path.startswith(ONTOLOGY) for path in paths)
    if ontology or len(paths) > MOST_DIFFERENT:
        return before, after
    old, new = _Files(before), _Files(after)
    wanted = old.mentioned(paths) | new.mentioned(paths)
    wanted |= old.led_to(wanted) | new.led_to(wanted)
    sides = ((old, new), (new, old))
    if any(_is_lost(iri, one, other, paths) for iri in wanted for one, other in sides):
        return before, after
    return old.saying(wanted, paths), new.saying(wanted, paths)


def _is_lost(iri: str, files: _Files, other: _Files, paths: set[str]) -> bool:
    """Return whether no file is found for a thing, although none that says it has changed."""
    elsewhere = other.by_subject.get(iri, set())
    return iri not in files.by_subject and not (elsewhere and elsewhere <= paths)


class _Files:
    """The files of one state, read as far as is asked."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._triples: dict[str, list[Triple]] = {}

    @cached_property
    def by_subject(self) -> dict[str, set[str]]:
        """Which files say something of a thing, by its IRI."""
        found: dict[str, set[str]] = {}
        for path, content in self._contents.items():
            for match in SUBJECT.finditer(content):
                prefix, slug = match[1] or match[3], match[2] or match[4]
                iri = PREFIXES[prefix.decode()] + slug.decode()
                found.setdefault(iri, set()).add(path)
        return found

    def saying(self, iris: set[str], paths: set[str]) -> Contents:
        """Return the files `paths`, those that say something of `iris`, and the ontology."""
        needed = paths.union(*(self.by_subject.get(iri, ()) for iri in iris))
        needed |= {
            path for path in self._contents if path.startswith(ONTOLOGY) and find_graph(path)
        }
        return {path: self._contents[path] for path in sorted(needed) if path in self._contents}

    def mentioned(self, paths: Iterable[str]) -> set[str]:
        """Return the things that these files say something of, or name."""
        terms = (term for path in paths for t in self._read(path) for term in (t.subject, t.object))
        iris = {term.value for term in terms if isinstance(term, NamedNode)}
        return {iri for iri in iris if find_slug(iri)}

    def led_to(self, iris: set[str]) -> set[str]:
        """Return what is named with these things: publishers of sources, the ends of relations."""
        paths = {path for iri in iris for path in self.by_subject.get(iri, ())}
        triples = (triple for path in paths for triple in self._read(path))
        return {
            t.object.value
            for t in triples
            if t.predicate.value in LEADING and isinstance(t.object, NamedNode)
            if isinstance(t.subject, NamedNode) and t.subject.value in iris
        }

    def _read(self, path: str) -> list[Triple]:
        """Return the triples of a file; [] where it is not there, or does not parse."""
        if path not in self._triples:
            found = parse_file(path, self._contents.get(path, b""))
            self._triples[path] = found if isinstance(found, list) else []
        return self._triples[path]
