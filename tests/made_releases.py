"""The fixture `made`: two releases of the tiny root, the second with a thing and a statement more."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

REPOSITORY = Path(__file__).parents[1]
FIRST, SECOND = "1.0.0", "1.1.0"
DAYS = {FIRST: "2026-01-05", SECOND: "2026-02-05"}
WESTLAND = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix id: <https://w3id.org/pcvegraph/id/> .
@prefix pcve: <https://w3id.org/pcvegraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix source: <https://w3id.org/pcvegraph/source/> .

id:westland
    a pcve:State ;
    skos:prefLabel "Westland"@en ;
    skos:prefLabel "Ouestlande"@fr ;
    dcterms:description "State west of the river."@en ;
    pcve:isoCode "WX" ;
    dcterms:source source:river-office-report .

id:westland--member-of--river-group
    a pcve:Relation ;
    rdf:subject id:westland ;
    rdf:predicate pcve:memberOf ;
    rdf:object id:river-group ;
    pcve:evidence [
        dcterms:source source:river-office-report ;
        pcve:anchor "Westland is a member"@en ;
    ] .
"""


class Made(NamedTuple):
    """The root as it is now, and the folder of its releases."""

    root: Path
    releases: Path

    @property
    def first(self) -> Path:
        """The release made first."""
        return self.releases / FIRST

    @property
    def second(self) -> Path:
        """The release made of the root as it is now."""
        return self.releases / SECOND


def pcvegraph(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pcvegraph", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def small_root(place: Path) -> Path:
    """A tiny root with the tables, a network and a few questions."""
    shutil.copytree(REPOSITORY / "ontology", place / "ontology")
    shutil.copytree(REPOSITORY / "tests/tiny", place, dirs_exist_ok=True)
    for part in ("tables", "networks", "forums"):
        shutil.copytree(REPOSITORY / "queries" / part, place / "queries" / part)
    return place


def release(root: Path, name: str, output: Path, *options: object) -> None:
    done = pcvegraph(
        "release", name, "--root", root, "--output", output, "--date", DAYS[name], *options
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    place = tmp_path_factory.mktemp("made")
    made = Made(small_root(place / "root"), place / "releases")
    release(made.root, FIRST, made.first)
    (made.root / "data/ttl/actors/westland.ttl").write_text(WESTLAND)
    release(made.root, SECOND, made.second, "--previous", made.first)
    return made
