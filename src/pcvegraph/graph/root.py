"""The folder that a graph is made from: ontology/, data/ttl/, queries/."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pcvegraph.errors import NotARootError

PARTS = ("ontology", "data/ttl", "queries")
QUERIES = "queries/"


@dataclass(frozen=True)
class Root:
    """A folder that has the three parts."""

    path: Path

    @property
    def ontology(self) -> Path:
        """The folder of the model: terms, concepts, shapes, rules, checks."""
        return self.path / "ontology"

    @property
    def data(self) -> Path:
        """The folder of the Turtle files."""
        return self.path / "data" / "ttl"

    @property
    def queries(self) -> Path:
        """The folder of the query library."""
        return self.path / "queries"

    def files(self) -> Iterator[Path]:
        """Yield every file that decides what the graph is and whether it passes, sorted.

        A folder that is a link is yielded as it is: what is behind it is not read.
        """
        yield from _files_below(self.data, ".ttl")
        yield from _files_below(self.ontology, ".ttl", ".rq")

    def query_files(self) -> Iterator[Path]:
        """Yield every file of the query library, sorted."""
        yield from sorted(self.queries.rglob("*.rq"))

    def name(self, path: Path) -> str:
        """Return `path` as people name it: from the root, with forward slashes."""
        return path.relative_to(self.path).as_posix()


def _files_below(folder: Path, *endings: str) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        named = [name for name in files if name.endswith(endings)]
        linked = [name for name in folders if (Path(place) / name).is_symlink()]
        ending = [name for name in folders if name.endswith(endings) and name not in linked]
        yield from (Path(place) / name for name in sorted(named + linked + ending))


def find_root(folder: Path | None = None) -> Root:
    """Return `folder` as a root; without one the current folder if it is a root, else our own data.

    Raises:
        NotARootError: `folder` lacks a part, which the message names.
    """
    if folder is not None:
        missing = [part for part in PARTS if not (folder / part).is_dir()]
        if missing:
            raise NotARootError(f"{folder} is not a root: it has no {' and no '.join(missing)}.")
        return Root(folder)
    # Installed: the data came inside the package. In a checkout: they stand two folders above it.
    package = Path(__file__).parents[1]
    for candidate in (Path(), package / "root", package.parents[1]):
        if all((candidate / part).is_dir() for part in PARTS):
            return Root(candidate)
    raise NotARootError("The data that came with pcvegraph is missing from its installation.")
