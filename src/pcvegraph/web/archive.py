"""The releases that are served beside the current edition: each opened when it is first asked for.

One that nobody has asked for some time is let go again, and so is the one that waits longest where too
many are open. What was removed on request is in none of them.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import TypeAlias

from starlette.concurrency import run_in_threadpool

from pcvegraph.errors import BusyError
from pcvegraph.graph.removals import read_removals
from pcvegraph.graph.root import Root
from pcvegraph.querying.formats import Format
from pcvegraph.querying.questions import Question
from pcvegraph.releases.loading import has_removed
from pcvegraph.releases.release import Release
from pcvegraph.settings import Settings
from pcvegraph.web.editions import Edition, open_release
from pcvegraph.web.publication import Publication

LOG = logging.getLogger("pcvegraph")
RETRY_SECONDS = 10
Opened: TypeAlias = "asyncio.Task[Edition]"
"""A release that is open, or being opened."""


class Archive:
    """The releases, newest first, and those of them that are open."""

    def __init__(
        self,
        publication: Publication,
        releases: Sequence[Release],
        root: Root,
        settings: Settings,
    ) -> None:
        self.publication = publication
        self.releases = tuple(releases)
        self.removals = read_removals(root)
        self._root = root
        self._settings = settings
        self._open: dict[str, Opened] = {}
        self._visits: Counter[Opened] = Counter()
        self._idle: dict[str, asyncio.TimerHandle] = {}
        self._closing: set[asyncio.Task[None]] = set()
        self._affected: dict[str, bool] = {}
        self._loop = asyncio.get_running_loop()
        publication.on_swap = self._read_removals

    def find(self, text: str) -> Release | None:
        """Return the release called `text`, or with the fingerprint that it is or begins; or None."""
        named = [release for release in self.releases if release.name == text]
        return next(iter(named or (r for r in self.releases if r.is_called(text))), None)

    async def is_affected(self, release: Release) -> bool:
        """Return whether something in a release was removed on request."""
        if release.name not in self._affected:
            found = await run_in_threadpool(has_removed, release, self.removals)
            self._affected[release.name] = found
        return self._affected[release.name]

    @asynccontextmanager
    async def visit(self, release: Release | None) -> AsyncIterator[Edition]:
        """Yield the edition of a release, or the current one; it stays open until this visit ends.

        Raises:
            BusyError: as many releases are in use as may be.
            NotAReleaseError, PcvegraphError: it does not load.
        """
        if release is None:
            with self.publication.visit() as edition:
                yield edition
            return
        opened = self._find_open(release)
        self._stay(release.name)
        self._visits[opened] += 1
        try:
            # Who goes away does not end what others wait for.
            yield await asyncio.shield(opened)
        finally:
            self._visits[opened] -= 1
            self._left(release.name, opened)

    def ask(self, release: Release, question: Question, chosen: Format, client: str) -> bytes:
        """Return the answer of a release. Call from other threads than that of the event loop.

        Raises:
            QueryError, EngineError: as `Engine.answer`, and as `visit`.
        """
        asked = self._ask(release, question, chosen, client)
        return asyncio.run_coroutine_threadsafe(asked, self._loop).result()

    async def _ask(
        self, release: Release, question: Question, chosen: Format, client: str
    ) -> bytes:
        async with self.visit(release) as edition:
            return (await edition.engine.answer(question, chosen, client=client)).body

    async def close(self) -> None:
        """Close what is open; nothing may be under way any more."""
        for name in list(self._open):
            self._let_go(name)
        await asyncio.gather(*self._closing)

    def _find_open(self, release: Release) -> Opened:
        if release.name not in self._open:
            self._make_room()
            opening = open_release(release, self._root, self._settings)
            task = self._open[release.name] = asyncio.create_task(opening)
            task.add_done_callback(partial(self._watch_over, release.name))
        return self._open[release.name]

    def _make_room(self) -> None:
        """Let go of the release that waits longest where as many are open as may be."""
        if len(self._open) < self._settings.releases_open:
            return
        # Those that were left come in the order in which they were.
        waiting = [name for name in self._idle if not self._visits[self._open[name]]]
        if not waiting:
            raise BusyError(
                f"{len(self._open)} other releases are being asked.",
                "Try again, or take the files of the release: /versions lists them.",
                RETRY_SECONDS,
            )
        self._let_go(waiting[0])

    def _watch_over(self, name: str, task: Opened) -> None:
        """Forget a release that did not load, and one whose process ends."""

        def lost(_: object) -> None:
            if self._open.get(name) is task:
                LOG.error("The process that holds release %s has ended.", name)
                self._let_go(name)

        if task.cancelled() or task.exception():
            if self._open.get(name) is task:
                del self._open[name]
        elif zygote := task.result().zygote:
            zygote.ended.add_done_callback(lost)

    def _left(self, name: str, opened: Opened) -> None:
        """Let go of a release later, if nobody asks for it until then; now if it is to be closed."""
        if self._visits[opened]:
            return
        if self._open.get(name) is not opened:
            self._close(name, opened)
            return
        self._stay(name)
        wait = self._settings.release_idle_seconds
        self._idle[name] = asyncio.get_running_loop().call_later(wait, self._let_go, name)

    def _stay(self, name: str) -> None:
        if timer := self._idle.pop(name, None):
            timer.cancel()

    def _let_go(self, name: str) -> None:
        """Close a release when the last that asks has its answer; the next that asks opens it anew."""
        self._stay(name)
        opened = self._open.pop(name, None)
        if opened and not self._visits[opened]:
            self._close(name, opened)

    def _close(self, name: str, opened: Opened) -> None:
        del self._visits[opened]
        task = asyncio.create_task(_closed(name, opened))
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    def _read_removals(self) -> None:
        """Read again what was removed on request; where that is more, every release opens anew."""
        removals = read_removals(self._root)
        if removals != self.removals:
            self.removals = removals
            self._affected.clear()
            for name in list(self._open):
                self._let_go(name)


async def _closed(name: str, opened: Opened) -> None:
    # One that did not load has nothing to close.
    with suppress(Exception):
        edition = await opened
        await edition.close()
        LOG.info("Release %s is let go.", name)
