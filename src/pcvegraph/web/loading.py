"""What the process that holds the graph loads: only a root that passes every check."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from pcvegraph.checking import checked_snapshot
from pcvegraph.checking.reports import as_text
from pcvegraph.errors import GraphRefusedError
from pcvegraph.graph.root import find_root
from pcvegraph.graph.snapshot import Snapshot
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
