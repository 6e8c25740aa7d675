"""What the zygote of a test loads: a graph that is made here, large enough for a product of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import find_root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.settings import Settings


def load(folder: str, report: Callable[[str], None]) -> Snapshot:
    """Return the snapshot of the root `folder`, without a check of it."""
    report("Reading")
    return load_snapshot(find_root(Path(folder)), Settings.from_environment())
