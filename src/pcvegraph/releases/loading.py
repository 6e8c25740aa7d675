"""A release as a snapshot: its N-Quads and its description, without what was removed on request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from pcvegraph.errors import NotAReleaseError
from pcvegraph.graph.inference import in_graph
from pcvegraph.graph.removals import is_removed
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot, read_snapshot
from pcvegraph.identifiers import find_slug
from pcvegraph.releases.release import QUADS, VOID, Release
from pcvegraph.vocabulary import BASE, DATASET, DCAT, DESCRIPTION, PREFIXES


class Loaded(NamedTuple):
    """The snapshot of a release, and how many quads were left out of it."""

    snapshot: Snapshot
    left_out: int


def load_release(release: Release, removals: frozenset[str] = frozenset()) -> Loaded:
    """Return the graph of a release less what names a thing that was removed on request.

    Where something is left out, the version is the fingerprint of what is left.

    Raises:
        NotAReleaseError: its N-Quads or its description are missing or do not parse.
    """
    quads = _read(release.folder, QUADS, RdfFormat.N_QUADS)
    kept = [quad for quad in quads if not _names_removed(quad, removals)]
    described = _read(release.folder, VOID, RdfFormat.TURTLE)
    known = chain(kept, (in_graph(quad.triple, DESCRIPTION) for quad in described))
    snapshot = _snapshot(known, release.root)
    left_out = len(quads) - len(kept)
    if left_out:
        _fingerprint_again(snapshot.store, snapshot.n_quads)
    return Loaded(snapshot, left_out)


def load_quads(content: bytes, root: Root, place: object) -> Snapshot:
    """Return the graph that N-Quads are, with the model of `root`; `place` names them in messages.

    Raises:
        NotAReleaseError: they do not parse.
    """
    quads = _parsed(content, RdfFormat.N_QUADS, place)
    version = Quad(DATASET, DCAT.version, Literal(sha256(content).hexdigest()), DESCRIPTION)
    return _snapshot(chain(quads, [version]), root)


def has_removed(release: Release, removals: frozenset[str]) -> bool:
    """Return whether the graph of a release names a thing that was removed on request."""
    if not removals:
        return False
    return any(_names_removed(q, removals) for q in _read(release.folder, QUADS, RdfFormat.N_QUADS))


def is_gone(iri: str, removals: frozenset[str]) -> bool:
    """Return whether `iri` was removed on request, or is of a statement that has such a thing in it."""
    if not removals or not iri.startswith(BASE):
        return False
    if is_removed(iri, removals):
        return True
    parts = (find_slug(iri) or "").split("--")
    return len(parts) > 1 and any(is_removed(PREFIXES["id"] + part, removals) for part in parts)


def _names_removed(quad: Quad, removals: frozenset[str]) -> bool:
    if not removals:
        return False
    terms = (quad.subject, quad.object)
    if any(is_gone(term.value, removals) for term in terms if isinstance(term, NamedNode)):
        return True
    # The graph of a file is called as the file, and that as what it is about.
    graph = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
    return is_gone(PREFIXES["id"] + graph.rpartition("/")[2], removals)


def _fingerprint_again(store: Store, dump: bytes) -> None:
    for quad in store.quads_for_pattern(DATASET, DCAT.version, None, DESCRIPTION):
        store.remove(quad)
    version = Literal(sha256(dump).hexdigest())
    store.add(Quad(DATASET, DCAT.version, version, DESCRIPTION))


def _snapshot(quads: Iterable[Quad], root: Root) -> Snapshot:
    return read_snapshot(serialize(quads, format=RdfFormat.N_QUADS) or b"", read_model(root))


def read_model(root: Root) -> Mapping[str, bytes]:
    """Return by path the rules and slices of a root, which a snapshot is asked by."""
    paths = [path for path in root.files() if path.suffix == ".rq"]
    return {root.name(path): path.read_bytes() for path in paths}


def _read(folder: Path, name: str, form: RdfFormat) -> list[Quad]:
    path = folder / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotAReleaseError(folder, f"{name}: {error.strerror}") from None
    return _parsed(content, form, path)


def _parsed(content: bytes, form: RdfFormat, place: object) -> list[Quad]:
    try:
        return list(parse(content, format=form))
    except SyntaxError as error:
        raise NotAReleaseError(place, f"it does not parse ({error.msg})") from None
