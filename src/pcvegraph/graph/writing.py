"""Write files whole or not at all: a reader never meets half of one."""

from __future__ import annotations

import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step; raises OSError and leaves `path` as it was where it fails."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        place = Path(draft.name)
    try:
        place.write_bytes(content)
        place.chmod(mode)
        place.replace(path)
    except OSError:
        place.unlink(missing_ok=True)
        raise
