"""Write a snapshot as files: canonical N-Quads, VoID, a manifest, and what others make of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from hashlib import sha256
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from pcvegraph import __version__
from pcvegraph.errors import NotNewError
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.graph.writing import write_whole
from pcvegraph.vocabulary import PREFIXES

NAMES = ("manifest.json", "pcvegraph.nq", "void.ttl")
SUMS = "SHA256SUMS"


def write_build(
    snapshot: Snapshot,
    folder: Path,
    others: Mapping[str, Callable[[], bytes]] | None = None,
    known: Collection[str] = (),
) -> None:
    """Write `pcvegraph.nq`, `void.ttl` and `manifest.json` into `folder`, in place of an earlier build.

    With `others` (name → what makes it) these too, and `SHA256SUMS` of all. What an earlier build
    wrote and this one does not is removed: `known` are the names that a build may have.

    Raises:
        NotNewError: the folder holds something that is not a build.
        As what makes the others.
    """
    earlier = _find_earlier(folder, {*NAMES, SUMS, *known})
    folder.mkdir(parents=True, exist_ok=True)
    void = serialize(snapshot.description(), format=RdfFormat.TURTLE, prefixes=PREFIXES)
    said = json.dumps(manifest(snapshot), indent=2).encode() + b"\n"
    # The manifest comes last: where it is, the dump it names is whole.
    makers: dict[str, Callable[[], bytes]] = {
        "pcvegraph.nq": lambda: snapshot.n_quads,
        "void.ttl": lambda: void or b"",
        **(others or {}),
        "manifest.json": lambda: said,
    }
    for name in earlier - makers.keys():
        (folder / name).unlink()
    sums = {"manifest.json": sha256(said).hexdigest()}
    for name, make in makers.items():
        if name == "manifest.json" and others:
            write_whole(folder / SUMS, sums_of(sums))
        content = make()
        sums[name] = sha256(content).hexdigest()
        write_whole(folder / name, content)


def _find_earlier(folder: Path, known: set[str]) -> set[str]:
    if not folder.exists():
        return set()
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else {""}
    if found - known:
        raise NotNewError(
            f"{folder} holds something else than a build.", "Name an empty or a new folder."
        )
    return found


def sums_of(sums: Mapping[str, str]) -> bytes:
    """Return the sums as `sha256sum --check` reads them."""
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode()


def manifest(snapshot: Snapshot) -> dict[str, object]:
    """Return version (SHA-256 of the dump), software, number of triples and the graphs' IRIs."""
    return {
        "version": snapshot.version,
        "software": f"pcvegraph {__version__}",
        "triples": snapshot.count(),
        "graphs": snapshot.graph_names(),
    }
