"""The graph as an rdflib Dataset, for people who work in Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pcvegraph.errors import GraphRefusedError
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.keeping import Kept
from pcvegraph.graph.reading import find_graph, load_files, read_bytes
from pcvegraph.graph.root import Root, find_root
from pcvegraph.graph.slices import check_queries
from pcvegraph.graph.snapshot import Snapshot, build_snapshot, complete, read_snapshot
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

SNAPSHOT = "snapshot.nq"


def open_graph(
    root: str | Path | None = None, store: Literal["oxigraph", "memory"] = "oxigraph"
) -> Dataset:
    """Return the graph as an `rdflib.Dataset`; its default graph holds every triple.

    Args:
        root: a folder with ontology/, data/ttl/ and queries/; None as for `find_root`.
        store: "oxigraph" answers SPARQL fast (ask it with query text, not prepared queries);
            "memory" is rdflib's own store, which every rdflib tool accepts.

    Raises:
        NotARootError: `root` is not such a folder.
        GraphRefusedError: a file does not parse. Shapes and checks are not run: `check` does that.
        ValueError: another `store`.
    """
    snapshot = load_snapshot(
        find_root(None if root is None else Path(root)), Settings.from_environment()
    )
    dataset = _dataset(snapshot, store)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset


def load_snapshot(root: Root, settings: Settings) -> Snapshot:
    """Return the snapshot of the root's files, without running shapes and checks.

    Raises:
        GraphRefusedError: a file cannot be read or does not parse.
    """
    return load_contents(*read_bytes(root, settings), settings)


def load_contents(
    contents: Mapping[str, bytes], findings: Sequence[Finding], settings: Settings
) -> Snapshot:
    """Return the snapshot of files by path, of which `findings` say what could not be read.

    Raises:
        GraphRefusedError: there are findings, or a file does not parse.
    """
    kept = Kept(contents, settings)
    if not findings and (snapshot := find_snapshot(kept)):
        return snapshot
    store, faults = load_files(contents)
    refuse([*findings, *faults])
    return finish_snapshot(build_snapshot(store, contents), contents, kept)


def load_excerpt(contents: Mapping[str, bytes], findings: Sequence[Finding]) -> Snapshot:
    """Return what these files state, without what follows by rule; it is not kept.

    Raises:
        GraphRefusedError: as `load_contents`.
    """
    store, faults = load_files({path: text for path, text in contents.items() if find_graph(path)})
    refuse([*findings, *faults])
    return build_snapshot(store, {})


def refuse(findings: Sequence[Finding]) -> None:
    """Raise a GraphRefusedError that tells the first of `findings`; return where there are none."""
    if findings:
        first = min(findings)
        raise GraphRefusedError(len(findings), f"{first.place}: {first.message.en}")


def find_snapshot(kept: Kept) -> Snapshot | None:
    """Return the snapshot that was built of the same files before, or None."""
    quads = kept.find(SNAPSHOT)
    return read_snapshot(quads, kept.contents) if quads else None


def finish_snapshot(snapshot: Snapshot, contents: Mapping[str, bytes], kept: Kept) -> Snapshot:
    """Complete a snapshot that was built of the files, keep it for the next time, and return it.

    What is returned was read from what is kept, so that it is the same, down to the order of rows
    that no query asks for, whether it was built now or before.

    Raises:
        QuerySyntaxError: as `keep_snapshot`.
    """
    return read_snapshot(keep_snapshot(snapshot, contents, kept), contents)


def keep_snapshot(snapshot: Snapshot, contents: Mapping[str, bytes], kept: Kept) -> bytes:
    """Complete a snapshot, keep it for the next time, and return what is kept.

    Raises:
        QuerySyntaxError: as `complete` and `check_queries`.
    """
    check_queries(snapshot)
    complete(snapshot, contents)
    quads = snapshot.kept()
    kept.keep(SNAPSHOT, quads)
    return quads


def _dataset(snapshot: Snapshot, store: str) -> Dataset:
    # rdflib takes a tenth of a second to import, which a command that needs no Dataset must not pay.
    from oxrdflib import OxigraphStore  # noqa: PLC0415
    from rdflib import Dataset  # noqa: PLC0415

    from pcvegraph.graph.rdflib_terms import to_dataset  # noqa: PLC0415

    if store == "oxigraph":
        return Dataset(store=OxigraphStore(store=snapshot.store))
    if store == "memory":
        return to_dataset(snapshot.store)
    raise ValueError(f"store is {store!r}; it can be 'oxigraph' or 'memory'")
