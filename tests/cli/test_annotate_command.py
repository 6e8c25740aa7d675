"""`pcvegraph annotate` and `pcvegraph sources`, run as a person runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pcvegraph.graph.root import Root

SLUG = "river-office-report"
TEXT = """River report

The River Group met in Southland with Mr. Jon Quill of the Harbour Watch.
Northland pays for the River meeting and works on flood rumours.
"""


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `pcvegraph`; a person never meets a trace."""
    done = subprocess.run(
        [sys.executable, "-m", "pcvegraph", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "texts" / f"{SLUG}.txt"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def test_a_text_is_told_with_what_is_said_on_its_word(tiny: Root, page: Path):
    done = run("annotate", str(page), "--source", SLUG, "--root", str(tiny.path))
    assert done.returncode == 0
    assert (
        f"  river-group (River Group; working group): {TEXT.index('River Group')}–" in done.stdout
    )
    assert "on its word: River Group addresses" in done.stdout
    assert "  Harbour Watch: " in done.stdout
    assert "Quill" not in done.stdout
    assert done.stderr.startswith("5 mentions of 5 things; ")
    french = run(
        "annotate", str(page), "--source", SLUG, "--root", str(tiny.path), "--language", "fr"
    )
    assert "d'après elle\u00a0: Groupe du fleuve" in french.stdout
    assert french.stderr.startswith("5 mentions de 5 choses")


def test_json_is_for_scripts(tiny: Root, page: Path):
    options = ("--source", SLUG, "--root", str(tiny.path), "--format", "json")
    told = json.loads(run("annotate", str(page), *options).stdout)
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in told["mentions"])
    assert ["river-group"] in [mention["things"] for mention in told["mentions"]]
    assert all(TEXT[p["start"] : p["end"]] == p["anchor"] for p in told["pairs"])


def test_a_draft_is_whole_and_the_check_tells_what_is_to_be_done(tiny: Root, page: Path):
    draft = page.parent / "drafts/report.ttl"
    options = ("--source", SLUG, "--root", str(tiny.path), "--output", str(draft))
    done = run("annotate", str(page), *options)
    assert done.returncode == 0
    drafted = draft.read_text()
    count = sum(line.startswith("id:") for line in drafted.splitlines())
    assert f"{draft}: {count} relations to be completed or deleted" in done.stderr
    assert "id:river-meeting-2020-11--todo--northland" in drafted
    assert "Quill" not in drafted
    assert "Harbour" not in drafted
    again = run("annotate", str(page), *options)
    assert (again.returncode, again.stdout) == (2, "")
    assert "is there already" in again.stderr
    assert run("format", "--check", str(draft)).returncode == 0
    placed = tiny.data / "actors/report.ttl"
    draft.rename(placed)
    checked = run("check", "--root", str(tiny.path))
    assert checked.returncode == 1
    lines = placed.read_text().splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith("id:"):
            assert f"data/ttl/actors/report.ttl:{number}: " in checked.stdout
    assert [path.name for path in draft.parent.iterdir()] == []


@pytest.mark.parametrize("inside", ["data/ttl/actors/x.ttl", "ontology/x.ttl"])
def test_no_draft_is_written_into_the_graph(tiny: Root, page: Path, inside: str):
    place = tiny.path / inside
    options = ("--source", SLUG, "--root", str(tiny.path), "--output", str(place))
    done = run("annotate", str(page), *options)
    assert (done.returncode, place.exists()) == (2, False)
    assert "of which the graph is made" in done.stderr


def test_what_a_draft_needs_is_missing(tiny: Root, page: Path):
    done = run("annotate", str(page), "--source", "river-report", "--root", str(tiny.path))
    assert done.returncode == 1
    assert "Nearest: river-office-report" in done.stderr
    page.write_text("Nothing here.")
    draft = page.parent / "d.ttl"
    options = ("--source", SLUG, "--root", str(tiny.path), "--output", str(draft))
    done = run("annotate", str(page), *options)
    assert (done.returncode, done.stdout, draft.exists()) == (1, "", False)
    assert "nothing was written" in done.stderr


def test_an_empty_text_is_a_no_in_the_language(tiny: Root, page: Path):
    page.write_text("\n")
    options = ("--source", SLUG, "--root", str(tiny.path))
    done = run("annotate", str(page), *options, LC_ALL="fr_CA.UTF-8")
    assert done.returncode == 1
    assert "ne contient aucun texte" in done.stderr
    page.write_bytes(b"a\0b")
    assert run("annotate", str(page), *options).returncode == 2


def test_sources_are_verified_and_listed(tiny: Root, page: Path):
    options = ("--texts", str(page.parent), "--root", str(tiny.path))
    done = run("sources", "verify", *options)
    assert done.returncode == 1
    assert "“Northland and Southland work together” does not stand" in done.stdout
    assert "4 anchors looked for in 1 texts: 3 missing." in done.stderr
    told = json.loads(run("sources", "verify", *options, "--format", "json").stdout)
    assert len(told["missing"]) == 3
    page.write_text(
        "Northland - once more - co-chairs the group deals with flood rumours in Southland."
    )
    listed = run("sources", "list", "--root", str(tiny.path))
    assert f"{SLUG}\t4\n" in listed.stdout
    without = run("sources", "list", "--without-text", str(page.parent), "--root", str(tiny.path))
    assert SLUG not in without.stdout
