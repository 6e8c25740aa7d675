"""Two states of a small root: as it is, and with a few edits of its files."""

from __future__ import annotations

from pcvegraph.changes.change import Change, Changes
from pcvegraph.changes.changes import find_changes
from pcvegraph.graph.opening import load_excerpt
from pcvegraph.graph.reading import read_bytes
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.settings import Settings

GROUP = "forums/river-group.ttl"
NORTH = "actors/northland.ttl"
OFFICE = "sources/river-office.ttl"
PREFIXES = """@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix id: <https://w3id.org/pcvegraph/id/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pcve: <https://w3id.org/pcvegraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix source: <https://w3id.org/pcvegraph/source/> .
@prefix sssom: <https://w3id.org/sssom/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


class Edited:
    """A root that is edited between two looks at it."""

    def __init__(self, root: Root) -> None:
        self.root = root
        self.before = stated(root)

    def replace(self, path: str, old: str, new: str) -> Edited:
        """Put `new` in the place of `old`, which stands once in the file."""
        file = self.root.data / path
        text = file.read_text()
        assert text.count(old) == 1, (old, text)
        file.write_text(text.replace(old, new))
        return self

    def write(self, path: str, text: str) -> Edited:
        """Write a file, with the prefixes before it."""
        file = self.root.data / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(PREFIXES + text)
        return self

    def add(self, path: str, text: str) -> Edited:
        """Add to the end of a file that is there."""
        file = self.root.data / path
        file.write_text(PREFIXES + file.read_text() + text)
        return self

    def remove(self, path: str) -> Edited:
        """Remove a file."""
        (self.root.data / path).unlink()
        return self

    def look(self) -> Edited:
        """Take what is there now as the state before."""
        self.before = stated(self.root)
        return self

    def changes(self) -> Changes:
        """Return what changed since the state before."""
        return find_changes(self.before, stated(self.root))

    def told(self) -> list[tuple[str, str, str]]:
        """Return kind and sentences of all changes."""
        return [(c.kind, c.sentence.en, c.sentence.fr) for c in changes_of(self.changes())]


def stated(root: Root) -> Snapshot:
    """Return what the files state, without what follows."""
    return load_excerpt(*read_bytes(root, Settings()))


def changes_of(changes: Changes) -> list[Change]:
    """Return the changes of all things."""
    return [change for entity in changes.entities for change in entity.changes]
