"""`pcvegraph diff`, run as a person runs it, in repositories of a small root."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import REPOSITORY
from pcvegraph.graph.root import Root

GROUP = "data/ttl/forums/river-group.ttl"
MOVED = "River Group: start moved from 2019 to 2018 – on the word of River Office (1 March 2019)"
NETWORKS = ("relations", "partnerships", "hierarchy")
LINE = """
id:northland--partners-with--river-group
    a pcve:Relation ;
    rdf:subject id:northland ;
    rdf:predicate pcve:partnersWith ;
    rdf:object id:river-group ;
    pcve:evidence [
        dcterms:source source:river-office-report ;
        pcve:anchor "a partner of the group"@en ;
    ] .
"""


class Desk:
    """A small root in a repository, with a few networks of the library."""

    def __init__(self, root: Root) -> None:
        self.root = root
        (root.queries / "networks").mkdir()
        for name in NETWORKS:
            text = (REPOSITORY / f"queries/networks/{name}.rq").read_bytes()
            (root.queries / f"networks/{name}.rq").write_bytes(text)
        self.git("init", "--quiet")
        self.commit()

    def git(self, *words: str) -> None:
        """Run git, as somebody without settings of their own."""
        who = {
            f"GIT_{w}_{x}": "a@example.org"
            for w in ("AUTHOR", "COMMITTER")
            for x in ("NAME", "EMAIL")
        }
        command = ["git", "-C", str(self.root.path), *words]
        subprocess.run(command, env=os.environ | who, check=True, capture_output=True)

    def commit(self) -> None:
        """Commit all that is there."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "a change")

    def edit(self, old: str, new: str, path: str = GROUP) -> None:
        """Replace a text in a file."""
        file = self.root.path / path
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new, 1))

    def diff(self, *words: str, **environment: str):
        """Run the command; returns the finished process."""
        done = subprocess.run(
            [sys.executable, "-m", "pcvegraph", "diff", *words, "--root", str(self.root.path)],
            capture_output=True,
            env=os.environ | environment,
            check=False,
        )
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in done.stderr
        return done

    def files(self) -> dict[Path, bytes]:
        """Return all files of the root but those of git."""
        found = (path for path in self.root.path.rglob("*") if path.is_file())
        return {path: path.read_bytes() for path in found if ".git" not in path.parts}


@pytest.fixture
def desk(tiny: Root) -> Desk:
    return Desk(tiny)


def test_nothing_changed_is_said_in_both_languages(desk: Desk):
    done = desk.diff("HEAD")
    assert (done.returncode, done.stdout, done.stderr) == (0, "Nothing changed in meaning.\n", "")
    assert desk.diff("HEAD", "--language", "fr").stdout == "Aucun changement de sens.\n"


def test_the_files_as_they_are_are_compared_with_a_revision_and_two_revisions(desk: Desk):
    desk.edit('"2019"^^xsd:gYear', '"2018"^^xsd:gYear')
    before = desk.files()
    expected = f"{MOVED}\n\n1 moved date.\n"
    assert desk.diff("HEAD").stdout == expected
    assert desk.files() == before
    desk.commit()
    assert desk.diff("HEAD~1", "HEAD").stdout == expected
    back = desk.diff("HEAD", "HEAD~1").stdout
    assert "start moved from 2018 to 2019" in back


def test_markdown_has_networks_and_answers_unless_they_are_left_out(desk: Desk):
    desk.edit(
        "id:northland--co-chairs--river-group",
        LINE.strip() + "\n\nid:northland--co-chairs--river-group",
        "data/ttl/actors/northland.ttl",
    )
    done = desk.diff("HEAD", "--format", "markdown")
    lines = done.stdout.splitlines()
    assert lines[0] == "**1 new statement.**"
    assert "#### Northland (state)" in lines
    assert "#### What it does to the networks" in lines
    (network,) = [line for line in lines if "Nodes: " in line and "partner" in line.lower()][:1]
    assert re.search(r"edges: \d+ → \d+", network)
    assert "- No answer changes." in lines
    short = desk.diff("HEAD", "--format", "markdown", "--no-networks", "--no-queries").stdout
    assert "####" in short
    assert not re.search("What it does|No answer", short)
    text = desk.diff("HEAD", "--queries").stdout
    assert "No answer changes." in text
    assert "What it does" not in text


def test_an_answer_that_differs_is_told_by_its_question(desk: Desk):
    block = (desk.root.path / "data/ttl/actors/northland.ttl").read_text().split("\n\n")
    (desk.root.path / "data/ttl/actors/northland.ttl").write_text("\n\n".join(block[:2]) + "\n")
    done = desk.diff("HEAD", "--queries", "--language", "fr")
    assert "Qui copréside un groupe ? Lignes gagnées\u00a0: 0, perdues\u00a0: 1." in done.stdout


def test_json_has_sentences_kinds_iris_and_null_for_what_was_not_looked_at(desk: Desk):
    desk.edit('"2019"^^xsd:gYear', '"2018"^^xsd:gYear')
    told = json.loads(desk.diff("HEAD", "--format", "json").stdout)
    (entity,) = told["entities"]
    (change,) = entity["changes"]
    assert entity["iri"].endswith("/id/river-group")
    assert (change["kind"], change["sentence"]["en"]) == ("moved-date", MOVED)
    assert change["sources"][0]["issued"] == "2019-03-01"
    assert (told["networks"], told["answers"]) == (None, None)
    whole = json.loads(desk.diff("HEAD", "--format", "json", "--networks", "--queries").stdout)
    assert (whole["networks"], whole["answers"]) == ([], [])


def test_a_patch_is_one_transaction_of_quads(desk: Desk):
    desk.edit('"2019"^^xsd:gYear', '"2018"^^xsd:gYear')
    lines = desk.diff("HEAD", "--format", "patch").stdout.splitlines()
    assert (lines[1], lines[-1]) == ("TX .", "TC .")
    rows = lines[2:-1]
    assert {row[0] for row in rows} == {"A", "D"}
    for row in rows:
        list(ox.parse(row[2:], format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize("options", [(), ("--networks",), ("--format", "patch")])
def test_a_revision_that_does_not_load_is_told_by_file_and_line(
    desk: Desk, options: tuple[str, ...]
):
    desk.edit("skos:prefLabel", "skos:prefLabel skos:prefLabel")
    desk.commit()
    desk.edit("skos:prefLabel skos:prefLabel", "skos:prefLabel")
    done = desk.diff("HEAD", *options)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"The data of HEAD has 1 finding; the first: {GROUP}:12:" in done.stderr
    done = desk.diff("HEAD~1", "HEAD", *options)
    assert done.returncode == 1
    assert "The data of HEAD has 1 finding" in done.stderr


def test_files_that_do_not_load_now_are_told_as_the_working_tree(desk: Desk):
    desk.edit("skos:prefLabel", "skos:prefLabel skos:prefLabel")
    done = desk.diff("HEAD")
    assert (done.returncode, done.stdout) == (1, "")
    assert "The data of the working tree has 1 finding" in done.stderr
    assert "pcvegraph check" in done.stderr


def test_wrong_use_is_said_with_what_to_do(desk: Desk):
    assert desk.diff("nope").returncode == 2
    assert "no revision “nope”" in desk.diff("nope").stderr
    assert desk.diff("HEAD", "--format", "docx").returncode == 2
    done = desk.diff("HEAD", PATH="")
    assert done.returncode == 2
    assert "git is not installed" in done.stderr
