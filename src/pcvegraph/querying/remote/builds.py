"""What a push sends: the graphs of a checked build, each as lines of N-Triples."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse, serialize

from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.vocabulary import DESCRIPTION

Lines = list[bytes]
"""Triples, one a line of N-Triples, sorted and none twice."""


@dataclass(frozen=True)
class Build:
    """One version of the graph, ready to be sent."""

    version: str
    graphs: dict[str, Lines]
    default: Lines


def build_of(snapshot: Snapshot) -> Build:
    """Return the build that a snapshot makes."""
    return _build(snapshot.version, snapshot.n_quads, snapshot.description())


def read_build(folder: Path) -> Build:
    """Return the build that `pcvegraph build --output FOLDER` wrote.

    Raises:
        PcvegraphError: it is no build, or not the one that its manifest names.
    """
    try:
        version = json.loads((folder / "manifest.json").read_bytes())["version"]
        n_quads = (folder / "pcvegraph.nq").read_bytes()
        description = [q.triple for q in parse(path=folder / "void.ttl", format=RdfFormat.TURTLE)]
    except (OSError, ValueError, KeyError, TypeError, SyntaxError) as error:
        raise PcvegraphError(
            f"{folder} holds no whole build: {error}.", "Make one: pcvegraph build --output DIR."
        ) from None
    found = sha256(n_quads).hexdigest()
    if found != version:
        raise PcvegraphError(
            f"{folder / 'pcvegraph.nq'} has the SHA-256 {found}, and manifest.json names {version}.",
            "It was changed or is not whole: make it again with pcvegraph build --output DIR.",
        )
    return _build(version, n_quads, description)


def _build(version: str, n_quads: bytes, description: list[Triple]) -> Build:
    graphs: dict[str, Lines] = defaultdict(list)
    # A canonical line ends in the graph's name, and the same triple is the same bytes before it.
    for line in n_quads.splitlines():
        triple, graph, _ = line.rsplit(b" ", 2)
        graphs[graph[1:-1].decode()].append(triple + b" .\n")
    default = sorted(set[bytes]().union(*graphs.values()))
    said = serialize(description, format=RdfFormat.N_TRIPLES) or b""
    graphs[DESCRIPTION.value] = sorted(set(said.splitlines(keepends=True)))
    return Build(version, dict(graphs), default)
