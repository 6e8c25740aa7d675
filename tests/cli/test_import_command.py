"""`pcvegraph import`, run as a person runs it: drafts in a new folder, or nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pcvegraph.graph.root import Root

MAPPING = """
title: {en: Bodies, fr: Organismes}
id: id
names:
  - {column: name, language: en}
  - {column: nom, language: fr}
descriptions: {column: about, language: en}
kinds: kind
countries: country
relations: [{predicate: memberOf, column: member, anchor: words}]
"""
HEAD = "id,name,nom,about,kind,country,member,words\n"
WHOLE = (
    "1,Lantern Post,Poste Lantern,A post.,police-service,NX,River Group,member of the river group\n"
)


class Desk:
    """A folder with a table, its mapping and a small root, and what is done in it."""

    def __init__(self, folder: Path, root: Root) -> None:
        self.folder = folder
        self.root = root
        (folder / "bodies.yaml").write_text(MAPPING)

    def run(self, rows: str | bytes, *options: str, **environment: str):
        """Import a table of these rows to `drafts`; returns the finished process."""
        content = rows if isinstance(rows, bytes) else (HEAD + rows).encode()
        (self.folder / "bodies.csv").write_bytes(content)
        command = [sys.executable, "-m", "pcvegraph", "import", "bodies.csv"]
        defaults = {
            "--mapping": "bodies.yaml",
            "--source": "river-office-report",
            "--output": "drafts",
            "--root": str(self.root.path),
        }
        for name, value in defaults.items():
            command += [name, value] if name not in options else []
        done = subprocess.run(
            [*command, *options],
            cwd=self.folder,
            capture_output=True,
            text=True,
            env=os.environ | environment,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done

    def written(self) -> list[str]:
        """Return what stands in the folder beside what stood there."""
        files = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        own = {"bodies.csv", "bodies.yaml"}
        return sorted(path.as_posix() for path in files if path.as_posix() not in own)


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory, tiny: Root) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"), tiny)


def content_of(root: Root) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.path.rglob("*") if path.is_file()}


def test_a_whole_row_becomes_a_draft_that_passes_and_the_root_stays_as_it_is(desk: Desk):
    before = content_of(desk.root)
    done = desk.run(WHOLE)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr
    assert done.stderr.startswith("drafts: 1 new, 0 new or perhaps known, 0 known (0 with")
    assert done.stderr.endswith("The drafts pass the check.\n")
    assert desk.written() == ["drafts/actors/lantern-post.ttl"]
    assert content_of(desk.root) == before


def test_drafts_are_in_the_normal_form_and_pass_when_they_are_moved(desk: Desk):
    desk.run(WHOLE)
    draft = desk.folder / "drafts/actors/lantern-post.ttl"
    pcvegraph = [sys.executable, "-m", "pcvegraph"]
    done = subprocess.run([*pcvegraph, "format", "--check", str(draft)], check=False)
    assert done.returncode == 0
    draft.rename(desk.root.data / "actors/lantern-post.ttl")
    done = subprocess.run([*pcvegraph, "check", "--root", str(desk.root.path)], check=False)
    assert done.returncode == 0


def test_findings_name_file_and_line_of_the_draft(desk: Desk):
    rows = "1,Lantern Post,,,,,River Group,\n2,Northland,,,,NX,River Group,\n"
    done = desk.run(rows)
    assert done.returncode == 1
    lines = (desk.folder / "drafts/actors/lantern-post.ttl").read_text().splitlines()
    line = lines.index("id:lantern-post") + 1
    assert f"drafts/actors/lantern-post.ttl:{line}: no-english-description: " in done.stdout
    known = (desk.folder / "drafts/known/northland.ttl").read_text().splitlines()
    line = next(n for n, said in enumerate(known, 1) if "pcve:evidence" in said)
    assert f"drafts/known/northland.ttl:{line}: blank-node: " in done.stdout
    assert "evidence-without-content" not in done.stdout
    assert "What is to be done before the drafts pass: " in done.stderr


def test_french_is_spoken_when_asked(desk: Desk):
    done = desk.run("1,Lantern Post,,,,Atlantis,,\n", "--language", "fr", "--no-check")
    assert "ligne 2, country\u00a0: aucun État du graphe ne s'appelle" in done.stderr
    assert "drafts\u00a0: 1 de nouveaux" in done.stderr
    assert done.returncode == 0


def test_nothing_new_writes_nothing(desk: Desk):
    done = desk.run("1,Northland,Nordlande,,,,,\n", "--kinds", "state, organisation")
    assert (done.returncode, desk.written()) == (0, [])
    assert done.stderr.endswith("Nothing is new: nothing was written.\n")


def test_an_empty_folder_is_written_to_and_a_full_one_is_not(desk: Desk):
    output = desk.folder / "drafts"
    output.mkdir()
    assert desk.run(WHOLE, "--no-check").returncode == 0
    done = desk.run(WHOLE, "--no-check")
    assert done.returncode == 2
    assert "drafts is there already." in done.stderr
    assert desk.written() == ["drafts/actors/lantern-post.ttl"]


@pytest.mark.parametrize("place", ["data/ttl", "data/ttl/drafts", "ontology/drafts"])
def test_nothing_is_written_where_the_graph_is_made_of(desk: Desk, place: str):
    before = content_of(desk.root)
    done = desk.run(WHOLE, "--output", str(desk.root.path / place))
    assert done.returncode == 2
    assert content_of(desk.root) == before


@pytest.mark.parametrize(
    ("rows", "options", "said"),
    [
        (HEAD.replace(",", ";").encode(), (), "Its cells seem to be between “;”"),
        ((HEAD + WHOLE).encode("utf-16"), (), "is not UTF-8"),
        ((HEAD + "1,Müller,,,,,,\n").encode("latin-1"), (), "Say which `encoding` it has"),
        (b"id,name\n1,A\n", (), "has no column “about”"),
        (WHOLE[:30], (), "line 2: 4 cells, and 8 columns"),
        ('1,"Lantern', (), "unexpected end of data"),
        ("", (), "bodies.csv has no rows"),
        (",Lantern Post,,,,,,\n", (), "row 2: there is no id"),
        (WHOLE, ("--source", "river-office"), "Nearest: river-office-report."),
        (WHOLE, ("--source", "https://other.example/x"), "Nothing in the graph is called"),
        (WHOLE, ("--mapping", "bodys"), "There is no mapping called “bodys”"),
        (WHOLE, ("--kinds", "organization"), "Nearest: organisation"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    desk: Desk, rows: str | bytes, options: tuple[str, ...], said: str
):
    done = desk.run(rows, *options)
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert desk.written() == []


def test_a_folder_that_cannot_be_written_leaves_nothing(desk: Desk):
    (desk.folder / "file").write_text("")
    done = desk.run(WHOLE, "--no-check", "--output", "file/drafts")
    assert done.returncode == 2
    assert desk.written() == ["file"]
