"""Run the service under uvicorn."""

from __future__ import annotations

import logging
import sys
from collections.abc import AsyncIterator, Callable

import uvicorn

from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings
from pcvegraph.web.app import create_app
from pcvegraph.web.publication import Edition


def log_to_stderr() -> None:
    """Send what the service has to say to stderr, a line each."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    logging.getLogger("watchfiles").setLevel(logging.WARNING)


def run(edition: Edition, root: Root, settings: Settings, *, watch: bool) -> None:
    """Serve `edition` until a signal ends it; with `watch`, follow the files of `root`."""
    app = create_app(edition, settings, root, _changes_of(root) if watch else None)
    config = uvicorn.Config(
        app, host=settings.host, port=settings.port, log_level="warning", access_log=False
    )
    uvicorn.Server(config).run()


def _changes_of(root: Root) -> Callable[[], AsyncIterator[object]]:
    from watchfiles import awatch  # noqa: PLC0415 - only --watch needs it

    return lambda: awatch(root.ontology, root.data, root.queries)
