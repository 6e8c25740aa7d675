"""Keep what was made of the files of a root: the same files and software make the same again.

Each state of the files has a folder, named by the fingerprint of the files and of this package. What
is kept begins with its own hash; what does not match it is not believed. The oldest folders go.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from pcvegraph import __version__
from pcvegraph.graph.writing import write_whole
from pcvegraph.settings import Settings

STATES = 6
"""How many states of the files are remembered."""

DIGEST = 32


class Kept:
    """What is kept of one state of the files."""

    def __init__(self, contents: Mapping[str, bytes], settings: Settings) -> None:
        self.contents = contents
        self.folder = settings.cache_folder() / "kept" / _fingerprint(contents)

    def find(self, name: str) -> bytes | None:
        """Return what was kept as `name`, or None where nothing was or it is damaged."""
        try:
            kept = (self.folder / name).read_bytes()
        except OSError:
            return None
        content = kept[DIGEST:]
        return content if sha256(content).digest() == kept[:DIGEST] else None

    def keep(self, name: str, content: bytes) -> None:
        """Keep `content` as `name`; a folder that cannot be written costs time, not truth."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / name, sha256(content).digest() + content)
            _forget(self.folder.parent)
        except OSError:
            return


def _forget(folder: Path) -> None:
    """Remove all but the newest states."""
    states = sorted(folder.iterdir(), key=lambda state: state.stat().st_mtime, reverse=True)
    for state in states[STATES:]:
        shutil.rmtree(state, ignore_errors=True)


def _fingerprint(contents: Mapping[str, bytes]) -> str:
    """Return one hash of the files and of the software that reads and judges them."""
    digest = sha256(__version__.encode())
    package = Path(__file__).parents[1]
    for module in sorted(package.rglob("*.py")):
        digest.update(module.read_bytes())
    for path, content in sorted(contents.items()):
        digest.update(f"\n{path}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
