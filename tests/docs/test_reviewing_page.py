"""The example of docs/reviewing.md says what the page shows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY
from console import blocks
from pcvegraph.graph.root import Root

FILE = "data/ttl/actors/lantern-dialogue-institute.ttl"
IDENTITY = {
    f"GIT_{who}_{what}": "a@example.org"
    for who in ("AUTHOR", "COMMITTER")
    for what in ("NAME", "EMAIL")
}


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=os.environ | IDENTITY | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_example_is_told_as_the_page_shows_and_passes_the_form(root: Root):
    page = (REPOSITORY / "docs/reviewing.md").read_text()
    begun = shell("git init -q && git add -A && git commit -qm first", root.path)
    assert begun.returncode == 0, begun.stderr
    (turtle,) = blocks(page, "turtle")
    (root.path / FILE).write_text(turtle)
    (command,) = blocks(page, "shell")
    done = shell(command, root.path)
    (told,) = blocks(page, "text")
    assert (done.stdout, done.stderr, done.returncode) == (told, "", 0)
    assert shell(f"pcvegraph format --check {FILE}", root.path).returncode == 0
