"""What one state of the graph has that another has not, quad by quad, and as an RDF Patch."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from pyoxigraph import Quad, RdfFormat, serialize


class Difference(NamedTuple):
    """The quads that are gone and those that are new, each once."""

    removed: frozenset[Quad]
    added: frozenset[Quad]


def find_difference(before: Iterable[Quad], after: Iterable[Quad]) -> Difference:
    """Return what is in only one of the two."""
    old, new = frozenset(before), frozenset(after)
    return Difference(old - new, new - old)


def as_rdf_patch(difference: Difference) -> bytes:
    """Return the difference as an RDF Patch: applied to the quads before, it gives those after.

    It is one transaction; its lines are sorted, and its name is made of them, so that the same
    difference gives the same bytes. https://afs.github.io/rdf-patch/
    """
    changes = _lines(b"D", difference.removed) + _lines(b"A", difference.added)
    name = uuid5(NAMESPACE_URL, b"".join(changes).decode())
    return b"".join([f"H id <urn:uuid:{name}> .\n".encode(), b"TX .\n", *changes, b"TC .\n"])


def _lines(code: bytes, quads: frozenset[Quad]) -> list[bytes]:
    written = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return sorted(code + b" " + line for line in written.splitlines(keepends=True))
