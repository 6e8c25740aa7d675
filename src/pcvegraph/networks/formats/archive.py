"""Zip files whose bytes depend on their contents alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import IO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from pcvegraph.querying.formats import Writable

# The first day that zip knows.
_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o644 << 16


def write_archive(
    output: Writable, files: Mapping[str, Callable[[IO[bytes]], None]], *, compressed: bool = True
) -> None:
    """Write a zip of `files`: each name with what writes that file, called in order."""
    # All that zipfile calls is in the protocol.
    with ZipFile(cast("IO[bytes]", output), "w") as archive:
        for name, write in files.items():
            with archive.open(_entry(name, compressed=compressed), "w", force_zip64=True) as file:
                write(file)


def text(content: str) -> Callable[[IO[bytes]], None]:
    """Return what writes a file of this text."""

    def write(file: IO[bytes]) -> None:
        file.write(f"{content}\n".encode())

    return write


def _entry(name: str, *, compressed: bool) -> ZipInfo:
    entry = ZipInfo(name, _DAY)
    entry.compress_type = ZIP_DEFLATED if compressed else ZIP_STORED
    entry.create_system = _UNIX
    entry.external_attr = _READABLE
    return entry
