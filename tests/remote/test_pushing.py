"""A push makes a store hold one version, whole; what broke off is known, and goes on where it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from pyoxigraph import RdfFormat, parse
from stores import free_port, oxigraph, pushed, with_client

from pcvegraph.errors import PcvegraphError, StoreError
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.publishing import write_build
from pcvegraph.graph.root import Root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.querying.remote.addresses import Addresses
from pcvegraph.querying.remote.builds import Build, build_of, read_build
from pcvegraph.querying.remote.marker import Marker, read_ledger, read_marker
from pcvegraph.querying.remote.pushing import Pushed
from pcvegraph.settings import Settings
from pcvegraph.vocabulary import DESCRIPTION, GRAPHS

NORTHLAND = GRAPHS + "actors/northland"
SOUTHLAND = GRAPHS + "actors/southland"


@pytest.fixture
def small(tiny: Root) -> Snapshot:
    return load_snapshot(tiny, Settings())


@pytest.fixture
def build(small: Snapshot) -> Build:
    return build_of(small)


@pytest.fixture(scope="module")
def server() -> Iterator[Addresses]:
    with oxigraph() as addresses:
        yield addresses


@pytest.fixture
def store(server: Addresses) -> Addresses:
    """An empty store."""
    httpx.post(update_address(server), data={"update": "CLEAR ALL"}).raise_for_status()
    return server


def update_address(store: Addresses) -> str:
    return store.query.replace("/query", "/update")


def update(store: Addresses, text: str) -> None:
    httpx.post(update_address(store), data={"update": text}).raise_for_status()


def dump(store: Addresses) -> set[str]:
    """Return the quads of the store without what a push says of itself."""
    text = httpx.get(store.graph_store, headers={"Accept": "application/n-quads"}).text
    quads = map(str, parse(text, format=RdfFormat.N_QUADS))
    return {quad for quad in quads if "/graph/push" not in quad}


def version_of(store: Addresses) -> str | None:
    marker = with_client(store, read_marker)
    return marker.version if marker else None


def changed(build: Build, graph: str, line: bytes, version: str = "second") -> Build:
    """Return the build with one more line in a graph."""
    graphs = build.graphs | {graph: sorted({*build.graphs.get(graph, []), line})}
    return Build(version, graphs, sorted({*build.default, line}))


def test_the_store_then_holds_the_snapshot(store: Addresses, build: Build, small: Snapshot):
    done = pushed(build, store)
    assert done == Pushed(sent=len(small.graph_names()) + 2, there=0, deleted=0)
    assert dump(store) == {str(quad) for quad in small.store}
    assert with_client(store, read_marker) == Marker(small.version, "")


def test_a_large_graph_goes_in_parts_and_arrives_whole(
    store: Addresses, build: Build, small: Snapshot
):
    pushed(build, store, batch=7)
    assert dump(store) == {str(quad) for quad in small.store}


def test_the_default_graph_may_have_a_name(store: Addresses, build: Build):
    named = replace(store, default_graph="urn:all")
    pushed(build, named)
    assert with_client(named, read_marker) == Marker(build.version, "urn:all")
    assert sum("<urn:all>" in quad for quad in dump(store)) == len(build.default)


def test_a_second_push_sends_nothing(store: Addresses, build: Build):
    pushed(build, store)
    before = dump(store)
    assert pushed(build, store) == Pushed(sent=0, there=len(build.graphs) + 1, deleted=0)
    assert dump(store) == before
    assert version_of(store) == build.version


def test_unless_it_is_told_to(store: Addresses, build: Build):
    pushed(build, store)
    assert pushed(build, store, whole=True).sent == len(build.graphs) + 1


def test_of_another_version_what_differs_is_sent(store: Addresses, build: Build):
    pushed(build, store)
    second = changed(build, NORTHLAND, b"<urn:a> <urn:b> <urn:c> .\n")
    assert pushed(second, store) == Pushed(sent=2, there=len(build.graphs) - 1, deleted=0)
    assert version_of(store) == "second"
    assert sum("<urn:a>" in quad for quad in dump(store)) == 2


def test_a_graph_that_is_gone_is_deleted(store: Addresses, build: Build):
    pushed(build, store)
    left = {name: lines for name, lines in build.graphs.items() if name != SOUTHLAND}
    assert pushed(Build("second", left, build.default), store).deleted == 1
    assert not any(f"<{SOUTHLAND}>" in quad for quad in dump(store))
    assert SOUTHLAND not in with_client(store, read_ledger)


def test_a_graph_of_somebody_else_is_left_alone(store: Addresses, build: Build):
    update(store, "INSERT DATA { GRAPH <urn:theirs> { <urn:a> <urn:b> <urn:c> } }")
    pushed(build, store)
    assert any("<urn:theirs>" in quad for quad in dump(store))


def test_what_was_changed_behind_its_back_is_sent_again(store: Addresses, build: Build):
    pushed(build, store)
    before = dump(store)
    update(store, f"DELETE WHERE {{ GRAPH <{NORTHLAND}> {{ ?s a ?o }} }}")
    assert pushed(build, store).sent == 1
    assert dump(store) == before


def test_a_push_that_breaks_off_leaves_no_marker_and_goes_on_later(
    store: Addresses, build: Build, small: Snapshot
):
    pushed(build, store)
    broken = changed(build, SOUTHLAND, b"<urn:a> <urn:b> this is no term .\n")
    with pytest.raises(StoreError, match="status 400") as caught:
        pushed(broken, store)
    assert f"<{SOUTHLAND}>" in str(caught.value)
    assert version_of(store) is None
    # The one that broke, and the default graph, which had not come yet.
    assert pushed(build, store).sent == 2
    assert dump(store) == {str(quad) for quad in small.store}
    assert version_of(store) == build.version


def test_a_store_that_does_not_keep_what_it_is_given_is_found_out(store: Addresses, build: Build):
    twice = build.graphs[NORTHLAND] + build.graphs[NORTHLAND][:1]
    lossy = Build("second", build.graphs | {NORTHLAND: twice}, build.default)
    with pytest.raises(StoreError, match=f"triples of graph <{NORTHLAND}>") as caught:
        pushed(lossy, store)
    assert f"{len(twice)} were sent" in str(caught.value)
    assert version_of(store) is None


def test_it_says_how_far_it_is(store: Addresses, build: Build):
    stages: list[str] = []
    pushed(build, store, said=stages.append)
    assert f"Sending graph 1 of {len(build.graphs) + 1}" in stages[1]
    assert stages[-1] == "Counting what arrived"


def test_a_build_is_read_as_it_was_written(small: Snapshot, build: Build, tmp_path: Path):
    write_build(small, tmp_path / "build")
    assert read_build(tmp_path / "build") == build
    assert build.graphs[DESCRIPTION.value]


def test_a_build_that_was_changed_is_refused(small: Snapshot, tmp_path: Path):
    write_build(small, tmp_path / "build")
    dump_file = tmp_path / "build/pcvegraph.nq"
    dump_file.write_bytes(dump_file.read_bytes().replace(b"Northland", b"Eastland"))
    with pytest.raises(PcvegraphError, match="SHA-256") as caught:
        read_build(tmp_path / "build")
    assert small.version in str(caught.value)


@pytest.mark.parametrize("name", ["manifest.json", "pcvegraph.nq", "void.ttl"])
def test_a_folder_without_one_of_the_files_is_no_build(small: Snapshot, tmp_path: Path, name: str):
    write_build(small, tmp_path / "build")
    (tmp_path / "build" / name).unlink()
    with pytest.raises(PcvegraphError, match="no whole build") as caught:
        read_build(tmp_path / "build")
    assert "pcvegraph build" in caught.value.remedy


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "pcvegraph", "push", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def test_the_command_checks_and_pushes(store: Addresses, tiny: Root, build: Build):
    done = run(store.query, "--root", str(tiny.path))
    assert (done.returncode, done.stderr) == (0, "")
    sent = len(build.graphs) + 1
    assert done.stdout == (
        f"{store.query}: version {build.version}, {sent} graphs sent, 0 were there, 0 deleted\n"
    )
    assert version_of(store) == build.version


def test_the_command_pushes_nothing_where_there_are_findings(store: Addresses, tiny: Root):
    file = tiny.data / "actors/northland.ttl"
    file.write_text(file.read_text().replace("pcve:coChairs", "pcve:chairs"))
    done = run(store.query, "--root", str(tiny.path))
    assert done.returncode == 1
    assert "actors/northland.ttl:19" in done.stdout
    assert done.stderr == "Nothing was pushed.\n"
    assert dump(store) == set()


def test_the_command_pushes_a_build(store: Addresses, small: Snapshot, tmp_path: Path):
    write_build(small, tmp_path / "build")
    assert run(store.query, "--build", str(tmp_path / "build")).returncode == 0
    assert (
        version_of(store) == json.loads((tmp_path / "build/manifest.json").read_text())["version"]
    )


def test_the_command_wants_the_password_in_the_environment(tiny: Root):
    done = run("http://127.0.0.1:1/query", "--root", str(tiny.path), "--username", "ada")
    assert (done.returncode, done.stdout) == (2, "")
    assert "PCVEGRAPH_STORE_PASSWORD holds no password for ada" in done.stderr


def test_the_command_says_that_nobody_answers(tiny: Root):
    address = f"http://127.0.0.1:{free_port()}/query"
    done = run(address, "--root", str(tiny.path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be reached" in done.stderr
