"""The walk-through of docs/curating.md works as it stands, in a copy of the data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY
from console import blocks
from pcvegraph.graph.root import Root

PAGE = (REPOSITORY / "docs/curating.md").read_text()


def test_the_walk_through_writes_what_it_shows(root: Root):
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    commands, shown = blocks(PAGE, "shell"), blocks(PAGE, "text")
    assert len(commands) == len(shown) == 3
    for command, output in zip(commands, shown, strict=True):
        done = subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=root.path,
            env=os.environ | {"PATH": path},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (0, output), done.stderr
