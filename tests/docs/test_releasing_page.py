"""The commands of docs/releasing.md do what the page says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import REPOSITORY
from console import blocks
from made_releases import small_root


def test_the_commands_make_and_verify_two_releases(tmp_path: Path):
    page = (REPOSITORY / "docs/releasing.md").read_text()
    root = small_root(tmp_path / "root")
    (commands,) = blocks(page, "shell")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", commands],
        cwd=root,
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (shown,) = blocks(page, "text")
    (first, *_, last) = done.stdout.splitlines()
    assert first.partition("version ")[0] == shown.partition("version ")[0]
    assert last.endswith("nothing wrong")
    written = {path.name for path in (root / "releases/2026.12").iterdir()}
    listed = [row for row in page.splitlines() if row.startswith("| `")]
    for name in written:
        stem = name if not name.startswith("pcvegraph") else "." + name.partition(".")[2]
        is_table = name.endswith(".csv")
        assert is_table or any(f"`{stem}" in row or f"`{name}" in row for row in listed), name
