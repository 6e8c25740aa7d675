"""What is served now: one immutable edition, swapped for the next as a whole."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from pcvegraph import __version__
from pcvegraph.checking import checked_snapshot
from pcvegraph.checking.reports import as_text
from pcvegraph.errors import GraphRefusedError, PcvegraphError
from pcvegraph.graph.root import Root
from pcvegraph.querying.engine import Engine
from pcvegraph.querying.library import Query, read_library
from pcvegraph.settings import Settings

LOG = logging.getLogger("pcvegraph")
STAYS = "The last good version stays."


@dataclass(frozen=True)
class Edition:
    """A checked version of the graph, the engine over it and the library of its root."""

    engine: Engine
    library: dict[str, Query]

    @property
    def version(self) -> str:
        """The fingerprint of the graph."""
        return self.engine.snapshot.version

    @cached_property
    def library_version(self) -> str:
        """Eight hex digits that change when a query of the library does."""
        texts = "\0".join(f"{name}\0{query.text}" for name, query in self.library.items())
        return sha256(texts.encode()).hexdigest()[:8]

    def etag(self, representation: str) -> str:
        """Return the entity tag of `representation` (a format and whatever else decides its bytes)."""
        return f'"{self.version[:12]}-{__version__}-{representation}"'


def read_edition(
    root: Root, settings: Settings, progress: Callable[[str], None] = lambda _: None
) -> Edition:
    """Return the edition that the files of `root` make.

    Raises:
        GraphRefusedError: they have findings, which are logged one by one.
        QueryError: a query of the library is not UTF-8, or its head lacks something.
    """
    verdict, snapshot = checked_snapshot(root, settings, progress)
    if snapshot is None:
        for line in as_text(verdict.findings, "en").splitlines():
            LOG.error("%s", line)
        first = verdict.findings[0]
        raise GraphRefusedError(len(verdict.findings), f"{first.place}: {first.message.en}")
    library = read_library(root)
    for query in library.values():
        _read_head(query)
    return Edition(Engine(snapshot), library)


def _read_head(query: Query) -> None:
    """Read what pages show of `query` now, so that a faulty head is told before it is served."""
    _ = query.title, query.description, query.columns, query.parameters


class Publication:
    """Holds the current edition. A request takes it once, so that no answer mixes two."""

    def __init__(self, edition: Edition) -> None:
        self.current = edition

    async def follow(self, changes: AsyncIterator[object], root: Root, settings: Settings) -> None:
        """At each change of the files, check them and swap the edition; a bad one changes nothing."""
        async for _ in changes:
            try:
                self.current = await asyncio.to_thread(read_edition, root, settings)
            except PcvegraphError as error:
                LOG.error("%s %s", error, STAYS)
            except OSError as error:
                # A file that goes away between two looks: its next change brings us back here.
                LOG.error("%s: %s", error, STAYS)
            except Exception:
                # Whatever else a file can do to us must not end the watch.
                LOG.exception("The files could not be checked. %s", STAYS)
            else:
                LOG.info("Now serving version %s.", self.current.version[:12])
