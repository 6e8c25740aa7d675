"""Run the service: open an edition, listen, follow what changes, end in good order."""

from __future__ import annotations

import asyncio
import gc
import logging
import resource
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import uvicorn

from pcvegraph.errors import PcvegraphError
from pcvegraph.graph.root import Root
from pcvegraph.releases.release import Release
from pcvegraph.settings import Settings
from pcvegraph.web.app import create_app
from pcvegraph.web.archive import Archive
from pcvegraph.web.connections import connections
from pcvegraph.web.editions import Edition
from pcvegraph.web.publication import Publication

LOG = logging.getLogger("pcvegraph")
Open = Callable[[], Awaitable[Edition]]


class Archived(NamedTuple):
    """Releases to serve, newest first, and the root that says what was removed on request."""

    releases: Sequence[Release]
    root: Root


GARBAGE = (2_000, 10, 1_000_000)
"""When the collector looks at new, young and all objects: hardly ever at all, for kept answers are many
and a look at them takes 20 ms, in which nobody is answered. `Publication` looks when a version goes."""


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens at the host and port of the settings (port 0: any free one).

    Raises:
        PcvegraphError: the port is taken, or the host is not an address of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    _allow_connections()
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


def _allow_connections() -> None:
    """Take as many descriptors as the system grants: each connection needs one."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def run(
    open_edition: Open,
    settings: Settings,
    listening: socket.socket,
    ready: Callable[[Edition], None],
    watched: Root | None = None,
    archived: Archived | None = None,
) -> None:
    """Serve what `open_edition` opens until a signal ends it; call `ready` when it answers.

    SIGHUP opens the next edition; so does any change of the files of `watched`. The releases of
    `archived` are served beside it.

    Raises:
        PcvegraphError: as `open_edition`.
    """
    with asyncio.Runner(loop_factory=_new_loop) as runner:
        runner.run(_run(open_edition, settings, listening, ready, watched, archived))


async def _run(
    open_edition: Open,
    settings: Settings,
    listening: socket.socket,
    ready: Callable[[Edition], None],
    watched: Root | None,
    archived: Archived | None,
) -> None:
    publication = Publication(await open_edition())
    releases, root = archived or Archived((), Root(Path()))
    archive = Archive(publication, releases, root, settings)
    # What is loaded now stays; a look through it now and then would hold up who asks just then.
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    try:
        ready(publication.current)
        async with _following(publication, open_edition, watched):
            await _server(archive, settings).serve(sockets=[listening])
    finally:
        await archive.close()
        await publication.close()


def _server(archive: Archive, settings: Settings) -> uvicorn.Server:
    config = uvicorn.Config(
        create_app(archive, settings),
        # What it has to say goes where our own log goes, in the same form.
        log_config=None,
        log_level="warning",
        access_log=False,
        lifespan="off",
        # A proxy on this machine says for whom it asks.
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        http=connections(settings.request_time_limit_seconds),
        ws="none",
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=int(settings.shutdown_seconds),
        server_header=False,
        date_header=True,
    )
    return uvicorn.Server(config)


KEEP_ALIVE_SECONDS = 30


@asynccontextmanager
async def _following(
    publication: Publication, open_edition: Open, watched: Root | None
) -> AsyncIterator[None]:
    """Follow what may bring a newer edition, as long as the block runs."""
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, publication.renew)
    tasks = [asyncio.create_task(publication.follow(open_edition))]
    if watched:
        tasks.append(asyncio.create_task(_watch(watched, publication)))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _watch(root: Root, publication: Publication) -> None:
    from watchfiles import awatch  # noqa: PLC0415 - only --watch needs it

    async for _ in awatch(root.ontology, root.data, root.queries):
        publication.renew()


def _new_loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop  # noqa: PLC0415 - not on every system
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
