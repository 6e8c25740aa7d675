"""`pcvegraph release`: a folder that others' tools accept, the same bytes each time, or nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
import yaml
from datacite import schema45
from hypothesis import given
from hypothesis import strategies as st
from rocrate.rocrate import ROCrate

from made_releases import FIRST, SECOND, Made, pcvegraph, release, small_root
from pcvegraph.errors import NotNewError, ReleaseError
from pcvegraph.graph.root import Root
from pcvegraph.releases.dating import find_date
from pcvegraph.releases.drafts import new_folder
from pcvegraph.releases.names import precedence, read_release_name

CFF = Path(__file__).parent / "cff-1.2.0.schema.json"


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_release_made_twice_has_the_same_bytes(made: Made, tmp_path: Path):
    release(made.root, SECOND, tmp_path / "again", "--previous", made.first)
    assert contents(tmp_path / "again") == contents(made.second)


def test_every_file_has_its_sum(made: Made):
    files = contents(made.second)
    lines = files.pop("SHA256SUMS").decode().splitlines()
    told = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    assert told == {path: sha256(content).hexdigest() for path, content in files.items()}
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=made.second, check=False
    )
    assert checked.returncode == 0


def test_the_version_is_the_fingerprint_whatever_the_release_is_called(made: Made, tmp_path: Path):
    manifest = json.loads((made.second / "manifest.json").read_bytes())
    assert manifest["version"] == sha256((made.second / "pcvegraph.nq").read_bytes()).hexdigest()
    assert (manifest["release"], manifest["date"]) == (SECOND, "2026-02-05")
    other = tmp_path / "other"
    done = pcvegraph(
        "release", "2027.01", "--root", made.root, "--output", other, "--date", "2027-01-01"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads((other / "manifest.json").read_bytes())["version"] == manifest["version"]
    assert (other / "pcvegraph.ttl").read_bytes() == (made.second / "pcvegraph.ttl").read_bytes()


def test_the_crate_is_read_by_others_and_lists_every_file(made: Made):
    crate = ROCrate(made.second)
    listed = {entity.id: entity for entity in crate.data_entities}
    assert listed.keys() == contents(made.second).keys() - {"ro-crate-metadata.json"}
    assert listed["pcvegraph.nq"]["encodingFormat"] == "application/n-quads"
    assert crate.root_dataset["version"] == SECOND
    assert crate.root_dataset["datePublished"] == "2026-02-05"
    assert crate.license.id == "https://creativecommons.org/licenses/by/4.0/"


def test_the_citation_is_valid_cff(made: Made):
    cited = yaml.safe_load((made.second / "CITATION.cff").read_bytes())
    assert cited["date-released"] == date(2026, 2, 5)
    as_text = json.loads(json.dumps(cited, default=str))
    jsonschema.validate(as_text, json.loads(CFF.read_bytes()))
    assert cited["version"] == SECOND


def test_the_metadata_for_a_doi_are_valid(made: Made):
    metadata = json.loads((made.second / "datacite.json").read_bytes())
    assert not list(schema45.validator.iter_errors(metadata))
    assert metadata["version"] == SECOND


def test_the_changes_are_told_in_both_languages(made: Made):
    said = json.loads((made.second / "changes.json").read_bytes())
    assert said["since"]["release"] == FIRST
    assert "Westland" in (made.second / "CHANGES.md").read_text()
    french = (made.second / "CHANGES.fr.md").read_text()
    assert f"Depuis {FIRST}" in french
    assert "http" not in french.partition("\n")[2]
    first = json.loads((made.first / "changes.json").read_bytes())
    assert first["since"] is None
    assert "no earlier release" in (made.first / "CHANGES.md").read_text()


def test_an_earlier_dump_will_do(made: Made, tmp_path: Path):
    output = tmp_path / "out"
    release(made.root, SECOND, output, "--previous", made.first / "pcvegraph.nq")
    said = json.loads((output / "changes.json").read_bytes())
    version = json.loads((made.first / "manifest.json").read_bytes())["version"]
    assert said["since"] == {"release": None, "version": version}
    assert said["entities"] == json.loads((made.second / "changes.json").read_bytes())["entities"]


def test_every_question_has_its_answer_and_the_readmes_name_every_file(made: Made):
    files = contents(made.second)
    asked = {path.removesuffix(".rq") for path in files if re.match(r"queries/(?!tables)", path)}
    answered = {path.rpartition(".")[0] for path in files if path.startswith("answers/")}
    assert answered == {path.replace("queries/", "answers/", 1) for path in asked}
    assert b"northland" in files["answers/who-co-chairs.csv"]
    for name in ("README.md", "README.fr.md"):
        rows = files[name].decode()
        data = [path for path in files if "/" not in path and path.startswith("pcvegraph.")]
        assert len(data) == 5
        assert all(f"| `{path}` |" in rows for path in data)


def test_a_release_is_never_written_over(made: Made):
    before = contents(made.first)
    done = pcvegraph("release", FIRST, "--root", made.root, "--output", made.first)
    assert done.returncode == 2
    assert "is there already" in done.stderr
    assert contents(made.first) == before


def test_data_that_do_not_pass_are_not_released(tmp_path: Path):
    root = small_root(tmp_path / "root")
    (root / "data/ttl/actors/bad.ttl").write_text("nonsense")
    done = pcvegraph("release", FIRST, "--root", root, "--output", tmp_path / "out")
    assert done.returncode == 1
    assert "data/ttl/actors/bad.ttl:1" in done.stdout
    assert not (tmp_path / "out").exists()


def test_what_is_no_release_is_nothing_to_compare_with(made: Made, tmp_path: Path):
    done = pcvegraph(
        "release", SECOND, "--root", made.root, "--output", tmp_path / "out", "--previous", tmp_path
    )
    assert done.returncode == 2
    assert "is not a release" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_wrong_query_leaves_nothing(tmp_path: Path):
    root = small_root(tmp_path / "root")
    (root / "queries/wrong.rq").write_text("# title en: a\n# title fr: b\nSELECT nonsense")
    done = pcvegraph("release", FIRST, "--root", root, "--output", tmp_path / "out/one")
    assert done.returncode == 2
    assert not list((tmp_path / "out").iterdir())


def test_a_kill_in_the_middle_leaves_no_release_and_the_next_run_tidies(made: Made, tmp_path: Path):
    output = tmp_path / "out"
    command = [sys.executable, "-m", "pcvegraph", "release", FIRST, "--root", made.root]
    process = subprocess.Popen([*command, "--output", output], stderr=subprocess.DEVNULL)
    while not list(tmp_path.glob(".out.draft-*/pcvegraph.nq")):
        assert process.poll() is None
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not output.exists()
    assert list(tmp_path.glob(".out.draft-*"))
    release(made.root, FIRST, output)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_draft_that_is_being_filled_is_left_alone(tmp_path: Path):
    place = tmp_path / "out"
    with new_folder(place) as draft:
        (draft / "mine").write_text("1")
        with new_folder(place) as other:
            (other / "theirs").write_text("2")
        assert (draft / "mine").exists()
        with pytest.raises(NotNewError), new_folder(place):
            raise AssertionError
        shutil.rmtree(place)
    assert [path.name for path in place.iterdir()] == ["mine"]


@pytest.mark.parametrize(
    "name", ["2026.12", "2026.12.0", "2026.01.17", "0.1.0", "1.4.0", "2.0.0-rc.1", "1.0.0-alpha"]
)
def test_versions_that_are_taken(name: str):
    assert read_release_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "1",
        "v1.0.0",
        "2026",
        "2026.1",
        "2026.13",
        "2026.13.1",
        "2026.12.01",
        "1.0",
        "01.0.0",
        "1.0.0+build",
        "../1.0.0",
        "1.0.0-",
        "1.0.0-01",
        "1.0.0/..",
        "1.0.0\n",
        "٢.0.0",
        "latest",
    ],
)
def test_versions_that_are_refused(name: str):
    with pytest.raises(ReleaseError):
        read_release_name(name)


def test_versions_sort_as_semantic_versioning_has_it():
    names = ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0", "1.0.10"]
    names += ["2026.02", "2026.02.1", "2026.11"]
    assert sorted(set(names), key=precedence) == names


NUMBERS = st.integers(0, 999)
SEMANTIC = st.builds("{}.{}.{}".format, NUMBERS, NUMBERS, NUMBERS)
CALENDAR = st.builds("{:04}.{:02}".format, st.integers(1900, 2999), st.integers(1, 12))


@given(st.one_of(SEMANTIC, CALENDAR))
def test_a_version_is_a_name_of_a_folder_and_a_part_of_an_address(name: str):
    assert re.fullmatch(r"[0-9A-Za-z.-]+", read_release_name(name))
    assert precedence(name) == precedence(name)


def git(folder: Path, *arguments: str, moment: str = "2025-03-04T12:00:00Z") -> None:
    who = ["-c", "user.name=N", "-c", "user.email=n@example.org"]
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    command = ["git", "-C", str(folder), *who, *arguments]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | dates)


def test_the_date_is_told_else_of_the_environment_else_of_the_data(tmp_path: Path):
    root = Root(small_root(tmp_path / "root"))
    git(root.path, "init")
    git(root.path, "add", ".")
    git(root.path, "commit", "-m", "data")
    (root.path / "README").write_text("newer, and no data")
    git(root.path, "add", ".")
    git(root.path, "commit", "-m", "words", moment="2025-05-06T12:00:00Z")
    assert find_date(root, "", {}).day == date(2025, 3, 4)
    assert find_date(root, "", {"SOURCE_DATE_EPOCH": "0"}).day == date(1970, 1, 1)
    assert find_date(root, "2026-01-02", {"SOURCE_DATE_EPOCH": "0"}).day == date(2026, 1, 2)


def test_the_clock_is_named_where_nothing_else_has_a_date(tmp_path: Path):
    dated = find_date(Root(small_root(tmp_path / "root")), "", {})
    assert "today" in dated.reason.en


@pytest.mark.parametrize("told", ["2026-13-01", "today", "20260101", "2026-W01-1"])
def test_what_is_no_day_is_refused(tmp_path: Path, told: str):
    with pytest.raises(ReleaseError):
        find_date(Root(tmp_path), told, {})


@pytest.mark.parametrize("epoch", ["today", "2026-01-01", "9" * 30, "1.5"])
def test_what_is_no_moment_is_refused(tmp_path: Path, epoch: str):
    with pytest.raises(ReleaseError):
        find_date(Root(tmp_path), "", {"SOURCE_DATE_EPOCH": epoch})
