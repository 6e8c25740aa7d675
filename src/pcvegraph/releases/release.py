"""A release: a folder that `pcvegraph release` made, and what its manifest says of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pcvegraph.errors import NotAReleaseError, ReleaseError
from pcvegraph.graph.root import Root
from pcvegraph.releases.names import precedence, read_release_name

MANIFEST = "manifest.json"
QUADS = "pcvegraph.nq"
VOID = "void.ttl"
LARGEST_MANIFEST_BYTES = 10_000_000
FINGERPRINT_DIGITS = 64
SHORT = 12


@dataclass(frozen=True)
class Release:
    """A release.

    Attributes:
        folder: where it is
        name: what it is called: a calendar version or a semantic one
        day: its date
        version: the fingerprint of its graph
        previous: the release that its changes are counted from, by name or fingerprint; "" for none
    """

    folder: Path
    name: str
    day: date
    version: str
    previous: str = ""

    @property
    def root(self) -> Root:
        """The folder as a root: it has the model and the library, but no Turtle files."""
        return Root(self.folder)

    def is_called(self, text: str) -> bool:
        """Return whether `text` is its name, its fingerprint or the first 12 digits of that."""
        return text in (self.name, self.version, self.version[:SHORT])


def read_release(folder: Path) -> Release:
    """Return the release that `folder` is; only its manifest is read.

    Raises:
        NotAReleaseError: it is none, or its manifest is damaged.
    """
    said = _read_manifest(folder)
    try:
        name, day = read_release_name(said["release"]), date.fromisoformat(said["date"])
        version = str(said["version"])
        previous = said.get("previous") or {}
        before = str(previous.get("release") or previous.get("version", "")[:SHORT])
    except (KeyError, TypeError, ValueError, AttributeError, ReleaseError):
        raise NotAReleaseError(folder, f"its {MANIFEST} names no release with its date") from None
    if len(version) != FINGERPRINT_DIGITS or set(version) - set("0123456789abcdef"):
        raise NotAReleaseError(folder, f"its {MANIFEST} has no fingerprint")
    return Release(folder, name, day, version, before)


def read_releases(folders: Iterable[Path]) -> list[Release]:
    """Return the releases that `folders` are, newest first.

    Raises:
        NotAReleaseError: as `read_release`.
        ReleaseError: two have the same name, but not the same graph.
    """
    found: dict[str, Release] = {}
    for folder in folders:
        release = read_release(folder)
        other = found.setdefault(release.name, release)
        if other.folder.resolve() != folder.resolve():
            raise ReleaseError(
                f"{other.folder} and {folder} are both called {release.name}.",
                "A name is given once: serve one of them.",
            )
    return sorted(found.values(), key=lambda r: (r.day, precedence(r.name)), reverse=True)


def folders_in(place: Path) -> list[Path]:
    """Return the folders of `place` that look like releases; raises NotAReleaseError without one."""
    folders = sorted(path.parent for path in place.glob(f"*/{MANIFEST}"))
    seen = [folder for folder in folders if not folder.name.startswith(".")]
    if not seen:
        raise NotAReleaseError(place, "no folder in it has a manifest.json")
    return seen


def _read_manifest(folder: Path) -> Any:
    path = folder / MANIFEST
    if not path.is_file():
        raise NotAReleaseError(folder, f"it has no {MANIFEST}")
    if path.stat().st_size > LARGEST_MANIFEST_BYTES:
        raise NotAReleaseError(folder, f"its {MANIFEST} is too large to be one")
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise NotAReleaseError(folder, f"its {MANIFEST} is not JSON") from None
