"""What is served now: one immutable edition, swapped for the next as a whole."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from pcvegraph import __version__
from pcvegraph.checking import checked_snapshot
from pcvegraph.checking.reports import as_text
from pcvegraph.errors import GraphRefusedError, PcvegraphError
from pcvegraph.graph.root import Root
from pcvegraph.querying.engine import Engine
from pcvegraph.querying.library import Query, read_library
from pcvegraph.settings import Settings

LOG = logging.getLogger("pcvegraph")


@dataclass(frozen=True)
class Edition:
    """A checked version of the graph, the engine over it and the library of its root."""

    engine: Engine
    library: dict[str, Query]

    @property
    def version(self) -> str:
        """The fingerprint of the graph."""
        return self.engine.snapshot.version

    def etag(self, representation: str) -> str:
        """Return the entity tag of `representation` (a format and whatever else decides its bytes)."""
        return f'"{self.version[:12]}-{__version__}-{representation}"'


def read_edition(
    root: Root, settings: Settings, progress: Callable[[str], None] = lambda _: None
) -> Edition:
    """Return the edition that the files of `root` make.

    Raises:
        GraphRefusedError: they have findings; `findings` are logged one by one.
    """
    verdict, snapshot = checked_snapshot(root, settings, progress)
    if snapshot is None:
        for line in as_text(verdict.findings, "en").splitlines():
            LOG.error("%s", line)
        first = verdict.findings[0]
        place = f"{first.path}:{first.line}: {first.message.en}"
        raise GraphRefusedError(len(verdict.findings), place)
    return Edition(Engine(snapshot), read_library(root))


class Publication:
    """Holds the current edition. A request takes it once, so that no answer mixes two."""

    def __init__(self, edition: Edition) -> None:
        self.current = edition

    async def follow(self, changes: AsyncIterator[object], root: Root, settings: Settings) -> None:
        """At each change of the files, check them and swap the edition; a bad one changes nothing."""
        async for _ in changes:
            try:
                edition = await asyncio.to_thread(read_edition, root, settings)
            except PcvegraphError as error:
                LOG.error("%s The last good version stays.", error)
            except OSError as error:
                # A file that goes away between two looks: its next change brings us back here.
                LOG.error("%s: the last good version stays.", error)
            else:
                self.current = edition
                LOG.info("Now serving version %s.", edition.version[:12])
