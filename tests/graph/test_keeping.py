"""What was built once is read again only for the very same files, and only whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from pcvegraph.graph.keeping import STATES, Kept
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(cache_dir=str(tmp_path / "cache"))


def kept_files(settings: Settings) -> list[Path]:
    return sorted(settings.cache_folder().glob("kept/*/snapshot.nq"))


def test_the_graph_that_was_kept_is_the_graph_that_was_built(tiny: Root, settings: Settings):
    built = load_snapshot(tiny, settings)
    assert len(kept_files(settings)) == 1
    read = load_snapshot(tiny, settings)
    assert {str(quad) for quad in read.store} == {str(quad) for quad in built.store}
    assert read.version == built.version


def test_another_value_is_another_state(tiny: Root, settings: Settings):
    before = load_snapshot(tiny, settings).version
    north = tiny.data / "actors/northland.ttl"
    north.write_text(north.read_text().replace('"NX"', '"NY"'))
    assert load_snapshot(tiny, settings).version != before
    assert len(kept_files(settings)) == 2


def test_a_damaged_graph_is_not_believed(tiny: Root, settings: Settings):
    built = load_snapshot(tiny, settings)
    (place,) = kept_files(settings)
    place.write_bytes(place.read_bytes()[:-200])
    assert {str(q) for q in load_snapshot(tiny, settings).store} == {str(q) for q in built.store}


def test_only_the_newest_states_stay(settings: Settings):
    for number in range(STATES + 3):
        Kept({"data/ttl/a.ttl": str(number).encode()}, settings).keep("x", b"content")
    assert len(list((settings.cache_folder() / "kept").iterdir())) == STATES
    assert Kept({"data/ttl/a.ttl": b"0"}, settings).find("x") is None
    newest = Kept({"data/ttl/a.ttl": str(STATES + 2).encode()}, settings)
    assert newest.find("x") == b"content"


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tiny: Root, tmp_path: Path):
    (tmp_path / "file").write_text("not a folder")
    settings = Settings(cache_dir=str(tmp_path / "file"))
    assert load_snapshot(tiny, settings).version == load_snapshot(tiny, settings).version
