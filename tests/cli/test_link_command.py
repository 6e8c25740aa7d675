"""`pcvegraph link`, run as a person runs it; the walk-through of its page, as it stands there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY
from linking.harbours import TABLE, add_harbours
from pcvegraph.graph.root import Root

PAGE = (REPOSITORY / "docs/linking.md").read_text()
ID = "https://w3id.org/pcvegraph/id/"
AT = "https://harbours.example/"


@pytest.fixture
def harbours(tiny: Root, tmp_path: Path) -> Root:
    return add_harbours(tiny, tmp_path)


def run(
    root: Root, *arguments: str, code: int = 0, keys: str = "", cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `pcvegraph` on the root; `keys` is what is typed."""
    done = subprocess.run(
        [sys.executable, "-m", "pcvegraph", *arguments, "--root", str(root.path)],
        capture_output=True,
        text=True,
        input=keys,
        check=False,
        cwd=cwd or root.path.parent,
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == code, done.stderr
    return done


def pairs(path: Path) -> set[tuple[str, ...]]:
    """Return the subject and object of each row of an SSSOM file."""
    head, *rows = [line.split("\t") for line in path.read_text().splitlines() if line[0] != "#"]
    places = [head.index(name) for name in ("subject_id", "object_id")]
    return {tuple(row[place] for place in places) for row in rows}


PROPOSE = ("link", "propose", "list.csv", "--against", "harbours.yaml", "-o", "l.sssom.tsv")


def test_from_a_list_to_links_and_back(harbours: Root):
    folder = harbours.path.parent
    done = run(harbours, *PROPOSE)
    assert "3 new links proposed; 3 of them sure." in done.stderr
    typed = "a\nread\nc\n\nr\nanother\n"
    done = run(harbours, "link", "review", "l.sssom.tsv", "--reviewer", "Ada", "--all", keys=typed)
    assert "ours" in done.stderr
    assert "theirs" in done.stderr
    assert "Heron Foundation" in done.stderr
    assert "Nothing is left to decide." in done.stderr
    run(harbours, "link", "accept", "l.sssom.tsv", code=2)
    assert not (harbours.data / "links").exists()
    done = run(harbours, "link", "accept", "l.sssom.tsv", "--yes")
    assert done.stdout.strip() == "data/ttl/links/harbours.ttl"
    assert "2 accepted, 1 rejected" in done.stderr
    run(harbours, "check")
    run(harbours, "format", "--check")
    turtle = (harbours.data / "links/harbours.ttl").read_bytes()
    (folder / "back.tsv").write_text(run(harbours, "link", "export", "harbours").stdout)
    run(harbours, "link", "accept", "back.tsv", "--yes")
    assert (harbours.data / "links/harbours.ttl").read_bytes() == turtle
    # Of what is close, an equal may still be found; what was rejected is not proposed again.
    done = run(harbours, *PROPOSE[:-1], "again.tsv")
    assert "0 of them sure" in done.stderr
    assert pairs(folder / "l.sssom.tsv").isdisjoint(pairs(folder / "again.tsv"))


def test_a_review_stops_and_goes_on(harbours: Root):
    run(harbours, *PROPOSE)
    review = ("link", "review", "l.sssom.tsv", "--reviewer", "Ada", "--all")
    run(harbours, *review, keys="a\n\nq\n")
    waiting = json.loads(run(harbours, "link", "review", "l.sssom.tsv", "--all", "--json").stdout)
    assert len(waiting) == 2
    assert {"subject", "object", "confidence", "reasons", "ours", "theirs"} <= waiting[0].keys()
    run(harbours, *review, keys="x\na\nsure\n")
    run(harbours, *PROPOSE)
    waiting = json.loads(run(harbours, "link", "review", "l.sssom.tsv", "--all", "--json").stdout)
    assert len(waiting) == 1


def test_what_changed_is_told(harbours: Root):
    run(harbours, *PROPOSE)
    run(harbours, "link", "review", "l.sssom.tsv", "--reviewer", "Ada", "--accept-sure")
    run(harbours, "link", "accept", "l.sssom.tsv", "-y")
    newer = TABLE.replace("3,Heron", "8,Heron").replace("Tides", "Tide")
    (harbours.path.parent / "list.csv").write_text(newer)
    said = run(harbours, *PROPOSE[:-2]).stderr
    assert f"Gone from the dataset: {AT}3 (Heron Foundation), Heron Foundation." in said
    assert f"Renamed: {AT}4, “Estuary University of Applied Tides” →" in said
    assert "1 new links proposed" in said


def test_contradictory_rows_write_nothing(harbours: Root):
    run(harbours, *PROPOSE)
    path = harbours.path.parent / "l.sssom.tsv"
    text = path.read_text()
    path.write_text(text + text.splitlines()[-1] + "\n")
    said = run(harbours, "link", "accept", "l.sssom.tsv", "--yes", code=2).stderr
    assert "contradicts line" in said
    assert not (harbours.data / "links").exists()


def test_a_dataset_that_breaks_off_leaves_the_old_proposals(harbours: Root):
    run(harbours, *PROPOSE)
    folder = harbours.path.parent
    before = (folder / "l.sssom.tsv").read_bytes()
    (folder / "list.csv").write_text(TABLE + '9,"Her')
    assert "list.csv, line 7" in run(harbours, *PROPOSE, code=2).stderr
    assert (folder / "l.sssom.tsv").read_bytes() == before
    assert [path.name for path in folder.iterdir() if path.name.startswith("tmp")] == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("propose", "list.csv", "--against", "nothing"), "Name one of cordis"),
        (("propose", "list.csv", "--against", "harbours.yaml", "--kinds", "person"), "People"),
        (("propose", "no.csv", "--against", "harbours.yaml"), "no.csv"),
        (("review", "no.tsv", "--reviewer", "Ada"), "no.tsv cannot be read"),
        (("export", "no"), "Nothing in the graph"),
    ],
)
def test_wrong_use_is_told(harbours: Root, arguments: tuple[str, ...], said: str):
    code = 1 if arguments[0] == "export" else 2
    assert said in run(harbours, "link", *arguments, code=code).stderr


def test_the_walk_through_runs_as_its_page_has_it(root: Root, tmp_path: Path):
    for kind, name in (("csv", "partners.csv"), ("yaml", "partners.yaml")):
        (text,) = re.findall(rf"^```{kind} {name}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
        (tmp_path / name).write_text(text)
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    }
    said = {}
    for script in re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL):
        if "decided.json" in script:
            _decide(tmp_path)
        for command in script.splitlines():
            done = subprocess.run(
                ["bash", "-c", _on(root, command)],
                cwd=tmp_path,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
            said[command] = done
    proposed = next(done for command, done in said.items() if "propose" in command)
    assert "3 new links proposed" in proposed.stderr
    assert "nothing wrong" in said["pcvegraph check"].stderr
    links = (root.data / "links/partners.ttl").read_text()
    for slug in ("concordia-university", "public-safety-canada", "global-affairs-canada"):
        assert re.search(rf"^id:{slug}\n    skos:exactMatch <https://partners", links, re.MULTILINE)


def _on(root: Root, command: str) -> str:
    """Return the command with its root, before where its output goes."""
    head, arrow, place = command.partition(" > ")
    return f"{head} --root {root.path}{arrow}{place}"


def _decide(folder: Path) -> None:
    """Accept what waits, as a script would."""
    waiting = json.loads((folder / "waiting.json").read_text())
    decided = [
        {"subject": each["subject"], "object": each["object"], "decision": "accepted"}
        for each in waiting
    ]
    (folder / "decided.json").write_text(json.dumps(decided))
