"""Run the service under uvicorn."""

from __future__ import annotations

import logging
import socket
import sys
from collections.abc import AsyncIterator, Callable

import uvicorn

from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.root import Root
from pcvegraph.settings import Settings
from pcvegraph.web.app import create_app
from pcvegraph.web.publication import Edition


def log_to_stderr() -> None:
    """Send what the service has to say to stderr, a line each."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    logging.getLogger("watchfiles").setLevel(logging.WARNING)


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens at the host and port of the settings (port 0: any free one).

    Raises:
        PcvegraphError: the port is taken, or the host is not an address of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except (OSError, OverflowError) as error:
        raise PcvegraphError(
            f"Cannot listen at {settings.host}, port {settings.port}: {str(error).rstrip('.')}.",
            "Name another with --host and --port.",
        ) from None
    return listening


def run(
    edition: Edition, root: Root, settings: Settings, listening: socket.socket, *, watch: bool
) -> None:
    """Serve `edition` until a signal ends it; with `watch`, follow the files of `root`."""
    app = create_app(edition, settings, root, _changes_of(root) if watch else None)
    config = uvicorn.Config(app, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listening])


def _changes_of(root: Root) -> Callable[[], AsyncIterator[object]]:
    from watchfiles import awatch  # noqa: PLC0415 - only --watch needs it

    return lambda: awatch(root.ontology, root.data, root.queries)
