"""What the process that holds a graph loads: only a root that passes every check, or a release."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

from pcvegraph.checking import checked_snapshot
from pcvegraph.checking.reports import as_text
from pcvegraph.errors import GraphRefusedError
from pcvegraph.graph.removals import read_removals
from pcvegraph.graph.root import Root, find_root
from pcvegraph.graph.snapshot import Snapshot
from pcvegraph.releases.loading import load_release as read
from pcvegraph.releases.release import read_release
from pcvegraph.settings import Settings
from pcvegraph.web.logs import log_to_stderr

LOG = logging.getLogger("pcvegraph")


def load(folder: str, report: Callable[[str], None]) -> Snapshot:
    """Return the snapshot of the root `folder`; `report` is told the stage.

    Raises:
        GraphRefusedError: the files have findings, which are logged one by one.
    """
    settings = Settings.from_environment()
    log_to_stderr(settings)
    verdict, snapshot = checked_snapshot(find_root(Path(folder)), settings, report)
    if snapshot is None:
        for line in as_text(verdict.findings, "en").splitlines():
            LOG.error("%s", line)
        first = verdict.findings[0]
        raise GraphRefusedError(len(verdict.findings), f"{first.place}: {first.message.en}")
    return snapshot


def told_release(folder: Path, root: Root) -> str:
    """Return what `load_release` is told to load: a release, less what `root` says was removed."""
    return json.dumps([str(folder), str(root.path)])


def load_release(told: str, report: Callable[[str], None]) -> Snapshot:
    """Return the snapshot of the release that `told_release` named; raises NotAReleaseError."""
    log_to_stderr(Settings.from_environment())
    folder, root = json.loads(told)
    report("Reading the release")
    loaded = read(read_release(Path(folder)), read_removals(Root(Path(root))))
    if loaded.left_out:
        words = "%s quads of release %s are left out: they were removed on request."
        LOG.info(words, loaded.left_out, folder)
    return loaded.snapshot
