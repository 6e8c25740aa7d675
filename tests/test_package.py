"""An installed pcvegraph has its data: the wheel answers outside the checkout, the sdist builds it."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from conftest import REPOSITORY


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Wheel and sdist; the wheel is built from the sdist, as `build` does it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, REPOSITORY, cwd=folder)
    return next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))


def test_the_wheel_carries_ontology_data_queries_templates_and_licences(built: tuple[Path, Path]):
    names = zipfile.ZipFile(built[0]).namelist()
    for part in (
        "pcvegraph/root/ontology/pcvegraph.ttl",
        "pcvegraph/root/ontology/shapes/relation.ttl",
        "pcvegraph/root/ontology/rules/plain-triple.rq",
        "pcvegraph/root/ontology/checks/anchor-too-long.rq",
        "pcvegraph/root/data/ttl/actors/canada.ttl",
        "pcvegraph/web/templates/things/entity.html",
        "pcvegraph/web/static/pcvegraph.css",
        "pcvegraph/py.typed",
    ):
        assert part in names
    assert {name.split("/")[-1] for name in names if "/licenses/" in name} == {"LICENSE"}
    assert len([name for name in names if "/licenses/" in name]) == 2
    assert [n for n in names if n.startswith("pcvegraph/root/queries/") and n.endswith(".rq")]


def test_the_sdist_has_what_the_wheel_is_made_of(built: tuple[Path, Path]):
    with tarfile.open(built[1]) as archive:
        names = {name.split("/", 1)[-1] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "data/LICENSE", "ontology/pcvegraph.ttl"} <= names


@pytest.mark.peers
def test_the_wheel_answers_in_an_empty_environment_outside_the_checkout(
    built: tuple[Path, Path], tmp_path: Path
):
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=tmp_path)
    bin_folder = tmp_path / "env/bin"
    run(bin_folder / "pip", "install", "--quiet", built[0], cwd=tmp_path)
    away = tmp_path / "away"
    away.mkdir()
    question = "forums/who-co-chairs-a-body"
    answer = run(bin_folder / "pcvegraph", "query", question, "--format", "csv", cwd=away)
    assert "Algeria" in answer
    assert "Canada" in answer
    code = "import pcvegraph; print(len(pcvegraph.open_graph().default_graph))"
    assert int(run(bin_folder / "python", "-c", code, cwd=away)) > 5_000
