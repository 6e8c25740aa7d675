"""Keep what was made of the files of a root: the same files and software make the same again.

Each state of the files has a folder, named by the fingerprint of the files and of this package. What
is kept begins with its own hash; what does not match it is not believed. The oldest folders go.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from pcvegraph import __version__
from pcvegraph.graph.writing import write_whole
from pcvegraph.settings import Settings

STATES = 6
"""How many states of the files are remembered."""

DIGEST = 32
SOFTWARE = "software"


class Kept:
    """What is kept of one state of the files."""

    def __init__(self, contents: Mapping[str, bytes], settings: Settings) -> None:
        self.contents = contents
        self._software = _software()
        self.folder = settings.cache_folder() / "kept" / _fingerprint(contents, self._software)

    def find(self, name: str) -> bytes | None:
        """Return what was kept as `name`, or None where nothing was or it is damaged."""
        return _read(self.folder / name)

    def others(self, name: str) -> Iterator[bytes]:
        """Yield what this software kept as `name` of other states of the files, the newest first."""
        states = _newest_first(self.folder.parent) if self.folder.parent.is_dir() else []
        for state in states:
            is_ours = state != self.folder and _read(state / SOFTWARE) == self._software
            if is_ours and (content := _read(state / name)):
                yield content

    def keep(self, name: str, content: bytes) -> None:
        """Keep `content` as `name`; a folder that cannot be written costs time, not truth."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            for part, said in ((SOFTWARE, self._software), (name, content)):
                write_whole(self.folder / part, sha256(said).digest() + said)
            _forget(self.folder.parent)
        except OSError:
            return


def _read(path: Path) -> bytes | None:
    try:
        kept = path.read_bytes()
    except OSError:
        return None
    content = kept[DIGEST:]
    return content if sha256(content).digest() == kept[:DIGEST] else None


def _newest_first(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda state: state.stat().st_mtime, reverse=True)


def _forget(folder: Path) -> None:
    """Remove all but the newest states."""
    for state in _newest_first(folder)[STATES:]:
        shutil.rmtree(state, ignore_errors=True)


def _software() -> bytes:
    """Return one hash of the software that reads and judges files."""
    digest = sha256(__version__.encode())
    package = Path(__file__).parents[1]
    for module in sorted(package.rglob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest().encode()


def _fingerprint(contents: Mapping[str, bytes], software: bytes) -> str:
    """Return one hash of the files and of the software."""
    digest = sha256(software)
    for path, content in sorted(contents.items()):
        digest.update(f"\n{path}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
