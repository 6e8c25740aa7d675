"""What is served now: one edition, swapped for the next as a whole when that is ready."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from pcvegraph.errors import PcvegraphError
from pcvegraph.web.editions import Edition

LOG = logging.getLogger("pcvegraph")
STAYS = "The last good version stays."
Open = Callable[[], Awaitable[Edition]]


class Publication:
    """Holds the current edition. A request holds one edition to its end, so that no answer mixes two."""

    def __init__(self, edition: Edition) -> None:
        self.current = edition
        self.swaps = 0
        self.on_swap: Callable[[], None] = lambda: None
        self._closed = False
        self._stale = asyncio.Event()
        self._visits: Counter[Edition] = Counter()
        self._closing: set[asyncio.Task[None]] = set()
        self._watch_over(edition)

    @contextmanager
    def visit(self) -> Iterator[Edition]:
        """Yield the current edition, which stays open until this visit ends."""
        edition = self.current
        self._visits[edition] += 1
        try:
            yield edition
        finally:
            self._visits[edition] -= 1
            self._close_if_left(edition)

    def renew(self) -> None:
        """Say that there may be a newer edition; `follow` opens it."""
        self._stale.set()

    async def follow(self, open_next: Open) -> None:
        """Each time there may be a newer edition, open it and swap; one that fails changes nothing."""
        while True:
            await self._stale.wait()
            self._stale.clear()
            try:
                self._swap(await open_next())
            except (PcvegraphError, OSError) as error:
                # OSError: a file that goes away between two looks; its next change brings us back.
                LOG.error("%s %s", error, STAYS)
            except Exception:
                # Whatever else a file can do to us must not end the watch.
                LOG.exception("The files could not be checked. %s", STAYS)

    async def close(self) -> None:
        """Close the editions; nothing may be under way any more."""
        self._closed = True
        await asyncio.gather(*self._closing)
        await self.current.close()

    def _swap(self, edition: Edition) -> None:
        former, self.current = self.current, edition
        edition.count_on(former)
        self.swaps += 1
        self._watch_over(edition)
        self._close_if_left(former)
        self.on_swap()
        LOG.info("Now serving version %s.", edition.version[:12])

    def _close_if_left(self, edition: Edition) -> None:
        if edition is not self.current and not self._visits[edition]:
            del self._visits[edition]
            task = asyncio.create_task(_close(edition))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    def _watch_over(self, edition: Edition) -> None:
        """Open a new edition where the process that holds the graph of the current one ends."""

        def lost(_: object) -> None:
            if edition is self.current and not self._closed:
                LOG.error("The process that holds the graph has ended; it is started again.")
                self.renew()

        if edition.zygote:
            edition.zygote.ended.add_done_callback(lost)


async def _close(edition: Edition) -> None:
    await edition.close()
    # The answers that were kept with it go, and whatever else nobody holds any more.
    gc.collect()
