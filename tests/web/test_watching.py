"""`serve --watch`: a good change is swapped in whole, a bad one is told and changes nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from conftest import serving
from pcvegraph.graph.root import Root

DEADLINE = 60
STAYS = "The last good version stays."
LABEL = (
    "SELECT ?label { <https://w3id.org/pcvegraph/id/northland> "
    "<http://www.w3.org/2004/02/skos/core#prefLabel> ?label "
    'FILTER(LANG(?label) = "en") }'
)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


@dataclass
class Watched:
    """A service that watches a tiny root, and what it writes to stderr."""

    root: Root
    address: str
    log: Path

    @property
    def northland(self) -> Path:
        """The file that the tests change."""
        return self.root.data / "actors" / "northland.ttl"

    def rename(self, old: str, new: str) -> None:
        """Give Northland another name."""
        self.northland.write_text(self.northland.read_text().replace(f'"{old}"', f'"{new}"'))

    def label(self) -> tuple[str, str]:
        """Return the version that an answer names, and the label in it."""
        answer = httpx.get(
            f"{self.address}/sparql", params={"query": LABEL}, headers={"Accept": "text/csv"}
        )
        assert answer.status_code == 200
        return answer.headers["Pcvegraph-Version"], answer.text.split()[1]

    def wait_for_label(self, label: str) -> None:
        """Ask until the answer has `label`."""
        wait_for(lambda: self.label()[1] == label)

    def wait_for_log(self, words: str) -> None:
        """Read what the service says until it says `words`."""
        wait_for(lambda: words in self.log.read_text())


@pytest.fixture
def watched(tiny: Root, tmp_path: Path) -> Iterator[Watched]:
    place = serving(tiny.path, "--watch")
    log = tmp_path / "log"
    with log.open("w") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "pcvegraph", "serve", *place.options], stderr=stderr
        )
    service = Watched(tiny, f"http://127.0.0.1:{place.port}", log)
    try:
        wait_for(lambda: _answers(service.address))
        yield service
    finally:
        process.terminate()
        assert process.wait(timeout=DEADLINE) in (0, -15)
    assert "Traceback" not in log.read_text()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz").status_code == 200
    except httpx.ConnectError:
        return False


def test_a_good_change_is_served_and_a_bad_one_is_told(watched: Watched):
    version, label = watched.label()
    assert label == "Northland"

    watched.rename("Northland", "Norland")
    watched.wait_for_label("Norland")
    second, _ = watched.label()
    assert second != version
    watched.wait_for_log(f"Now serving version {second[:12]}")

    good = watched.northland.read_text()
    watched.northland.write_text(good.replace("pcve:State ;", "pcve:Stadt ;"))
    line = good.splitlines().index("    a pcve:State ;") + 1
    watched.wait_for_log(f"data/ttl/actors/northland.ttl:{line}:")
    watched.wait_for_log(STAYS)
    assert watched.label() == (second, "Norland")

    watched.northland.write_text(good[: len(good) // 2])
    watched.wait_for_log("turtle-syntax")
    assert watched.label() == (second, "Norland")

    watched.northland.write_text(good.replace('"Norland"', '"Nordland"'))
    watched.wait_for_label("Nordland")


def test_the_same_files_are_the_same_version(watched: Watched):
    version, _ = watched.label()
    watched.rename("Northland", "Norland")
    watched.wait_for_label("Norland")
    watched.rename("Norland", "Northland")
    watched.wait_for_label("Northland")
    assert watched.label()[0] == version


def test_a_change_of_the_library_is_served(watched: Watched):
    query = watched.root.queries / "who-co-chairs.rq"
    query.write_text(query.read_text().replace("Who co-chairs", "Who then co-chairs"))
    page = {"Accept": "text/html"}
    wait_for(lambda: "Who then co-chairs" in httpx.get(watched.address, headers=page).text)
    query.write_text(query.read_text().replace("# title@fr", "# titre@fr"))
    watched.wait_for_log("title@fr")
    assert "Who then co-chairs" in httpx.get(watched.address, headers=page).text


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("rules/plain-triple.rq", "CONSTRUCT {"),
        ("checks/cycle-of-parts.rq", "SELECT {"),
        ("shapes/state.ttl", "@prefix"),
    ],
)
def test_a_broken_rule_check_or_shape_does_not_end_the_watch(
    watched: Watched, place: str, text: str
):
    file = watched.root.ontology / place
    good = file.read_text()
    file.write_text(text)
    watched.wait_for_log(STAYS)
    file.write_text(good)
    watched.rename("Northland", "Norland")
    watched.wait_for_label("Norland")


def test_no_answer_mixes_two_versions(watched: Watched):
    seen: dict[str, set[str]] = {}
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            version, label = watched.label()
            seen.setdefault(version, set()).add(label)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    names = ["Northland", "Norland", "Nordland", "Noordland"]
    try:
        for old, new in pairwise(names):
            watched.rename(old, new)
            watched.wait_for_label(new)
    finally:
        done.set()
        for thread in threads:
            thread.join()
    assert sorted(label for labels in seen.values() for label in labels) == sorted(names)
    assert all(len(labels) == 1 for labels in seen.values())
