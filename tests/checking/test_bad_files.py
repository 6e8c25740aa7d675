"""A file that cannot be read is told by name, place and remedy; nothing is raised or changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcvegraph.checking import check, checked_snapshot
from pcvegraph.errors import QuerySyntaxError
from pcvegraph.graph.findings import Finding
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings

NORTH = "data/ttl/actors/northland.ttl"


def findings_of(root: Root) -> list[Finding]:
    return list(check(root, Settings.from_environment()).findings)


def rewritten(root: Root, change: object) -> Path:
    file = root.path / NORTH
    file.write_bytes(change(file.read_bytes()))  # type: ignore[operator]
    return file


@pytest.mark.parametrize(
    ("name", "change", "line", "column"),
    [
        ("byte-order-mark", lambda b: b"\xef\xbb\xbf" + b, 1, 1),
        ("carriage-return", lambda b: b.replace(b"\n", b"\r\n"), 1, 0),
        ("not-utf-8", lambda b: b.replace(b"Nordlande", b"N\xf6rdlande"), 12, 22),
        ("turtle-syntax", lambda b: b.replace(b"pcve:isoCode", b"pcvv:isoCode"), 14, 5),
        ("turtle-syntax", lambda b: b.replace(b'"NX" ;', b'"NX"'), 15, 5),
        ("turtle-syntax", lambda b: b.replace(b"@prefix id:", b"#prefix id:"), 9, 1),
        ("turtle-syntax", lambda _: b"\x00" * 100, 1, 1),
    ],
    ids=["bom", "crlf", "latin-1", "unknown-prefix", "missing-semicolon", "no-prefix", "zeros"],
)
def test_an_unreadable_file_is_found_at_its_place(
    tiny: Root, name: str, change: object, line: int, column: int
):
    rewritten(tiny, change)
    found = findings_of(tiny)
    assert [(f.name, f.path, f.line, f.column) for f in found] == [(name, NORTH, line, column)]
    assert len(found[0].message.en) > len("This is not Turtle: ")
    assert "Parser error" not in found[0].message.en
    assert found[0].message.fr
    assert found[0].remedy.en


def test_a_huge_file_is_refused_without_being_read(tiny: Root):
    with (tiny.path / NORTH).open("ab") as file:
        file.truncate(50_000_000)
    found = findings_of(tiny)
    assert [(f.name, f.path) for f in found] == [("file-too-large", NORTH)]


def test_a_link_out_of_the_tree_is_not_followed(tiny: Root, tmp_path: Path):
    outside = tmp_path / "secret.ttl"
    (tiny.path / NORTH).rename(outside)
    (tiny.path / NORTH).symlink_to(outside)
    assert [(f.name, f.path) for f in findings_of(tiny)] == [("link-out-of-tree", NORTH)]


def test_a_folder_that_is_a_link_is_told_and_not_read(tiny: Root, tmp_path: Path):
    outside = tmp_path / "elsewhere"
    (tiny.data / "events").rename(outside)
    (tiny.data / "events").symlink_to(outside)
    assert ("link-out-of-tree", "data/ttl/events") in [(f.name, f.path) for f in findings_of(tiny)]


@pytest.mark.parametrize("month", ["2019-13", "2019-00", "19-02", "February"])
def test_a_date_that_the_calendar_does_not_have_is_found(tiny: Root, month: str):
    rewritten(tiny, lambda b: b.replace(b'"2019-02"^^', f'"{month}"^^'.encode()))
    assert {f.path for f in findings_of(tiny)} == {NORTH}


def test_a_link_that_leads_nowhere_and_a_folder_named_like_a_file_are_told(tiny: Root):
    (tiny.data / "actors/nowhere.ttl").symlink_to(tiny.data / "actors/gone.ttl")
    (tiny.data / "actors/folder.ttl").mkdir()
    found = findings_of(tiny)
    assert [(f.name, f.path) for f in found] == [
        ("not-a-file", "data/ttl/actors/folder.ttl"),
        ("not-a-file", "data/ttl/actors/nowhere.ttl"),
    ]


@pytest.mark.parametrize(
    "part", ["checks/end-before-start.rq", "rules/plain-triple.rq", "shapes/state.ttl"]
)
def test_a_check_rule_or_shape_that_is_not_utf_8_is_found(tiny: Root, part: str):
    file = tiny.ontology / part
    file.write_bytes(b"# caf\xe9\n" + file.read_bytes())
    found = findings_of(tiny)
    assert [(f.name, f.path, f.line) for f in found] == [("not-utf-8", f"ontology/{part}", 1)]


def test_a_rule_that_is_no_construct_is_an_error_that_names_it(tiny: Root):
    (tiny.ontology / "rules/plain-triple.rq").write_text("ASK {}")
    with pytest.raises(QuerySyntaxError, match="plain-triple is not a CONSTRUCT"):
        findings_of(tiny)


def test_blank_nodes_that_hold_only_each_other_are_found(tiny: Root):
    rewritten(tiny, lambda b: b + b"\n_:a skos:related _:b .\n_:b skos:related _:a .\n")
    assert [(f.name, f.path) for f in findings_of(tiny)] == [("blank-node", NORTH)]


def test_every_unreadable_file_is_told_at_once(tiny: Root):
    rewritten(tiny, lambda b: b + b"\nid:x id:y")
    south = tiny.data / "actors/southland.ttl"
    south.write_bytes(b"\xef\xbb\xbf" + south.read_bytes())
    assert {f.name for f in findings_of(tiny)} == {"turtle-syntax", "byte-order-mark"}


def test_no_snapshot_is_made_of_bad_files(tiny: Root):
    rewritten(tiny, lambda b: b.replace(b"pcve:isoCode", b"pcve:isocode"))
    verdict, snapshot = checked_snapshot(tiny, Settings.from_environment())
    assert not verdict.is_clean
    assert snapshot is None


def test_a_verdict_is_known_until_a_file_changes(tiny: Root, tmp_path: Path):
    settings = Settings(cache_dir=str(tmp_path / "cache"))
    assert not check(tiny, settings).cached
    again = check(tiny, settings)
    assert again.cached
    assert again.is_clean
    rewritten(tiny, lambda b: b.replace(b"pcve:isoCode", b"pcve:isocode"))
    first = check(tiny, settings)
    assert not first.cached
    assert not first.is_clean
    assert check(tiny, settings).findings == first.findings
    rewritten(tiny, lambda b: b.replace(b"pcve:isocode", b"pcve:isoCode"))
    assert check(tiny, settings).cached


def test_a_cache_that_cannot_be_used_costs_nothing_but_time(tiny: Root, tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings = Settings(cache_dir=str(blocked))
    assert check(tiny, settings).is_clean
    assert not check(tiny, settings).cached


def test_a_damaged_cache_entry_is_not_believed(tiny: Root, tmp_path: Path):
    settings = Settings(cache_dir=str(tmp_path / "cache"))
    check(tiny, settings)
    (entry,) = (tmp_path / "cache").glob("kept/*/verdict.json")
    entry.write_text("[[1]]")
    assert not check(tiny, settings).cached
