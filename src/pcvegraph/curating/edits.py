"""Changes of files that are not written yet, as trees of Turtle that keep their comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from pcvegraph.graph.formatting import written
from pcvegraph.graph.reading import DATA
from pcvegraph.graph.turtle import BlankNode, Document, Iri, Property, Statement, document

Changes: TypeAlias = Mapping[str, bytes | None]
"""By path from the root what a file is to hold; None for a file that is to go."""

EMPTY = Document({}, ())


class Edits:
    """The files of a root as they would be; what they are stays in `before`."""

    def __init__(self, before: Mapping[str, bytes]) -> None:
        self.before = before
        self._changed: dict[str, bytes | None] = {}

    @property
    def changes(self) -> dict[str, bytes | None]:
        """What differs from the files as they are, by path."""
        return {
            path: content
            for path, content in sorted(self._changed.items())
            if content != self.before.get(path)
        }

    def paths(self) -> list[str]:
        """Return the paths of the data files as they would be, sorted."""
        gone = {path for path, content in self._changed.items() if content is None}
        there = (set(self.before) | set(self._changed)) - gone
        return sorted(path for path in there if path.startswith(DATA))

    def content(self, path: str) -> bytes:
        """Return what the file would hold; b"" where there would be none."""
        return self._changed.get(path, self.before.get(path, b"")) or b""

    def document(self, path: str) -> Document:
        """Return the tree of the file as it would be; an empty one where there would be none."""
        content = self.content(path)
        return document(content.decode()) if content else EMPTY

    def naming(self, slug: str) -> Iterator[str]:
        """Yield the paths of the data files in which `slug` stands; not each means the thing."""
        wanted = slug.encode()
        yield from (path for path in self.paths() if wanted in self.content(path))

    def put(self, path: str, whole: Document) -> None:
        """Let the file hold `whole`, in the normal form; without statements it goes."""
        self._changed[path] = written(whole).encode() if whole.statements else None

    def put_bytes(self, path: str, content: bytes) -> None:
        """Let a file that is no Turtle hold `content`."""
        self._changed[path] = content

    def say(self, path: str, subject: str, properties: Iterable[Property]) -> None:
        """Let the file say more of `subject`: what is said already is not repeated."""
        whole = self.document(path)
        statements = list(whole.statements)
        for number, statement in enumerate(statements):
            if statement.subject == Iri(subject):
                statements[number] = _with(statement, properties)
                break
        else:
            statements.append(Statement(Iri(subject), tuple(properties), 0))
        self.put(path, replace(whole, statements=tuple(statements)))


def values(statement: Statement, predicate: str) -> list[str]:
    """Return the IRIs and texts that a statement gives for `predicate`."""
    objects = (each.object for each in statement.properties if each.predicate == predicate)
    return [value for each in objects if (value := getattr(each, "value", None)) is not None]


def bare(each: Property) -> Property:
    """Return a property without its line and comments, so that equal ones are equal."""
    term = each.object
    if isinstance(term, BlankNode):
        term = BlankNode(term.label, tuple(sorted(map(bare, term.properties), key=repr)))
    return Property(each.predicate, term, 0)


def _with(statement: Statement, properties: Iterable[Property]) -> Statement:
    said = {bare(each) for each in statement.properties}
    news = tuple(each for each in properties if bare(each) not in said)
    return replace(statement, properties=statement.properties + news)
