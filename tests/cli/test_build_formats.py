"""`pcvegraph build --format`: every file of a release, the same bytes each time."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from conftest import REPOSITORY
from pcvegraph.graph.root import Root

BASE = {"manifest.json", "pcvegraph.nq", "void.ttl"}
RDF = {"turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf", "jsonld": "jsonld"}
TABLES = {"entities.csv", "relations.csv", "evidence.csv", "sources.csv", "datapackage.json"}


def build(root: Path, output: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pcvegraph", "build", "--root", root, "--output", output]
    return subprocess.run([*command, *options], capture_output=True, text=True, check=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_all_is_every_file_with_its_sum_and_the_same_twice(tmp_path: Path):
    first, second = tmp_path / "first", tmp_path / "second"
    assert build(REPOSITORY, first, "--format", "all").returncode == 0
    assert build(REPOSITORY, second, "--format", "all").returncode == 0
    written = contents(first)
    assert written == contents(second)
    dumps = {f"pcvegraph.{extension}" for extension in RDF.values()}
    others = {"entities.ftm.json", "context-v1.jsonld", "SHA256SUMS"}
    assert written.keys() == BASE | TABLES | dumps | others
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=first, check=False
    )
    assert done.returncode == 0
    lines = written["SHA256SUMS"].decode().splitlines()
    assert {line.split("  ")[1] for line in lines} == written.keys() - {"SHA256SUMS"}
    version = json.loads(written["manifest.json"])["version"]
    assert sha256(written["pcvegraph.nq"]).hexdigest() == version
    assert json.loads(written["datapackage.json"])["version"] == version


@pytest.mark.parametrize("name", RDF)
def test_one_format_is_written_beside_the_build_and_goes_with_the_next(
    tiny: Root, tmp_path: Path, name: str
):
    output = tmp_path / "out"
    assert build(tiny.path, output, "--format", name).returncode == 0
    assert contents(output).keys() == BASE | {f"pcvegraph.{RDF[name]}", "SHA256SUMS"}
    assert build(tiny.path, output).returncode == 0
    assert contents(output).keys() == BASE


def test_a_file_of_somebody_else_stays_and_is_told(tiny: Root, tmp_path: Path):
    output = tmp_path / "out"
    build(tiny.path, output, "--format", "turtle")
    (output / "mine.txt").write_text("mine")
    done = build(tiny.path, output, "--format", "all")
    assert done.returncode == 2
    assert "holds something else than a build" in done.stderr
    assert (output / "mine.txt").exists()


def test_a_format_that_is_none_is_wrong_use(tiny: Root, tmp_path: Path):
    assert build(tiny.path, tmp_path / "out", "--format", "xlsx").returncode == 2
