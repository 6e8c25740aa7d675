"""Whether anchors stand in texts, in a small root: which do not, by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pcvegraph.curating.verifying import Verification, as_text, find_nearest, verify
from pcvegraph.errors import GraphRefusedError, TextError
from pcvegraph.graph.reading import read_bytes
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings

SLUG = "river-office-report"
WHOLE = """
Northland – once more – co-chairs the group. It meets in
Southland, and the group deals with flood rumours. “Northland and Southland work together.”
"""


def verified(root: Root, folder: Path, *chosen: str) -> Verification:
    contents, _ = read_bytes(root, Settings())
    return verify(contents, folder, [SLUG, "other-report"], chosen, Settings(), lambda _: None)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    return tmp_path / "texts"


def test_anchors_that_stand_in_their_text_are_counted(tiny: Root, texts: Path):
    (texts / f"{SLUG}.txt").write_text(WHOLE)
    found = verified(tiny, texts)
    assert found == Verification(1, 4, (), (), 1, ())
    assert found.is_clean


def test_what_is_missing_is_told_by_file_and_line_with_what_is_like_it(tiny: Root, texts: Path):
    (texts / f"{SLUG}.txt").write_text(WHOLE.replace("deals with flood", "deals with the flood"))
    found = verified(tiny, texts)
    (missing,) = found.missing
    lines = (tiny.path / missing.anchor.path).read_text().splitlines()
    assert "the group deals with flood rumours" in lines[missing.anchor.line - 1]
    told = as_text(found, "en")
    assert told.startswith(
        f"data/ttl/forums/river-group.ttl:{missing.anchor.line}: “the group deals"
    )
    assert "does not stand in river-office-report.txt; perhaps moved to: “the group deals" in told
    assert "peut-être devenu\u00a0: «\u00a0the group deals" in as_text(found, "fr")
    assert not found.is_clean


def test_nothing_is_like_an_anchor_in_another_text(tiny: Root, texts: Path):
    (texts / f"{SLUG}.txt").write_text("1234 5678")
    found = verified(tiny, texts)
    assert [each.nearest for each in found.missing] == [None] * 4


def test_texts_of_no_source_are_named_and_bad_ones_told(tiny: Root, texts: Path):
    (texts / f"{SLUG}.txt").write_bytes(b"\xff\xe9")
    (texts / "stray.html").write_text("<p>Stray</p>")
    (texts / "notes.md").write_text("Not looked at.")
    found = verified(tiny, texts)
    assert (found.texts, found.anchors, found.without_source) == (0, 0, ("stray.html",))
    assert f"{SLUG}.txt" in as_text(found, "en")
    assert not found.is_clean


def test_a_text_that_is_there_twice_and_one_that_is_not(tiny: Root, texts: Path):
    (texts / f"{SLUG}.txt").write_text(WHOLE)
    with pytest.raises(TextError, match="has no text of other-report"):
        verified(tiny, texts, "other-report")
    (texts / f"{SLUG}.html").write_text(WHOLE)
    with pytest.raises(TextError, match=r"has two texts: river-office-report\.html and"):
        verified(tiny, texts)


def test_a_file_that_does_not_parse_is_told(tiny: Root, texts: Path):
    (texts / f"{SLUG}.txt").write_text(WHOLE)
    (tiny.data / "forums/river-group.ttl").write_text(f"source:{SLUG} a ")
    with pytest.raises(GraphRefusedError, match=r"forums/river-group\.ttl"):
        verified(tiny, texts)


@given(st.text("abc dé\n", max_size=40), st.text("abc dé\n", max_size=40))
def test_what_stands_there_is_its_own_nearest(before: str, after: str):
    words = "the group deals with flood rumours"
    found = find_nearest(f"{before} {words} {after}", words)
    assert found is not None
    assert words in found.words
