"""The islands that are committed are those that frontend/ builds, byte for byte."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import REPOSITORY

ISLANDS = Path("src/pcvegraph/web/static/islands")
OLDEST_NODE = (20, 19)
pytestmark = pytest.mark.peers


def files(folder: Path) -> dict[str, bytes]:
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*.*")}


def node_version() -> tuple[int, ...]:
    if not (shutil.which("node") and shutil.which("npm")):
        return ()
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(int(part) for part in said.strip().removeprefix("v").split("."))


def test_a_build_makes_the_files_that_are_committed(tmp_path: Path):
    if node_version() < OLDEST_NODE:
        pytest.skip("npm and Node 20.19 or later are not installed")
    sources = tmp_path / "frontend"
    shutil.copytree(REPOSITORY / "frontend", sources, ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / ISLANDS).mkdir(parents=True)
    run(sources, "npm", "ci", "--no-audit", "--no-fund")
    run(sources, "npx", "vite", "build")
    assert files(tmp_path / ISLANDS) == files(REPOSITORY / ISLANDS)
    (tmp_path / "src/pcvegraph/web/pages/drawing").mkdir(parents=True)
    run(sources, "node", "bake-world.js")
    for place in ("static/world.svg", "pages/drawing/world.json"):
        path = Path("src/pcvegraph/web") / place
        assert (tmp_path / path).read_bytes() == (REPOSITORY / path).read_bytes()


def run(folder: Path, *command: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
