"""Bring a Turtle file into its normal form."""

from __future__ import annotations

from pathlib import Path

from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.formatting import formatted
from pcvegraph.graph.reading import parse_file
from pcvegraph.graph.writing import write_whole


def tidy(path: Path, *, write: bool) -> bool:
    """Return whether the file's form is not the normal one; with `write`, mend it.

    Raises:
        PcvegraphError: it cannot be read or is not Turtle; it stays as it is.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise PcvegraphError(f"{path} cannot be read: {error}.") from None
    read = parse_file(str(path), text.encode())
    if isinstance(read, Finding):
        raise PcvegraphError(f"{read.place}: {read.message.en}", read.remedy.en)
    tidied = formatted(text).encode()
    if write and tidied != content:
        write_whole(path, tidied)
    return tidied != content
