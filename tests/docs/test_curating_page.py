"""The first steps of a curator, and what to do after them, work as they stand: in an empty clone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY
from console import blocks
from pcvegraph.graph.root import Root

FIRST_STEPS = ["docs/first-steps/curator.md", "docs/first-steps/curator.fr.md"]


def committed(root: Root) -> None:
    """Make a repository of the root, as a clone is one."""
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-q", "-m", "as it was"],
    ):
        subprocess.run(["git", *command], cwd=root.path, check=True)


def follow(page: str, root: Root) -> None:
    """Run the commands of a page, and hold what they print to what it shows."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    text = (REPOSITORY / page).read_text()
    commands, shown = blocks(text, "shell"), blocks(text, "text")
    assert len(commands) == len(shown) > 0
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


@pytest.mark.peers
@pytest.mark.parametrize("page", FIRST_STEPS)
def test_the_first_steps_write_what_they_show(page: str, root: Root):
    committed(root)
    follow(page, root)
    if page == FIRST_STEPS[0]:
        follow("docs/curating.md", root)
