"""Write a snapshot as files: canonical N-Quads, VoID and a manifest, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from pcvegraph import __version__
from pcvegraph.errors import NotNewError
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.graph.writing import write_whole
from pcvegraph.vocabulary import PREFIXES

NAMES = ("manifest.json", "pcvegraph.nq", "void.ttl")


def write_build(snapshot: Snapshot, folder: Path) -> None:
    """Write `pcvegraph.nq`, `void.ttl` and `manifest.json` into `folder`, in place of an earlier build.

    Raises:
        NotNewError: the folder holds something that is not a build.
    """
    if folder.exists() and (not folder.is_dir() or {p.name for p in folder.iterdir()} - set(NAMES)):
        raise NotNewError(
            f"{folder} holds something else than a build.", "Name an empty or a new folder."
        )
    folder.mkdir(parents=True, exist_ok=True)
    # The manifest comes last: where it is, the dump it names is whole.
    write_whole(folder / "pcvegraph.nq", snapshot.n_quads)
    void = serialize(snapshot.description(), format=RdfFormat.TURTLE, prefixes=PREFIXES)
    write_whole(folder / "void.ttl", void or b"")
    write_whole(folder / "manifest.json", json.dumps(manifest(snapshot), indent=2).encode() + b"\n")


def manifest(snapshot: Snapshot) -> dict[str, object]:
    """Return version (SHA-256 of the dump), software, number of triples and the graphs' IRIs."""
    return {
        "version": snapshot.version,
        "software": f"pcvegraph {__version__}",
        "triples": snapshot.count(),
        "graphs": snapshot.graph_names(),
    }
