"""`pcvegraph network`, run as a person runs it: files, messages, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from networks.small_world import make_root
from pcvegraph.graph.root import Root

GEXF = "{http://gexf.net/1.3}"


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Root:
    return make_root(tmp_path_factory.mktemp("world") / "root")


def run(root: Root, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `pcvegraph network` on the root."""
    done = subprocess.run(
        [sys.executable, "-m", "pcvegraph", "network", *arguments, "--root", str(root.path)],
        capture_output=True,
        env=os.environ | environment,
        check=False,
    )
    assert b"Traceback" not in done.stderr
    return done


def edges(table: bytes) -> set[tuple[str, str]]:
    """Return the ends of the edges of a table, as slugs."""
    rows = csv.DictReader(io.StringIO(table.decode()))
    return {(row["source"].split("/")[-1], row["target"].split("/")[-1]) for row in rows}


def test_a_network_goes_to_stdout_as_gexf_and_its_counts_to_stderr(world: Root):
    done = run(world, "co-membership")
    assert done.returncode == 0
    assert ET.fromstring(done.stdout).tag == GEXF + "gexf"
    assert "6 nodes, " in done.stderr.decode()
    assert "Left out: " in done.stderr.decode()


def test_the_ending_of_the_file_is_its_format(world: Root, tmp_path: Path):
    for name in ("a.graphml", "of.2011-2019.graphml"):
        assert run(world, "co-membership", "-o", str(tmp_path / name)).returncode == 0
        assert len(nx.read_graphml(tmp_path / name)) == 6
    assert run(world, "co-membership", "-o", str(tmp_path / "a.edges.csv")).returncode == 0
    found = edges((tmp_path / "a.edges.csv").read_bytes())
    assert ("north-office", "south-office") in found
    assert run(world, "co-membership", "-o", str(tmp_path / "plain")).returncode == 0
    assert ET.parse(tmp_path / "plain").getroot().tag == GEXF + "gexf"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_format_without_room_for_it_has_the_manifest_beside_the_file(world: Root, tmp_path: Path):
    done = run(world, "co-membership", "-o", str(tmp_path / "a.edges.csv"))
    beside = json.loads((tmp_path / "a.edges.csv.json").read_text())
    assert beside["network"] == "co-membership"
    assert "manifest" in done.stderr.decode()
    run(world, "co-membership", "-o", str(tmp_path / "a.gexf"))
    assert not (tmp_path / "a.gexf.json").exists()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--predicates", "founds"), {("lone-body", "old-forum")}),
        (("--predicates", "founds", "--to", "1999-12-31"), set()),
        (
            ("--predicates", "chairs", "--as-of", "2012-06-01"),
            {("southland", "big-forum"), ("northland", "big-forum")},
        ),
        (("--predicates", "chairs", "--as-of", "2012-06-01", "--certain"), set()),
        (("--kinds", "organisation", "--countries", "northland"), {("north-desk", "north-office")}),
        (("--centre", "nameless"), {("nameless", "lone-body"), ("lone-body", "lone-body")}),
        (("--least-publishers", "2"), {("north-office", "big-forum")}),
        (
            ("--least-weight", "2"),
            {("southland", "big-forum"), ("lone-body", "old-forum"), ("north-office", "lone-body")},
        ),
    ],
)
def test_options_choose_of_the_network(world: Root, options: tuple[str, ...], expected):
    """Lone is a member of the old forum twice, and gets money by five relations."""
    done = run(world, "relations", "--format", "edges.csv", *options)
    assert edges(done.stdout) == expected
    assert done.returncode == (0 if expected else 1)


def test_measures_are_columns_of_nodes(world: Root):
    done = run(world, "co-membership", "--measures", "degree,betweenness", "--format", "nodes.csv")
    (first, *_) = csv.DictReader(io.StringIO(done.stdout.decode()))
    assert {"degree", "betweenness"} <= set(first)


def test_labels_are_in_the_language_asked_or_that_of_the_locale(world: Root):
    options = ("relations", "--format", "nodes.csv")
    french = run(world, *options, "--language", "fr").stdout.decode()
    assert "Nordlande" in french
    assert run(world, *options, LC_ALL="fr_CA.UTF-8").stdout.decode() == french
    assert "Nordlande" not in run(world, *options).stdout.decode()


def test_the_same_command_gives_the_same_bytes_and_the_command_of_the_manifest_too(world: Root):
    options = ("--giant", "--from", "2010-01-01", "--certain", "--measures", "degree")
    first = run(world, "relations", *options, "--format", "node-link")
    assert run(world, "relations", *options, "--format", "node-link").stdout == first.stdout
    command = shlex.split(json.loads(first.stdout)["graph"]["manifest"]["command"])
    assert command[:2] == ["pcvegraph", "network"]
    assert run(world, *command[2:], "--format", "node-link").stdout == first.stdout


def test_an_empty_network_is_a_valid_file_and_exit_code_1_with_the_reason(
    world: Root, tmp_path: Path
):
    file = tmp_path / "empty.gexf"
    done = run(world, "co-membership", "--to", "1900-01-01", "-o", str(file))
    assert done.returncode == 1
    assert "The network is empty: nothing in the graph is as was asked." in done.stderr.decode()
    assert ET.parse(file).getroot().find(f"{GEXF}graph/{GEXF}nodes") is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "No network is named."),
        (("co-memebrship",), "Nearest: co-membership"),
        (("relations", "-p", "contries=northland"), "Nearest: countries"),
        (("relations", "-p", "countries"), "is not NAME=VALUE"),
        (("relations", "--from", "2015-13-01"), "Give a day as YYYY-MM-DD."),
        (("relations", "--from", "2015-01-02", "--to", "2015-01-01"), "before it begins"),
        (("relations", "--as-of", "2015"), "the first of 2015 is 2015-01-01"),
        (("relations", "--as-of", "2015-01-01", "--to", "2016-01-01"), "not of both"),
        (("relations", "--kinds", "organization"), "Nearest: Organisation"),
        (("relations", "--centre", "northlnd"), "Nearest: northland"),
        (("relations", "--weighting", "newman"), "has no weighting"),
        (("relations", "--measures", "betweeness"), "betweenness"),
        (("relations", "--format", "gefx"), "Use one of: gexf,"),
        (("relations", "-o", "network.docx"), "Use one of: gexf,"),
        (("relations", "-o", "/nowhere/at/all.gexf"), "/nowhere/at/all.gexf"),
    ],
)
def test_what_is_asked_wrongly_says_what_would_be_right(
    world: Root, arguments: tuple[str, ...], said: str
):
    done = run(world, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()


def test_a_query_that_is_no_network_is_named_by_its_file(world: Root):
    file = world.queries / "networks/mine.rq"
    file.write_text("# title@en: What?\n# network: directed\n# rows: tied\nSELECT * {}\n")
    try:
        done = run(world, "mine")
    finally:
        file.unlink()
    assert done.returncode == 2
    assert "queries/networks/mine.rq: a network of rows “tied” needs" in done.stderr.decode()


def test_the_networks_are_listed_in_both_languages(world: Root):
    english = run(world, "--list").stdout.decode()
    assert "co-participation" in english
    assert "Who is whose partner?" in english
    assert "Qui est partenaire de qui?" in run(world, "--list", "--language", "fr").stdout.decode()
