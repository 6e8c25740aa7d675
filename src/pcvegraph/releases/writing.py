"""Write a release into a folder: the build, and the other files that are made of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Literal

from pcvegraph.graph.publishing import write_build
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying.evaluation import Evaluator
from pcvegraph.querying.library import read_library
from pcvegraph.releases.contexts import CURRENT, read_contexts
from pcvegraph.releases.files import DUMPS, Group, files_of
from pcvegraph.releases.material import Material, find_tables

BUILT = DUMPS[0]
"""The N-Quads, which every build has."""


def write_release(
    snapshot: Snapshot, root: Root, folder: Path, chosen: Group | Literal["all"]
) -> None:
    """Write the build of `snapshot`, which `root` made, and the files of the group `chosen`, or all.

    Raises:
        NotNewError: the folder holds something that is not a build.
        QueryError: a query of the library is wrong.
    """
    tables, contexts = find_tables(read_library(root)), read_contexts(root)
    material = Material(Evaluator(snapshot), tables, contexts.get(CURRENT, b""))
    files = files_of(tables)
    makers = {
        file.name: partial(file.make, material)
        for file in files
        if file is not BUILT and chosen in ("all", file.group)
    }
    if chosen == "all":
        makers |= {f"context-{name}": partial(bytes, text) for name, text in contexts.items()}
    known = {*(file.name for file in files), *(f"context-{name}" for name in contexts)}
    write_build(snapshot, folder, makers, known)
