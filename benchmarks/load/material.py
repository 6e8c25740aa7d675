"""The graph that all servers hold: a made-up root, and the same triples as files for the peers."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import DefaultGraph, RdfFormat

from generate import CHECKOUT, generate
from pcvegraph.checking.verdicts import VERDICT
from pcvegraph.graph.keeping import Kept
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.reading import read_bytes
from pcvegraph.graph.root import find_root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.settings import Settings

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Material:
    """Where the root of one size and seed stands, with all that was made of it."""

    folder: Path
    seed: int

    @property
    def root(self) -> Path:
        """The root that `pcvegraph serve` gets."""
        return self.folder / "root"

    @property
    def quads(self) -> Path:
        """Its default graph and its named graphs as N-Quads."""
        return self.folder / "graph.nq"

    @property
    def triples(self) -> Path:
        """Its default graph as N-Triples."""
        return self.folder / "graph.nt"

    def log(self, name: str) -> Path:
        """Return the file that a server of this name writes to."""
        return self.folder / f"{name}.log"

    @property
    def settings(self) -> Settings:
        """Settings whose cache stands beside the root."""
        return Settings(cache_dir=str(self.folder / "cache"))

    def snapshot(self) -> Snapshot:
        """Return the graph; it is kept for the service, which then starts in seconds."""
        keep_verdict(self.root, self.settings)
        return load_snapshot(find_root(self.root), self.settings)


def make_material(triples: int, seed: int, report: Progress) -> Material:
    """Return the material of this size and seed, made where it is not there yet."""
    folder = Path(tempfile.gettempdir()) / "pcvegraph-benchmark"
    material = Material(folder / f"{triples}-{seed}-{_fingerprint()}", seed)
    if not material.root.exists():
        report(f"Making up {triples:,} triples")
        unfinished = material.folder / "unfinished"
        generate(triples, unfinished, seed)
        unfinished.rename(material.root)
    report("Building the graph")
    snapshot = material.snapshot()
    if not material.quads.exists():
        report("Writing the graph for the peers")
        snapshot.store.dump(
            str(material.triples), format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()
        )
        # Our default graph is stated last; a store in memory finds first what came last.
        material.quads.write_bytes(snapshot.kept() + material.triples.read_bytes())
    return material


def keep_verdict(root: Path, settings: Settings) -> None:
    """Keep the verdict that nothing is wrong with a made-up root.

    To check a million triples takes minutes, and a test of `generate.py` shows that what it writes
    passes.
    """
    contents, _ = read_bytes(find_root(root), settings)
    Kept(contents, settings).keep(VERDICT, b"[]")


def _fingerprint() -> str:
    """Return eight hex digits of what a root is made of and by."""
    digest = sha256()
    for pattern in ("ontology/**/*.*", "queries/**/*.rq", "benchmarks/**/*.py"):
        for path in sorted(CHECKOUT.glob(pattern)):
            if path.name != "service.py" and (path.parent.name != "load" or path == Path(__file__)):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
