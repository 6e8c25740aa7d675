"""`pcvegraph verify`: each way in which a release can be wrong is told by its file."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from made_releases import Made, pcvegraph
from pcvegraph.releases.verifying import verify
from pcvegraph.settings import Settings


@pytest.fixture
def folder(made: Made, tmp_path: Path) -> Path:
    return shutil.copytree(made.second, tmp_path / "release")


def faults(folder: Path) -> list[tuple[str, str]]:
    """What `verify` finds, in English."""
    _, found = verify(folder, Settings())
    assert all(fault.message.fr for fault in found)
    return [(fault.file, fault.message.en) for fault in found]


def signed(folder: Path) -> None:
    """Write the sums anew, as somebody would who wants the folder to look untouched."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    lines = [
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in files
        if path.name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("".join(lines))


def test_a_release_that_is_as_it_was_made_has_nothing_wrong(made: Made):
    done = pcvegraph("verify", made.second)
    assert done.returncode == 0
    assert "nothing wrong" in done.stdout
    assert "aucune anomalie" in pcvegraph("verify", made.first, "--language", "fr").stdout


def test_a_damaged_file_is_told_once(folder: Path):
    (folder / "pcvegraph.ttl").write_bytes(b"x")
    done = pcvegraph("verify", folder, "--format", "json")
    assert done.returncode == 1
    assert [fault["file"] for fault in json.loads(done.stdout)["faults"]] == ["pcvegraph.ttl"]
    assert [(file, words.split(":")[0]) for file, words in faults(folder)] == [
        ("pcvegraph.ttl", "is damaged")
    ]


def test_missing_and_extra_files_are_told(folder: Path):
    (folder / "relations.csv").unlink()
    (folder / "mine.txt").write_text("mine")
    told = dict(faults(folder))
    assert told["mine.txt"] == "is no file of this release"
    assert told["relations.csv"].startswith("is missing")


def test_a_link_is_not_followed(folder: Path, tmp_path: Path):
    outside = tmp_path / "outside"
    outside.write_bytes((folder / "LICENSE").read_bytes())
    (folder / "LICENSE").unlink()
    (folder / "LICENSE").symlink_to(outside)
    (folder / "more").symlink_to(tmp_path)
    told = dict(faults(folder))
    assert told["more"].startswith("is a link")
    assert "is a link" in str(faults(folder))
    assert not any(file.startswith("more/") for file in told)


def test_what_is_no_file_is_not_opened(folder: Path):
    os.mkfifo(folder / "pipe")
    assert ("pipe", "is neither a file nor a folder") in faults(folder)


def test_a_huge_file_is_not_read(folder: Path):
    with (folder / "pcvegraph.nt").open("r+b") as file:
        file.truncate(10_000_000_000)
    told = dict(faults(folder))
    assert "larger than" in told["pcvegraph.nt"]


def test_a_sum_that_leads_elsewhere_is_a_fault(folder: Path):
    with (folder / "SHA256SUMS").open("a") as sums:
        sums.write(f"{'0' * 64}  ../../outside\nnonsense\n")
    words = [words for file, words in faults(folder) if file == "SHA256SUMS"]
    assert len(words) == 2


def change(folder: Path, name: str, how: Callable[[str], str]) -> None:
    path = folder / name
    text = path.read_text()
    assert how(text) != text
    path.write_text(how(text))
    signed(folder)


def test_a_statement_less_in_one_format_is_found(folder: Path):
    change(folder, "pcvegraph.nt", lambda text: text.partition("\n")[2])
    assert (
        "pcvegraph.nt",
        "has another graph than pcvegraph.nq: 1 triples are missing, 0 are too many",
    ) in faults(folder)


@pytest.mark.parametrize("name", ["pcvegraph.ttl", "pcvegraph.rdf", "pcvegraph.jsonld"])
def test_another_text_in_one_format_is_found(folder: Path, name: str):
    change(folder, name, lambda text: text.replace("Westland is a member", "Westland is none"))
    told = dict(faults(folder))
    assert told[name].startswith("has another graph")


def test_a_format_that_does_not_parse_is_told(folder: Path):
    change(folder, "pcvegraph.ttl", lambda text: text + "nonsense")
    assert dict(faults(folder))["pcvegraph.ttl"].startswith("does not parse")


def test_another_graph_than_the_version_says_is_found(folder: Path):
    change(folder, "pcvegraph.nq", lambda text: text.partition("\n")[2])
    assert "the manifest says that the version" in dict(faults(folder))["pcvegraph.nq"]


def test_a_row_less_is_found(folder: Path):
    change(folder, "relations.csv", lambda text: text.rstrip("\n").rpartition("\n")[0] + "\n")
    told = faults(folder)
    assert any(file == "relations.csv" and "rows" in words for file, words in told)
    assert ("datapackage.json", "says other bytes of relations.csv than it has") in told


def test_another_column_is_found(folder: Path):
    change(folder, "sources.csv", lambda text: text.replace("id,", "ident,", 1))
    assert ("sources.csv", "has other columns than datapackage.json says") in faults(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("CITATION.cff", "version: 1.1.0", "version: 1.2.0", "version"),
        ("CITATION.cff", "2026-02-05", "2026-02-06", "date"),
        ("datacite.json", '"version": "1.1.0"', '"version": "1.2.0"', "version"),
        ("datacite.json", "2026-02-05", "2026-02-06", "date"),
        ("ro-crate-metadata.json", '"version": "1.1.0"', '"version": "1.2.0"', "version"),
    ],
)
def test_metadata_that_disagree_are_found(folder: Path, name: str, old: str, new: str, what: str):
    change(folder, name, lambda text: text.replace(old, new))
    assert any(file == name and words.startswith(f"says {what}") for file, words in faults(folder))


def test_a_file_that_the_crate_does_not_list_is_found(folder: Path):
    (folder / "more.txt").write_text("more")
    signed(folder)
    assert ("ro-crate-metadata.json", "does not list more.txt") in faults(folder)


@pytest.mark.parametrize(
    "name", ["CITATION.cff", "datacite.json", "ro-crate-metadata.json", "datapackage.json"]
)
@pytest.mark.parametrize("content", ["", "[]", "{", "7", "[" * 10_000, "{}"])
def test_metadata_of_any_other_form_are_a_fault_of_their_file(
    folder: Path, name: str, content: str
):
    (folder / name).write_text(content)
    signed(folder)
    assert any(file == name for file, _ in faults(folder))


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"release": "1.0", "date": "x"}', "[" * 10_000]
)
def test_a_manifest_that_names_no_release_is_a_fault(folder: Path, content: str):
    (folder / "manifest.json").write_text(content)
    signed(folder)
    assert any(file == "manifest.json" for file, _ in faults(folder))


def test_a_folder_that_is_no_release_is_wrong_use(tmp_path: Path):
    for place in (tmp_path, tmp_path / "nowhere"):
        done = pcvegraph("verify", place)
        assert done.returncode == 2
        assert "is not a release" in done.stderr
