"""The command line, run as a person runs it: results on stdout, messages on stderr, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import REPOSITORY
from pcvegraph.graph.root import Root


def run(*arguments: str, stdin: str | bytes = "", cwd: Path | None = None, **environment: str):
    """Run pcvegraph; returns the finished process with stdout and stderr as text."""
    process = subprocess.run(
        [sys.executable, "-m", "pcvegraph", *arguments],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=cwd or REPOSITORY,
        env=os.environ | environment,
        check=False,
    )
    process.stdout, process.stderr = process.stdout.decode(), process.stderr.decode()
    assert "Traceback" not in process.stderr
    return process


def edit(root: Root, old: str, new: str) -> None:
    file = root.data / "actors/northland.ttl"
    file.write_text(file.read_text().replace(old, new))


def test_check_says_that_the_small_root_is_fine(tiny: Root):
    done = run("check", "--root", str(tiny.path))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("files, nothing wrong.\n")


def test_check_names_file_line_fault_and_remedy(tiny: Root):
    edit(tiny, "pcve:coChairs", "pcve:chairs")
    done = run("check", "--root", str(tiny.path))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0].startswith("data/ttl/actors/northland.ttl:19: iri-disagrees-with-its-parts: ")
    assert lines[1] == "    Rename the relation, or put right the part that is wrong."
    assert re.fullmatch(r"\d+ files, 1 finding\.\n", done.stderr)


def test_check_speaks_french_when_asked_or_by_locale(tiny: Root):
    edit(tiny, "pcve:coChairs", "pcve:chairs")
    asked = run("check", "--root", str(tiny.path), "--language", "fr")
    by_locale = run("check", "--root", str(tiny.path), LC_ALL="fr_CA.UTF-8")
    assert "Renommez la relation" in asked.stdout
    assert asked.stdout == by_locale.stdout
    assert re.fullmatch(r"\d+ fichiers, 1 anomalie\.\n", asked.stderr)


@pytest.mark.parametrize("report", ["json", "sarif"])
def test_check_writes_reports_for_programs(tiny: Root, report: str):
    edit(tiny, "pcve:coChairs", "pcve:chairs")
    done = run("check", "--root", str(tiny.path), "--format", report)
    assert done.returncode == 1
    assert json.loads(done.stdout)


def test_a_folder_that_is_no_root_is_wrong_use(tmp_path: Path):
    done = run("check", "--root", str(tmp_path))
    assert done.returncode == 2
    assert "is not a root: it has no ontology and no data/ttl and no queries." in done.stderr
    assert "--root DIR" in done.stderr


def test_the_root_may_stand_in_the_current_folder(tiny: Root):
    done = run("query", "who-co-chairs", "--format", "csv", cwd=tiny.path)
    assert done.stdout == "chair\r\nhttps://w3id.org/pcvegraph/id/northland\r\n"


def test_query_takes_a_name_a_file_or_stdin(tiny: Root, tmp_path: Path):
    text = (tiny.queries / "who-co-chairs.rq").read_text()
    file = tmp_path / "mine.rq"
    file.write_text(text)
    options = ("--root", str(tiny.path), "--format", "tsv")
    by_name = run("query", "who-co-chairs", *options)
    assert by_name.returncode == 0
    assert by_name.stdout == "?chair\n<https://w3id.org/pcvegraph/id/northland>\n"
    assert run("query", str(file), *options).stdout == by_name.stdout
    assert run("query", "-", *options, stdin=text).stdout == by_name.stdout


def test_query_shows_a_table_and_counts_its_rows(tiny: Root):
    done = run("query", "who-co-chairs", "--root", str(tiny.path))
    assert done.stdout.splitlines()[0].strip() == "chair"
    assert "id:northland" in done.stdout
    assert done.stdout.endswith("1 row\n")


def test_query_sets_a_parameter(tiny: Root):
    options = ("--root", str(tiny.path), "--format", "csv")
    done = run("query", "who-co-chairs", *options, "-p", "group=southland")
    assert (done.returncode, done.stdout) == (0, "chair\r\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("who-cochairs",), "Nearest: who-co-chairs."),
        (("nothing-like-it-at-all-xyz",), "There is no query and no file called"),
        (("who-co-chairs", "-p", "grup=southland"), "It takes: group."),
        (("who-co-chairs", "-p", "southland"), "is not NAME=VALUE"),
        (("who-co-chairs", "-p", "group=South Land"), "the identifier of an entity"),
        (("who-co-chairs", "--format", "turtle"), "Use one of: json, xml, csv, tsv."),
        ((), "Nothing to ask."),
    ],
)
def test_a_query_asked_wrongly_says_what_would_be_right(tiny: Root, arguments, said: str):
    done = run("query", *arguments, "--root", str(tiny.path))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"SELECT * WHERE { ?s ?p ", "does not parse at line 1, column 24"),
        (b"", "The query is empty."),
        (b"hello", "No query begins here: found “hello”"),
        (b"SELECT * { ?s ?p '\xff' }", "byte 19 is not UTF-8"),
        (b"SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE clause"),
        (b"DELETE WHERE { ?s ?p ?o }", "DELETE is an update"),
    ],
)
def test_a_query_that_cannot_be_asked_says_why(tiny: Root, text: bytes, said: str):
    done = run("query", "-", "--root", str(tiny.path), stdin=text)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_byte_order_mark_before_a_query_does_no_harm(tiny: Root):
    done = run("query", "-", "--root", str(tiny.path), stdin=b"\xef\xbb\xbfASK {}")
    assert (done.returncode, done.stdout) == (0, "yes\n")


def test_a_no_is_exit_code_1(tiny: Root):
    done = run("query", "-", "--root", str(tiny.path), stdin="ASK { <a:a> <a:b> <a:c> }")
    assert (done.returncode, done.stdout) == (1, "no\n")


def test_construct_gives_turtle_with_the_prefixes_of_the_house(tiny: Root):
    text = (
        "CONSTRUCT { ?s ?p ?o } "
        "WHERE { VALUES ?s { <https://w3id.org/pcvegraph/id/southland> } ?s ?p ?o }"
    )
    done = run("query", "-", "--root", str(tiny.path), stdin=text)
    assert "id:southland" in done.stdout
    assert len(list(ox.parse(done.stdout.encode(), format=ox.RdfFormat.TURTLE))) > 5


def test_the_library_is_listed_in_both_languages(tiny: Root):
    assert "Who co-chairs a group?" in run("query", "--list", "--root", str(tiny.path)).stdout
    french = run("query", "--list", "--root", str(tiny.path), "--language", "fr")
    assert "Qui copréside un groupe ?" in french.stdout


def test_show_prints_a_thing_with_the_words_of_its_sources(tiny: Root):
    done = run("show", "river-group", "--root", str(tiny.path))
    assert done.returncode == 0
    assert done.stdout.startswith("River Group (working group)\nid:river-group\n")
    statement = (
        "  • Northland (from February 2019)\n"
        "      “Northland - once more - co-chairs the group”, River report (2019-03-01), as of 2019"
    )
    assert statement in done.stdout
    assert run("show", "id:river-group", "--root", str(tiny.path)).stdout == done.stdout
    iri = "https://w3id.org/pcvegraph/id/river-group"
    assert run("show", iri, "--root", str(tiny.path)).stdout == done.stdout


def test_show_of_something_unknown_names_the_nearest(tiny: Root):
    done = run("show", "rivergroup", "--root", str(tiny.path))
    assert (done.returncode, done.stdout) == (1, "")
    assert "Nearest: river-group" in done.stderr
    assert run("show", "River Group", "--root", str(tiny.path)).returncode == 2


@pytest.mark.parametrize("name", ["https://exa mple/x", "http://", "id:", "a.ttl"])
def test_show_of_what_is_no_identifier_is_told(tiny: Root, name: str):
    done = run("show", name, "--root", str(tiny.path))
    assert done.returncode in (1, 2)
    assert done.stderr.startswith("pcvegraph: ")


def test_show_says_the_bound_and_kind_of_an_amount(tiny: Root):
    """“up to” must never read as the sum itself."""
    group = tiny.data / "forums/river-group.ttl"
    group.write_text(
        group.read_text()
        + """
id:river-group--funds--river-meeting-2020-11
    a pcve:Funding ;
    rdf:subject id:river-group ;
    rdf:predicate pcve:funds ;
    rdf:object id:river-meeting-2020-11 ;
    pcve:amount 2500.50 ;
    pcve:currency "CAD" ;
    pcve:amountBound id:amount-bound-up-to ;
    pcve:evidence [
        dcterms:source source:river-office-report ;
        pcve:anchor "up to 2,500.50 dollars"@en ;
    ] .

id:amount-bound-up-to
    skos:prefLabel "up to"@en .
"""
    )
    done = run("show", "river-group", "--root", str(tiny.path))
    assert "  • River meeting (up to 2,500.50 CAD)\n" in done.stdout
    french = run("show", "river-group", "--language", "fr", "--root", str(tiny.path))
    assert "2\u202f500,50 CAD" in french.stdout
    assert "Group of the states along the river. [en]" in french.stdout


def test_build_writes_a_dump_that_has_the_version_it_names(tiny: Root, tmp_path: Path):
    from hashlib import sha256

    output = tmp_path / "out"
    first = run("build", "--root", str(tiny.path), "--output", str(output))
    assert first.returncode == 0
    manifest = json.loads((output / "manifest.json").read_text())
    dump = (output / "pcvegraph.nq").read_bytes()
    assert sha256(dump).hexdigest() == manifest["version"]
    assert manifest["version"] in first.stdout
    assert manifest["version"] in (output / "void.ttl").read_text()
    again = run("build", "--root", str(tiny.path), "--output", str(output))
    assert (again.returncode, (output / "pcvegraph.nq").read_bytes()) == (0, dump)


def test_a_place_that_cannot_be_written_is_told(tiny: Root, tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    output = tmp_path / "file/out"
    done = run("build", "--root", str(tiny.path), "--output", str(output))
    assert (done.returncode, done.stdout) == (2, "")
    assert str(tmp_path / "file") in done.stderr
    assert "may be read or written" in done.stderr


def test_build_of_bad_files_writes_nothing(tiny: Root, tmp_path: Path):
    edit(tiny, "pcve:coChairs", "pcve:chairs")
    done = run("build", "--root", str(tiny.path), "--output", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "iri-disagrees-with-its-parts" in done.stdout
    assert not (tmp_path / "out").exists()


def test_build_does_not_write_into_a_folder_of_something_else(tiny: Root):
    before = sorted(tiny.path.rglob("*"))
    done = run("build", "--root", str(tiny.path), "--output", str(tiny.path))
    assert done.returncode == 2
    assert "holds something else than a build" in done.stderr
    assert sorted(tiny.path.rglob("*")) == before


def test_format_mends_the_form_and_check_only_tells(tiny: Root):
    north = tiny.data / "actors/northland.ttl"
    proper = north.read_bytes()
    north.write_bytes(
        b"\xef\xbb\xbf"
        + proper.replace(b"    pcve:isoCode", b"\tpcve:isoCode").replace(b"\n", b"\r\n")
    )
    messy = north.read_bytes()
    told = run("format", "--check", "--root", str(tiny.path))
    assert (told.returncode, north.read_bytes()) == (1, messy)
    assert told.stdout == f"{north}\n"
    assert run("format", "--root", str(tiny.path)).returncode == 0
    assert north.read_bytes() == proper
    assert run("format", "--check", "--root", str(tiny.path)).returncode == 0


def test_format_leaves_a_file_that_does_not_parse_as_it_is(tiny: Root):
    north = tiny.data / "actors/northland.ttl"
    north.write_text("id:a id:b")
    done = run("format", str(north))
    assert done.returncode == 2
    assert f"{north}:1:1: This is not Turtle" in done.stderr
    assert north.read_text() == "id:a id:b"


@pytest.mark.parametrize("command", ["check", "build", "format", "query", "show", "serve"])
def test_every_command_has_help_with_an_example(command: str):
    done = run(command, "--help", COLUMNS="200")
    assert done.returncode == 0
    assert f"pcvegraph {command}" in done.stdout


def test_an_unknown_command_or_option_is_wrong_use():
    assert run("chekc").returncode == 2
    assert run("check", "--roots", "x").returncode == 2


def test_a_setting_of_another_type_is_wrong_use(tiny: Root):
    done = run("check", "--root", str(tiny.path), PCVEGRAPH_PORT="x")
    assert done.returncode == 2
    assert "PCVEGRAPH_PORT" in done.stderr


def test_a_pipe_that_closes_early_ends_in_peace(tiny: Root):
    command = f"{sys.executable} -m pcvegraph query - --root {tiny.path} --format csv | head -n 1"
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 50000"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        input=query,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert len(list(csv.reader(io.StringIO(done.stdout)))) == 1


def test_serve_refuses_bad_files_and_says_where(tiny: Root):
    edit(tiny, "pcve:coChairs", "pcve:chairs")
    done = run("serve", "--root", str(tiny.path), "--port", "0")
    assert done.returncode == 1
    assert "data/ttl/actors/northland.ttl:19: iri-disagrees-with-its-parts" in done.stderr


def test_serve_says_that_a_port_is_taken_before_it_reads_anything(tiny: Root):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = run("serve", "--root", str(tiny.path), "--port", port)
    assert done.returncode == 2
    assert f"Cannot listen at 127.0.0.1, port {port}" in done.stderr
    assert "--port" in done.stderr
