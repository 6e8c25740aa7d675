"""The console blocks of a documentation page: each command with the output that it shows.

A line `...` in an output stands for any lines.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from conftest import REPOSITORY

SERVED = "http://127.0.0.1:8000"


class Shown(NamedTuple):
    """A command as a page writes it after `$ `, and the output below it."""

    command: str
    output: str


def blocks(page: str, kind: str) -> list[str]:
    """Return the code blocks of a page that are marked as `kind`."""
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def commands(page: str) -> Iterator[Shown]:
    """Yield each command of the console blocks of a page with the output it shows."""
    for block in blocks(page, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines(keepends=True)
            end = lines.index("END\n") + 1 if "<<'END'" in lines[0] else 1
            yield Shown("".join(lines[:end]), "".join(lines[end:]))


def assert_prints(shown: Shown, server: str) -> None:
    """Run the command at the top of the repository, against `server`, and compare what it prints."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", shown.command.replace(SERVED, server)],
        cwd=REPOSITORY,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed = done.stdout.replace("\r\n", "\n")
    assert _matches(shown.output, printed), printed
    assert printed or shown.command.startswith("pcvegraph check")


def name_of(shown: object) -> str:
    """Return how a test of the command is called."""
    return shown.command.splitlines()[0][:60] if isinstance(shown, Shown) else str(shown)


def _matches(shown: str, printed: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line == "...\n" else re.escape(line)
        for line in shown.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, printed) is not None
