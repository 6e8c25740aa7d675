"""docs/networks.md says what the library, the choices and the columns say, and its commands work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY
from console import blocks
from pcvegraph.graph.root import find_root
from pcvegraph.networks.choices import CHOICES
from pcvegraph.networks.columns import EDGES, NODES
from pcvegraph.networks.projections import read_projection, read_projections
from pcvegraph.querying.library import query_from_bytes, read_library

PAGE = REPOSITORY / "docs/networks.md"


def tables() -> dict[str, list[str]]:
    """Return the rows that the page's tables should have."""
    projections = read_projections(read_library(find_root(REPOSITORY)))
    return {
        "networks": [
            f"| `{name}` | {'directed' if each.directed else 'undirected'} | {each.nodes.en} "
            f"| {each.edges.en} | {each.weight.en} |"
            for name, each in projections.items()
        ],
        "choices": [
            f"| `{name}` | {choice.values.expected} | {choice.meaning.en} |"
            for name, choice in CHOICES.items()
        ],
        "nodes": [f"| `{n}` | {kind} | {meaning.en} |" for n, (kind, meaning) in NODES.items()],
        "edges": [f"| `{n}` | {kind} | {meaning.en} |" for n, (kind, meaning) in EDGES.items()],
    }


@pytest.mark.parametrize("name", ["networks", "choices", "nodes", "edges"])
def test_a_table_of_the_page_is_what_the_code_says(name: str):
    assert "\n" + "\n".join(tables()[name]) + "\n\n" in PAGE.read_text()


def run(command: str, folder: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-ec", command],
        cwd=folder,
        env=os.environ | {"PATH": path, "PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_commands_and_the_python_of_the_page_work(tmp_path: Path):
    pytest.importorskip("pandas", reason="pandas is not installed")
    for block in blocks(PAGE.read_text(), "sh"):
        run(block, tmp_path)
    (python,) = blocks(PAGE.read_text(), "python")
    (tmp_path / "page.py").write_text(python)
    run("python page.py", tmp_path)


def test_the_query_of_the_page_is_a_network():
    (text,) = blocks(PAGE.read_text(), "sparql")
    read = read_projection(query_from_bytes(text.encode(), "a.rq", "networks/shared-methods"))
    assert (read.rows, read.directed) == ("shared", False)


def test_what_the_page_calls_a_reason_for_leaving_out_is_one():
    section = PAGE.read_text().split("## What is left out", 1)[1].split("\n## ", 1)[0]
    code = "".join(
        path.read_text() for path in (REPOSITORY / "src/pcvegraph/networks").glob("*.py")
    )
    reasons = re.findall(r"“([^”]+)”", section)
    assert reasons
    assert [reason for reason in reasons if f'"{reason}"' not in code] == []
