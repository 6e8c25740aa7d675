"""What was taken out of the graph on request: a list of hashes of IRIs, for an IRI may be a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path

from pcvegraph.graph.root import Root
from pcvegraph.identifiers import split_derived

LIST = "data/removed.txt"
HEAD = """# Identifiers that were removed on request: the SHA-256 of each IRI, and the day.
# They name nobody. Releases that are still served leave out what is listed here.
"""


def read_removals(root: Root) -> frozenset[str]:
    """Return the SHA-256, in hex, of each IRI that was removed on request."""
    path = root.path / LIST
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line.strip() and line[0] != "#")


def is_removed(iri: str, removals: frozenset[str]) -> bool:
    """Return whether `removals`, as `read_removals` has them, has `iri` or what owns it."""
    owner, _ = split_derived(iri)
    return not removals.isdisjoint({_hashed(iri), _hashed(owner)})


def with_removals(root: Root, iris: Iterable[str], day: date) -> bytes:
    """Return the list with these IRIs in it."""
    path: Path = root.path / LIST
    text = path.read_text(encoding="utf-8") if path.is_file() else HEAD
    known = read_removals(root)
    hashes = sorted({_hashed(iri) for iri in iris} - known)
    return (text + "".join(f"{each} {day.isoformat()}\n" for each in hashes)).encode()


def _hashed(iri: str) -> str:
    return sha256(iri.encode()).hexdigest()
