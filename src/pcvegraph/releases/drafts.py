"""A folder that is there whole or not at all.

It is filled under a name of its own beside its place, and renamed when it is complete. Where the
process is killed before, that draft stays behind, with a name that begins with a full stop; nobody
takes it for a release, and the next one that is made there removes it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pcvegraph.errors import NotNewError

MARK = ".draft-"
READABLE = 0o755


@contextmanager
def new_folder(place: Path) -> Iterator[Path]:
    """Yield a draft to fill, which is `place` when the block has ended well; else it goes.

    Raises:
        NotNewError: `place` is there.
    """
    _refuse(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    _clear(place)
    draft = Path(tempfile.mkdtemp(prefix=f".{place.name}{MARK}", dir=place.parent))
    held = os.open(draft, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield draft
        draft.chmod(READABLE)
        _refuse(place)
        draft.rename(place)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    finally:
        os.close(held)


def _refuse(place: Path) -> None:
    if place.exists() or place.is_symlink():
        raise NotNewError(
            f"{place} is there already; a release is never changed.",
            "Name a new version, or another folder with --output.",
        )


def _clear(place: Path) -> None:
    """Remove the drafts that nobody fills any more."""
    for draft in place.parent.glob(f".{place.name}{MARK}*"):
        held = os.open(draft, os.O_RDONLY)
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(draft, ignore_errors=True)
        except BlockingIOError:
            continue
        finally:
            os.close(held)
