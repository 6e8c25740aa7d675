"""Write a change of several files whole or not at all, also where the process is killed meanwhile.

All new contents are written beside the data first; then a journal says what is to be moved where. A
change without a journal never happened; one with a journal is finished by the next command that
writes. Each move replaces a whole file, so that every file parses at every moment.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pcvegraph.curating.edits import Changes
from pcvegraph.errors import ChangedMeanwhileError
from pcvegraph.graph.root import Root
from pcvegraph.graph.writing import write_whole

if sys.platform != "win32":
    import fcntl

STAGE = "data/.change"
JOURNAL = "journal.json"


def write_all(root: Root, changes: Changes, before: Mapping[str, bytes]) -> None:
    """Make all `changes` of files that hold what `before` has, or none.

    Raises:
        ChangedMeanwhileError: a file holds something else by now; nothing is written.
        OSError: a file cannot be written; as long as there is no journal nothing has changed.
    """
    with _locked(root):
        _finish(root)
        _check_unchanged(root, changes, before)
        stage = root.path / STAGE
        try:
            _stage(stage, changes)
        except OSError:
            shutil.rmtree(stage, ignore_errors=True)
            raise
        _finish(root)


def finish_interrupted(root: Root) -> bool:
    """Finish a change that was interrupted; return whether there was one."""
    if not (root.path / STAGE).exists():
        return False
    with _locked(root):
        return _finish(root)


def is_interrupted(root: Root) -> bool:
    """Return whether a change was interrupted half way."""
    return (root.path / STAGE / JOURNAL).is_file()


def _stage(stage: Path, changes: Changes) -> None:
    stage.mkdir()
    moves = {}
    for number, (path, content) in enumerate(changes.items()):
        moves[path] = None if content is None else f"{number}.new"
        if content is not None:
            (stage / f"{number}.new").write_bytes(content)
    write_whole(stage / JOURNAL, json.dumps(moves).encode())


def _finish(root: Root) -> bool:
    """Make the moves of the journal that are still to be made; return whether there was one."""
    stage = root.path / STAGE
    journal = stage / JOURNAL
    found = journal.is_file()
    if found:
        for path, name in json.loads(journal.read_bytes()).items():
            _move(root.path / path, stage / name if name else None)
        journal.unlink()
    shutil.rmtree(stage, ignore_errors=True)
    return found


def _move(place: Path, new: Path | None) -> None:
    """Put the file `new` at `place`, or remove what is there; what is done already stays done."""
    if new is None:
        place.unlink(missing_ok=True)
    elif new.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            new.chmod(place.stat().st_mode & 0o777)
        new.replace(place)


def _check_unchanged(root: Root, changes: Changes, before: Mapping[str, bytes]) -> None:
    for path in changes:
        place = root.path / path
        now = place.read_bytes() if place.exists() else None
        if now != before.get(path):
            raise ChangedMeanwhileError(path)


@contextmanager
def _locked(root: Root) -> Iterator[None]:
    """Let one process at a time write; the lock goes with the process that has it."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(root.data, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
