"""The walk-through of docs/importing.md does what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY
from console import blocks


def test_the_walk_through_makes_the_drafts_that_it_shows(tmp_path: Path):
    page = (REPOSITORY / "docs/importing.md").read_text()
    for kind in ("csv", "yaml"):
        (tmp_path / f"bodies.{kind}").write_text(blocks(page, kind)[0])
    (command,) = blocks(page, "shell")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    told, found = blocks(page, "text")
    assert done.stderr == told
    assert found in done.stdout
    assert done.returncode == 1
    (turtle,) = blocks(page, "turtle")
    draft = (tmp_path / "drafts/actors/lantern-dialogue-institute.ttl").read_text()
    assert draft.endswith("\n\n" + turtle)
    assert not list(tmp_path.glob(".drafts*"))
