"""A change is written whole or not at all, whenever the process ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from curating.made import files, present, run
from pcvegraph.curating import committing
from pcvegraph.curating.committing import finish_interrupted, is_interrupted, write_all
from pcvegraph.curating.renaming import rename
from pcvegraph.errors import ChangedMeanwhileError
from pcvegraph.graph.opening import load_snapshot
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings


class Killed(BaseException):
    """The process ends here."""


def killed_after(monkeypatch: pytest.MonkeyPatch, name: str, count: int) -> None:
    """Let the process end when `name` of the module has been called `count` times."""
    real = getattr(committing, name)
    calls = iter(range(count))

    def once_more(*arguments: object) -> object:
        if next(calls, None) is None:
            raise Killed
        return real(*arguments)

    monkeypatch.setattr(committing, name, once_more)


def renamed(root: Root) -> dict[str, bytes]:
    """Return what the files would be after the change."""
    changes = rename(present(root), "northland", "zembla").changes
    whole = files(root) | {p: c for p, c in changes.items() if c is not None}
    return {path: content for path, content in whole.items() if changes.get(path, b"") is not None}


@pytest.mark.parametrize("count", range(5))
def test_a_change_that_is_cut_off_among_its_moves_is_finished(
    tiny: Root, monkeypatch: pytest.MonkeyPatch, count: int
):
    wanted, work = renamed(tiny), present(tiny)
    changes = rename(work, "northland", "zembla").changes
    assert len(changes) == 5
    with monkeypatch.context() as patched:
        killed_after(patched, "_move", count)
        with pytest.raises(Killed):
            write_all(tiny, changes, work.contents)
    assert is_interrupted(tiny)
    load_snapshot(tiny, Settings.from_environment())
    assert finish_interrupted(tiny)
    assert files(tiny) == wanted
    assert not finish_interrupted(tiny)


def test_a_change_that_is_cut_off_before_never_happened(
    tiny: Root, monkeypatch: pytest.MonkeyPatch
):
    before, work = files(tiny), present(tiny)
    changes = rename(work, "northland", "zembla").changes
    with monkeypatch.context() as patched:
        killed_after(patched, "write_whole", 0)
        with pytest.raises(Killed):
            write_all(tiny, changes, work.contents)
    assert not is_interrupted(tiny)
    finish_interrupted(tiny)
    assert files(tiny) == before
    write_all(tiny, changes, work.contents)
    assert files(tiny) != before


def test_a_killed_process_leaves_all_or_nothing(tiny: Root):
    wanted = renamed(tiny)
    script = """
import os, signal, sys
from pathlib import Path
from pcvegraph.curating import committing
from pcvegraph.curating.present import Present
from pcvegraph.curating.renaming import rename
from pcvegraph.graph.root import find_root
from pcvegraph.settings import Settings
work = Present(find_root(Path(sys.argv[1])), Settings())
real, calls = committing._move, []
def move(*arguments):
    if len(calls) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    calls.append(real(*arguments))
committing._move = move
committing.write_all(work.root, rename(work, "northland", "zembla").changes, work.contents)
"""
    done = subprocess.run([sys.executable, "-c", script, str(tiny.path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert is_interrupted(tiny)
    told = run(tiny, "check")
    assert "interrupted" in told.stderr
    next_one = run(tiny, "rename", "southland", "southland", "--dry-run")
    assert "finished first" in next_one.stderr
    assert files(tiny) == wanted


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(tiny: Root):
    work = present(tiny)
    changes = rename(work, "northland", "zembla").changes
    other = tiny.data / "forums/river-group.ttl"
    other.write_text(other.read_text() + "# mine\n")
    north = tiny.data / "actors/northland.ttl"
    north.write_text(north.read_text() + "# mine\n")
    before = files(tiny)
    with pytest.raises(ChangedMeanwhileError, match=r"northland\.ttl was changed meanwhile"):
        write_all(tiny, changes, work.contents)
    assert files(tiny) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_place_that_cannot_be_written_leaves_all_as_it_was(tiny: Root):
    work = present(tiny)
    changes = rename(work, "northland", "zembla").changes
    before = files(tiny)
    folder = Path(tiny.path / "data")
    folder.chmod(0o555)
    try:
        with pytest.raises(OSError, match="ermission"):
            write_all(tiny, changes, work.contents)
    finally:
        folder.chmod(0o755)
    assert files(tiny) == before
