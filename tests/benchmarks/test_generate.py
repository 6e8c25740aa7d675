"""The made-up roots of the benchmarks, and the command that measures; no timing is asserted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pcvegraph.checking import check
from pcvegraph.graph.formatting import formatted
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root, find_root
from pcvegraph.settings import Settings

REPOSITORY = Path(__file__).parents[2]
BENCHMARKS = REPOSITORY / "benchmarks"
TRIPLES = 10_000


def run(command: str, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / command), *options],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""
    return done.stdout


def generated(folder: Path, *options: str) -> Root:
    run("generate.py", "--triples", str(TRIPLES), "--output", str(folder), *options)
    return find_root(folder)


def contents(root: Root) -> dict[str, bytes]:
    return {p.relative_to(root.path).as_posix(): p.read_bytes() for p in root.path.rglob("*.*")}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Root:
    return generated(tmp_path_factory.mktemp("made") / "root")


def test_the_same_seed_gives_the_same_bytes(made: Root, tmp_path: Path) -> None:
    assert contents(generated(tmp_path / "again")) == contents(made)


def test_another_seed_gives_another_world(made: Root, tmp_path: Path) -> None:
    assert contents(generated(tmp_path / "other", "--seed", "2")) != contents(made)


def test_the_served_graph_has_the_size_that_is_asked_for(made: Root) -> None:
    assert load_snapshot(made, Settings()).count() == pytest.approx(TRIPLES, rel=0.1)


def test_a_made_up_root_passes_every_check(made: Root) -> None:
    assert check(made, Settings()).findings == ()


def test_the_files_are_in_the_normal_form(made: Root) -> None:
    files = [*made.data.rglob("*.ttl"), made.ontology / "concepts.ttl"]
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    assert [path for path, text in texts.items() if formatted(text) != text] == []


def test_a_folder_that_holds_something_is_refused(made: Root) -> None:
    options = ("--triples", "10000", "--output", str(made.path))
    with pytest.raises(subprocess.CalledProcessError) as refused:
        run("generate.py", *options)
    assert "is not empty" in refused.value.stderr


def test_every_check_query_and_pattern_has_a_row() -> None:
    table = run("compare.py", "--sizes", "2k", "--rounds", "1", "--alone")
    rows = [line.split()[:2] for line in table.splitlines()]
    assert ["load", "read,"] in rows
    assert ["infer", "all"] in rows
    assert ["shapes", "pyshacl"] in rows
    for group, folder in (("check", "ontology/checks"), ("pattern", "benchmarks/patterns")):
        for path in (REPOSITORY / folder).glob("*.rq"):
            assert [group, path.stem[:48]] in rows
    for path in (REPOSITORY / "queries").rglob("*.rq"):
        name = path.relative_to(REPOSITORY / "queries").with_suffix("").as_posix()
        assert ["query", name[:48]] in rows


def test_rdflib_is_measured_beside_us(tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    options = (
        "--sizes",
        "2k",
        "--rounds",
        "1",
        "--groups",
        "load,pattern",
        "--output",
        str(figures),
    )
    table = run("compare.py", *options)
    assert " ×" in table
    assert '"rdflib_seconds"' in figures.read_text(encoding="utf-8")
