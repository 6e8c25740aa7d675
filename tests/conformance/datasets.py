"""A running service whose dataset a test chooses: swapped by SIGHUP like any new version."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import httpx
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from conformance.loading import DATASET, version_of
from conformance.manifests import Dataset, address_of
from pcvegraph.graph.root import PARTS

SECONDS = 30
FORMATS = {".ttl": RdfFormat.TURTLE, ".rdf": RdfFormat.RDF_XML, ".nt": RdfFormat.N_TRIPLES}


class HeldService:
    """`with HeldService(folder) as service`: its `address` answers from what it is told to hold."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log.txt"
        self.version = ""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        for part in PARTS:
            (self.folder / part).mkdir(parents=True)
        self._write(b"")
        command = [sys.executable, "-m", "conformance.serving", str(self.folder), str(self.port)]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=Path(__file__).parents[1], stdout=log, stderr=log
            )
        self._wait()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(SECONDS)

    def use_dataset(self, dataset: Dataset) -> str:
        """Have the service answer from `dataset` alone, and return its address."""
        return self.use_quads(quads_of(dataset))

    def use_quads(self, quads: list[Quad]) -> str:
        """Have the service answer from `quads` alone, and return its address."""
        content = serialize(quads, format=RdfFormat.N_QUADS) or b""
        if version_of(content) != self.version:
            self._write(content)
            os.kill(self.process.pid, signal.SIGHUP)
            self._wait()
        return self.address

    def _write(self, content: bytes) -> None:
        self.version = version_of(content)
        # Whole or not at all: the service may look at any time.
        draft = self.folder / "draft.nq"
        draft.write_bytes(content)
        draft.replace(self.folder / DATASET)

    def _wait(self) -> None:
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            try:
                answer = httpx.get(f"{self.address}/healthz")
            except httpx.TransportError:
                answer = None
            if answer and answer.headers.get("Pcvegraph-Version") == self.version:
                return
            time.sleep(0.02)
        raise AssertionError(f"the dataset is not served: {self.log.read_text()}")


def quads_of(dataset: Dataset) -> list[Quad]:
    """Return what the files of `dataset` say. Blank nodes of two files are never one."""
    files: list[tuple[NamedNode | DefaultGraph, Path]] = [
        (DefaultGraph(), path) for path in dataset.default
    ]
    files += [(NamedNode(name), path) for name, path in dataset.named]
    return [
        Quad(triple.subject, triple.predicate, triple.object, graph)
        for graph, path in files
        for triple in triples_of(path.read_bytes(), FORMATS[path.suffix], address_of(path))
    ]


def triples_of(content: bytes, written_in: RdfFormat, base: str) -> list[Triple]:
    """Return the triples of `content`, with blank nodes of their own."""
    parsed = parse(content, format=written_in, base_iri=base, rename_blank_nodes=True)
    return [quad.triple for quad in parsed]
